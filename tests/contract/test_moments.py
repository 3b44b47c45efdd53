"""One text for one moment, wherever it is written."""

from datetime import UTC, datetime, timedelta, timezone

from contract.moments import now_text, to_rfc3339


def test_a_moment_is_told_in_utc_with_milliseconds() -> None:
    tokyo = datetime(2026, 2, 1, 5, 0, 0, 1_999, tzinfo=timezone(timedelta(hours=9)))
    assert to_rfc3339(tokyo) == "2026-01-31T20:00:00.001Z"


def test_no_moment_is_none() -> None:
    assert to_rfc3339(None) is None


def test_this_moment_reads_back() -> None:
    assert abs(datetime.fromisoformat(now_text()) - datetime.now(UTC)) < timedelta(minutes=1)
