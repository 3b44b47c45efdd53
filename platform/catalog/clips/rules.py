"""What may be cut out of a recording, and what may be said of a clip. Pure."""

import math
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from catalog.clips.errors import ClipRangeError
from catalog.recordings.rules import ALPHABET, Visibility
from contract.livestreams import STILL
from contract.moments import to_rfc3339

LEAST: Final = timedelta(seconds=5)
MOST: Final = timedelta(seconds=180)
MOST_OF_FAN: Final = 50
"""Clips that an account may make of one show."""
MOST_OF_ARTIST: Final = 500
"""Of a show of their own."""
MOST_KEPT: Final = 500
"""Clips of one show that are kept for longer than its recording."""
CLOCKS_APART: Final = timedelta(seconds=5)
"""The media's dates are those of its node, whose clock may be ahead."""
SEALED_AFTER: Final = timedelta(seconds=15)
"""So long after a moment was live, what it is in is complete, and lies where players fetch it from."""


@dataclass(frozen=True, slots=True)
class Source:
    """The recording that a clip is of."""

    begins_at: datetime
    visibility: Visibility
    closed: bool
    """Nothing is added to it."""
    deleted: bool


@dataclass(frozen=True, slots=True)
class Clip:
    """Two moments of a recording. `path` is where it plays: a whole address, or it begins at the origin's root."""

    id: str
    livestream_id: str
    artist_id: str
    creator: Mapping[str, str] | None
    """`{id, display_name}`; None: who made it has closed the account."""
    title: str
    begins_at: datetime
    ends_at: datetime
    hidden: bool
    keep: bool
    created_at: datetime
    path: str
    source: Source


def make_clip_id() -> str:
    """A name at the origin that nobody guesses."""
    return "c" + "".join(secrets.choice(ALPHABET) for _ in range(25))


def _refuse(words: str) -> ClipRangeError:
    return ClipRangeError(words, least=LEAST.seconds, most=MOST.seconds)


def find_range(
    begins_at: datetime, begin: float, end: float, *, over_at: datetime | None, now: datetime
) -> tuple[datetime, datetime]:
    """From when to when a clip is, that is to begin and end so many seconds after its recording `begins_at`.
    `over_at`: since when nothing follows in that; None: something may.

    Raises:
        ClipRangeError
    """
    if not (math.isfinite(begin) and math.isfinite(end)) or begin < 0 or end <= begin:
        raise _refuse("A clip begins at 0 or later, and ends after that.")
    length = timedelta(milliseconds=round(end * 1000) - round(begin * 1000))
    if length < LEAST:
        raise _refuse(f"A clip is at least {LEAST.seconds} seconds long.")
    if length > MOST:
        raise _refuse(f"A clip is at most {MOST.seconds} seconds long.")
    newest = now if over_at is None else min(now, over_at)
    if end > (newest + CLOCKS_APART - begins_at).total_seconds():
        raise _refuse("A clip ends at what was live a moment ago, at the latest.")
    first = begins_at + timedelta(milliseconds=round(begin * 1000))
    return first, first + length


def find_state(clip: Clip, now: datetime) -> str:
    """`recording`: what it ends with is still being written. `ready`, or `gone`: the recording was deleted, and it
    was not kept."""
    if clip.source.deleted and not clip.keep:
        return "gone"
    being_written = not clip.source.closed and now < clip.ends_at + SEALED_AFTER
    return "recording" if being_written else "ready"


def describe(clip: Clip, now: datetime, page_url: str) -> dict[str, Any]:
    """A clip as its artist sees it, `url` a path or a whole address; `page_url`: where a person opens the pages. Who
    may have the replay sees the same, unless it is hidden."""
    state = find_state(clip, now)
    return {
        "id": clip.id,
        "livestream_id": clip.livestream_id,
        "title": clip.title,
        "from": _seconds(clip.begins_at - clip.source.begins_at),
        "to": _seconds(clip.ends_at - clip.source.begins_at),
        "duration": _seconds(clip.ends_at - clip.begins_at),
        "url": None if state == "gone" or clip.hidden else clip.path,
        "page_url": f"{page_url}/clips/{clip.id}",
        "still_url": None if state == "gone" or clip.hidden else f"{clip.path.rpartition('/')[0]}/{STILL}",
        "creator": None if clip.creator is None else dict(clip.creator),
        "hidden": clip.hidden,
        "keep": clip.keep,
        "state": state,
        "created_at": to_rfc3339(clip.created_at),
    }


def _seconds(length: timedelta) -> float:
    return length / timedelta(milliseconds=1) / 1000
