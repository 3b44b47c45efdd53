"""The child process by itself: fed, bounded, heard, and always seen dead."""

import asyncio
import os
import signal
import subprocess
import sys
import time

import pytest
import uvloop

from ingest.ffmpeg.process import HIGH_WATER, LOW_WATER, FFmpegProcess
from support.descendants import list_group, wait_until_gone
from support.waiting import PATIENCE, until


class Child:
    """A Python program in FFmpeg's place."""

    def __init__(self) -> None:
        self.output = bytearray()
        self.exited: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.process: FFmpegProcess

    @classmethod
    async def start(cls, program: str) -> "Child":
        child = cls()
        command = [sys.executable, "-c", program]
        child.process = await FFmpegProcess.spawn(command, child.output.extend, child.exited.set_result)
        return child


COPY = "import sys, shutil; shutil.copyfileobj(sys.stdin.buffer, sys.stdout.buffer)"
DEAF = "import time; time.sleep(600)"
STUBBORN = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); time.sleep(600)"


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_what_goes_in_comes_out_and_the_end_of_input_is_the_end() -> None:
    child = await Child.start(COPY)
    data = os.urandom(3 << 20)
    child.process.write(bytearray(data))
    child.process.finish_input()
    assert await asyncio.wait_for(child.exited, PATIENCE) == 0
    assert child.output == data


async def test_a_callers_buffer_may_be_reused_at_once() -> None:
    child = await Child.start(COPY)
    buffer = bytearray(b"a" * 1_000_000)
    child.process.write(buffer)
    buffer[:] = b"b" * 1_000_000
    child.process.finish_input()
    await asyncio.wait_for(child.exited, PATIENCE)
    assert set(child.output) == {ord("a")}


async def test_what_is_not_taken_is_counted_and_drain_waits_for_it() -> None:
    child = await Child.start(
        "import sys; sys.stdin.buffer.read(1); sys.stdout.write('x'); sys.stdout.flush()\n" + COPY
    )
    await child.process.drain()
    child.process.write(bytes(4 * HIGH_WATER))
    assert child.process.queued > HIGH_WATER
    async with asyncio.timeout(PATIENCE):
        await child.process.drain()
    assert child.process.queued <= LOW_WATER
    await child.process.stop(5)


async def test_drain_does_not_wait_for_the_dead() -> None:
    child = await Child.start(DEAF)
    child.process.write(bytes(4 * HIGH_WATER))
    waiting = asyncio.create_task(child.process.drain())
    await asyncio.sleep(0)
    assert not waiting.done()
    child.process.kill()
    await asyncio.wait_for(waiting, PATIENCE)


async def test_its_last_words_are_kept_and_no_more() -> None:
    child = await Child.start(
        "import sys\nfor i in range(1000): print('line', i, file=sys.stderr)\nsys.stderr.write('end')"
    )
    await asyncio.wait_for(child.exited, PATIENCE)
    assert child.process.last_words[-2:] == ["line 999", "end"]
    assert len(child.process.last_words) <= 12


@pytest.mark.parametrize("program", [DEAF, STUBBORN])
async def test_one_that_will_not_end_is_ended_and_leaves_no_zombie(program: str) -> None:
    child = await Child.start(program)
    pid = child.process.pid
    async with asyncio.timeout(PATIENCE):
        await child.process.stop(0.3)
    assert not is_alive(pid)
    assert await child.exited in (-signal.SIGTERM, -signal.SIGKILL)


async def test_what_a_wrapper_script_waits_for_is_ended_with_it() -> None:
    child = Child()
    script = "sleep 600; echo never"  # holds standard output, so that nobody would see the end
    child.process = await FFmpegProcess.spawn(["/bin/sh", "-c", script], child.output.extend, child.exited.set_result)
    pid = child.process.pid
    group = await until(lambda: list_group(pid), is_it=lambda group: len(group) == 2)
    await asyncio.wait_for(child.process.stop(0.2), PATIENCE)
    assert wait_until_gone(group) == []


async def test_one_that_is_stopped_is_ended() -> None:
    child = await Child.start(DEAF)
    os.kill(child.process.pid, signal.SIGSTOP)
    async with asyncio.timeout(PATIENCE):
        await child.process.stop(0.2)
    assert not is_alive(child.process.pid)


def test_starts_that_fail_for_want_of_descriptors_leave_none_open() -> None:
    # In a process of its own, for the limit; on uvloop, which leaks.
    program = """
import asyncio, os, resource, uvloop
from ingest.ffmpeg.process import FFmpegProcess
from support.waiting import until

async def main():
    resource.setrlimit(resource.RLIMIT_NOFILE, (128, 128))
    def count(): return len(os.listdir("/proc/self/fd"))
    async def fail():
        try:
            await FFmpegProcess.spawn(["true"], lambda data: None, lambda status: None)
        except OSError as error:
            return error.strerror
    counts = []
    for _ in range(2):  # with the first, what stays open is opened, too
        ended = []
        await FFmpegProcess.spawn(["true"], lambda data: None, ended.append)
        await until(lambda: ended)
        await until(lambda: not counts or count() <= counts[0], 5)
        await asyncio.sleep(0)
        counts.append(count())
    before = counts[-1]
    for free in range(1, 10):
        held = []
        while True:
            try:
                held.append(os.open("/dev/null", os.O_RDONLY))
            except OSError:
                break
        for _ in range(free):
            os.close(held.pop())
        said = {await fail() for _ in range(5)}
        for descriptor in held:
            os.close(descriptor)
        print(free, count() - before, said)

uvloop.run(main())
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True,
        env={"PYTHONPATH": ":".join(sys.path), "PATH": os.environ["PATH"]},
    )  # fmt: skip
    lines = done.stdout.splitlines()
    assert [line.split()[1] for line in lines] == ["0"] * 9, done.stdout
    assert all("raise the limit" in line for line in lines)


async def test_writing_to_the_dead_does_nothing() -> None:
    child = await Child.start("pass")
    assert await asyncio.wait_for(child.exited, PATIENCE) == 0
    child.process.write(b"anybody there?")
    child.process.finish_input()
    child.process.kill()
    await child.process.stop(1)
    assert child.process.queued == 0
    assert child.process.status == 0


def test_one_that_is_dead_before_it_was_known_here_is_seen_dead() -> None:
    async def start_while_the_loop_is_slow() -> None:
        loop = asyncio.get_running_loop()
        starting = asyncio.create_task(Child.start("import os; os.kill(os.getpid(), 9)"))

        def hold_up() -> None:
            if not starting.done():
                time.sleep(0.05)  # each turn of the loop; the child dies during the first few
                loop.call_soon(hold_up)

        loop.call_soon(hold_up)
        child = await starting
        child.process.write(b"anybody there?")
        child.process.kill()
        async with asyncio.timeout(PATIENCE):
            await child.process.drain()
            assert await child.exited == -signal.SIGKILL
            await child.process.stop(1)

    # uvloop, as ingest has it: asyncio's own loop knows the child sooner.
    uvloop.run(start_while_the_loop_is_slow())


async def test_a_program_that_cannot_be_started_is_an_error() -> None:
    with pytest.raises(OSError, match="nothing-here"):
        await FFmpegProcess.spawn(["/nothing-here"], lambda data: None, lambda status: None)
