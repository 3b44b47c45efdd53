"""A loop that nothing ends but its owner."""

import asyncio

import pytest

from runtime.loops import Loop
from support.waiting import PATIENCE


async def test_fault_nobody_expected_is_logged_once_shows_and_ends_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    rounds: asyncio.Queue[str | None] = asyncio.Queue()
    faults = 2

    async def step() -> None:
        nonlocal faults
        rounds.put_nowait(loop.problem)
        if faults:
            faults -= 1
            raise RuntimeError("a fault")
        if rounds.qsize() > 9:
            await asyncio.Event().wait()
        await asyncio.sleep(0)

    loop = Loop("the test", step, first_pause=0.01)
    loop.start()
    async with asyncio.timeout(PATIENCE):
        seen = [await rounds.get() for _ in range(4)]
    assert seen[0] is None
    assert all(problem is not None and "RuntimeError" in problem for problem in seen[1:3])
    assert seen[3] is None, "a round has succeeded since"
    assert caplog.text.count("Traceback") == 1
    await loop.stop()


async def test_loop_ends_with_its_owner() -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def step() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    loop = Loop("the test", step)
    await loop.stop()
    loop.start()
    await begun.wait()
    await loop.stop()
    assert ended.is_set()
