"""What is remembered of a start that failed."""

import asyncio

import pytest

from ingest.ffmpeg.children import MEMORY, SLOW, FFmpegChildren
from ingest.ffmpeg.process import FFmpegProcess
from support.descendants import list_descendants
from support.waiting import PATIENCE


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


async def spawn(children: FFmpegChildren, *command: str) -> None:
    ended = asyncio.get_running_loop().create_future()
    await children.spawn([*command], lambda data: None, ended.set_result)
    await asyncio.wait_for(ended, PATIENCE)


async def test_a_failure_is_told_until_the_next_start_or_for_a_minute() -> None:
    clock = Clock()
    children = FFmpegChildren(clock)
    for _ in range(2):
        with pytest.raises(OSError, match="nothing-here"):
            await spawn(children, "/nothing-here")
        assert children.fault == "FFmpeg cannot be started: No such file or directory"
        await spawn(children, "true")
        assert not children.fault
    with pytest.raises(OSError, match="nothing-here"):
        await spawn(children, "/nothing-here")
    clock.now += MEMORY + 1
    assert not children.fault
    children.stop()


@pytest.mark.parametrize("seconds", [0.0, SLOW])
async def test_one_that_is_given_up_was_slow_or_nobody_wanted_it_any_more(
    seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(*_: object) -> FFmpegProcess:
        clock.now += seconds
        raise asyncio.CancelledError

    clock = Clock()
    children = FFmpegChildren(clock)
    monkeypatch.setattr(FFmpegProcess, "spawn", hang)
    with pytest.raises(asyncio.CancelledError):
        await spawn(children, "true")
    assert (children.fault is not None) is bool(seconds)


async def test_what_still_runs_is_killed_at_the_end() -> None:
    children = FFmpegChildren()
    ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    process = await children.spawn(["sleep", "600"], lambda data: None, ended.set_result)
    await asyncio.to_thread(children.stop)
    assert await asyncio.wait_for(ended, PATIENCE) == -9
    assert process.pid not in [each.pid for each in list_descendants(1)]
