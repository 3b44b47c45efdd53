"""Half of many pictures, by time."""

import itertools

import pytest

from ingest.renditions.ladder.parts.thinning import find_apart, is_kept


@pytest.mark.parametrize(
    ("lines", "rate", "apart"),
    [(480, 60.0, 25), (480, 50.0, 25), (240, 36.0, 25), (480, 30.0, 0), (481, 60.0, 0), (240, 0.0, 0)],
)
def test_small_rungs_of_fast_sources_are_thinned(lines: int, rate: float, apart: int) -> None:
    assert find_apart(lines, rate, 1000) == apart


def keep(times: list[int], keys: tuple[int, ...] = (0,)) -> list[int]:
    kept: list[int] = []
    for time in times:
        if is_kept(time, kept[-1] if kept else None, 25, key=time in keys):
            kept.append(time)
    return kept


@pytest.mark.parametrize("rate", [50, 60])
def test_every_second_one_goes_where_times_are_even(rate: int) -> None:
    times = [round(index * 1000 / rate) for index in range(rate)]
    assert keep(times) == times[::2]


def test_a_keyframe_and_what_comes_late_stay() -> None:
    assert keep([0, 17, 33, 50, 67], (0, 50)) == [0, 33, 50]
    slow = [0, 40, 65, 100, 180]
    assert keep(slow) == slow
    assert all(after - before >= 25 for before, after in itertools.pairwise(keep([*range(0, 300, 7)])))
