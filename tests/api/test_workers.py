"""Several processes on one port: one that dies is started again, and all end together."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from api.workers import Workers
from support.waiting import PATIENCE, until

ANSWER = """
import os, socket, sys
listener = socket.socket(fileno=int(sys.argv[-1]))
while True:
    connection, _ = listener.accept()
    connection.sendall(b"%d" % os.getpid())
    connection.close()
"""
"""A web process as far as its parent is concerned: it serves the socket that it is given; SIGTERM ends it."""

DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + ANSWER


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener


@contextlib.asynccontextmanager
async def running(listener: socket.socket, program: str, count: int = 1, **times: Any) -> AsyncIterator[Workers]:
    workers = Workers(count, listener, command=(sys.executable, "-c", program), **times)
    run = asyncio.create_task(workers.run())
    try:
        yield workers
    finally:
        workers.stop()
        await asyncio.wait_for(run, 7)  # less than the least pause before one is started again


async def ask(listener: socket.socket) -> int:
    """The process id of whoever serves the port."""
    async with asyncio.timeout(PATIENCE):
        reader, writer = await asyncio.open_connection(*listener.getsockname())
        said = await reader.read()
        writer.close()
    return int(said)


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def meet(listener: socket.socket, count: int) -> set[int]:
    """The process ids of so many who serve the port, having asked until each has answered."""
    met: set[int] = set()

    async def look() -> set[int]:
        met.add(await ask(listener))
        return met

    return await until(look, is_it=lambda met: len(met) == count)


async def test_all_serve_one_port_and_end_together(listener: socket.socket, caplog: pytest.LogCaptureFixture) -> None:
    async with running(listener, ANSWER, count=2):
        met = await meet(listener, 2)
    assert [pid for pid in met if is_there(pid)] == []
    assert caplog.messages == [], "an end that was asked for is nothing to tell"


async def test_one_that_dies_is_started_again_and_told(
    listener: socket.socket, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(listener, ANSWER, first_pause=0.01):
        before = await ask(listener)
        os.kill(before, signal.SIGKILL)
        await until(lambda: not is_there(before))  # or it may take the next one with it
        after = await ask(listener)
    assert after != before
    assert [message.partition(";")[0] for message in caplog.messages] == ["Web process 1 ended (code -9)"]


async def test_one_that_dies_again_and_again_is_started_later_each_time(
    listener: socket.socket, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(listener, "raise SystemExit(3)", first_pause=0.01):
        await until(lambda: len(caplog.records) >= 4, 30)
    for times, record in enumerate(caplog.records[:4], 1):
        assert isinstance(record.args, tuple)
        number, code, pause = record.args
        assert (number, code) == (1, 3)
        assert isinstance(pause, float)
        assert 0.005 * 2**times <= pause <= 0.01 * 2**times


async def test_an_end_does_not_wait_for_one_that_would_be_started_later(
    listener: socket.socket, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(listener, "raise SystemExit(3)", first_pause=600.0):
        await until(lambda: caplog.messages)
    assert len(caplog.messages) == 1


async def test_one_that_does_not_end_when_it_is_asked_to_is_killed(listener: socket.socket) -> None:
    async with running(listener, DEAF, stop_timeout=0.1):
        pid = await ask(listener)
    assert not is_there(pid)
