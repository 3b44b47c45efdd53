"""What a marker is, and which moments may have one. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from contract.moments import to_rfc3339

MOST: Final = 200
"""Of one livestream."""
SAME: Final = timedelta(seconds=1)
"""Two of one title that are nearer to each other than this are one: a key was pressed twice, or a request was sent
again."""
ROUNDED: Final = 1.0
"""Seconds by which a moment may lie after the end: players round."""
_NAMED: Final = re.compile(r"Marker ([0-9]{1,6})")


@dataclass(frozen=True, slots=True)
class Marker:
    """Where a chapter begins."""

    id: str
    livestream_id: str
    at: float
    """Seconds of show time, to the millisecond: since the replay's `from`; where nothing is recorded, since the show
    began."""
    title: str
    created_at: datetime

    def describe(self) -> dict[str, Any]:
        """As it is told."""
        return {
            "id": self.id,
            "livestream_id": self.livestream_id,
            "at": self.at,
            "title": self.title,
            "created_at": to_rfc3339(self.created_at),
        }


def make_title(titles: Iterable[str]) -> str:
    """The one that nobody typed, after those that there are: `Marker 3`."""
    known = list(titles)
    numbers = [int(named[1]) for title in known if (named := _NAMED.fullmatch(title))]
    return f"Marker {max([len(known), *numbers]) + 1}"


def is_made(title: str) -> bool:
    """Whether nobody typed it."""
    return _NAMED.fullmatch(title) is not None


def to_show_time(moment: datetime, begins_at: datetime) -> float:
    """Seconds since the show began."""
    return max(0.0, round((moment - begins_at).total_seconds(), 3))


def to_moment(at: float, begins_at: datetime) -> datetime:
    """When that was, by the media's dates."""
    return begins_at + timedelta(milliseconds=round(at * 1000))
