"""Who watches is told to the artist's open pages, on whichever process they are, by one process and nobody else."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from catalog.audience.figures import Point, Totals
from catalog.audience.referrers import CameFrom
from catalog.audience.shapes import ShowAudience, present_audience
from live.channels.kind import Grant
from live.channels.livestream import LIVESTREAM
from live.channels.me import ME
from live.channels.opening import join
from live.channels.request import Request
from live.live import Live
from support.waiting import until
from support.world import LossyBus, MemoryNewest, MemoryStore, Wire, announce, make_live

FOUND = ShowAudience(
    livestream_id="l1", title="show", status="live", started_at=datetime(2026, 1, 31, 20, tzinfo=UTC), seconds=10.0,
    peak=3, unique=None, totals=Totals(2.0, 0.33, 3, 1), came_from=CameFrom(1, 0, [("news.example", 2)]),
    renditions=[], played=[], begins=0.0, messages=4, tips=1, tokens=5, claps=6, every=10,
    points=[Point(0.0, 2.0, 3, 1, 0.6667, 4, 6, 0, 0)],
)  # fmt: skip


class House:
    """Two web processes that know of one livestream, and of each other."""

    def __init__(self) -> None:
        self.store, self.newest = MemoryStore(), MemoryNewest()
        self.newest.shows["l1"] = FOUND
        self.store.commit("l1", "livestream.live", "live", "show")
        buses = list[LossyBus]()
        self.lives = [make_live(self.store, LossyBus(buses), newest=self.newest) for _ in range(2)]
        self._wires: list[Wire] = []

    def enter(self, live: Live, grant: Grant) -> Wire:
        wire = Wire()
        join(live, wire, grant, "127.0.0.1", b"http://x")
        wire.read_events()
        self._wires.append(wire)
        return wire

    def open_dashboard(self, live: Live) -> Wire:
        wire = self.enter(live, Grant(ME, ME.own("artist"), Request()))
        live.notices.tell_dashboards(live.process, again=True)
        return wire

    async def tell(self) -> None:
        for live in self.lives:
            await live.figures.tell()

    async def stop(self) -> None:
        for wire in self._wires:
            wire.close()
        for live in self.lives:
            await live.stop()


@pytest.fixture
async def house() -> AsyncIterator[House]:
    house = House()
    for live in house.lives:
        await live.start()
    for live in house.lives:
        live.audience.tell_all()
    yield house
    await house.stop()


def told(wire: Wire) -> list[dict[str, Any]]:
    return [event["audience"] for event in wire.read_events() if event["type"] == "livestream.audience"]


@pytest.mark.parametrize("where", [0, 1])
async def test_an_open_page_is_told_once_on_whichever_process_it_is_and_no_fan_is(house: House, where: int) -> None:
    dashboard = house.open_dashboard(house.lives[where])
    fan = house.enter(house.lives[where], Grant(LIVESTREAM, "l1", Request(), viewer=True))
    stranger = house.enter(house.lives[where], Grant(ME, ME.own("another artist"), Request()))
    await until(lambda: [live.viewer_count("l1") for live in house.lives] == [1, 1])
    await house.tell()
    assert told(dashboard) == [present_audience(FOUND, 1)]
    assert [told(wire) for wire in (fan, stranger)] == [[], []]
    assert house.newest.asked == ["l1"]


async def test_where_no_page_is_open_nothing_is_read(house: House) -> None:
    house.enter(house.lives[0], Grant(LIVESTREAM, "l1", Request(), viewer=True))
    await house.tell()
    assert house.newest.asked == []


async def test_after_its_end_a_show_is_told_of_twice_for_what_others_wrote_last(house: House) -> None:
    dashboard = house.open_dashboard(house.lives[1])
    await house.tell()
    await announce(house.lives[0], house.store.commit("l1", "livestream.ended", "ended", "show"))
    counts = list[int]()
    for _ in range(4):
        await house.tell()
        counts.append(len(told(dashboard)))
    assert counts == [2, 1, 0, 0]


async def test_a_show_that_was_over_before_anybody_was_told_of_it_is_told_of(house: House) -> None:
    dashboard = house.open_dashboard(house.lives[1])
    house.store.commit("l2", "livestream.live", "live", "short")
    house.newest.shows = {"l2": FOUND}
    for line in house.store.lines[1:]:
        await announce(house.lives[0], line)
    await announce(house.lives[0], house.store.commit("l2", "livestream.ended", "ended", "short"))
    await house.tell()
    assert len(told(dashboard)) == 1


async def test_a_show_that_is_gone_is_not_told_of(house: House) -> None:
    dashboard = house.open_dashboard(house.lives[0])
    del house.newest.shows["l1"]
    await house.tell()
    assert told(dashboard) == []


async def test_it_is_told_as_samples_are_written(house: House) -> None:
    dashboard = house.open_dashboard(house.lives[0])
    for live in house.lives:
        live.figures.wake()
    await until(lambda: told(dashboard))
