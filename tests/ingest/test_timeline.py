"""Senders' clocks and the time line made of them."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.timeline import Timeline

Step = tuple[str, int, float]  # track, the sender's time, the wall clock


def place(steps: list[Step], begin: int | None = None) -> list[int]:
    timeline = Timeline()
    if begin is not None:
        timeline.begin(begin)
    return [
        timeline.place(timeline.video if track == "v" else timeline.audio, time % 2**32, now)
        for track, time, now in steps
    ]


def ordinary(start: int = 0, count: int = 100) -> list[Step]:
    video = [("v", start + 33 * index, 0.033 * index) for index in range(count)]
    audio = [("a", start + 23 * index, 0.023 * index) for index in range(count)]
    return sorted(video + audio, key=lambda step: step[2])


@pytest.mark.parametrize("start", [0, 5_000, 5 * 3_600_000, 2**32 - 1_000, 2**31 - 500])
def test_an_ordinary_show_keeps_its_times_from_wherever_they_start(start: int) -> None:
    assert place(ordinary(start), start) == [time - start for _, time, _ in ordinary(start)]


def test_tracks_that_start_a_little_apart_stay_apart() -> None:
    assert place([("v", 100, 0), ("a", 80, 0), ("v", 133, 0), ("a", 103, 0)], 80) == [20, 0, 53, 23]


def test_a_clock_set_back_goes_on_without_a_gap_and_keeps_the_tracks_together() -> None:
    steps = [("v", 60_000, 0), ("a", 60_010, 0), ("v", 60_033, 0.03), ("a", 60_033, 0.03)]
    steps += [("v", 0, 0.06), ("a", 0, 0.06), ("v", 33, 0.1), ("a", 23, 0.1), ("v", 66, 0.13), ("a", 46, 0.13)]
    out = place(steps, 60_000)
    video = [time for (track, _, _), time in zip(steps, out, strict=True) if track == "v"]
    audio = [time for (track, _, _), time in zip(steps, out, strict=True) if track == "a"]
    assert video == [0, 33, 66, 99, 132]
    assert audio == [10, 33, 66, 89, 112]  # as far from the picture as the sender says


def test_a_leap_ahead_goes_on_without_a_gap() -> None:
    out = place([("v", 0, 0), ("v", 40, 0.04), ("v", 3_600_040, 0.08), ("v", 3_600_080, 0.12)])
    assert out == [0, 40, 80, 120]


def test_a_leap_of_one_track_leaves_the_other_alone() -> None:
    out = place([("v", 0, 0), ("a", 0, 0), ("v", 40, 0.04), ("v", 90_000, 0.08), ("a", 23, 0.08), ("a", 46, 0.1)])
    assert out == [0, 0, 40, 80, 23, 46]


def test_a_pause_that_the_wall_clock_saw_is_kept() -> None:
    assert place([("v", 0, 0), ("v", 40, 0.04), ("v", 8_040, 8.04)]) == [0, 40, 8_040]


def test_small_steps_back_and_standing_still_become_small_steps_ahead() -> None:
    assert place([("v", 0, 0), ("v", 40, 0.04), ("v", 40, 0.04), ("v", 30, 0.05), ("v", 80, 0.08)]) == [
        0,
        40,
        41,
        42,
        80,
    ]


def test_a_burst_after_a_stall_of_the_network_keeps_its_times() -> None:
    steps: list[Step] = [("v", 40 * index, 0.0 if index < 5 else 9.0) for index in range(200)]
    assert place(steps) == [40 * index for index in range(200)]


def test_a_track_with_a_clock_of_its_own_is_brought_near_the_other() -> None:
    out = place([("v", 0, 0), ("v", 40, 0.04), ("a", 500_000_000, 0.05), ("a", 500_000_023, 0.07)])
    assert out == [0, 40, 40, 63]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("va"), st.integers(0, 2**32 - 1), st.floats(0, 1)), min_size=1, max_size=60)
)
def test_whatever_comes_each_track_only_goes_ahead(steps: list[tuple[str, int, float]]) -> None:
    clock = 0.0
    walked: list[Step] = []
    for track, time, pause in steps:
        clock += pause
        walked.append((track, time, clock))
    out = place(walked)
    for name in "va":
        times = [time for (track, _, _), time in zip(walked, out, strict=True) if track == name]
        assert all(before < after for before, after in itertools.pairwise(times))
        assert all(time >= 0 for time in times)
