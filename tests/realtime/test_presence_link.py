"""How viewers travel between processes: few messages, and the last count always."""

import asyncio
from collections.abc import AsyncIterator, Callable
from itertools import pairwise

import pytest

from realtime.bus.bus import Handlers, MemoryBus, Message
from realtime.pace import INTERVAL
from realtime.presence import Presence
from realtime.presence_link import PresenceLink

WAIT = 30.0
SHOWS = [f"show-{number}" for number in range(50)]


class Ear(Handlers):
    """A bus that only remembers what it was to carry, and when."""

    problem: str | None = None

    def __init__(self, *, alone: bool = False) -> None:
        super().__init__()
        self.alone = alone
        self.dropped = 0
        self.said: asyncio.Queue[tuple[float, Message]] = asyncio.Queue()

    async def start(self, reconnected: Callable[[], None]) -> None:
        pass

    def publish(self, message: Message, topic: str = "") -> None:
        self.said.put_nowait((asyncio.get_running_loop().time(), message))

    async def stop(self) -> None:
        pass

    async def next(self) -> tuple[float, Message]:
        return await asyncio.wait_for(self.said.get(), WAIT)


class Process:
    """One that counts viewers and tells `ear`."""

    def __init__(self, *, alone: bool = False) -> None:
        self.ear = Ear(alone=alone)
        self.presence = Presence()
        self.link = PresenceLink("one", self.presence, self.ear)

    def change(self, livestream_id: str, by: int) -> None:
        self.presence.change(livestream_id, by)
        self.link.note(livestream_id)


@pytest.fixture
async def process() -> AsyncIterator[Process]:
    process = Process()
    yield process
    process.link.stop()


async def test_livestreams_that_move_at_once_are_one_message_at_once(process: Process) -> None:
    for number, show in enumerate(SHOWS, 1):
        process.change(show, number)
    for _ in range(3):  # turns of the loop, and no pause
        await asyncio.sleep(0)
    _, message = process.ear.said.get_nowait()
    assert message == {
        "kind": "viewers",
        "process": "one",
        "counts": {show: number for number, show in enumerate(SHOWS, 1)},
        "whole": False,
    }
    assert process.ear.said.empty()


async def test_what_moves_within_an_interval_is_one_message_with_the_last_counts(process: Process) -> None:
    process.change("first", 1)
    at, _ = await process.ear.next()
    for _ in range(3):
        for show in SHOWS:
            process.change(show, 1)
        await asyncio.sleep(0)  # the loop turns in between, as it does between two sockets
    process.change(SHOWS[0], -3)
    later, message = await process.ear.next()
    assert later - at >= INTERVAL * 0.99
    assert message["counts"] == dict.fromkeys(SHOWS, 3) | {SHOWS[0]: 0}
    assert process.ear.said.empty()


async def test_viewers_that_keep_coming_are_one_message_an_interval(process: Process) -> None:
    times: list[float] = []
    known: dict[str, int] = {}

    async def hear() -> None:
        at, message = await process.ear.next()
        times.append(at)
        known.update(message["counts"])

    viewers = 0
    while len(times) < 4:
        for show in SHOWS:
            process.change(show, 1)
        viewers += 1
        await asyncio.sleep(0)
        if not process.ear.said.empty():
            await hear()
    while known != dict.fromkeys(SHOWS, viewers):
        await hear()
    assert all(later - at >= INTERVAL * 0.99 for at, later in pairwise(times))


async def test_a_full_account_needs_no_partial_one_after_it(process: Process) -> None:
    process.change("show", 1)
    process.link.tell_all()
    _, message = await process.ear.next()
    assert (message["counts"], message["whole"]) == ({"show": 1}, True)
    await asyncio.sleep(0)
    await asyncio.sleep(0)  # by now what was due at once would have been said
    assert process.ear.said.empty()


async def test_after_the_farewell_nothing_is_said() -> None:
    process = Process()
    process.change("show", 1)
    process.link.stop()
    assert (await process.ear.next())[1] == {"kind": "bye", "process": "one"}
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert process.ear.said.empty()


async def test_a_process_that_is_alone_says_nothing_of_its_viewers() -> None:
    process = Process(alone=True)
    process.change("show", 1)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert process.ear.said.empty()


async def test_what_one_says_another_hears(process: Process) -> None:
    other = Presence()
    link = PresenceLink("two", other, MemoryBus())
    process.change("show", 2)
    _, message = await process.ear.next()
    assert link.hear(message, now=0.0) == {"show"}
    assert other.count("show") == 2
    link.stop()
