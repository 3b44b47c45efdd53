"""Every figure is what one counts by hand from the samples."""

from collections.abc import Sequence
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from catalog.audience.figures import MOST_POINTS, Before, Sample, Show, Trouble, count_totals, draw, find_stretch

BEGIN = 1_800_000_000
SAMPLES = st.lists(
    st.builds(
        Sample,
        at=st.integers(0, 300).map(lambda slot: BEGIN + slot * 10),
        watched=st.integers(0, 10_000_000),
        joins=st.integers(0, 500),
        leaves=st.integers(0, 500),
    ),
    max_size=60,
    unique_by=lambda one: one.at,
).map(lambda found: sorted(found, key=lambda one: one.at))
SHOW = st.tuples(st.integers(0, 9_999), st.integers(1, 9_999)).map(
    lambda odd: Show(BEGIN + 3.0, BEGIN + 3_000 + odd[1] / 1000, BEGIN + odd[0] / 1000)
)
STRETCH = st.sampled_from([10, 20, 60])


@given(SAMPLES, SHOW)
def test_totals(samples: Sequence[Sample], show: Show) -> None:
    totals = count_totals(samples, show)
    seconds = Fraction(sum(one.watched for one in samples), 1000)
    assert abs(totals.minutes_watched - seconds / 60) <= Fraction(51, 10_000)
    assert abs(totals.average - seconds / (Fraction(show.ends) - Fraction(show.live))) <= Fraction(51, 10_000)
    assert totals.joins == sum(one.joins for one in samples)
    assert totals.leaves == sum(one.leaves for one in samples)


@given(
    SAMPLES,
    SHOW,
    STRETCH,
    st.lists(st.integers(0, 3_000), max_size=20),
    st.lists(st.integers(0, 3_000), max_size=20),
    st.lists(st.integers(0, 3_000), max_size=20),
)
def test_points(
    samples: Sequence[Sample],
    show: Show,
    every: int,
    said: Sequence[int],
    clapped: Sequence[int],
    stood: Sequence[int],
) -> None:
    points = draw(
        samples,
        show,
        every,
        [BEGIN + at for at in said],
        [(BEGIN + at, 3) for at in clapped],
        [Trouble(BEGIN + at, 2, 1) for at in stood],
    )
    if not samples:
        assert points == []
        return
    for number, point in enumerate(points):
        begins = samples[0].at + number * every
        mine = [one for one in samples if begins <= one.at < begins + every]
        seconds = [second / 1000 for second in range(begins * 1000, (begins + every) * 1000, 100)]
        length = sum(show.live <= second < show.ends for second in seconds) / 10
        assert point.joins == sum(one.joins for one in mine)
        assert point.leaves == sum(one.leaves for one in mine)
        assert point.at == round(max(0.0, begins - show.begins), 3)
        watched = sum(one.watched for one in mine) / 1000
        come = sum(one.joins for one in samples if one.at < begins + every)
        there = max(0, come - sum(one.leaves for one in samples if one.at < begins))
        if length > 1.2:
            assert min(there, watched / (length + 0.2)) - 0.01 <= point.viewers
            assert point.viewers <= min(there, watched / (length - 0.2)) + 0.01
        assert (point.retention is None) == (come == 0)
        if come and point.retention is not None:
            assert abs(point.retention - min(1.0, point.viewers / come)) < 0.01
    assert sum(point.messages for point in points) == len(said)
    assert sum(point.claps for point in points) == 3 * len(clapped)
    assert sum(point.stalls for point in points) == 2 * len(stood)
    assert sum(point.failures for point in points) == len(stood)
    assert len(points) == (samples[-1].at - samples[0].at) // every + 1


@given(SAMPLES, SHOW, STRETCH, st.integers(1, 8))
def test_the_last_points_are_those_of_the_whole(samples: Sequence[Sample], show: Show, every: int, last: int) -> None:
    whole = draw(samples, show, every)
    if not whole:
        return
    since = samples[0].at + max(0, len(whole) - last) * every
    earlier = [one for one in samples if one.at < since]
    before = Before(since, sum(one.joins for one in earlier), sum(one.leaves for one in earlier))
    assert draw(samples[len(earlier) :], show, every, before=before) == whole[-last:]


@given(st.integers(1, 30_000))
def test_no_answer_has_more_points_than_a_page_can_draw(slots: int) -> None:
    samples = [Sample(BEGIN, 1, 1, 0), Sample(BEGIN + 10 * (slots - 1), 1, 0, 0)][: min(slots, 2)]
    every = find_stretch(samples[0].at, samples[-1].at)
    assert len(draw(samples, Show(BEGIN, BEGIN + 10 * slots, BEGIN), every)) <= MOST_POINTS
    assert every % 10 == 0
    assert every == 10 or slots > MOST_POINTS


def test_a_show_in_which_nothing_went_out_has_no_average() -> None:
    assert count_totals([], Show(0.0, 0.0, 0.0)).average == 0.0
