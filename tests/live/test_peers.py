"""Processes tell each other what either may have missed."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from live.channels.kind import Grant
from live.channels.livestream import LIVESTREAM
from live.channels.me import ME
from live.channels.opening import join
from live.channels.request import Request
from live.live import Live
from support.world import LossyBus, MemoryStore, Wire, make_live


@pytest.fixture
async def both() -> AsyncIterator[tuple[Live, Live, list[LossyBus]]]:
    """A process with a viewer and a dashboard, and one that has not begun."""
    store, buses = MemoryStore(), list[LossyBus]()
    store.commit("l1", "livestream.live", "live", "show")
    old, new = (make_live(store, LossyBus(buses)) for _ in range(2))
    await old.start()
    for grant in (Grant(LIVESTREAM, "l1", Request(), viewer=True), Grant(ME, ME.own("artist"), Request())):
        join(old, Wire(), grant, "127.0.0.1", b"")
    await asyncio.sleep(0)
    yield old, new, buses
    for live in (old, new):
        await live.hub.stop()  # cuts them: nobody is there to take a goodbye
        await live.stop()


def listen(bus: LossyBus, *kinds: str) -> list[str]:
    """The kinds of messages that the bus takes, as they come."""
    heard: list[str] = []
    for kind in kinds:
        bus.on(kind, lambda message: heard.append(message["kind"]))
    return heard


async def test_one_that_begins_learns_what_the_others_have(both: tuple[Live, Live, Any]) -> None:
    old, new, (_, bus) = both
    heard = listen(bus, "dashboards")
    await new.start()
    assert (old.viewer_count("l1"), new.viewer_count("l1")) == (1, 1)
    assert heard == ["dashboards"]


async def test_one_that_ends_takes_its_viewers_with_it(both: tuple[Live, Live, Any]) -> None:
    old, new, _ = both
    await new.start()
    old.audience.stop()
    assert new.viewer_count("l1") == 0


async def test_after_an_outage_both_sides_say_all_that_they_have(both: tuple[Live, Live, Any]) -> None:
    _, new, (bus, _) = both
    bus.losing = True
    await new.start()
    assert new.viewer_count("l1") == 0
    bus.losing = False
    heard = listen(bus, "viewers")
    new._peers.come_back()
    assert new.viewer_count("l1") == 1
    assert heard, "and the other hears of the viewers here"
