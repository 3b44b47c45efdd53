"""`python -m bench.attack.guesser PORT RATE SECONDS ADDRESSES`: tries so many wrong stream keys a second, from so
many addresses of 127/8, and prints what became of them as JSON. A process of its own, lest who measures be late.
"""

import asyncio
import json
import os
import secrets
import sys
import time
from collections import Counter
from typing import cast

import uvloop

from bench.ingest.rtmp import build_connect, build_create, build_publish
from bench.servers import HOST

PATIENCE = 10.0
AT_ONCE = 2_000
"""Connections open at a time; a try that finds no room is one that the node is too slow for."""


class Try(asyncio.Protocol):
    """One connection: all that an encoder says until `publish`, at once; then it listens until the node hangs up."""

    def __init__(self, port: int, outcomes: Counter[str]) -> None:
        key = secrets.token_hex(16)
        self._words = build_connect("live", f"rtmp://{HOST}:{port}/live") + build_create(key) + build_publish(key, 1)
        self._outcomes = outcomes
        self._outcome = "turned away at once"
        self.closed = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Both blocks of the handshake, and the commands, without waiting for answers."""
        cast("asyncio.Transport", transport).write(b"\x03" + bytes(8) + bytes(1_528) + bytes(1_536) + self._words)

    def data_received(self, data: bytes) -> None:
        """What it is told: that there is no such key, or that it has tried too many."""
        if b"Too many wrong" in data:
            self._outcome = "told to wait"
        elif b"NetStream.Publish" in data:
            self._outcome = "told that the key is wrong" if b"No livestream" in data else "told something else"

    def connection_lost(self, error: Exception | None) -> None:
        """However it ended."""
        self._outcomes[self._outcome] += 1
        if not self.closed.done():
            self.closed.set_result(None)


def pick_address(number: int, addresses: int) -> str:
    """The source of the `number`th try; not 127.0.0.1, which is the artist's."""
    place = 1 + number % addresses
    return f"127.1.{place >> 8 & 255}.{place & 255}" if place < 1 << 16 else f"127.2.{place >> 8 & 255}.{place & 255}"


async def guess(port: int, rate: float, seconds: float, addresses: int) -> dict[str, int]:
    """Tries at `rate` a second for as long; how many ended how."""
    loop, outcomes, slots = asyncio.get_running_loop(), Counter[str](), asyncio.Semaphore(AT_ONCE)

    async def attempt(number: int) -> None:
        async with slots:
            try:
                async with asyncio.timeout(PATIENCE):
                    address = (pick_address(number, addresses), 0)
                    transport, one = await loop.create_connection(
                        lambda: Try(port, outcomes), HOST, port, local_addr=address
                    )
                    try:
                        await one.closed
                    finally:
                        transport.abort()
            except (OSError, TimeoutError):
                outcomes["no answer"] += 1

    begin, number = time.monotonic(), 0
    async with asyncio.TaskGroup() as group:
        while (passed := time.monotonic() - begin) < seconds:
            while number < passed * rate:
                if slots.locked():
                    outcomes["not even begun"] += 1
                else:
                    group.create_task(attempt(number), name=f"try {number}")
                number += 1
            await asyncio.sleep(0.005)
    return dict(outcomes)


if __name__ == "__main__":
    port, rate, seconds, addresses = map(float, sys.argv[1:5])
    os.nice(5)  # the node has the machine first: on another one the guesser would be no load at all
    print(json.dumps(uvloop.run(guess(int(port), rate, seconds, int(addresses)))))
