"""When a notice is worth telling: pure."""

from datetime import UTC, datetime, timedelta

import pytest

from catalog.livestreams.lifecycle import Status
from catalog.notices.rules import STALE, NoticeKind, find_end, find_expiry, is_due_at

START = datetime(2026, 12, 4, 20, tzinfo=UTC)
DATE = "2026-12-04T20:00:00Z"
HOUR = timedelta(hours=1)


def end(
    kind: NoticeKind, status: Status = Status.SCHEDULED, about: str = DATE, starts_at: datetime | None = START
) -> datetime | None:
    date = "" if starts_at is None else DATE
    return find_end(kind, status=status, starts_at=starts_at, about=about, date=date, told_at=START - HOUR)


def test_those_by_the_clock_are_due_a_day_an_hour_and_five_minutes_before() -> None:
    kinds = (NoticeKind.DAY, NoticeKind.HOUR, NoticeKind.MINUTES)
    assert [START - is_due_at(kind, START) for kind in kinds] == [24 * HOUR, HOUR, timedelta(minutes=5)]


def test_late_ones_are_told_until_the_next_says_all() -> None:
    assert end(NoticeKind.DAY) == START - 3 * HOUR
    assert end(NoticeKind.HOUR) == START - timedelta(minutes=15)
    assert end(NoticeKind.MINUTES) == START


@pytest.mark.parametrize("kind", [NoticeKind.DAY, NoticeKind.HOUR, NoticeKind.MINUTES, NoticeKind.MOVED])
def test_of_a_show_that_is_elsewhere_or_not_to_come_nothing_is_told_by_the_clock(kind: NoticeKind) -> None:
    assert end(kind, about="2026-12-05T20:00:00Z") is None
    assert end(kind, starts_at=None) is None
    for status in (Status.LIVE, Status.ENDED, Status.ARCHIVED, Status.CANCELLED):
        assert end(kind, status) is None


def test_that_it_is_live_is_told_while_it_is_and_no_longer_than_an_hour_after_it_began() -> None:
    assert end(NoticeKind.LIVE, Status.LIVE, about="") == START
    for status in (Status.SCHEDULED, Status.ENDED, Status.ARCHIVED):
        assert end(NoticeKind.LIVE, status, about="") is None


def test_that_it_is_cancelled_is_told_until_everybody_knows() -> None:
    assert end(NoticeKind.CANCELLED, Status.CANCELLED, about="") == START + STALE
    assert end(NoticeKind.CANCELLED, Status.CANCELLED, about="", starts_at=None) == START
    assert end(NoticeKind.CANCELLED, about="") is None


def test_a_phone_that_was_off_does_not_ring_when_it_does_not_help() -> None:
    now = START - timedelta(minutes=4)
    assert find_expiry(NoticeKind.MINUTES, starts_at=START, end=START, now=now) == START + timedelta(minutes=10)
    assert find_expiry(NoticeKind.LIVE, starts_at=None, end=now + HOUR, now=now) == now + HOUR
    assert find_expiry(NoticeKind.DAY, starts_at=START, end=START - 3 * HOUR, now=START - 24 * HOUR) == START
