"""What was committed reaches every socket that it concerns, as it may see it, on every process."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from contract.livestreams import Transition
from live.channels.kind import Grant
from live.channels.livestream import LIVESTREAM
from live.channels.lobby import LOBBY
from live.channels.me import ME
from live.channels.opening import join
from live.channels.request import Request
from live.live import Live
from support.world import LossyBus, MemoryStore, Wire, announce, make_live


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    store.commit("l1", "livestream.scheduled", "scheduled", "show")
    store.commit("l2", "livestream.scheduled", "scheduled", "another")
    return store


@pytest.fixture
async def both(store: MemoryStore) -> AsyncIterator[list[Live]]:
    """Two processes; the first one commits."""
    buses: list[LossyBus] = []
    both = [make_live(store, LossyBus(buses)) for _ in range(2)]
    for live in both:
        await live.start()
    yield both
    for live in both:
        await live.hub.stop()  # cuts them: nobody is there to take a goodbye
        await live.stop()


def enter(live: Live, grant: Grant) -> Wire:
    wire = Wire()
    join(live, wire, grant, "127.0.0.1", b"")
    wire.data = b""
    return wire


def commit(store: MemoryStore, kind: str, **facts: object) -> Transition:
    line = store.commit("l1", kind, "live", "show")
    store.lines[-1] = replace(line, livestream={**line.livestream, "description": "long", **facts})
    return store.lines[-1]


async def test_each_channel_that_it_concerns_hears_of_it_on_each_process(
    store: MemoryStore, both: list[Live]
) -> None:
    concerned = (
        Grant(LIVESTREAM, "l1", Request()),
        Grant(LOBBY, LOBBY.name("", ""), Request()),
        Grant(ME, ME.own("artist"), Request()),
    )
    wires = [[enter(live, grant) for grant in concerned] for live in both]
    strangers = [
        enter(live, grant)
        for live in both
        for grant in (Grant(LIVESTREAM, "l2", Request()), Grant(ME, ME.own("another"), Request()))
    ]
    await announce(both[0], commit(store, "livestream.live"))
    for here in wires:
        (one,), (lobby,), (own,) = (wire.read_events() for wire in here)
        assert {event["type"] for event in (one, lobby, own)} == {"livestream.live"}
        assert {event["seq"] for event in (one, lobby, own)} == {3}
        assert [event["livestream"]["description"] for event in (one, lobby, own)] == ["long", "", "long"]
    assert [wire.data for wire in strangers] == [b""] * 4


async def test_whoever_watches_is_asked_anew_when_who_may_watch_changes(store: MemoryStore, both: list[Live]) -> None:
    watching = [enter(live, Grant(LIVESTREAM, "l1", Request(), viewer=True)) for live in both]
    lobby = enter(both[0], Grant(LOBBY, LOBBY.name("", ""), Request()))
    await announce(both[0], commit(store, "livestream.updated", token_gate_amount=5))
    for wire in watching:
        assert b"access changed: reconnect" in wire.data
        assert b"livestream.updated" not in wire.data, "nobody hears more before"
    assert [event["type"] for event in lobby.read_events()] == ["livestream.updated"]
    assert [live.viewer_count("l1") for live in both] == [0, 0]


async def test_the_channel_of_a_livestream_that_is_deleted_closes_after_it_was_told(
    store: MemoryStore, both: list[Live]
) -> None:
    wire = enter(both[1], Grant(LIVESTREAM, "l1", Request()))
    await announce(both[0], commit(store, "livestream.deleted"))
    assert wire.data.index(b"livestream.deleted") < wire.data.index(b"this livestream was deleted")
    assert await both[1].find("l1") is None
