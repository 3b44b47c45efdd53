"""What is made for players, once for all who ask."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from ingest.origin.http.responses import NOT_FOUND, Response
from ingest.origin.packaging.boxes import FragmentError
from ingest.origin.wait import Wait
from ingest.recording.renditions.workshop import AGAIN, MOST_WAITING, Workshop
from ingest.recording.showing.replay import BUSY, SLOW, UNREADABLE
from ingest.recording.tasks import Tasks
from support.waiting import until


class House:
    """A workshop whose work waits until `go` is set."""

    def __init__(self, tasks: Tasks) -> None:
        self.now = 0.0
        self.go = asyncio.Event()
        self.made: list[str] = []
        self.error: Exception | None = None
        self.workshop = Workshop(tasks, at_once=1, most_bytes=8, clock=lambda: self.now)

    async def make(self, name: str) -> bytes:
        self.made.append(name)
        await self.go.wait()
        if self.error is not None:
            raise self.error
        return name.encode() * 4

    def ask(self, name: str) -> bytes | Response | Wait:
        return self.workshop.get((name,), lambda: self.make(name))

    async def fetch(self, name: str) -> bytes | Response:
        """As a connection does."""
        while isinstance(found := self.ask(name), Wait):
            called = asyncio.Event()
            found.subscribe(called.set)
            await called.wait()
        return found


@pytest_asyncio.fixture
async def house() -> AsyncIterator[House]:
    tasks = Tasks()
    yield House(tasks)
    await tasks.stop()


async def test_what_several_ask_for_is_made_once_and_kept(house: House) -> None:
    asking = [asyncio.create_task(house.fetch("a")) for _ in range(3)]
    await until(lambda: house.made == ["a"])
    house.go.set()
    assert await asyncio.gather(*asking) == [b"aaaa"] * 3
    assert house.ask("a") == b"aaaa"
    assert house.made == ["a"]


async def test_what_was_not_asked_for_for_long_goes(house: House) -> None:
    house.go.set()
    for name in "ab":
        await house.fetch(name)
    house.ask("a")
    await house.fetch("c")
    assert isinstance(house.ask("b"), Wait)
    assert (house.ask("a"), house.ask("c")) == (b"aaaa", b"cccc")


async def test_one_at_a_time_is_made_and_none_that_nobody_wants_any_more(house: House) -> None:
    first = asyncio.create_task(house.fetch("a"))
    await until(lambda: house.made == ["a"])
    gone = house.ask("b")
    assert isinstance(gone, Wait)
    gone.subscribe(callback := lambda: None)
    last = asyncio.create_task(house.fetch("c"))
    await asyncio.sleep(0)
    gone.cancel(callback)
    assert house.made == ["a"]
    house.go.set()
    assert (await first, await last) == (b"aaaa", b"cccc")
    assert house.made == ["a", "c"]


@pytest.mark.parametrize(
    ("error", "answer"), [(OSError("no"), UNREADABLE), (FragmentError("no"), NOT_FOUND), (TimeoutError(), SLOW)]
)
async def test_a_failure_is_told_to_all_who_wait_and_tried_again_later(
    error: Exception, answer: Response, house: House
) -> None:
    house.error = error
    asking = [asyncio.create_task(house.fetch("a")) for _ in range(3)]
    await until(lambda: house.made == ["a"])
    house.go.set()
    assert await asyncio.gather(*asking) == [answer] * 3
    assert house.made == ["a"]
    house.now, house.error = AGAIN, None
    assert await house.fetch("a") == b"aaaa"


async def test_of_more_than_can_wait_who_asks_is_asked_to_come_again(house: House) -> None:
    for number in range(MOST_WAITING):
        wait = house.ask(str(number))
        assert isinstance(wait, Wait)
        wait.subscribe(lambda: None)
    assert house.ask("one more") is BUSY
    assert isinstance(house.ask("0"), Wait)
