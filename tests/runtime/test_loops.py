"""A loop that nothing ends but its owner."""

import asyncio
import errno

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


async def test_what_goes_wrong_outside_is_told_in_words(caplog: pytest.LogCaptureFixture) -> None:
    again = asyncio.Event()

    async def step() -> None:
        if loop.problem is None:
            raise OSError(errno.ENOSPC, "No space left on device")
        again.set()
        await asyncio.Event().wait()

    loop = Loop("the test", step, first_pause=0.01)
    loop.start()
    async with asyncio.timeout(PATIENCE):
        await again.wait()
    await loop.stop()
    assert "The test failed; trying again. [Errno 28] No space left on device" in caplog.text
    assert "Traceback" not in caplog.text


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
