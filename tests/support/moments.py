"""A clock that stands still until the test moves it."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Call it for the time."""

    def __init__(self, now: datetime = datetime(2026, 1, 31, 20, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> datetime:
        """`hours=1` and the like."""
        self.now += timedelta(**by)
        return self.now
