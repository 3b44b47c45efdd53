"""What a stream costs from its encoder's socket to HLS: server, FFmpegs and all, in real time."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

from bench.ingest.contestants import Stage
from bench.ingest.receive import publishing
from bench.ingest.recording import Recording
from bench.servers import ServerError

_MIB = 2**20
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


async def measure_pipelines(
    stages: Sequence[Stage], recording: Recording, streams: int, seconds: float
) -> list[Pipeline]:
    """`streams` streams in real time at every server, all at once, for `seconds` after a warm-up."""
    before = [stage.server.pss() for stage in stages]
    async with AsyncExitStack() as stack:
        groups = [await stack.enter_async_context(publishing(stage, recording, streams)) for stage in stages]
        sending = [asyncio.create_task(one.pace(seconds + 60), name="pace") for group in groups for one in group]
        await asyncio.sleep(_WARM_UP)
        cpu = [stage.server.cpu() for stage in stages]
        await asyncio.sleep(seconds)
        cpu = [stage.server.cpu() - begin for stage, begin in zip(stages, cpu, strict=True)]
        memory = [stage.server.pss() for stage in stages]
        for task in sending:
            task.cancel()
        for stage, group in zip(stages, groups, strict=True):
            if any(publisher.lost is not None for publisher in group):
                raise ServerError(f"{stage.name} dropped a sender:\n{stage.server.tail()}")
    return [
        Pipeline(streams, used / seconds / streams * 100, (now - was) / streams / _MIB, now / _MIB)
        for used, was, now in zip(cpu, before, memory, strict=True)
    ]
