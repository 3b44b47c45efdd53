"""How a show played: each figure is what one counts by hand from what players said, on both databases."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from catalog import models
from catalog.audience.quality import Played, add_quality, compare_renditions, count_quality
from catalog.audience.reading import read_audience
from catalog.shapes import Account
from support.callbacks import NOW, after, begin, enter
from support.databases import create_livestream

FIRST = int(NOW.timestamp()) // 10 * 10
TIMES = st.integers(0, 600_000)
COUNTS = st.integers(0, 50)
REPORTS = st.lists(
    st.tuples(
        st.integers(0, 30).map(lambda slot: FIRST + 10 * slot),
        st.sampled_from(["source", "480p", "audio"]),
        st.builds(Played, TIMES, COUNTS, TIMES, COUNTS, TIMES, COUNTS, TIMES, COUNTS),
    ),
    max_size=30,
)


@given(REPORTS)
def test_figures_are_those_of_all_reports_together(reports: Sequence[tuple[int, str, Played]]) -> None:
    figures = compare_renditions(reports)
    assert sorted(one.rendition for one in figures) == sorted({rendition for _, rendition, _ in reports})
    assert [one.minutes for one in figures] == sorted((one.minutes for one in figures), reverse=True)
    for figure in figures:
        mine = [played for _, rendition, played in reports if rendition == figure.rendition]
        played, stalled = sum(one.played for one in mine), sum(one.stalled for one in mine)
        starts, latencies = sum(one.starts for one in mine), sum(one.latencies for one in mine)
        assert abs(Fraction(figure.minutes) - Fraction(played, 60_000)) <= Fraction(51, 10_000)
        assert (figure.starts, figure.stalls, figure.failures) == (
            starts,
            sum(one.stalls for one in mine),
            sum(one.failures for one in mine),
        )
        assert abs(figure.stalled - stalled / 1000) < 0.001
        for found, whole, count in (
            (figure.startup, sum(one.startup for one in mine), starts * 1000),
            (figure.latency, sum(one.latency for one in mine), latencies * 1000),
            (figure.stalled_part, stalled, played + stalled),
        ):
            assert (found is None) == (count == 0)
            assert found is None or abs(found - whole / count) < 0.001


async def test_processes_that_write_at_once_lose_nothing(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "first")
    await begin(show, "first")
    name = show.entry.livestream_id
    one = Played(10_000, 1, 700, 2, 900, 1, 250, 0)
    mine = {(name, FIRST + 10 * slot, rung): one for slot in range(4) for rung in ("source", "480p")}
    other = {("gone", FIRST, "source"): one, (name, FIRST, "source"): replace(one, failures=3)}
    await asyncio.gather(*(add_quality(sums) for sums in (mine, mine, other, mine)))
    found = await read_audience(name, artist.id, now=after(60))
    assert found.renditions == [
        count_quality("source", [one] * 12 + [replace(one, failures=3)]),
        count_quality("480p", [one] * 12),
    ]
    assert found.renditions[0].latency == 0.45
    assert await models.AudienceQuality.all().count() == 8
