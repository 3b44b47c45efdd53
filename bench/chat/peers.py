"""The same talk through Socket.IO and `ws`, as their introductions show a chat: each message goes out to everybody by
itself. They write nothing down, ask nobody who it is that talks, and refuse nothing."""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager

from bench.chat.course import Course
from bench.chat.listener import EVERY, Sample, make_sampled
from bench.chat.talkers import Talk, count_talkers, talk
from bench.client import Client
from bench.push.contestants import Stage, start_socketio, start_ws
from bench.push.swarm import Dialect, Swarm
from bench.servers import HOST

PEERS: dict[str, Callable[[], AbstractAsyncContextManager[Stage]]] = {"ws": start_ws, "socket.io": start_socketio}

_WARM_UP = 3.0
_ARRIVE = 30.0
GRACE = 2.0
"""Seconds after the time in which what could not be sent earlier still is."""


def make_message(text: str) -> dict[str, object]:
    """As long as a message of the product's."""
    return {
        "id": "00000000-0000-4000-8000-000000000000",
        "seq": 1000,
        "at": "2026-01-01T20:00:00.000Z",
        "show_time": None,
        "account": {"id": "00000000-0000-4000-8000-000000000001", "display_name": "Fan 001", "badges": []},
        "kind": "message",
        "text": text,
        "mentions": [],
        "question": None,
        "tip": None,
        "about": None,
    }


async def run_peer(name: str, sockets: int, rates: Sequence[tuple[float, float]]) -> list[Course]:
    """`sockets` listeners; then for each of `rates`, so many messages a second for so many seconds."""
    async with PEERS[name]() as stage:
        port = stage.server.port
        talkers = [Client(HOST, port) for _ in range(count_talkers(max(rate for rate, _ in rates)))]
        sample = Sample({})
        dialect = Dialect(stage.dialect.path, stage.dialect.on_text, make_sampled(sample))
        swarm = Swarm(port, dialect)
        took = await swarm.grow(sockets)
        await stage.server.settle()
        first = len((await talk(talkers, "/emit", make_message, 2, _WARM_UP)).sent)
        courses = list[Course]()
        for rate, seconds in rates:
            await stage.server.settle()
            cpu, own, began = stage.server.cpu(), time.process_time(), time.perf_counter()
            said = await talk(talkers, "/emit", make_message, rate, seconds, first, grace=GRACE)
            await _wait_for_last(said, sample)
            lasted = time.perf_counter() - began
            cpu, own = stage.server.cpu() - cpu, time.process_time() - own
            reached = [number for number in said.sent if sample.arrivals.get(number, (0, 0.0))[0] == sample.readers]
            courses.append(
                Course(
                    f"{name}, {rate:g} a second",
                    lasted,
                    len(reached),
                    cpu,
                    [sample.arrivals[number][1] - said.sent[number] for number in reached],
                    [at - said.sent[number] for number, at in said.answered.items()],
                    {
                        "sockets lost": swarm.tally.lost,
                        "messages due": round(rate * seconds),
                        "messages that did not reach all who read": len(said.sent) - len(reached),
                        "of the listeners, one reads in": EVERY,
                        "seconds to join": took,
                        "core share of the generator": own / lasted,
                    },
                )
            )
            first += round(rate * seconds)
        for client in talkers:
            client.close()
        await swarm.shrink(0)
        return courses


async def _wait_for_last(said: Talk, sample: Sample) -> None:
    until = time.perf_counter() + _ARRIVE
    while time.perf_counter() < until:
        if all(sample.arrivals.get(number, (0, 0.0))[0] >= sample.readers for number in said.sent):
            return
        await asyncio.sleep(0.1)
