"""Which parts of a show are suggested as clips."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from catalog.applause.levels import EVERY, find_levels, list_counts
from catalog.applause.moments import APART, LONGEST, MOST, SHORTEST, Moment, Range, find_moments

COUNTS = st.lists(st.integers(0, 500), max_size=300)


def show(*peaks: tuple[int, int], seconds: int = 600) -> list[int]:
    """Some claps all the time, and peaks: so many at a moment."""
    counts = [2] * (seconds // EVERY)
    for at, count in peaks:
        counts[at // EVERY] = count
    return counts


def find(counts: list[int], markers: Sequence[float] = (), clips: Sequence[Range] = ()) -> list[Moment]:
    return find_moments(counts, duration=float(len(counts) * EVERY), markers=markers, clips=clips)


def test_what_stands_out_begins_some_seconds_before_the_people_clap() -> None:
    [moment] = find(show((300, 100)))
    assert (moment.begins, moment.ends, moment.at) == (288.0, 308.0, 300.0)
    assert moment.level == 1.0
    assert moment.count == 100 + 2 * 4


def test_an_ovation_is_cut_around_its_loudest_part() -> None:
    counts = show(*((at, 60) for at in range(200, 300, 5)), (280, 100))
    moments = find(counts)
    [loudest] = [one for one in moments if one.level == 1.0]
    assert loudest.begins <= loudest.at == 280 < loudest.ends
    assert {one.ends - one.begins for one in moments} == {LONGEST}


def test_of_two_that_are_near_each_other_the_louder_one_is_taken() -> None:
    assert [one.at for one in find(show((300, 80), (310, 100)))] == [310.0]


def test_at_most_ten_in_the_shows_order() -> None:
    peaks = [(at, 50 + at) for at in range(100, 1300, 60)]
    moments = find(show(*peaks, seconds=1500))
    assert [one.at for one in moments] == [float(at) for at, _ in peaks[-MOST:]]


def test_a_show_that_was_loud_all_the_time_has_no_moments() -> None:
    assert find([30] * 100) == []
    assert find([]) == find([0] * 100) == []


def test_the_one_time_that_they_clapped_is_one() -> None:
    assert [one.at for one in find([*[0] * 40, 3, *[0] * 10])] == [200.0]


def test_next_to_an_ovation_a_cough_is_none() -> None:
    assert [one.at for one in find(show((100, 12), (300, 100)))] == [300.0]


def test_a_clip_begins_with_its_chapter() -> None:
    [moment] = find(show((300, 100)), markers=(290.0,))
    assert (moment.begins, moment.ends) == (290.0, 310.0)


def test_a_clip_ends_before_the_next_chapter() -> None:
    [moment] = find(show((300, 100)), markers=(305.5,))
    assert (moment.begins, moment.ends) == (285.5, 305.5)


def test_what_is_a_clip_already_is_passed_over() -> None:
    assert find(show((300, 100)), clips=((290.0, 320.0),)) == []
    assert len(find(show((300, 100)), clips=((305.0, 320.0),))) == 1, "most of it is in no clip"


@given(COUNTS, st.floats(0, 2_000), st.lists(st.floats(0, 2_000), max_size=20), st.data())
def test_moments_are_always_clips_that_can_be_made(
    counts: list[int], duration: float, markers: list[float], data: st.DataObject
) -> None:
    begins = data.draw(st.lists(st.floats(0, 1_000), max_size=5))
    clips = [(at, at + 30.0) for at in begins]
    moments = find_moments(counts, duration=duration, markers=markers, clips=clips)
    assert len(moments) <= MOST
    for one in moments:
        assert 0 <= one.begins < one.ends <= duration + 0.001
        assert SHORTEST - 0.01 <= one.ends - one.begins <= LONGEST + 0.01
        assert counts[int(one.at) // EVERY] > 0
    for before, after in pairwise(moments):
        assert after.begins - before.ends >= APART - 0.01


@given(st.dictionaries(st.integers(0, 400).map(lambda slot: slot * EVERY), st.integers(1, 10**6)))
def test_no_clap_is_lost_between_rows_and_levels(counted: dict[int, int]) -> None:
    counts = list_counts(counted)
    assert sum(counts) == sum(counted.values())
    assert all(counts[at // EVERY] == count for at, count in counted.items())
    levels = find_levels(counts, 0)
    assert all(0 <= level <= 1 for level in levels)
    assert not counts or max(levels) == 1.0


def test_one_clap_among_a_hundred_people_is_not_loud() -> None:
    assert find_levels([1, 0, 25, 100], 100) == [0.1, 0.0, 0.5, 1.0]
    assert find_levels([1], 100) == [0.1]
