"""What a stranger, or somebody with a key of their own, does to the platform for a while. Each is bounded in time and
in the number of its connections, and leaves none behind."""

import asyncio
import contextlib
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

from bench.attack import payloads
from bench.ingest.rtmp import build_connect, build_create, build_message, build_publish
from bench.processes import raise_file_limit

from attacks.show import Show

HOST = "127.0.0.1"
MEGABYTE = bytes(1 << 20)


@dataclass
class Assault:
    """One under way: until when, and what it has come to."""

    show: Show
    until: float
    connections: int = 0
    refused: int = 0
    """Connections that were cut, or never let in."""
    octets: int = 0

    def goes_on(self) -> bool:
        return time.monotonic() < self.until

    @property
    def ports(self) -> dict[str, int]:
        pair = self.show.pair
        return {"web": pair.port, "origin": pair.http_port, "rtmp": pair.rtmp_port}

    @contextlib.asynccontextmanager
    async def connect(self, port: int) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        """A connection that is aborted at the end, so that nothing lingers."""
        self.connections += 1
        reader, writer = await asyncio.wait_for(asyncio.open_connection(HOST, port, limit=2_048), 5)
        try:
            yield reader, writer
        finally:
            writer.transport.abort()

    async def send(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        writer.write(data)
        await asyncio.wait_for(writer.drain(), max(0.05, self.until - time.monotonic()))
        self.octets += len(data)

    async def again(self, life: Callable[[], Awaitable[None]]) -> None:
        """Live that life again and again, as it is cut off."""
        while self.goes_on():
            try:
                await life()
            except (OSError, asyncio.IncompleteReadError, TimeoutError):
                self.refused += 1
                await asyncio.sleep(0.02)

    async def crowd(self, count: int, life: Callable[[int], Awaitable[None]]) -> None:
        """So many at once."""
        await asyncio.gather(*(self.again(lambda number=number: life(number)) for number in range(count)))  # type: ignore[misc]

    @contextlib.asynccontextmanager
    async def publish(self, key: str) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        """A connection that has been accepted as a publisher. An empty key: only its hands are shaken."""
        async with self.connect(self.ports["rtmp"]) as (reader, writer):
            writer.write(b"\x03" + bytes(8) + os.urandom(1528))
            answer = await asyncio.wait_for(reader.readexactly(3073), 5)
            writer.write(answer[1:1537])
            if key:
                url = f"rtmp://{HOST}:{self.ports['rtmp']}/live"
                writer.write(build_connect("live", url) + build_create(key) + build_publish(key, 1))
                said = b""
                # `onFCPublish` says "Start", too, and of any key at all.
                while b"NetStream.Publish." not in said.partition(b"onStatus")[2]:
                    more = await asyncio.wait_for(reader.read(2_048), 10)
                    if not more:
                        raise ConnectionError("refused")
                    said += more
                if b"NetStream.Publish.Start" not in said.partition(b"onStatus")[2]:
                    raise ConnectionError("refused")
            yield reader, writer


async def nothing(it: Assault) -> None:
    """For comparison."""
    await asyncio.sleep(it.until - time.monotonic())


async def slowloris(it: Assault) -> None:
    """Hundreds at each port that send a byte a second, and never end what they say."""
    openings = {
        "web": b"GET /api/v1/livestreams HTTP/1.1\r\nHost: a\r\nX-Slow: ",
        "origin": b"GET /live/x/index.m3u8 HTTP/1.1\r\nHost: a\r\nX-Slow: ",
        "rtmp": b"\x03" + bytes(1000),
    }

    async def life(number: int) -> None:
        name, port = list(it.ports.items())[number % 3]
        async with it.connect(port) as (reader, writer):
            await it.send(writer, openings[name])
            while it.goes_on() and not reader.at_eof():
                await it.send(writer, b"x")
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(reader.read(512), 1)
            it.refused += reader.at_eof()

    await it.crowd(600, life)


async def half_open(it: Assault) -> None:
    """Ten thousand connections that say nothing at all; as many as this process may open."""
    most = min(10_000, raise_file_limit() - 500)

    async def open_one(number: int) -> asyncio.StreamWriter | None:
        it.connections += 1
        try:
            port = list(it.ports.values())[number % 3]
            return (await asyncio.wait_for(asyncio.open_connection(HOST, port, limit=64), 10))[1]
        except (OSError, TimeoutError):
            it.refused += 1
            return None

    opened: list[asyncio.StreamWriter] = []
    for begin in range(0, most, 500):
        if it.goes_on():
            some = await asyncio.gather(*map(open_one, range(begin, min(begin + 500, most))))
            opened += [each for each in some if each is not None]
    await asyncio.sleep(max(0.0, it.until - time.monotonic()))
    it.refused += sum(each.transport.is_closing() for each in opened)
    for each in opened:
        each.transport.abort()


async def gigabit(it: Assault) -> None:
    """A publisher that sends a gigabit a second, or what this machine can."""
    key = await it.show.another_key()
    frame = build_message(6, payloads.VIDEO, b"\x27\x01\0\0\0" + b"\0\x0f\xff\xf0" + bytes(0xFFFF0), 1)
    opening = build_message(2, 1, (1 << 20).to_bytes(4, "big"))

    async def life() -> None:
        async with it.publish(key) as (_, writer):
            await it.send(writer, opening)
            begin, sent = time.monotonic(), 0
            while it.goes_on():
                await it.send(writer, frame)
                sent += len(frame)
                await asyncio.sleep(max(0.0, begin + sent / 125e6 - time.monotonic()))

    await it.again(life)


async def hundred_megabytes(it: Assault) -> None:
    """A hundred megabytes where none are wanted: messages before any key and with one, the body of a sign-in."""
    key = await it.show.another_key()
    head = b"\x04" + bytes(3) + b"\xff\xff\xff" + bytes([payloads.DATA]) + bytes(4)
    opening = build_message(2, 1, (1 << 24).to_bytes(4, "big"))

    async def rtmp(key: str) -> None:
        async with it.publish(key) as (_, writer):
            await it.send(writer, opening)
            for _ in range(6):
                await it.send(writer, head)
                for _ in range(16):
                    await it.send(writer, MEGABYTE[:-1] if _ == 15 else MEGABYTE)

    async def http(opening: bytes) -> None:
        async with it.connect(it.ports["web"]) as (reader, writer):
            await it.send(writer, opening)
            for _ in range(100):
                await it.send(writer, b"100000\r\n" + MEGABYTE + b"\r\n")
            await asyncio.wait_for(reader.read(100), 5)

    post = b"POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
    await asyncio.gather(
        it.again(lambda: rtmp("")),
        it.again(lambda: rtmp(key)),
        it.again(lambda: http(post + b"Transfer-Encoding: chunked\r\n\r\n")),
        it.again(lambda: http(post + b"Content-Length: 104857600\r\n\r\n")),
    )


async def million_empty(it: Assault) -> None:
    """A million empty messages, with a key and without."""
    key = await it.show.another_key()
    empty = build_message(4, payloads.AUDIO, b"", 1) * 10_000

    async def life(key: str) -> None:
        async with it.publish(key) as (_, writer):
            for _ in range(100):
                await it.send(writer, empty)

    await asyncio.gather(it.again(lambda: life(key)), it.again(lambda: life("")))


async def byte_a_minute(it: Assault) -> None:
    """A publisher that is accepted, and then sends next to nothing."""
    key = await it.show.another_key()
    frame = build_message(4, payloads.AUDIO, b"\xaf\x01" + bytes(500), 1)

    async def life() -> None:
        async with it.publish(key) as (_, writer):
            for byte in frame:
                await it.send(writer, bytes([byte]))
                await asyncio.sleep(min(60.0, max(0.0, it.until - time.monotonic())))
                if not it.goes_on():
                    return

    await it.again(life)


async def costly_messages(it: Assault) -> None:
    """Bytes that cost more than they are: one byte a chunk, questions, references of references."""
    key = await it.show.another_key()
    metadata = build_message(5, payloads.DATA, payloads.nest_references(20), 1)

    async def life(number: int) -> None:
        async with it.publish("" if number else key) as (_, writer):
            while it.goes_on():
                await it.send(writer, [metadata, payloads.interleave(10_000), payloads.check_bandwidth(500)][number])
                await asyncio.sleep(0.02)

    await it.crowd(3, life)


async def wrong_keys(it: Assault) -> None:
    """Everybody tries keys, as fast as they are answered."""

    async def life(_: int) -> None:
        async with it.publish(os.urandom(16).hex()):
            raise AssertionError("a made-up key was let in")

    await it.crowd(20, life)


async def slow_readers(it: Assault) -> None:
    """Hundreds that ask for much, again and again, and read nothing of it."""
    assert it.show.audience is not None
    asks = {
        "web": b"GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n" * 16,
        "origin": b"GET %sindex.m3u8 HTTP/1.1\r\nHost: a\r\n\r\n" % it.show.audience.folder(0).encode() * 200,
    }

    async def life(number: int) -> None:
        name = ("web", "origin")[number % 2]
        async with it.connect(it.ports[name]) as (_, writer):
            while it.goes_on():
                await it.send(writer, asks[name])
                await asyncio.sleep(0.2)

    await it.crowd(400, life)


async def floods(it: Assault) -> None:
    """As many requests as are answered, for pages, documents and lists, and sign-ins with guessed passwords."""
    paths = [b"/api/v1/livestreams", b"/asyncapi.json", b"/docs/events", b"/docs/swagger-ui-bundle.js", b"/ready"]
    guess = b'{"email": "artist@example.org", "password": "not this one"}'
    sign_in = (
        b"POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
        % (len(guess), guess)
    )

    async def life(number: int) -> None:
        path = paths[number % len(paths)]
        request = sign_in if number % 10 == 9 else b"GET %b HTTP/1.1\r\nHost: a\r\n\r\n" % path
        async with it.connect(it.ports["web"]) as (reader, writer):
            while it.goes_on():
                await it.send(writer, request * 8)
                for _ in range(8):
                    if not await asyncio.wait_for(reader.read(1 << 16), 10):
                        return

    await it.crowd(40, life)


async def sockets_that_come_and_go(it: Assault) -> None:
    """Pages that are opened and closed again at once."""
    path = f"/ws/livestreams/{it.show.livestream['id']}".encode()
    upgrade = (
        b"GET %b HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n" % path
    )

    async def life(_: int) -> None:
        async with it.connect(it.ports["web"]) as (reader, writer):
            await it.send(writer, upgrade)
            await asyncio.wait_for(reader.read(1_000), 5)

    await it.crowd(50, life)


ASSAULTS: dict[str, Callable[[Assault], Awaitable[None]]] = {
    each.__name__.replace("_", " "): each
    for each in (
        nothing, slowloris, half_open, gigabit, hundred_megabytes, million_empty, byte_a_minute, costly_messages,
        wrong_keys, slow_readers, floods, sockets_that_come_and_go,
    )
}  # fmt: skip
