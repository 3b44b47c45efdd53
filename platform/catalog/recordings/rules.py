"""What may be said of a recording, and when it goes. Pure."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from contract.moments import to_rfc3339

ALPHABET: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
LATE: Final = timedelta(seconds=10)
"""What begins so much later than its show does not have all of it."""
SHORT: Final = timedelta(seconds=10)
"""By so much a recording may be shorter than its show."""


class Visibility(StrEnum):
    """Who may have a replay."""

    PUBLIC = "public"
    """Whoever may watch the show."""
    HOLDERS = "holders"
    """Holders of its artist's tokens: as many as the show takes, one where that is for everybody."""
    PRIVATE = "private"
    """Its artist alone."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What the operator has set: whether shows are recorded unless their artist says otherwise, for how many days
    that is kept (0: until it is deleted), how many bytes an artist may keep (None: no end), and how many days before
    one goes its artist is told (0: not)."""

    record: bool = True
    days: float = 30.0
    quota: int | None = None
    notice_days: float = 3.0
    page_url: str = "http://localhost:3000"
    """Where a person opens the pages."""

    @property
    def notice(self) -> timedelta:
        """For how long at least whoever is told that a recording goes can keep it. Of few days it is half of them."""
        return timedelta(days=min(self.notice_days, self.days / 2) if self.days else self.notice_days)

    def expires_at(self, over_at: datetime | None, told_at: datetime | None = None, *, keep: bool) -> datetime | None:
        """When the recording of a show goes that is over since then; None: not by itself. Not before its artist has
        had the notice, however suddenly it is late: the clock may be wrong, or the days may be fewer than yesterday.
        """
        if keep or over_at is None or not self.days:
            return None
        end = over_at + timedelta(days=self.days)
        return end if told_at is None else max(end, told_at + self.notice)

    def is_due(self, over_at: datetime | None, told_at: datetime | None, now: datetime, *, keep: bool) -> bool:
        """Whether it goes now."""
        end = self.expires_at(over_at, told_at, keep=keep)
        told = not self.notice or (told_at is not None and told_at <= now)
        return told and end is not None and end <= now


USUAL: Final = Policy()


@dataclass(frozen=True, slots=True)
class Recording:
    """One that there is, or was. `path` is where it plays: a whole address, or it begins at the origin's root."""

    path: str
    visibility: Visibility
    keep: bool
    begins_at: datetime | None
    duration_ms: int | None
    bytes: int | None
    partial: bool
    closed_at: datetime | None
    """Since when nothing is added."""
    deleted: bool
    told_at: datetime | None = None
    """Since when its artist knows that it goes."""


@dataclass(frozen=True, slots=True)
class Show:
    """What it is of, as far as that matters."""

    live: bool
    started_at: datetime | None
    ended_at: datetime | None


def find_end(show: Show, closed_at: datetime | None) -> datetime | None:
    """Since when a recording is over, from which its days are counted; None: it is not. A show that was opened again
    has no end, and perhaps never will have, but what was kept of it has."""
    return None if show.live else show.ended_at or closed_at


def make_recording_id() -> str:
    """A name at the origin that nobody guesses."""
    return "r" + "".join(secrets.choice(ALPHABET) for _ in range(25))


def is_whole(begins_at: datetime, duration_ms: int, show: Show, *, of_many: bool) -> bool:
    """Whether a recording, of which its node has missed nothing, is all of its show. How long publishers were away
    nobody counts, so it is measured only where other nodes may have the rest (`of_many`)."""
    if show.started_at is None:
        return True
    short = (
        of_many
        and show.ended_at is not None
        and (timedelta(milliseconds=duration_ms) + SHORT < show.ended_at - show.started_at)
    )
    return begins_at - show.started_at <= LATE and not short


def describe(recording: Recording | None, show: Show, policy: Policy) -> dict[str, Any] | None:
    """A livestream's `replay` as its artist sees it; None: there is nothing to see yet."""
    if recording is None or recording.begins_at is None:
        return None
    shown: dict[str, Any] = {
        "state": "gone",
        "visibility": recording.visibility.value,
        "keep": recording.keep,
        "from": None,
        "duration": None,
        "bytes": None,
        "expires_at": None,
        "url": None,
    }
    if not recording.deleted:
        over = not show.live and recording.closed_at is not None
        ready = "partial" if recording.partial else "ready"
        shown |= {
            "state": ready if over else "recording",
            "from": to_rfc3339(recording.begins_at),
            "duration": recording.duration_ms / 1000 if over and recording.duration_ms is not None else None,
            "bytes": recording.bytes,
            "expires_at": to_rfc3339(
                policy.expires_at(find_end(show, recording.closed_at), recording.told_at, keep=recording.keep)
            ),
            "url": recording.path,
        }
    return shown


def publish(own: dict[str, Any] | None) -> dict[str, Any] | None:
    """The same, as others see it; None: there is nothing for them."""
    return None if own is None or own["visibility"] == Visibility.PRIVATE else own


def is_ready(own: Mapping[str, Any] | None) -> bool:
    """Whether all that will be kept is there."""
    return own is not None and own["state"] in ("ready", "partial")
