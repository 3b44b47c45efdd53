"""Which recordings go, and why. Pure: what a dry run says is what is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

NEARLY: Final = 0.9
"""Of its room; from there on an artist is told what goes next."""


OVERRUN: Final = 1.1
"""Of its room, what may be used when nothing is being made: a show that used it up was recorded a moment longer,
until its node heard of that, and is not to be lost for it."""


class Why(StrEnum):
    """Why a recording goes by itself."""

    DAYS = "days"
    """Its time is over."""
    QUOTA = "quota"
    """Its artist's room is used up, and it is the oldest that is not to stay."""


@dataclass(frozen=True, slots=True)
class Held:
    """A recording that takes room."""

    recording: str
    livestream_id: str
    title: str
    artist_id: str
    bytes: int
    keep: bool
    made: bool
    """Something is added to it, or may be."""
    since: datetime
    """When its show was over, or else when it was begun."""
    expires_at: datetime | None
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class Going:
    """One that goes."""

    held: Held
    why: Why
    at: datetime


def make_room(held: Sequence[Held], quota: float) -> list[Held]:
    """Which of an artist's recordings go so that all fit into as many bytes, the first first: those whose shows are
    over for longest. What is to stay stays, and what is being made; that may be too much all the same."""
    too_much = sum(each.bytes for each in held) - quota
    going: list[Held] = []
    for each in sorted(held, key=lambda one: (one.since, one.recording)):
        if too_much <= 0:
            break
        if each.bytes and not each.keep and not each.made:
            going.append(each)
            too_much -= each.bytes
    return going


def find_surplus(held: Sequence[Held], quota: int) -> list[Held]:
    """What of that goes now: all of it where something is being made, or where it is far too much."""
    if any(each.made for each in held) or sum(each.bytes for each in held) > OVERRUN * quota:
        return make_room(held, quota)
    return []
