"""What is said of a recording: by its state, its show's, and to whom."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from catalog.recordings.rules import (
    Policy,
    Recording,
    Show,
    Visibility,
    describe,
    is_whole,
    make_recording_id,
    publish,
)
from contract.recordings import check_recording

NOW = datetime(2026, 1, 31, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)
WHOLE = Recording(
    path="/live/r/index.m3u8",
    visibility=Visibility.PUBLIC,
    keep=False,
    begins_at=NOW,
    duration_ms=3_600_000,
    bytes=7,
    partial=False,
    closed_at=NOW + HOUR,
    deleted=False,
)
OVER = Show(live=False, started_at=NOW, ended_at=NOW + HOUR)
LIVE = Show(live=True, started_at=NOW, ended_at=None)


def test_names_are_such_as_nodes_accept() -> None:
    names = {check_recording(make_recording_id()) for _ in range(50)}
    assert len(names) == 50


def test_a_finished_one_says_how_long_it_is_and_when_it_goes() -> None:
    assert describe(WHOLE, OVER, Policy(days=30)) == {
        "state": "ready",
        "visibility": "public",
        "keep": False,
        "from": "2026-01-31T20:00:00.000Z",
        "duration": 3600.0,
        "bytes": 7,
        "expires_at": "2026-03-02T21:00:00.000Z",
        "url": "/live/r/index.m3u8",
    }


@pytest.mark.parametrize(
    ("recording", "show", "state", "duration", "expires"),
    [
        (WHOLE, LIVE, "recording", None, False),
        (replace(WHOLE, closed_at=None), OVER, "recording", None, True),
        (replace(WHOLE, partial=True), OVER, "partial", 3600.0, True),
        (replace(WHOLE, partial=True, duration_ms=None), OVER, "partial", None, True),
        (replace(WHOLE, keep=True), OVER, "ready", 3600.0, False),
        (replace(WHOLE, deleted=True), OVER, "gone", None, False),
    ],
)
def test_its_state_follows_from_the_show_and_from_what_its_node_said(
    recording: Recording, show: Show, state: str, duration: float | None, *, expires: bool
) -> None:
    shown = describe(recording, show, Policy())
    assert shown is not None
    assert (shown["state"], shown["duration"], shown["expires_at"] is not None) == (state, duration, expires)
    assert (shown["url"] is None) is (state == "gone")


@pytest.mark.parametrize("recording", [None, replace(WHOLE, begins_at=None)])
def test_before_there_is_something_to_play_nothing_is_said(recording: Recording | None) -> None:
    assert describe(recording, LIVE, Policy()) is None


def test_without_days_nothing_goes_by_itself() -> None:
    shown = describe(WHOLE, OVER, Policy(days=0))
    assert shown is not None
    assert shown["expires_at"] is None


def test_a_private_one_is_there_for_nobody_else() -> None:
    own = describe(WHOLE, OVER, Policy())
    assert publish(own) == own
    assert publish(describe(replace(WHOLE, visibility=Visibility.HOLDERS), OVER, Policy())) is not None
    assert publish(describe(replace(WHOLE, visibility=Visibility.PRIVATE), OVER, Policy())) is None
    assert publish(None) is None


@pytest.mark.parametrize(
    ("late", "minutes", "of_many", "whole"),
    [(0, 60, True, True), (0, 30, False, True), (0, 30, True, False), (60, 59, False, False), (5, 60, False, True)],
)
def test_one_that_began_late_or_may_have_its_rest_elsewhere_is_not_whole(
    late: int, minutes: int, *, of_many: bool, whole: bool
) -> None:
    assert is_whole(NOW + timedelta(seconds=late), minutes * 60_000, OVER, of_many=of_many) is whole
