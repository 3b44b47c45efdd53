"""Attacks on an ingest node that carries a show: what they cost it, and what the show's viewer noticed."""

import asyncio
import os
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import pairwise

from bench.attack import payloads
from bench.delivery.viewer import Audience, HlsViewer
from bench.fake_web import playback_id
from bench.ingest.contestants import Stage, start_product
from bench.ingest.publisher import Publisher
from bench.ingest.recording import Recording, make_recording
from bench.ingest.rtmp import build_connect, build_create, build_message, build_publish
from bench.report import Report, Table
from bench.servers import HOST

VIDEO_KBIT = 4_000
RATE = 5e6 / 8
"""Bytes a second that each attacking connection sends at the most."""


@dataclass
class Attacker:
    """A paced sender of anything; it reads nothing unless it must."""

    port: int
    until: float
    sent: int = 0
    connections: int = 0
    refused: int = 0

    async def shake(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A connection with its handshake behind it."""
        self.connections += 1
        reader, writer = await asyncio.open_connection(HOST, self.port)
        writer.write(b"\x03" + bytes(8) + os.urandom(1528))
        answer = await asyncio.wait_for(reader.readexactly(3073), 10)
        writer.write(answer[1:1537])
        return reader, writer

    async def publish(self, key: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A connection that publishes with `key`; whoever knows a key may."""
        reader, writer = await self.shake()
        writer.write(build_connect("live", f"rtmp://{HOST}:{self.port}/live") + build_create(key))
        writer.write(build_publish(key, 1))
        said = b""
        while b"NetStream.Publish.Start" not in said:
            more = await asyncio.wait_for(reader.read(65_536), 10)
            if not more:
                raise ConnectionError("refused")
            said += more
        return reader, writer

    async def pace(self, writer: asyncio.StreamWriter, make: Callable[[int], bytes], rate: float = RATE) -> None:
        """Send what `make` gives for 0, 1, 2 and on, at `rate` bytes a second, until it is time or one is cut off."""
        begin, sent, number = time.monotonic(), 0, 0
        while time.monotonic() < self.until:
            data = make(number)
            number += 1
            writer.write(data)
            await asyncio.wait_for(writer.drain(), max(0.1, self.until - time.monotonic()))
            sent += len(data)
            self.sent += len(data)
            await asyncio.sleep(max(0.0, begin + sent / rate - time.monotonic()))

    async def again(self, life: Callable[[], Awaitable[None]]) -> None:
        """Live that life again and again, as it is cut off."""
        while time.monotonic() < self.until:
            try:
                await life()
            except (OSError, asyncio.IncompleteReadError, TimeoutError):
                self.refused += 1
                await asyncio.sleep(0.02)


async def _without_key(attacker: Attacker, opening: bytes, make: Callable[[int], bytes]) -> None:
    async def life() -> None:
        _, writer = await attacker.shake()
        try:
            writer.write(opening)
            await attacker.pace(writer, make)
        finally:
            writer.transport.abort()

    await asyncio.gather(*(attacker.again(life) for _ in range(2)))


async def _with_key(attacker: Attacker, opening: bytes, make: Callable[[int], bytes], rate: float = RATE) -> None:
    async def live(key: str) -> None:
        _, writer = await attacker.publish(key)
        try:
            writer.write(opening)
            await attacker.pace(writer, make, rate)
        finally:
            writer.transport.abort()

    await attacker.again(lambda: live(f"attack{time.monotonic_ns() % 1_000:04}"))


def _message(payload: bytes) -> bytes:
    return build_message(5, payloads.DATA, payload, 1)


_ONE_BYTE_CHUNKS = build_message(2, 1, (1).to_bytes(4, "big"))
_BIG_CHUNKS = build_message(2, 1, (1 << 20).to_bytes(4, "big"))

Attack = Callable[[Attacker], Awaitable[None]]

ATTACKS: dict[str, Attack] = {
    "nothing": lambda it: asyncio.sleep(it.until - time.monotonic()),
    "references": lambda it: _with_key(it, _BIG_CHUNKS, lambda _: _message(payloads.nest_references(20)), 600.0),
    "references, AMF3": lambda it: _with_key(
        it, _BIG_CHUNKS, lambda _: _message(payloads.nest_amf3_references(20)), 600.0
    ),
    "interleaved": lambda it: _without_key(it, payloads.interleave(1), lambda _: payloads.interleave_again(30_000)),
    "interleaved, with a key": lambda it: _with_key(
        it, payloads.interleave(1), lambda _: payloads.interleave_again(30_000)
    ),
    "taken back": lambda it: _without_key(it, _ONE_BYTE_CHUNKS, lambda _: payloads.abort_often(65_000, 500)),
    "_checkbw": lambda it: _without_key(it, b"", lambda _: payloads.check_bandwidth(500)),
    "_checkbw, with a key": lambda it: _with_key(it, b"", lambda _: payloads.check_bandwidth(500)),
    "pings": lambda it: _without_key(it, b"", lambda _: payloads.ping(500)),
    "tiny sounds": lambda it: _with_key(it, _BIG_CHUNKS, lambda _: payloads.tiny_sounds(1_000)),
    "aggregates": lambda it: _with_key(it, _BIG_CHUNKS, lambda _: payloads.crowd_aggregate(40_000)),
    "metadata": lambda it: _with_key(it, _BIG_CHUNKS, payloads.fill_metadata),
    "sequence headers": lambda it: _with_key(it, _BIG_CHUNKS, payloads.long_sequence_header),
}


@dataclass
class Seen:
    """What the show's viewer, and somebody who asks `/health` all the time, saw in one window."""

    parts: dict[bytes, float] = field(default_factory=dict)
    slowest: float = 0.0

    def longest_gap(self) -> float:
        """Seconds between two parts that follow each other."""
        times = [*self.parts.values()]
        return max((after - before for before, after in pairwise(times)), default=float("nan"))


@asynccontextmanager
async def _show(stage: Stage, recording: Recording) -> AsyncIterator[Audience]:
    publisher = Publisher(recording, "victim")
    await publisher.open(stage.rtmp_port)
    sending = asyncio.create_task(publisher.pace(3_600), name="show")
    port = int(stage.url.split(":")[2].split("/")[0])
    audience = Audience(port, lambda _: f"/live/{playback_id('victim')}/")
    await asyncio.sleep(5)
    await asyncio.get_running_loop().create_connection(lambda: HlsViewer(audience), HOST, port)
    try:
        yield audience
    finally:
        sending.cancel()
        publisher.abort()


async def _probe(port: int, seen: Seen) -> None:
    while True:
        begin = time.perf_counter()
        with suppress(OSError, asyncio.IncompleteReadError, TimeoutError):
            async with asyncio.timeout(10):
                reader, writer = await asyncio.open_connection(HOST, port)
                writer.write(b"GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                await reader.read()
                writer.close()
        seen.slowest = max(seen.slowest, time.perf_counter() - begin)
        await asyncio.sleep(0.02)


async def run_attacks(names: Sequence[str], seconds: float) -> Report:
    """Each attack in turn, on a node and a show of its own, for `seconds`."""
    report = Report("attack", False)
    recording = await make_recording(VIDEO_KBIT)
    rows = []
    for name in names:
        print(name, flush=True)
        async with start_product(False, {"LOG_STALLS": "20"}) as stage, _show(stage, recording) as audience:
            seen = Seen()
            audience.first_seen.clear()
            probing = asyncio.create_task(_probe(audience.port, seen), name="probe")
            attacker = Attacker(stage.rtmp_port, time.monotonic() + seconds)
            cpu = stage.server.own_cpu()
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds + 20):
                    await ATTACKS[name](attacker)
            cpu = stage.server.own_cpu() - cpu
            probing.cancel()
            seen.parts = dict(audience.first_seen)
            stalls = re.findall(r"at the longest for (\d+) ms", (stage.server.folder / "server.log").read_text())
            sent = attacker.sent / 1e6
            rows.append(
                (
                    name, sent, cpu / seconds * 100, max(map(int, stalls), default=0), seen.slowest * 1e3,
                    len(seen.parts), seen.longest_gap() * 1e3, attacker.connections, attacker.refused,
                )
            )  # fmt: skip
            print(rows[-1], flush=True)
    report.tables.append(
        Table(
            f"Attacks of {seconds:g} s on a node with one show",
            ("attack", "MB sent", "% of a core", "longest turn ms (CPU)", "slowest /health ms",
             "parts seen", "longest gap ms", "connections", "cut off"),
            rows,
        )
    )  # fmt: skip
    return report
