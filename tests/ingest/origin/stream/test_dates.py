"""Dates of a run's media, from what arrived when."""

import itertools

import pytest

from ingest.origin.stream.dates import LONGEST_STEP_BACK, Dates

BEGAN = 1_700_000_000.0


def read_dates(arrivals: list[tuple[float, float]], segment: float = 2.0) -> list[float]:
    """How far each segment's date is from the first one's and the media's own time; `arrivals` as (end, at)."""
    dates = Dates(BEGAN)
    found: list[float] = []
    for end, at in arrivals:
        dates.note(end, BEGAN + at)
        if end >= segment * len(found):
            begin = segment * len(found)
            found.append(round(dates.date(begin) - BEGAN - begin, 2))
    return found


def arrive(seconds: float, late: float = 0.0, *, start: float = 0.0, speed: float = 1.0) -> list[tuple[float, float]]:
    """Parts of 0.2 s from `start` on, each so late; `speed`: the media's seconds in one of the wall's."""
    count = round(seconds * 5)
    return [(start + 0.2 * part, start + 0.2 * part / speed + late) for part in range(1, count + 1)]


def test_dates_of_an_ordinary_show_are_never_touched() -> None:
    jitter = itertools.cycle([0.05, 0.3, 0.02, 0.6, 0.11])
    arrivals = [(end, at + late) for (end, at), late in zip(arrive(600), jitter, strict=False)]
    assert set(read_dates(arrivals)) == {0.0}


def test_a_sender_that_was_silent_is_dated_anew_within_a_few_segments() -> None:
    moved = read_dates(arrive(20) + arrive(30, 5.0, start=20))
    assert moved[:10] == [0.0] * 10
    assert moved[15:] == [5.0] * len(moved[15:])
    assert set(moved) == {0.0, 5.0}


@pytest.mark.parametrize("stall", [0.9, 5.0, 30.0])
def test_a_stall_with_a_burst_behind_it_changes_nothing(stall: float) -> None:
    held = [(end, max(at, 20.0 + stall)) for end, at in arrive(60) if end > 20.0]
    assert set(read_dates(arrive(20) + held)) == {0.0}


@pytest.mark.parametrize("speed", [1.05, 1.3, 3.0])
def test_a_sender_that_catches_up_is_left_alone(speed: float) -> None:
    behind = [(end, max(end, 25 + (end - 20) / speed)) for end, _ in arrive(200, start=20)]
    assert set(read_dates(arrive(20) + behind)) == {0.0}


def test_a_slow_clock_is_followed_in_steps_of_a_second() -> None:
    moved = read_dates(arrive(3_600, speed=0.999))
    assert moved[-1] == pytest.approx(3.6, abs=1.1)
    assert len(set(moved)) in (3, 4)


def test_media_that_comes_before_its_date_is_dated_back_without_much_overlap() -> None:
    burst = [(end, 0.05) for end, _ in arrive(3)]
    moved = read_dates(burst + arrive(30, -3.0 + 0.05, start=3))
    assert moved[-1] == pytest.approx(-2.95, abs=0.5)
    assert all(after - before >= -LONGEST_STEP_BACK - 0.01 for before, after in itertools.pairwise(moved))


def test_a_fast_clock_is_followed_back() -> None:
    moved = read_dates(arrive(3_600, speed=1.001))
    assert moved[-1] == pytest.approx(-3.6, abs=0.6)


def test_slides_are_dated_as_steadily() -> None:
    assert set(read_dates([(3.0 * slide, 3.0 * slide + 0.1) for slide in range(1, 100)], 3.0)) == {0.0}
