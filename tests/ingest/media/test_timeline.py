"""Senders' clocks and the time line made of them."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.media.timeline import Timeline

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


def split(steps: list[Step], begin: int | None = None) -> dict[str, list[int]]:
    """Each track's places."""
    out = place(steps, begin)
    return {name: [time for (track, _, _), time in zip(steps, out, strict=True) if track == name] for name in "va"}


def live(*times: tuple[str, int]) -> list[Step]:
    """Tags that come when their sender says they were made."""
    return [(track, time, time / 1000) for track, time in times]


def run(track: str, start: int, stop: int, step: int) -> list[tuple[str, int]]:
    return [(track, time) for time in range(start, stop, step)]


def merge(*runs: list[tuple[str, int]]) -> list[Step]:
    """Several tracks as a sender interleaves them."""
    return live(*sorted(itertools.chain(*runs), key=lambda tag: tag[1]))


SILENCES = {
    "the picture comes first": [*run("v", 0, 2_000, 40), *run("a", 0, 2_000, 20), *run("v", 7_000, 7_200, 40),
                                *run("a", 7_010, 7_200, 20)],
    "the sound comes first": [*run("v", 0, 2_000, 40), *run("a", 0, 2_000, 20), *run("v", 7_010, 7_200, 40),
                              *run("a", 7_000, 7_200, 20)],
    "one slide a second": [*run("v", 0, 2_000, 1_000), *run("a", 0, 2_000, 20), *run("v", 7_600, 9_700, 1_000),
                           *run("a", 7_000, 9_700, 20)],
    "a picture every three seconds": [*run("v", 0, 10_000, 3_000), *run("a", 0, 12_000, 20),
                                      *run("v", 17_500, 24_000, 3_000), *run("a", 17_000, 24_000, 20)],
    "the shortest": [*run("v", 0, 2_000, 40), *run("a", 0, 2_000, 20), *run("v", 3_100, 3_300, 40),
                     *run("a", 3_100, 3_300, 20)],
}  # fmt: skip


@pytest.mark.parametrize("start", [0, 2**32 - 5_000])
@pytest.mark.parametrize("name", SILENCES)
def test_a_silence_of_both_tracks_is_closed_and_they_stay_together(name: str, start: int) -> None:
    tags = sorted(SILENCES[name], key=lambda tag: tag[1])
    times = [time for _, time in tags]
    after = max(range(1, len(tags)), key=lambda index: times[index] - times[index - 1])
    out = place([(track, start + time, time / 1000) for track, time in tags], start)
    assert out[:after] == times[:after]
    assert 1 <= out[after] - max(out[:after]) <= 40
    closed = {time - place for time, place in zip(times[after:], out[after:], strict=True)}
    assert len(closed) == 1, "one track was moved further than the other"


def test_every_further_silence_is_closed_too() -> None:
    starts = [0, 7_000, 14_000, 40_000]
    tags = [run(*kind) for at in starts for kind in (("v", at, at + 2_000, 40), ("a", at, at + 2_000, 20))]
    out = split(merge(*tags))
    assert 7_960 <= out["v"][-1] <= 8_060
    assert out["v"][-1] - out["a"][-1] == -20


def test_sound_that_was_still_under_way_is_not_moved_with_the_picture() -> None:
    sound = [*run("a", 0, 2_000, 20), *run("a", 7_000, 7_500, 20)]
    picture = [*run("v", 0, 2_000, 40), *run("v", 7_000, 7_500, 40)]
    late = sorted([(time, "v", time) for _, time in picture] + [(time + 300, "a", time) for _, time in sound])
    out = split([(track, time, at / 1000) for at, track, time in late])
    assert out["a"][:100] == list(range(0, 2_000, 20))
    assert out["v"][50:] == [time - 5_000 for time in range(7_000, 7_500, 40)]
    assert out["a"][100:] == [time - 5_000 for time in range(7_000, 7_500, 20)]


def test_sound_that_proves_to_have_gone_on_takes_the_picture_back_to_its_place() -> None:
    before = merge(run("v", 0, 2_000, 40), run("a", 0, 2_000, 20))
    stalled = [*run("v", 5_000, 5_200, 40), *run("a", 2_000, 5_200, 20)]  # all in a burst, the picture first
    after = merge(run("v", 5_200, 9_000, 40), run("a", 5_200, 9_000, 20))
    out = split([*before, *((track, time, 5.2) for track, time in stalled), *after])
    assert out["a"] == list(range(0, 9_000, 20))
    assert out["v"][-95:] == list(range(5_200, 9_000, 40))


def test_slides_whose_sound_comes_late_are_not_taken_for_silence() -> None:
    tags = [(time, "v", time) for time in range(0, 20_000, 2_000)]
    tags += [(time + 1_500, "a", time) for time in range(0, 20_000, 20)]
    out = split([(track, time, at / 1000) for at, track, time in sorted(tags)])
    assert out["v"] == list(range(0, 20_000, 2_000))
    assert out["a"] == list(range(0, 20_000, 20))


@pytest.mark.parametrize("pause", ["v", "a"])
def test_a_gap_in_one_track_alone_is_kept(pause: str) -> None:
    other = "a" if pause == "v" else "v"
    tags = [run(other, 0, 9_000, 40), run(pause, 0, 2_000, 40), run(pause, 8_000, 9_000, 40)]
    out = split(merge(*tags))
    assert out[other] == list(range(0, 9_000, 40))
    assert out[pause][50:] == list(range(8_000, 9_000, 40))


def test_a_silence_of_sound_alone_is_closed_each_time() -> None:
    tags = merge(run("a", 0, 2_000, 20), run("a", 7_000, 9_000, 20), run("a", 12_000, 14_000, 20))
    assert place(tags) == list(range(0, 6_000, 20))


def test_a_silence_of_a_picture_alone_is_closed_where_it_is_far_longer_than_any_other() -> None:
    assert place(merge(run("v", 0, 2_000, 40), run("v", 7_000, 8_000, 40))) == list(range(0, 3_000, 40))


def test_a_silence_after_the_sound_was_lost_is_closed() -> None:
    tags = merge(run("v", 0, 9_000, 40), run("a", 0, 2_000, 20), run("v", 14_000, 16_000, 40))
    assert split(tags)["v"] == list(range(0, 11_000, 40))


SLIDES: dict[str, list[int]] = {
    "a slide a second": list(range(0, 60_000, 1_000)),
    "a slide every three seconds": list(range(0, 60_000, 3_000)),
    "slides of many lengths": [0, 1_000, 2_500, 6_500, 8_000, 16_000, 17_000],
    "pauses of less than two seconds": [0, 40, 80, 2_000, 2_040, 3_900],
}


@pytest.mark.parametrize("arrival", ["as they were made", "in a burst"])
@pytest.mark.parametrize("name", SLIDES)
def test_slides_without_sound_keep_their_lengths(name: str, arrival: str) -> None:
    times = SLIDES[name]
    assert place([("v", time, time / 1000 if arrival == "as they were made" else 0.0) for time in times]) == times


def test_a_screen_that_moves_now_and_then_is_squeezed_once_and_then_believed() -> None:
    bursts = [run("v", at, at + 200, 40) for at in range(0, 30_000, 3_000)]
    out = place(merge(*bursts))
    assert out[5] == 200
    assert out[-1] == 27_160 - 2_800


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


@settings(max_examples=200)
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
