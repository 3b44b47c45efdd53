"""Megabits that a server takes in per second of its own CPU, all servers in one run.

Flooded, they take turns; fed in real time, they all work at once: whatever else the machine does hits all alike.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from bench.ingest.contestants import Stage
from bench.ingest.publisher import Publisher
from bench.ingest.recording import Recording
from bench.servers import ServerError

_WARM_UP = 1.0


@dataclass(frozen=True, slots=True)
class Received:
    """What was taken in during one window, or several. Megabits are 10^6 bits of RTMP bytes."""

    megabits: float
    seconds: float
    own_cpu: float
    """CPU seconds of the server without its FFmpegs."""
    cpu: float
    """CPU seconds with them."""
    lag: float = 0.0
    """Most seconds a paced message was sent later than due: the server held the sender up, or the machine did."""

    def __add__(self, other: "Received") -> "Received":
        return Received(
            self.megabits + other.megabits,
            self.seconds + other.seconds,
            self.own_cpu + other.own_cpu,
            self.cpu + other.cpu,
            max(self.lag, other.lag),
        )

    @property
    def per_own_cpu(self) -> float:
        """Megabits per CPU second of the server alone."""
        return self.megabits / max(self.own_cpu, 0.01)

    @property
    def per_cpu(self) -> float:
        """Megabits per CPU second of the server and its FFmpegs."""
        return self.megabits / max(self.cpu, 0.01)


@asynccontextmanager
async def publishing(stage: Stage, recording: Recording, count: int) -> AsyncIterator[list[Publisher]]:
    """`count` publishers, admitted; stopped when left."""
    publishers: list[Publisher] = []
    try:
        for number in range(count):
            publisher = Publisher(recording, f"bench{number:04}")
            publishers.append(publisher)
            await publisher.open(stage.rtmp_port)
        yield publishers
    finally:
        for publisher in publishers:
            publisher.abort()
        await asyncio.sleep(0.2)


async def measure_floods(stages: Sequence[Stage], recording: Recording, seconds: float, turns: int) -> list[Received]:
    """One sender at each server in turn, as fast as it is taken; `turns` of `seconds` for each, summed."""
    sums = [Received(0, 0, 0, 0) for _ in stages]
    for turn in range(turns):
        for at in range(len(stages)):
            index = (at + turn) % len(stages)
            stage = stages[index]
            async with publishing(stage, recording, 1) as publishers:
                sending = asyncio.create_task(publishers[0].flood(seconds + 2 * _WARM_UP), name="flood")
                await asyncio.sleep(_WARM_UP)
                begun = _Window(stage, publishers)
                await asyncio.sleep(seconds)
                sums[index] = sums[index] + begun.close()
                sending.cancel()
            await stage.server.settle()
    return sums


async def measure_paced(stages: Sequence[Stage], recording: Recording, count: int, seconds: float) -> list[Received]:
    """`count` senders in real time at every server, all at once, begun at different places of a second."""
    async with AsyncExitStack() as stack:
        groups = [await stack.enter_async_context(publishing(stage, recording, count)) for stage in stages]
        sending: list[asyncio.Task[None]] = []
        for number in range(count):
            sending += [asyncio.create_task(group[number].pace(seconds + 60), name="pace") for group in groups]
            await asyncio.sleep(1 / count)
        await asyncio.sleep(2 * _WARM_UP)
        begun = [_Window(stage, group) for stage, group in zip(stages, groups, strict=True)]
        await asyncio.sleep(seconds)
        found = [window.close() for window in begun]
        for task in sending:
            task.cancel()
    return found


class _Window:
    """From its making to `close`."""

    def __init__(self, stage: Stage, publishers: list[Publisher]) -> None:
        self._stage = stage
        self._publishers = publishers
        for publisher in publishers:
            publisher.lag = 0.0
        self._begin = time.monotonic()
        self._own, self._cpu = stage.server.own_cpu(), stage.server.cpu()
        self._sent = sum(publisher.sent for publisher in publishers)

    def close(self) -> Received:
        stage, publishers = self._stage, self._publishers
        own, cpu = stage.server.own_cpu() - self._own, stage.server.cpu() - self._cpu
        sent = sum(publisher.sent for publisher in publishers) - self._sent
        if lost := [publisher.lost for publisher in publishers if publisher.lost is not None]:
            words = f"{stage.name} dropped {len(lost)} of {len(publishers)} senders: {lost[0]}"
            raise ServerError(f"{words}\n{stage.server.tail()}")
        lag = max(publisher.lag for publisher in publishers)
        return Received(sent * 8 / 1e6, time.monotonic() - self._begin, own, cpu, lag)
