"""Moments as text: RFC 3339, UTC, milliseconds (`2026-01-31T20:00:00.000Z`). `datetime.fromisoformat` reads them."""

from datetime import UTC, datetime
from typing import overload


@overload
def to_rfc3339(moment: datetime) -> str: ...
@overload
def to_rfc3339(moment: datetime | None) -> str | None: ...
def to_rfc3339(moment: datetime | None) -> str | None:
    """A moment as text, in whatever zone it is given; None stays None."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def now_text() -> str:
    """This moment."""
    return to_rfc3339(datetime.now(UTC))
