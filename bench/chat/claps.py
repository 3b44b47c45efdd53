"""Everybody claps: what it costs the server, and what a viewer hears of it."""

import asyncio
import json
import secrets
import time
from collections.abc import Sequence

from bench.push.product import start_web
from bench.push.swarm import Dialect, Swarm
from bench.push.viewer import Viewer, join_on_snapshot
from bench.report import Cell

_CLAPS = 3
"""In each message of a viewer's, of which there is one a second."""
_MESSAGE = b'{"type":"applaud","count":%d}' % _CLAPS
_FRAME = b"\x81" + bytes([0x80 | len(_MESSAGE)]) + bytes(4) + _MESSAGE
_SLICES = 50
"""Of a second: people do not clap all at once."""
_AFTERWARDS = 4.0


class _Ear:
    """Of one viewer: what it was told."""

    def __init__(self) -> None:
        self.listener: Viewer | None = None
        self.claps = self.frames = self.bytes = 0
        self.loudest = 0.0

    def note(self, viewer: Viewer, payload: bytes) -> None:
        if not viewer.joined.done():
            join_on_snapshot(viewer, payload)
            self.listener = self.listener or viewer
        elif viewer is self.listener and payload.startswith(b'{"type":"applause"'):
            told = json.loads(payload)
            self.claps += told["count"]
            self.frames += 1
            self.bytes += len(payload)
            self.loudest = max(self.loudest, told["level"])


async def run_claps(sockets: int, seconds: int) -> tuple[list[Sequence[Cell]], int]:
    """`sockets` viewers of a live show clap for so many seconds -> figures, and how many claps were not told of."""
    async with start_web(max_sockets=sockets + 100) as web:
        session, ear = secrets.token_hex(8), _Ear()
        await web.admit(session)
        await web.say_started(session)
        path = f"/ws/livestreams/{web.livestream_id}?with=applause"
        swarm = Swarm(web.server.port, Dialect(path, ear.note))
        await swarm.grow(sockets)
        await web.server.settle()
        cpu, own, began = web.server.cpu(), time.process_time(), time.perf_counter()
        for turn in range(seconds * _SLICES):
            await asyncio.sleep(max(0.0, began + turn / _SLICES - time.perf_counter()))
            for viewer in swarm.viewers[turn % _SLICES :: _SLICES]:
                viewer.transport.write(_FRAME)
        lasted = time.perf_counter() - began
        cpu, own = web.server.cpu() - cpu, time.process_time() - own
        heard, size = ear.frames, ear.bytes
        await asyncio.sleep(_AFTERWARDS)
        missing = sockets * seconds * _CLAPS - ear.claps
        rows: list[Sequence[Cell]] = [
            ("core share", cpu / lasted),
            ("core us per clapper and second", cpu / lasted / sockets * 1e6),
            ("messages from viewers, a second", sockets * seconds / lasted),
            ("events that a viewer hears, a second", heard / lasted),
            ("bytes of them, a second", size / lasted),
            ("loudest level", ear.loudest),
            ("claps", sockets * seconds * _CLAPS),
            ("claps that were not told of", missing),
            ("sockets lost", swarm.tally.lost),
            ("core share of the generator", own / lasted),
        ]
        await swarm.shrink(0)
    return rows, missing
