"""When a notice is due, until when it is worth telling, and what of it is mailed. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from catalog.livestreams.lifecycle import Status


class NoticeKind(StrEnum):
    """As stored."""

    SCHEDULED = "scheduled"
    """Nothing is told by this one: it keeps the date that is known."""
    DAY = "day"
    HOUR = "hour"
    MINUTES = "minutes"
    LIVE = "live"
    MOVED = "moved"
    CANCELLED = "cancelled"


AHEAD: Final[Mapping[NoticeKind, timedelta]] = {
    NoticeKind.DAY: timedelta(days=1),
    NoticeKind.HOUR: timedelta(hours=1),
    NoticeKind.MINUTES: timedelta(minutes=5),
}
"""How long before a show those are due that go by the clock."""
NOT_AFTER: Final[Mapping[NoticeKind, timedelta]] = {
    NoticeKind.DAY: timedelta(hours=3),
    NoticeKind.HOUR: timedelta(minutes=15),
    NoticeKind.MINUTES: timedelta(0),
}
"""How long before a show these are told at the latest, by a platform that was down when they were due: after that the
next one says all."""
DATES: Final = (NoticeKind.SCHEDULED, NoticeKind.MOVED)
"""Those that say which date is known."""
SETTLES: Final = timedelta(seconds=30)
"""How long a new date stands before it is told: whoever types one often types another."""
STALE: Final = timedelta(hours=1)
"""After that nobody is told any more that a show began, or that one is cancelled that should have begun."""
MAILED: Final = frozenset({NoticeKind.DAY, NoticeKind.LIVE, NoticeKind.MOVED, NoticeKind.CANCELLED})
"""What is written to those who follow by mail: nobody reads a mail within five minutes."""
MAILED_REMINDERS: Final = frozenset({NoticeKind.HOUR, NoticeKind.MOVED, NoticeKind.CANCELLED})
"""And to those without a device that rings, who asked to be reminded."""


def is_due_at(kind: NoticeKind, starts_at: datetime) -> datetime:
    """When one that goes by the clock is."""
    return starts_at - AHEAD[kind]


def find_end(
    kind: NoticeKind, *, status: Status, starts_at: datetime | None, about: str, date: str, told_at: datetime
) -> datetime | None:
    """Until when it is worth telling, of a livestream as it is now; None: not at all. `date` is its date as `about`
    would have it, `told_at` when what it tells of happened."""
    match kind:
        case NoticeKind.DAY | NoticeKind.HOUR | NoticeKind.MINUTES:
            if status is not Status.SCHEDULED or starts_at is None or about != date:
                return None
            return starts_at - NOT_AFTER[kind]
        case NoticeKind.LIVE:
            return told_at + STALE if status is Status.LIVE else None
        case NoticeKind.MOVED:
            # Another date by now, or none: that is told by itself.
            return starts_at if status is Status.SCHEDULED and about == date else None
        case NoticeKind.CANCELLED:
            if status is not Status.CANCELLED:
                return None
            return told_at + STALE if starts_at is None else max(starts_at, told_at) + STALE
    return None


def find_expiry(kind: NoticeKind, *, starts_at: datetime | None, end: datetime, now: datetime) -> datetime:
    """Until when a phone that was off is still to ring: never for a show that is over by then."""
    if kind is NoticeKind.LIVE:
        return now + STALE
    if kind is NoticeKind.MINUTES and starts_at is not None:
        return max(starts_at, now) + timedelta(minutes=10)
    return max(starts_at or end, now + timedelta(minutes=10))
