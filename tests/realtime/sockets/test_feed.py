"""Feeds in the hub, over real sockets: they hear what sockets hear, and the slow and the vanished are ended."""

import asyncio
import socket as sockets
from collections.abc import AsyncIterator
from typing import cast

import pytest

from realtime.hub import WARDS, Hub
from realtime.sockets.feed import MOST_RECEIVED, Feed
from realtime.sockets.sse import PING_TEXT, event_text
from support.hub_server import Log
from support.waiting import until

WAIT = 30.0


class FeedServer:
    """A hub whose every connection is a feed of the channel `a`, without any HTTP before it."""

    def __init__(self) -> None:
        self.viewers = 0
        self.hub = Hub(self._on_viewers)
        self.port = 0
        self.log = Log()

    def _on_viewers(self, name: str, by: int) -> None:
        self.viewers += by

    def take(self) -> asyncio.BaseProtocol:
        channel = self.hub.channel("a", len(self.log.frames), self.log.read_past, event_text)
        return Feed(self.hub, channel, "127.0.0.1", viewer=False)

    async def connect(self, *, small: bool = False) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        known = len(self.hub)
        plain = sockets.socket()
        if small:
            plain.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4096)
        plain.setblocking(False)
        await asyncio.get_running_loop().sock_connect(plain, ("127.0.0.1", self.port))
        opened = await asyncio.open_connection(sock=plain, limit=4096)
        await self.until(known + 1)
        return opened

    async def until(self, size: int) -> None:
        await until(lambda: len(self.hub), is_it=lambda found: found == size)

    @property
    def feed(self) -> Feed:
        [feed] = self.hub.outlets("a")[0].subscribers()
        return cast("Feed", feed)

    async def fall_behind(self) -> None:
        channel = self.hub.outlets("a")[0]
        while not self.feed.behind:
            self.log.send(channel, channel.wrap(b'"' + b"x" * 8_000 + b'"', "e-1"))
            await asyncio.sleep(0)

    def sweep(self) -> None:
        for turn in range(WARDS):
            self.hub.sweep(turn)


@pytest.fixture
async def server() -> AsyncIterator[FeedServer]:
    server = FeedServer()
    listener = await asyncio.get_running_loop().create_server(server.take, "127.0.0.1", 0)
    server.port = listener.sockets[0].getsockname()[1]
    await server.hub.start()
    yield server
    listener.close()
    await server.hub.stop()


async def test_a_feed_is_an_outlet_of_its_channel_and_no_viewer(server: FeedServer) -> None:
    reader, writer = await server.connect()
    [channel] = server.hub.outlets("a")
    server.log.send(channel, channel.wrap(b'"live"', "e-1"))
    assert await asyncio.wait_for(reader.readuntil(b"\n\n"), WAIT) == b'id: e-1\ndata: "live"\n\n'
    assert server.viewers == 0
    writer.close()
    await server.until(0)
    assert server.hub.outlets("a") == []


async def test_whatever_a_client_says_after_its_request_is_not_heard(server: FeedServer) -> None:
    reader, writer = await server.connect()
    writer.write(b"GET /another HTTP/1.1\r\n\r\n")
    server.sweep()
    assert await asyncio.wait_for(reader.readuntil(b"\n\n"), WAIT) == PING_TEXT
    writer.close()


async def test_one_that_talks_on_and_on_is_cut(server: FeedServer) -> None:
    _, writer = await server.connect()
    writer.write(b"x" * (MOST_RECEIVED + 1))
    await server.until(0)
    writer.close()


async def test_heart_beats_go_on_although_nobody_answers_them(server: FeedServer) -> None:
    reader, writer = await server.connect()
    for _ in range(4):
        server.sweep()
        assert await asyncio.wait_for(reader.readuntil(b"\n\n"), WAIT) == PING_TEXT
    writer.close()


async def test_one_that_takes_nothing_between_two_sweeps_is_cut(server: FeedServer) -> None:
    _, writer = await server.connect(small=True)
    await server.fall_behind()
    server.sweep()
    assert len(server.hub) == 1
    server.sweep()
    await server.until(0)
    writer.close()


async def test_one_that_catches_up_gets_the_newest_counts_and_lives(server: FeedServer) -> None:
    reader, writer = await server.connect(small=True)
    await server.fall_behind()
    server.sweep()
    server.hub.outlets("a")[0].send_newest("one", event_text(b'"old count"'))
    server.hub.outlets("a")[0].send_newest("one", event_text(b'"counts of now"'))
    heard = b""
    async with asyncio.timeout(WAIT):
        while b"counts of now" not in heard:
            heard = heard[-100:] + await reader.read(4096)
            assert b"old count" not in heard
    server.sweep()
    server.sweep()
    assert len(server.hub) == 1
    writer.close()


async def test_a_slow_one_is_ended_at_the_limit(server: FeedServer) -> None:
    _, writer = await server.connect(small=True)
    channel = server.hub.outlets("a")[0]
    for _ in range(2_000):
        server.log.send(channel, channel.wrap(b'"' + b"x" * 16_000 + b'"', "e-1"))
        await asyncio.sleep(0)
        if server.hub.drops.slow_closed:
            break
    assert server.hub.drops.slow_closed == 1
    assert server.hub.outlets("a") == []
    writer.close()


async def test_goodbye_says_when_to_come_back_and_ends_the_stream(server: FeedServer) -> None:
    reader, writer = await server.connect()
    async with asyncio.timeout(WAIT):
        await server.hub.say_goodbye()
        heard = await reader.read()
    assert heard.startswith(b"retry: ")
    assert b"event: goodbye\n" in heard
    writer.close()


async def test_closing_a_channel_ends_its_feeds_with_the_reason(server: FeedServer) -> None:
    reader, writer = await server.connect()
    server.hub.close_channel("a", 4404, "this livestream was deleted")
    heard = await asyncio.wait_for(reader.read(), WAIT)
    assert heard == b'event: close\ndata: {"type":"close","code":4404,"reason":"this livestream was deleted"}\n\n'
    writer.close()
