"""From ingest's callback to the last fan: what push exists for, through the whole of the web process."""

import secrets
import statistics

from bench.push.product import Web, start_web
from bench.push.swarm import Swarm


async def time_lifecycle(sizes: list[int], cycles: int) -> list[tuple[int, str, float, float]]:
    """Go live and end `cycles` times at each size -> [(sockets, event, median ms, most ms)].

    Each time is from the callback's sending to the last socket's event.
    """
    found = []
    async with start_web() as web:
        swarm = Swarm(web.server.port, web.dialect)
        for size in sizes:
            await swarm.grow(size)
            await web.server.settle()
            times = [await _run_cycle(web, swarm) for _ in range(cycles)]
            for event, index in (("livestream.live", 0), ("livestream.ended", 1)):
                taken = [cycle[index] * 1e3 for cycle in times]
                found.append((size, event, statistics.median(taken), max(taken)))
        await swarm.shrink(0)
    return found


async def _run_cycle(web: Web, swarm: Swarm) -> tuple[float, float]:
    session = secrets.token_hex(8)

    async def start(_: str) -> None:
        await web.say_started(session)

    async def end(_: str) -> None:
        await web.say_ended(session)

    async def reopen(_: str) -> None:
        await web.reopen()

    await web.admit(session)
    live = await swarm.time_event('"livestream.live"', start)
    ended = await swarm.time_event('"livestream.ended"', end)
    await swarm.time_event('"livestream.scheduled"', reopen)
    return live, ended
