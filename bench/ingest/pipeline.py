"""What a stream costs from its encoder's socket to HLS: server, FFmpegs and all, in real time."""

import asyncio
from dataclasses import dataclass

from bench.ingest.contestants import Stage
from bench.ingest.receive import publishing
from bench.ingest.recording import Recording
from bench.servers import ServerError

_WARM_UP = 8.0
"""Seconds until FFmpegs have started and windows of segments are full."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The cost of one stream among `streams`."""

    streams: int
    cpu_share: float
    """Percent of one core per stream."""
    memory: float
    """MiB per stream: proportional set of the whole tree over what it was before the first stream."""
    memory_total: float
    """MiB of the whole tree at the end."""


async def measure_pipeline(stage: Stage, recording: Recording, streams: int, seconds: float) -> Pipeline:
    """Publish `streams` streams in real time for `seconds` after a warm-up."""
    before = stage.server.pss()
    async with publishing(stage, recording, streams) as publishers:
        sending = [asyncio.create_task(publisher.pace(seconds + 60), name="pace") for publisher in publishers]
        await asyncio.sleep(_WARM_UP)
        cpu = stage.server.cpu()
        await asyncio.sleep(seconds)
        cpu = stage.server.cpu() - cpu
        memory = stage.server.pss()
        for task in sending:
            task.cancel()
        if any(publisher.lost is not None for publisher in publishers):
            raise ServerError(f"{stage.name} dropped a sender:\n{stage.server.tail()}")
    mib = 2**20
    return Pipeline(streams, cpu / seconds / streams * 100, (memory - before) / streams / mib, memory / mib)
