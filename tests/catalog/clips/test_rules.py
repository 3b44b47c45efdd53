"""What may be cut out, and what a clip is said to be."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.clips.errors import ClipRangeError
from catalog.clips.rules import (
    CLOCKS_APART,
    LEAST,
    MOST,
    SEALED_AFTER,
    Clip,
    Source,
    describe,
    find_range,
    find_state,
    make_clip_id,
)
from catalog.recordings.rules import Visibility
from contract.recordings import RECORDING_ID

BEGAN = datetime(2026, 1, 31, 20, tzinfo=UTC)
PAGES = "https://live.example.org"
NOW = BEGAN + timedelta(hours=1)
SOURCE = Source(BEGAN, Visibility.PUBLIC, closed=False, deleted=False)
CLIP = Clip(
    id="c1",
    livestream_id="l1",
    artist_id="a1",
    creator=None,
    title="The jump",
    begins_at=NOW - timedelta(seconds=20),
    ends_at=NOW,
    hidden=False,
    keep=False,
    created_at=NOW,
    path="/live/c1/index.m3u8",
    source=SOURCE,
)


def test_its_name_is_one_that_no_recording_has() -> None:
    name = make_clip_id()
    assert len(name) == 26
    assert name.startswith("c")
    assert name[1:].isalnum()
    assert not RECORDING_ID.startswith("c")
    assert make_clip_id() != name


@given(begin=st.floats(-10, 4_000), length=st.floats(-10, 200), over=st.none() | st.floats(0, 3_600))
def test_whatever_is_cut_is_of_the_right_length_and_was_live(begin: float, length: float, over: float | None) -> None:
    over_at = None if over is None else BEGAN + timedelta(seconds=over)
    try:
        first, last = find_range(BEGAN, begin, begin + length, over_at=over_at, now=NOW)
    except ClipRangeError:
        return
    assert LEAST <= last - first <= MOST
    assert first >= BEGAN
    assert last <= (over_at or NOW) + CLOCKS_APART + timedelta(milliseconds=1)
    assert first.microsecond % 1_000 == last.microsecond % 1_000 == 0, "to the millisecond, as it is told"


@pytest.mark.parametrize("begin", [float("nan"), float("inf"), -0.001])
def test_what_is_no_moment_is_refused(begin: float) -> None:
    with pytest.raises(ClipRangeError):
        find_range(BEGAN, begin, 20, over_at=None, now=NOW)


def test_it_is_being_written_until_what_it_ends_with_must_be_there() -> None:
    assert find_state(CLIP, NOW) == "recording"
    assert find_state(CLIP, NOW + SEALED_AFTER) == "ready"
    assert find_state(replace(CLIP, source=replace(SOURCE, closed=True)), NOW) == "ready"


def test_one_that_is_kept_outlives_its_recording() -> None:
    deleted = replace(CLIP, source=replace(SOURCE, deleted=True, closed=True))
    assert (describe(deleted, NOW, PAGES)["state"], describe(deleted, NOW, PAGES)["url"]) == ("gone", None)
    kept = replace(deleted, keep=True)
    assert (describe(kept, NOW, PAGES)["state"], describe(kept, NOW, PAGES)["url"]) == ("ready", CLIP.path)


def test_its_moments_are_told_in_show_time() -> None:
    shown = describe(CLIP, NOW, PAGES)
    assert (shown["from"], shown["to"], shown["duration"]) == (3_580.0, 3_600.0, 20.0)
