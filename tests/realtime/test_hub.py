"""The hub over real sockets: delivery, leaving, the slow, the dead, and goodbye."""

import asyncio
import json
import socket as sockets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import cast
from urllib.parse import urlsplit

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.frames import Opcode

from contract.events.event import NoticeType
from contract.events.livestreams import VIEWERS
from contract.events.notices import CONFLICTS, NOTICES_BY_TYPE
from realtime.channel import MAX_BACKLOG
from realtime.hub import WARDS, Hub
from realtime.place import Drops
from realtime.sockets import subscriber
from realtime.sockets.frames import PING_FRAME, frame_pong, frame_text
from realtime.sockets.handshake import switching_response
from realtime.sockets.socket import CONTROLS
from support.hub_server import HubServer, serve_hub
from support.waiting import until

WAIT = 30.0
KEY = b"dGhlIHNhbXBsZSBub25jZQ=="
HANDSHAKE = (
    b"GET /a HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + KEY + b"\r\n\r\n"
)


class Changes:
    """Viewers as the hub tells of them."""

    def __init__(self) -> None:
        self.count: dict[str, int] = {}
        self._changed = asyncio.Condition()

    def __call__(self, name: str, by: int) -> None:
        self.count[name] = self.count.get(name, 0) + by


@pytest.fixture
def changes() -> Changes:
    return Changes()


@pytest.fixture
async def server(changes: Changes) -> AsyncIterator[HubServer]:
    async with serve_hub(Hub(changes, max_sockets=2_000)) as server:
        yield server


async def closed_with(client: ClientConnection) -> tuple[int, str]:
    with pytest.raises(ConnectionClosed) as closed:
        while True:
            await asyncio.wait_for(client.recv(), WAIT)
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code, closed.value.rcvd.reason


async def connect_raw(server: HubServer, path: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A client whose kernel buffer is small and that never reads unless the test does."""
    plain = sockets.socket()
    plain.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4096)
    plain.setblocking(False)
    await asyncio.get_running_loop().sock_connect(plain, ("127.0.0.1", urlsplit(server.url).port))
    reader, writer = await asyncio.open_connection(sock=plain, limit=4096)
    writer.write(HANDSHAKE.replace(b"GET /a", b"GET " + path.encode()))
    await reader.readuntil(b"\r\n\r\n")
    return reader, writer


async def test_a_frame_reaches_every_socket_of_its_channel_and_no_other(server: HubServer, changes: Changes) -> None:
    async with (
        connect(f"{server.url}/a") as one,
        connect(f"{server.url}/a") as two,
        connect(f"{server.url}/b") as other,
    ):
        await until(lambda: changes.count == {"a": 2, "b": 1})
        server.send("a", frame_text(b'"first"'))
        server.send("b", frame_text(b'"second"'))
        assert [await one.recv(), await two.recv(), await other.recv()] == ['"first"', '"first"', '"second"']


async def test_viewers_are_counted_and_observers_are_not(server: HubServer, changes: Changes) -> None:
    async with connect(f"{server.url}/a"), connect(f"{server.url}/a?observe"):
        await until(lambda: len(server.hub) == 2)
        assert changes.count == {"a": 1}
    await until(lambda: len(server.hub) == 0)
    assert changes.count == {"a": 0}
    assert server.hub.channels == {}


async def test_a_ping_is_answered_and_a_clients_close_is_echoed(server: HubServer) -> None:
    async with connect(f"{server.url}/a") as client:
        await asyncio.wait_for(await client.ping(b"hello"), WAIT)
        await client.close(4000, "enough")
        assert client.close_code == 4000


async def test_a_message_nobody_asked_for_closes_with_its_code(server: HubServer) -> None:
    async with connect(f"{server.url}/a") as client, connect(f"{server.url}/a") as big:
        await client.send("hello?")
        assert (await closed_with(client))[0] == 1003
        await big.send("x" * 5000)
        assert (await closed_with(big))[0] == 1009


async def test_a_broken_frame_closes_with_1002(server: HubServer, changes: Changes) -> None:
    reader, writer = await connect_raw(server, "/a")
    writer.write(b"\x89\x00")  # a ping without a mask
    assert (
        await asyncio.wait_for(reader.read(4), WAIT)
        == b"\x88" + bytes([2 + len("frames from a client must be masked")]) + b"\x03\xea"
    )
    await until(lambda: len(server.hub) == 0)
    writer.close()


class Reader(asyncio.Protocol):
    """A client that takes whatever comes, and knows how much: a thousand of these fit into a test."""

    def __init__(self) -> None:
        self.received = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)
        self.transport.write(HANDSHAKE)

    def data_received(self, data: bytes) -> None:
        self.received += len(data)


async def test_a_client_that_stops_reading_slows_none_of_a_thousand_and_is_closed_at_the_limit(
    server: HubServer, changes: Changes
) -> None:
    loop, port = asyncio.get_running_loop(), urlsplit(server.url).port or 0
    readers: list[Reader] = []
    for _ in range(1_000):
        _, reader = await loop.create_connection(Reader, "127.0.0.1", port)
        readers.append(reader)
    _, stuck = await connect_raw(server, "/a")
    await until(lambda: changes.count == {"a": 1_001})
    joined = len(switching_response(KEY))
    await until(lambda: min(reader.received for reader in readers), is_it=joined.__le__)
    frame = frame_text(b'"' + b"x" * 30_000 + b'"')
    sent = 0
    while server.hub.drops.slow_closed == 0:
        server.send("a", frame)
        sent += 1
        # Every reader has this frame before the next is sent: the stuck one holds nobody up.
        due = joined + sent * len(frame)
        await until(lambda: min(reader.received for reader in readers), is_it=due.__le__)
        assert sent < 1_000, "the stuck socket was never closed"
    assert sent * len(frame) > MAX_BACKLOG
    await until(lambda: changes.count == {"a": 1_000})
    assert not any(reader.transport.is_closing() for reader in readers)
    stuck.close()
    for reader in readers:
        reader.transport.abort()
    await until(lambda: len(server.hub) == 0)


async def fall_behind(server: HubServer, changes: Changes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A client of the channel `a` that owes more than it may, with nothing numbered left to hear."""
    reader, writer = await connect_raw(server, "/a")
    await until(lambda: changes.count == {"a": 1})
    [socket] = server.hub.outlets("a")[0].subscribers()
    while not socket.behind:
        server.send("a", frame_text(b'"' + b"x" * 8_000 + b'"'))
        await asyncio.sleep(0)
    return reader, writer


async def hear(reader: asyncio.StreamReader, last: bytes) -> bytes:
    """All that comes up to `last`, without the padding."""
    heard = b""
    async with asyncio.timeout(WAIT):
        while last not in heard:
            heard += (await reader.read(4096)).replace(b"x", b"")
    return heard


async def test_a_slow_socket_gets_of_each_thing_the_newest_and_nothing_that_passes(
    server: HubServer, changes: Changes
) -> None:
    reader, writer = await fall_behind(server, changes)
    channel = server.hub.outlets("a")[0]
    for number in (1, 2):
        channel.send_newest("one", frame_text(b'"one %d"' % number))
        channel.send_passing(frame_text(b'"figures"'))
    channel.send_newest("two", frame_text(b'"two 1"'))
    assert server.hub.drops.passing_dropped == 2
    assert server.hub.drops.newest_replaced == 0, "it has not been told yet"
    heard = await hear(reader, b'"two 1"')
    assert b'"one 2"' in heard
    assert b'"one 1"' not in heard
    assert b"figures" not in heard
    assert server.hub.drops.newest_replaced == 1, "the first of two"
    channel.send_newest("one", frame_text(b'"one 3"'))
    assert b'"one 2"' not in await hear(reader, b'"one 3"'), "told twice"
    writer.close()


async def test_each_event_is_delivered_as_the_registry_says(server: HubServer, changes: Changes) -> None:
    reader, writer = await fall_behind(server, changes)
    channel = server.hub.outlets("a")[0]

    def send(kind: NoticeType, about: str, word: str) -> None:
        channel.send(NOTICES_BY_TYPE[kind], about, frame_text(f'"{word}"'.encode()))

    send("ingest.connected", "show 1", "came")
    send("ingest.health", "show 1", "figures")
    send("ingest.disconnected", "show 1", "left")
    for number in range(3 + CONFLICTS):
        send("ingest.conflict", "show 1", f"stranger {number:02}")
    channel.send(VIEWERS, "show 1", frame_text(b'"41 watch"'))
    channel.send(VIEWERS, "show 1", frame_text(b'"42 watch"'))
    heard = await hear(reader, b'"42 watch"')
    assert [word in heard for word in (b"came", b"figures", b"left", b"41 watch")] == [False, False, True, False]
    strangers = [f"stranger {number:02}".encode() in heard for number in range(3 + CONFLICTS)]
    assert strangers == [False] * 3 + [True] * CONFLICTS
    assert server.hub.drops == Drops(newest_replaced=1 + 3 + 1, passing_dropped=1)
    writer.close()


async def test_numbered_frames_wait_for_a_slow_socket_in_their_order(server: HubServer, changes: Changes) -> None:
    reader, writer = await fall_behind(server, changes)
    for number in range(20):
        server.send("a", frame_text(b'"number %03d"' % number))
    heard = await hear(reader, b'"number 019"')
    assert [heard.count(b'"number %03d"' % number) for number in range(20)] == [1] * 20
    assert heard.index(b"number 003") < heard.index(b"number 004")
    server.send("a", frame_text(b'"number 020"'))
    assert b"number 019" not in await hear(reader, b'"number 020"'), "told twice"
    writer.close()


async def test_one_that_fell_behind_what_is_still_known_is_closed_and_resumes(
    server: HubServer, changes: Changes
) -> None:
    reader, writer = await fall_behind(server, changes)
    server.send("a", frame_text(b'"missed"'))
    server.logs["a"].first = len(server.logs["a"].frames)
    heard = await hear(reader, b"too slow: reconnect and resume")
    assert b"missed" not in heard
    writer.close()


async def test_a_thousand_counts_do_not_keep_a_slow_socket_from_what_is_numbered(
    server: HubServer, changes: Changes
) -> None:
    reader, writer = await fall_behind(server, changes)
    channel = server.hub.outlets("a")[0]
    for number in range(3_000):
        channel.send_newest(f"show {number}", frame_text(b'"%d%b"' % (number, b"x" * 100)))
    assert server.hub.drops.slow_closed == 0
    server.send("a", frame_text(b'"it is live"'))
    heard = await hear(reader, b'"2999"')
    assert heard.index(b'"it is live"') < heard.index(b'"2999"')
    assert server.hub.drops.slow_closed == 0
    writer.close()


def mask(frame: bytes) -> bytes:
    """A server's small frame as a client's, masked with zeros."""
    return frame[:1] + bytes([frame[1] | 0x80]) + b"\0\0\0\0" + frame[2:]


async def test_a_client_that_pings_and_does_not_read_is_owed_one_pong(server: HubServer, changes: Changes) -> None:
    reader, writer = await fall_behind(server, changes)
    [socket] = server.hub.outlets("a")[0].subscribers()
    owed = socket.transport.get_write_buffer_size()
    for number in range(50):
        writer.write(mask(PING_FRAME[:1] + b"\x03%03d" % number))
    await until(lambda: getattr(socket, "_pong", None) == b"049")
    assert socket.transport.get_write_buffer_size() == owed
    pong = frame_pong(b"049")
    heard = await hear(reader, pong)
    assert heard.count(pong[:2]) == 1
    writer.close()


async def test_a_flood_of_control_frames_closes_with_1008(server: HubServer, changes: Changes) -> None:
    async with connect(f"{server.url}/a", ping_interval=None) as client:
        await until(lambda: changes.count == {"a": 1})
        client.transport.write(mask(PING_FRAME) * (CONTROLS + 1))
        assert await closed_with(client) == (1008, "too many control frames")
        assert not server.hub.channels


@pytest.mark.parametrize(
    ("sent", "code"),
    [(mask(PING_FRAME) * 500_000, 1008), (b"\x81\xff\0\0\0\0\0\x30\0\0\0\0\0\0" + bytes(3 << 20), 1009)],
)
async def test_whoever_goes_on_sending_hears_why_it_is_closed(
    sent: bytes, code: int, server: HubServer, changes: Changes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscriber, "CLOSE_TIMEOUT", WAIT)
    reader, writer = await connect_raw(server, "/a")
    await until(lambda: changes.count == {"a": 1})
    [socket] = server.hub.outlets("a")[0].subscribers()
    writer.write(sent)
    # More than is read at once, none of which is looked at.
    await until(lambda: not socket.transport.is_reading())
    assert not socket.transport.is_closing()
    heard = b""
    while code.to_bytes(2, "big") not in heard:
        heard += await asyncio.wait_for(reader.read(4096), WAIT)
    writer.transport.abort()
    await until(lambda: not server.hub.channels)
    socket.transport.abort()


async def test_pings_in_reason_are_answered_for_as_long_as_one_likes(server: HubServer, changes: Changes) -> None:
    async with connect(f"{server.url}/a", ping_interval=None) as client:
        await until(lambda: changes.count == {"a": 1})
        for _ in range(3):
            client.transport.write(mask(PING_FRAME) * (CONTROLS - 50))
            await asyncio.wait_for(await client.ping(), WAIT)
            for turn in range(WARDS):
                server.hub.sweep(turn)
        assert server.hub.channels


async def test_one_that_is_closing_keeps_its_place_until_it_is_gone(changes: Changes) -> None:
    async with serve_hub(Hub(changes, max_per_address=1)) as server:
        _, writer = await connect_raw(server, "/a")
        await until(lambda: changes.count == {"a": 1})
        server.hub.close_channel("a", 1012, "access changed: reconnect")
        assert changes.count == {"a": 0}
        assert not server.hub.has_room("127.0.0.1"), "what it has not read is still in memory"
        writer.close()
        await until(lambda: server.hub.has_room("127.0.0.1"))


async def test_a_peer_that_never_answers_is_cut_after_two_sweeps(server: HubServer, changes: Changes) -> None:
    async with connect(f"{server.url}/a") as alive:
        reader, writer = await connect_raw(server, "/a")
        await until(lambda: changes.count == {"a": 2})
        for turn in range(WARDS):
            server.hub.sweep(turn)
        assert json.loads(await alive.recv()) == {"type": "ping"}
        await asyncio.wait_for(await alive.ping(), WAIT)  # its pong to the sweep was sent before this ping's
        for turn in range(WARDS):
            server.hub.sweep(turn)
        await until(lambda: changes.count == {"a": 1})
        assert Opcode.PING | 0x80 in await asyncio.wait_for(reader.read(4096), WAIT)
        writer.close()


async def test_one_that_is_behind_when_it_is_swept_has_something_to_answer(
    server: HubServer, changes: Changes
) -> None:
    reader, writer = await connect_raw(server, "/a")
    await until(lambda: changes.count == {"a": 1})
    [socket] = server.hub.outlets("a")[0].subscribers()
    while not socket.behind:
        server.send("a", frame_text(b'"' + b"x" * 8_000 + b'"'))
        await asyncio.sleep(0)
    for turn in range(WARDS):
        server.hub.sweep(turn)
    heard = b""
    async with asyncio.timeout(WAIT):
        while PING_FRAME not in heard:
            heard = heard[-1:] + await reader.read(4096)
        writer.write(b"\x8a\x80abcd")  # its pong
        await until(lambda: socket.alive)
    for turn in range(WARDS):
        server.hub.sweep(turn)
    assert len(server.hub) == 1
    writer.close()


async def test_goodbye_spreads_the_herd_and_ends_within_its_deadline(server: HubServer, changes: Changes) -> None:
    async with AsyncExitStack() as stack:
        clients = [await stack.enter_async_context(connect(f"{server.url}/a")) for _ in range(50)]
        _, stuck = await connect_raw(server, "/a")
        await until(lambda: changes.count == {"a": 51})
        async with asyncio.timeout(WAIT):
            await server.hub.say_goodbye(joins_per_second=100, deadline=0.2)
        assert server.hub.channels == {}
        waits = []
        for client in clients:
            while (farewell := json.loads(await client.recv())) == {"type": "ping"}:
                pass  # the sweeper's own, on a slow machine
            assert farewell["type"] == "goodbye"
            waits.append(farewell["reconnect_in_ms"])
            assert (await closed_with(client))[0] == 1012
        assert 0 < min(waits) < max(waits) <= 760
        assert len(set(waits)) > 10
        stuck.close()


async def test_limits_hold_in_all_and_per_address(changes: Changes) -> None:
    async with serve_hub(Hub(changes, max_sockets=3, max_per_address=2)) as server:
        assert server.hub.has_room("127.0.0.1")
        async with connect(f"{server.url}/a"), connect(f"{server.url}/a"):
            await until(lambda: len(server.hub) == 2)
            assert not server.hub.has_room("127.0.0.1")
            assert server.hub.has_room("127.0.0.2")
        await until(lambda: len(server.hub) == 0)
        assert server.hub.has_room("127.0.0.1")
