"""When a room is open. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

AROUND: Final = timedelta(hours=1)
"""Before a show begins and after it has ended."""


def find_closed(livestream: Mapping[str, Any], now: datetime) -> str | None:
    """Why nobody writes in a livestream's room now, in words; None: it is open. `livestream` is its public shape.

    One without a date may begin at any moment: it is open until it has ended.
    """
    status = livestream["status"]
    if status == "live":
        return None
    if status == "scheduled":
        start = livestream["scheduled_start_at"]
        if start is not None and now < datetime.fromisoformat(start) - AROUND:
            return "The chat opens an hour before the show."
        return None
    return find_over(livestream, now)


def find_over(livestream: Mapping[str, Any], now: datetime) -> str | None:
    """Why a livestream's room never opens again, in words; None: it is open, or will be."""
    if livestream["status"] in ("scheduled", "live"):
        return None
    ended = livestream["ended_at"]
    if ended is not None and now < datetime.fromisoformat(ended) + AROUND:
        return None
    return "This chat is over. It can still be read."
