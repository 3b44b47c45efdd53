"""One server's course: grow to each size reading memory and joins, then shrink through the sizes timing events."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from bench.push.contestants import Stage
from bench.push.swarm import Swarm

WARM_UP = 200
"""Sockets joined before anything is read: code is loaded and compiled, pools are filled."""


@dataclass(frozen=True, slots=True)
class Fanout:
    """Events to `sockets` sockets. Microseconds of the server's CPU, milliseconds of time."""

    sockets: int
    deliveries: int
    cpu_us: float
    """Per delivery, the trigger's own handling taken off."""
    cpu_us_gross: float
    """Per delivery, the trigger's handling included."""
    last_p50_ms: float
    """From the trigger's sending to the last socket's delivery, median over the events."""
    last_max_ms: float


@dataclass(frozen=True, slots=True)
class Course:
    """What one server's course found."""

    name: str
    fanouts: list[Fanout]
    memory_kb: dict[int, float]
    """Per idle socket, KiB, by the number of sockets."""
    join_us: float
    """The server's CPU per join."""
    joins_per_second: float
    """By the clock, with 128 under way at once."""
    trigger_us: float
    """The server's CPU per trigger, nobody listening."""


async def run_course(stage: Stage, sizes: Sequence[int], deliveries: int) -> Course:
    """Take `stage` through `sizes` (rising), with about `deliveries` deliveries at each."""
    server, swarm = stage.server, Swarm(stage.server.port, stage.dialect)
    await swarm.grow(WARM_UP)
    for event in range(20):
        await swarm.time_event(f"warm-{event:05}", stage.trigger)
    await server.settle()
    await stage.collect()
    rss = server.rss()
    memory: dict[int, float] = {}
    join_cpu = join_time = 0.0
    for size in sizes:
        before = server.cpu()
        join_time += await swarm.grow(size)
        join_cpu += server.cpu() - before
        await server.settle()
        await stage.collect()
        memory[size] = (server.rss() - rss) / (size - WARM_UP) / 1024
    joins = sizes[-1] - WARM_UP
    shrunk = []
    for size in reversed(sizes):
        await swarm.shrink(size)
        await server.settle()
        shrunk.append((size, await _time_events(stage, swarm, max(10, deliveries // size), f"at-{size}")))
    await swarm.shrink(0)
    await server.settle()
    before = server.cpu()
    for event in range(200):
        await swarm.time_event(f"none-{event:05}", stage.trigger)
    await server.settle(1.0)
    trigger = (server.cpu() - before) / 200
    fanouts = [
        Fanout(
            sockets=size,
            deliveries=got,
            cpu_us=(cpu - len(times) * trigger) / got * 1e6,
            cpu_us_gross=cpu / got * 1e6,
            last_p50_ms=statistics.median(times) * 1e3,
            last_max_ms=max(times) * 1e3,
        )
        for size, (cpu, got, times) in reversed(shrunk)
    ]
    return Course(stage.name, fanouts, memory, join_cpu / joins * 1e6, joins / join_time, trigger * 1e6)


async def _time_events(stage: Stage, swarm: Swarm, count: int, name: str) -> tuple[float, int, list[float]]:
    """-> (server's CPU seconds, text frames delivered, seconds to the last delivery of each event)"""
    await swarm.time_event(f"{name}-first", stage.trigger)
    before, frames = stage.server.cpu(), swarm.tally.frames
    times = [await swarm.time_event(f"{name}-{event:05}", stage.trigger) for event in range(count)]
    return stage.server.cpu() - before, swarm.tally.frames - frames, times
