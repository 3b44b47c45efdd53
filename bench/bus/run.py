"""The bus bench: one process speaks, others hear, and Redis stands between them; CPU per message of each."""

import asyncio
import json
import shutil
import statistics
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import product
from typing import Any

from redis.asyncio import Redis

from bench.bus.messages import MESSAGES
from bench.plot import draw_bars
from bench.report import Report, Table
from bench.servers import HOST, ROOT, Server, ServerError, find_port, find_python, make_folder

RECEIVERS = (1, 4)
BURSTS = (1, 50)
PATIENCE = 120.0
"""Seconds a member has for anything it is to say."""

QUIET = 0.3
"""Seconds until the speaker, too, has heard the last of its own messages."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Microseconds of CPU per message, over one run."""

    sender: float
    receiver: float
    redis: float


class Member:
    """A child process on the bus; see `bench.bus.member`."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def read(self) -> dict[str, Any]:
        """What it says next.

        Raises:
            ServerError: it ended, or says nothing.
        """
        assert self._process.stdout is not None
        try:
            line = await asyncio.wait_for(self._process.stdout.readline(), PATIENCE)
        except TimeoutError:
            raise ServerError(f"a member of the bus said nothing for {PATIENCE:g} s") from None
        if not line:
            raise ServerError("a member of the bus ended before its time")
        said: dict[str, Any] = json.loads(line)
        return said

    def nudge(self) -> None:
        """Let it go on."""
        assert self._process.stdin is not None
        self._process.stdin.write(b"\n")


@asynccontextmanager
async def start_redis() -> AsyncIterator[Server]:
    """A Redis that keeps nothing, on a port and in a folder of its own."""
    program = shutil.which("redis-server")
    if program is None:
        raise ServerError("redis-server is not installed; `make test-needs` gets it or says how")
    port, folder = find_port(), make_folder("redis")
    command = [program, "--port", str(port), "--bind", HOST, "--save", "", "--appendonly", "no", "--dir", str(folder)]
    async with Server("redis", command, port, folder=folder) as server:
        yield server


@asynccontextmanager
async def start_member(url: str, name: str, *options: str) -> AsyncIterator[Member]:
    """A member that is connected; ended on the way out, whatever it does."""
    process = await asyncio.create_subprocess_exec(
        find_python(), "-m", "bench.bus.member", url, name, *options, cwd=ROOT,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        member = Member(process)
        await member.read()
        yield member
        await asyncio.wait_for(process.wait(), PATIENCE)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def measure(server: Server, message: str, receivers: int, number: int, burst: int) -> Cost:
    """`number` messages from one process to `receivers` others.

    Raises:
        ServerError: a message was lost.
    """
    url = f"redis://{HOST}:{server.port}/0"
    options = ("--send", message, "--number", str(number), "--burst", str(burst))
    async with AsyncExitStack() as stack:
        redis = await stack.enter_async_context(Redis.from_url(url))
        hearers = [
            await stack.enter_async_context(start_member(url, f"hearer-{index}")) for index in range(receivers)
        ]
        speaker = await stack.enter_async_context(start_member(url, "speaker", *options))
        before = await _read_redis(redis)
        speaker.nudge()
        heard = [await hearer.read() for hearer in hearers]
        await asyncio.sleep(QUIET)
        speaker.nudge()
        spoken = await speaker.read()
        used = await _read_redis(redis) - before
    if any(said["messages"] != number for said in heard):
        raise ServerError(f"of {number} messages {[said['messages'] for said in heard]} were heard")
    per = 1e6 / number
    return Cost(spoken["cpu"] * per, statistics.mean(said["cpu"] for said in heard) * per, used * per)


async def run_bus(*, quick: bool = False, rounds: int = 1) -> Report:
    """Every message, alone and in bursts, to few and to more; figures are medians over the rounds."""
    report = Report("bus", quick)
    number = 2_000 if quick else 10_000
    rows = []
    bars = {}
    async with start_redis() as server:
        for message, burst, receivers in product(MESSAGES, BURSTS, RECEIVERS):
            print(f"{message}, {burst} at a time, {receivers} receivers", flush=True)
            taken = [await measure(server, message, receivers, number, burst) for _ in range(rounds)]
            cost = Cost(*(statistics.median(getattr(one, name) for one in taken) for name in Cost.__slots__))
            rows.append((message, burst, receivers, cost.sender, cost.receiver, cost.redis))
            bars[f"{message}, {burst} x {receivers}"] = cost.sender
    columns = ("message", "at a time", "receivers", "sender us", "each receiver us", "Redis us")
    report.tables.append(Table(f"CPU per message, {number:,} messages a row", columns, rows))
    report.panels.append(draw_bars("CPU of the sender per message", "microseconds", bars))
    report.notes.append(
        "The sender listens too, and gets its own messages back: that is in its figure. Messages `at a time` are "
        "published in one go, the next ones when these have left: a quiet platform sends one, a busy moment several."
    )
    return report


async def _read_redis(redis: Redis) -> float:
    used = await redis.info("cpu")
    return float(used["used_cpu_user"]) + float(used["used_cpu_sys"])
