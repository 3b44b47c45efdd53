"""Turns: a crowd from one address waits for itself, and nobody else for it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from api.limits.turns import AT_ONCE, Turns
from settings import Settings


class World:
    """An application whose requests are answered when the test says so."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.answer = asyncio.Event()
        self.taken = asyncio.Event()
        self.turns = Turns(self.serve, Settings())
        self.asked: list[asyncio.Task[None]] = []

    async def serve(self, scope: Any, receive: Any, send: Any) -> None:
        self.begun.append(scope["client"][0])
        await self.answer.wait()
        await send({"type": "http.response.start"})

    async def _take(self, message: Any) -> None:
        await self.taken.wait()

    async def ask(self, address: str, method: str = "GET") -> asyncio.Task[None]:
        scope = {"type": "http", "method": method, "client": (address, 1), "headers": []}
        task = asyncio.create_task(self.turns(scope, None, self._take))  # type: ignore[arg-type]
        self.asked.append(task)
        await asyncio.sleep(0)
        return task


@pytest.fixture
async def world() -> AsyncIterator[World]:
    world = World()
    yield world
    for task in world.asked:
        task.cancel()
    await asyncio.gather(*world.asked, return_exceptions=True)


async def test_so_many_reads_of_one_address_are_under_way_and_nobody_else_waits_for_them(world: World) -> None:
    for _ in range(AT_ONCE + 5):
        await world.ask("192.0.2.1")
    assert world.begun == ["192.0.2.1"] * AT_ONCE
    await world.ask("192.0.2.2")
    await world.ask("192.0.2.1", "POST")
    assert world.begun[AT_ONCE:] == ["192.0.2.2", "192.0.2.1"]


async def test_who_takes_the_answer_slowly_keeps_no_neighbour_waiting(world: World) -> None:
    for _ in range(AT_ONCE + 5):
        await world.ask("192.0.2.1")
    world.answer.set()
    for _ in range(5):
        await asyncio.sleep(0)
    assert len(world.begun) == AT_ONCE + 5
    world.taken.set()
    await asyncio.gather(*world.asked)


async def test_a_place_is_given_back_by_who_leaves_before_its_answer_or_its_turn(world: World) -> None:
    tasks = [await world.ask("192.0.2.1") for _ in range(AT_ONCE + 2)]
    tasks[0].cancel()
    tasks[-1].cancel()
    await asyncio.wait([tasks[0], tasks[-1]])
    await asyncio.sleep(0)
    assert len(world.begun) == AT_ONCE + 1
    await world.ask("192.0.2.1")
    assert len(world.begun) == AT_ONCE + 1
    world.answer.set()
    world.taken.set()
    await asyncio.gather(*world.asked, return_exceptions=True)
    again = [await world.ask("192.0.2.1") for _ in range(3)]
    await asyncio.gather(*again)
