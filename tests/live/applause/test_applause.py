"""Applause over processes: who hears it, how often, and what is kept."""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contract.moments import to_rfc3339
from live.applause import crowd
from live.applause.applause import LAST
from live.channels.kind import Grant
from live.channels.livestream import LIVESTREAM
from live.channels.lobby import LOBBY, NAME
from live.channels.opening import join
from live.channels.request import Request
from live.live import Live
from realtime.sockets.clapping import ClappingSocket
from realtime.sockets.socket import PushSocket
from support.waiting import until
from support.world import LossyBus, MemoryApplause, MemoryStore, Wire, announce, make_live

ASKED = frozenset({"applause"})


class House:
    """Processes with a show that is live, and what they wrote down."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.store.commit("show", "livestream.live", "live", "A show")
        self.buses: list[LossyBus] = []
        self.kept = MemoryApplause()
        self.processes = [make_live(self.store, LossyBus(self.buses), applause=self.kept) for _ in range(2)]

    async def end(self) -> None:
        for live in self.processes:
            await live.stop()


@pytest.fixture
async def house(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    monkeypatch.setattr(crowd, "WINDOW", 0.1)
    house = House()
    for live in house.processes:
        await live.start()
    yield house
    await house.end()


def enter(live: Live, topics: frozenset[str] = ASKED) -> Wire:
    wire = Wire()
    join(live, wire, Grant(LIVESTREAM, "show", Request(), viewer=True, topics=topics), "127.0.0.1", b"http://x")
    wire.read_events()
    return wire


class Ear:
    """What somebody hears of applause."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self.events: list[dict[str, Any]] = []

    def listen(self) -> Sequence[dict[str, Any]]:
        self.events += [event for event in self._wire.read_events() if event["type"] == "applause"]
        return self.events

    async def hear_out(self) -> Sequence[dict[str, Any]]:
        """All of it, to the last."""
        return await until(self.listen, is_it=lambda heard: heard and heard[-1]["level"] == 0)


async def test_all_who_asked_hear_what_all_clap_and_then_that_it_is_over(house: House) -> None:
    ears = [Ear(enter(live)) for live in house.processes]
    for live, count in zip(house.processes, (5, 9), strict=True):
        live.applause.clap("show", count)
    for ear in ears:
        heard = await ear.hear_out()
        assert sum(event["count"] for event in heard) == 14
        assert [event["level"] > 0 for event in heard] == [True] * (len(heard) - 1) + [False]
        assert {event["livestream_id"] for event in heard} == {"show"}
    assert not any(live.applause._crowds for live in house.processes), "nothing is left of what is over"


async def test_whoever_did_not_ask_hears_nothing(house: House) -> None:
    live = house.processes[0]
    asked, plain, lobby = Ear(enter(live)), Ear(enter(live, frozenset())), Wire()
    join(live, lobby, Grant(LOBBY, NAME, Request()), "127.0.0.1", b"http://x")
    live.applause.clap("show", 3)
    await asked.hear_out()
    assert plain.listen() == Ear(lobby).listen() == []


async def test_a_process_whose_bus_is_away_tells_of_its_own(house: House) -> None:
    ears = [Ear(enter(live)) for live in house.processes]
    house.buses[0].losing = True
    for live, count in zip(house.processes, (5, 9), strict=True):
        live.applause.clap("show", count)
    for ear, count in zip(ears, (5, 9), strict=True):
        assert sum(event["count"] for event in await ear.hear_out()) == count
    await house.end()
    house.processes.clear()
    assert sum(house.kept.claps.values()) == 14, "each writes down its own"


@pytest.mark.parametrize("since", [119, 121])
async def test_a_show_is_applauded_for_a_while_after_its_end_and_that_is_not_kept(house: House, since: int) -> None:
    live = house.processes[0]
    ear = Ear(enter(live))
    ended = to_rfc3339(datetime.now(UTC) - timedelta(seconds=since))
    await announce(live, house.store.commit("show", "livestream.ended", "ended", "A show", ended_at=ended))
    for name in ("show", "another"):
        live.applause.clap(name, 3)
    if since < LAST.total_seconds():
        assert sum(event["count"] for event in await ear.hear_out()) == 3
    assert not live.applause._crowds
    await house.end()
    house.processes.clear()
    assert not house.kept.claps


async def test_what_was_clapped_is_written_down_when_the_process_ends(house: House) -> None:
    house.processes[0].applause.clap("show", 3)
    house.processes[1].applause.clap("show", 4)
    await house.end()
    house.processes.clear()
    assert Counter(name for name, _ in house.kept.claps) == {"show": len(house.kept.claps)}
    assert sum(house.kept.claps.values()) == 7


async def test_only_a_socket_that_asked_to_hear_it_may_applaud(house: House) -> None:
    live = house.processes[0]
    asked, plain = enter(live), enter(live, frozenset())
    assert type(asked.get_protocol()) is ClappingSocket
    assert type(plain.get_protocol()) is PushSocket
