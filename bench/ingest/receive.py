"""Megabits that a server takes in per second of its own CPU: flooded by one sender, and fed by many in real time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bench.ingest.contestants import Stage
from bench.ingest.publisher import Publisher
from bench.ingest.recording import Recording
from bench.servers import ServerError

_WARM_UP = 1.5


@dataclass(frozen=True, slots=True)
class Received:
    """What was taken in during one window. Megabits are 10^6 bits of RTMP bytes."""

    megabits: float
    seconds: float
    own_cpu: float
    """CPU seconds of the server without its FFmpegs."""
    cpu: float
    """CPU seconds with them."""
    lag: float = 0.0
    """Most seconds a paced message was sent later than due: the server held the sender up, or the machine did."""

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


async def measure_flood(stage: Stage, recording: Recording, seconds: float) -> Received:
    """One sender, as fast as the server takes it."""
    async with publishing(stage, recording, 1) as publishers:
        sending = asyncio.create_task(publishers[0].flood(seconds + 2 * _WARM_UP), name="flood")
        found = await _measure_window(stage, publishers, seconds)
        sending.cancel()
    return found


async def measure_paced(stage: Stage, recording: Recording, count: int, seconds: float) -> Received:
    """`count` senders in real time, begun at different places of a second."""
    async with publishing(stage, recording, count) as publishers:
        sending = []
        for publisher in publishers:
            sending.append(asyncio.create_task(publisher.pace(seconds + 60), name="pace"))
            await asyncio.sleep(1 / count)
        found = await _measure_window(stage, publishers, seconds)
        for task in sending:
            task.cancel()
    return found


async def _measure_window(stage: Stage, publishers: list[Publisher], seconds: float) -> Received:
    await asyncio.sleep(_WARM_UP)
    loop = asyncio.get_running_loop()
    for publisher in publishers:
        publisher.lag = 0.0
    begin, own, cpu = loop.time(), stage.server.own_cpu(), stage.server.cpu()
    sent = sum(publisher.sent for publisher in publishers)
    await asyncio.sleep(seconds)
    own, cpu = stage.server.own_cpu() - own, stage.server.cpu() - cpu
    sent = sum(publisher.sent for publisher in publishers) - sent
    if lost := [publisher.lost for publisher in publishers if publisher.lost is not None]:
        raise ServerError(
            f"{stage.name} dropped {len(lost)} of {len(publishers)} senders: {lost[0]}\n{stage.server.tail()}"
        )
    return Received(sent * 8 / 1e6, loop.time() - begin, own, cpu, max(publisher.lag for publisher in publishers))
