"""The servers that the targets compare, all running at once, taking turns: what else the machine does hits all alike.

A server's CPU is counted during its own turns only; between them it idles. The event is a viewer count, which costs
the product one join or leave, so that what is measured is the delivery.
"""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass

from bench.push.contestants import Stage, format_count
from bench.push.scenario import WARM_UP
from bench.push.swarm import Swarm

_BLOCKS = 6
_EVENTS_PER_TURN = 4
_PAUSE = 0.3
"""Seconds between events: the product sends at most four counts a second."""


@dataclass(slots=True)
class Turns:
    """Sums over one server's turns: CPU seconds, and what was done in them."""

    name: str
    fan_cpu: float = 0.0
    events: int = 0
    frames: int = 0
    join_cpu: float = 0.0
    join_time: float = 0.0
    joins: int = 0

    @property
    def delivery_us(self) -> float:
        """CPU per delivery, what set the event off included."""
        return self.fan_cpu / self.frames * 1e6

    @property
    def join_us(self) -> float:
        """CPU per join."""
        return self.join_cpu / self.joins * 1e6

    @property
    def joins_per_second(self) -> float:
        """Joins per second of the clock, 128 under way at once."""
        return self.joins / self.join_time


async def run_side_by_side(
    starts: Mapping[str, Callable[[], AbstractAsyncContextManager[Stage]]], sockets: int, rounds: int
) -> list[Turns]:
    """`sockets` on each server: joins in blocks, then `rounds` turns of events."""
    async with AsyncExitStack() as stack:
        stages = [await stack.enter_async_context(start()) for start in starts.values()]
        lanes = [(stage, Swarm(stage.server.port, stage.dialect), Turns(stage.name)) for stage in stages]
        for stage, swarm, _ in lanes:
            await swarm.grow(WARM_UP)
            for event in range(20):
                await swarm.time_event(f"warm-{event:05}", stage.trigger)
            await stage.server.settle()
        for block in range(1, _BLOCKS + 1):
            for stage, swarm, turns in rotate(lanes, block):
                await _join_block(stage, swarm, turns, WARM_UP + (sockets - WARM_UP) * block // _BLOCKS)
        for number in range(rounds):
            for stage, swarm, turns in rotate(lanes, number):
                await _send_counts(stage, swarm, turns)
        return [turns for _, _, turns in lanes]


Lane = tuple[Stage, Swarm, Turns]


def rotate(lanes: list[Lane], by: int) -> list[Lane]:
    """Another one first each time."""
    by %= len(lanes)
    return lanes[by:] + lanes[:by]


async def _join_block(stage: Stage, swarm: Swarm, turns: Turns, size: int) -> None:
    before, there = stage.server.cpu(), len(swarm.viewers)
    turns.join_time += await swarm.grow(size)
    # What joins set off (counts to everybody) belongs to them.
    await stage.server.settle(3.0)
    turns.join_cpu += stage.server.cpu() - before
    turns.joins += size - there


async def _send_counts(stage: Stage, swarm: Swarm, turns: Turns) -> None:
    for event in range(_EVENTS_PER_TURN):
        await asyncio.sleep(_PAUSE)
        number = len(swarm.viewers) + 1 - event % 2
        before, frames = stage.server.cpu(), swarm.tally.frames

        async def count(_: str, number: int = number) -> None:
            await stage.count(number)

        await swarm.time_event(format_count(number), count)
        await asyncio.sleep(0.02)  # what the server does after its last write is its own, too
        turns.fan_cpu += stage.server.cpu() - before
        turns.frames += swarm.tally.frames - frames
        turns.events += 1
