"""Three processes, a bus that loses, pages that drop and come back: nothing is lost, doubled or out of order, and
what was removed stays so."""

import asyncio
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from contract.chat.lines import Batch
from live.chat import missed, room
from live.live import Live
from realtime import channel
from settings import Settings
from support.rooms import MemoryRoom, RoomClient, RoomFeedClient
from support.waiting import until
from support.world import LossyBus, MemoryStore

PROCESSES, CLIENTS = 3, 6
process, which, back = st.integers(0, PROCESSES - 1), st.integers(0, CLIENTS - 1), st.integers(-6, -1)
STEPS = st.one_of(
    st.tuples(st.just("say"), process),
    st.tuples(st.just("remove"), process, back),
    st.tuples(st.just("answer"), process, back),
    st.tuples(st.just("set"), process),
    st.tuples(st.just("untold"), st.sampled_from(["say", "remove", "answer", "set"]), st.integers(1, 20)),
    st.tuples(st.just("swapped"), process, back),
    st.tuples(st.just("connect"), process, which),
    st.tuples(st.just("connect_during"), process, which),
    st.tuples(st.just("drop"), which),
    st.tuples(st.just("cut"), which),
    st.tuples(st.just("read"), which),
    st.tuples(st.just("stall"), which),
    st.tuples(st.just("flow"), which),
    st.tuples(st.just("lose"), process, st.booleans()),
    st.tuples(st.just("restart"), process),
    st.just(("pause",)),
)


async def open_house(store: MemoryStore, there: MemoryRoom, buses: list[LossyBus]) -> Live:
    live = Live(Settings(), store, LossyBus(buses), chat_store=there)
    live.chat.writer._tick = live.chat._pace._interval = 0.001
    await live.start()
    return live


class Play:
    """The processes, the room, and who listens."""

    def __init__(self) -> None:
        self.store, self.room = MemoryStore(), MemoryRoom()
        self.store.commit("l1", "livestream.live", "live", "show")
        self.store.sessions = {"a-session"}
        self.buses: list[LossyBus] = []
        self.lives: list[Live] = []
        self.clients = [RoomClient() for _ in range(CLIENTS - 2)]
        self.clients += [RoomFeedClient(), RoomClient("chat,moderation")]
        self.joined: dict[int, Live] = {}
        self.number = 0

    def commit(self, kind: str, at: int = -1) -> Batch:
        self.number += 1
        if kind == "say" or (kind != "set" and not self.room.rows):
            return self.room.say(str(self.number))
        if kind == "set":
            return self.room.set(slow_seconds=self.number)
        at = max(at, -len(self.room.rows))
        return self.room.remove(at) if kind == "remove" else self.room.answer(at)

    async def take(self, step: Any) -> None:
        match step:
            case ("say" | "set" as kind, process):
                self.lives[process].chat.announce(self.commit(kind))
            case ("remove" | "answer" as kind, process, at):
                self.lives[process].chat.announce(self.commit(kind, at))
            case ("untold", kind, count):  # the process was killed between commit and announcement
                for at in range(count):
                    self.commit(kind, -1 - at)
            case ("swapped", process, at):
                batches = [self.commit(kind, at) for kind in ("say", "remove", "say")]
                for batch in reversed(batches):
                    self.lives[process].chat.announce(batch)
            case ("connect", process, index):
                self.clients[index].drop()
                await self.clients[index].connect(self.lives[process])
                self.joined[index] = self.lives[process]
            case ("connect_during", process, index):
                self.clients[index].drop()
                connecting = asyncio.create_task(self.clients[index].connect(self.lives[process]))
                await asyncio.sleep(0)
                self.lives[process].chat.announce(self.commit("say"))
                await connecting
                self.joined[index] = self.lives[process]
            case ("drop" | "cut" | "read" as kind, index):
                getattr(self.clients[index], kind)()
            case ("stall" | "flow" as kind, index):
                if (wire := self.clients[index].wire) is not None:
                    getattr(wire, kind)()
            case ("lose", process, losing):
                self.buses[process].losing = losing
            case ("restart", process):
                await self.restart(process)
            case ("pause",):
                await asyncio.sleep(0.002)

    async def restart(self, process: int) -> None:
        for index, live in self.joined.items():
            if live is self.lives[process]:
                self.clients[index].cut()
        await self.lives[process].stop()
        self.lives[process] = await open_house(self.store, self.room, self.buses)
        self.buses.insert(process, self.buses.pop())

    async def settle(self) -> None:
        for bus in self.buses:
            bus.losing = False
        for index, client in enumerate(self.clients):
            client.read()
            if client.wire is None:
                await client.connect(self.lives[index % PROCESSES])
            assert client.wire is not None
            client.wire.flow()

        def all_there() -> bool:
            for client in self.clients:
                client.read()
            return all(client.seq == self.room.seq for client in self.clients)

        await until(all_there)

    def check(self) -> None:
        truth = self.room.shown()
        for client in self.clients:
            shown = client.shown()
            oldest = shown[0]["seq"] if shown else self.room.seq
            assert shown == [one for one in truth if one["seq"] >= oldest]
            assert len(shown) >= min(len(truth), 1)
            assert client.room == {} or client.room == self.room.shape
            assert not client.removed & {one["id"] for one in truth}


async def play(steps: list[Any]) -> Play:
    house = Play()
    try:
        for _ in range(PROCESSES):
            house.lives.append(await open_house(house.store, house.room, house.buses))
        for step in steps:
            await house.take(step)
        await house.settle()
        house.check()
    finally:
        for client in house.clients:
            client.cut()
        for live in house.lives:
            await live.stop()
    return house


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """So little is kept that everything that happens to those who miss too much happens."""
    monkeypatch.setattr(channel, "PIECE", 400)
    monkeypatch.setattr(channel, "TURN", 800)
    monkeypatch.setattr(room, "KEPT", 14)
    monkeypatch.setattr(room, "LAST", 5)
    monkeypatch.setattr(missed, "CHECK", 0.005)
    monkeypatch.setattr(missed, "PATIENCE", 0.001)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@example(steps=[("connect", 0, 0), ("say", 0), ("cut", 0), ("remove", 1, -1), ("restart", 0), ("connect", 0, 0)])
@example(steps=[("untold", "say", 20), ("untold", "remove", 8), ("untold", "answer", 3), ("connect", 2, 1)])
@example(steps=[("connect", 0, 0), ("stall", 0), ("untold", "say", 20), ("pause",), ("flow", 0), ("say", 1)])
@given(steps=st.lists(STEPS, max_size=40))
def test_every_page_ends_with_what_is_there_in_its_order_and_nothing_else(steps: list[Any]) -> None:
    asyncio.run(play(steps))


async def test_who_comes_back_to_a_process_that_was_killed_hears_what_was_removed_meanwhile() -> None:
    said = [("say", 0)] * 4
    house = await play([("connect", 0, 0), *said, ("pause",), ("read", 0), ("restart", 0), ("untold", "remove", 2)])
    assert len(house.clients[0].removed) == 2
    assert house.clients[0].resets == 1, "it went on where it was"
