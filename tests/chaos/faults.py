"""What may break, and how long it stays broken. Each says whether a show may be told of it."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from chaos.house import House

SILENT_FROM: Final = 5.0
"""Seconds that an ingest node may be unheard without anybody being told: web waits six."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in one round: `run` breaks something, waits, and puts it right."""

    name: str
    seconds: float
    run: Callable[[], Awaitable[None]]
    troubles: bool = False
    """Whether it may interrupt every show of the node."""


def draw_fault(house: House, chance: random.Random) -> Fault:
    """One of the faults that this house can have."""
    makers = [kill_web, halt_web, kill_ingest, halt_ingest, part_ingest]
    if house.full_disk_possible:
        makers.append(fill_disk)
    if house.redis is not None:
        makers += [kill_redis, pause_redis]
    if house.database_link is not None:
        makers.append(cut_database)
    return chance.choice(makers)(house, chance)


def kill_web(house: House, chance: random.Random) -> Fault:
    """A web process is killed, and started again after a while."""
    process, seconds = chance.choice(house.webs), chance.uniform(0.2, 5)

    async def run() -> None:
        async with house.hand_on(process):
            await asyncio.to_thread(process.kill)
            await asyncio.sleep(seconds)
            await house.restart(process)

    return Fault("web killed", seconds, run)


def halt_web(house: House, chance: random.Random) -> Fault:
    """A web process sleeps, longer than a node may be silent."""
    process, seconds = chance.choice(house.webs), chance.uniform(1, 11)

    async def run() -> None:
        async with house.hand_on(process):
            house.halt(process)
            await asyncio.sleep(seconds)
            house.proceed(process)

    return Fault("web stopped", seconds, run)


def kill_ingest(house: House, chance: random.Random) -> Fault:
    """The ingest node is killed with all its connections, and started again."""
    seconds = chance.uniform(0.2, 4)

    async def run() -> None:
        async with house.hand_on(house.ingest):
            await asyncio.to_thread(house.ingest.kill)
            await asyncio.sleep(seconds)
            await house.restart(house.ingest)

    return Fault("ingest killed", seconds, run, troubles=True)


def halt_ingest(house: House, chance: random.Random) -> Fault:
    """The ingest node sleeps."""
    seconds = chance.uniform(1, 10)

    async def run() -> None:
        async with house.hand_on(house.ingest):
            house.halt(house.ingest)
            await asyncio.sleep(seconds)
            house.proceed(house.ingest)

    return Fault("ingest stopped", seconds, run, troubles=seconds > SILENT_FROM)


def part_ingest(house: House, chance: random.Random) -> Fault:
    """Ingest cannot reach web."""
    seconds = chance.uniform(1, 10)

    async def run() -> None:
        house.callback_link.cut()
        await asyncio.sleep(seconds)
        await house.callback_link.mend()

    return Fault("ingest cut off from web", seconds, run, troubles=seconds > SILENT_FROM)


def fill_disk(house: House, chance: random.Random) -> Fault:
    """DATA_DIR is full: the SQLite file's, the spool's."""
    seconds = chance.uniform(1, 5)

    async def run() -> None:
        house.fill_disk()
        await asyncio.sleep(seconds)
        house.free_disk()

    return Fault("disk full", seconds, run)


def kill_redis(house: House, chance: random.Random) -> Fault:
    """Redis dies, and comes back empty."""
    redis, seconds = house.redis, chance.uniform(0.2, 9)
    assert redis is not None

    async def run() -> None:
        await asyncio.to_thread(redis.kill)
        await asyncio.sleep(seconds)
        await asyncio.to_thread(redis.restart)

    return Fault("Redis killed", seconds, run)


def pause_redis(house: House, chance: random.Random) -> Fault:
    """Redis hangs."""
    redis, seconds = house.redis, chance.uniform(1, 9)
    assert redis is not None

    async def run() -> None:
        redis.pause()
        await asyncio.sleep(seconds)
        redis.resume()

    return Fault("Redis stopped", seconds, run)


def cut_database(house: House, chance: random.Random) -> Fault:
    """PostgreSQL cannot be reached."""
    link, seconds = house.database_link, chance.uniform(1, 8)
    assert link is not None

    async def run() -> None:
        link.cut()
        await asyncio.sleep(seconds)
        await link.mend()

    return Fault("PostgreSQL cut off", seconds, run)
