"""Clients that take their time, or never stop: the server waits as long as it says, reads as much, and no more."""

import asyncio
import json
import select
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.asyncio.client import connect

from api.http.bounded_http import MOST_LINES, MOST_PIPELINED, MOST_URL
from support.event_source import open_events
from support.rest import Artist
from support.sockets import listen
from support.waiting import PATIENCE
from support.web import Web

GET = b"GET /health HTTP/1.1\r\nHost: here\r\n"


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    web = Web.start(tmp_path_factory.mktemp("web"), REQUEST_TIMEOUT="2")
    yield web
    web.stop()


class Client:
    """A plain connection, byte for byte."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    @classmethod
    async def connect(cls, web: Web, room: int = 1 << 20) -> "Client":
        """`room`: about as many bytes wait on its side at most, before it takes them."""
        end = socket.socket()
        end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        end.setblocking(False)
        await asyncio.get_running_loop().sock_connect(end, ("127.0.0.1", web.port))
        return cls(*await asyncio.open_connection(sock=end, limit=4_096))

    async def ask(self, request: bytes) -> bytes:
        """Send a request and take its answer."""
        self.writer.write(request)
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        return head + await self.reader.readexactly(int(length.partition(b":")[2]))

    async def dribble(self, byte: bytes) -> bytes:
        """Send `byte` again and again until the server ends the connection; what it said before."""
        said = asyncio.create_task(self.reader.read())
        try:
            async with asyncio.timeout(PATIENCE):
                while not said.done():
                    self.writer.write(byte)
                    await asyncio.wait({said}, timeout=0.1)
        finally:
            self.writer.close()
        return await said

    async def wait_for_end(self) -> bytes:
        """What the server says until it ends the connection."""
        try:
            async with asyncio.timeout(PATIENCE):
                return await self.reader.read()
        finally:
            self.writer.close()


def read_problem(answer: bytes) -> tuple[bytes, str]:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"\r\nconnection: close" in head.lower()
    return head.split(b"\r\n")[0], json.loads(body)["code"]


async def test_a_client_that_says_nothing_is_let_go_without_a_word(web: Web) -> None:
    client = await Client.connect(web)
    assert await client.wait_for_end() == b""


async def test_headers_that_stop_half_way_are_answered_408(web: Web) -> None:
    client = await Client.connect(web)
    client.writer.write(GET)
    assert read_problem(await client.wait_for_end()) == (b"HTTP/1.1 408 Request Timeout", "headers_too_slow")


async def test_bytes_that_dribble_in_win_no_time(web: Web) -> None:
    client = await Client.connect(web)
    client.writer.write(GET + b"X-Slow: ")
    assert read_problem(await client.dribble(b"x"))[1] == "headers_too_slow"


async def test_headers_without_an_end_are_answered_431(web: Web) -> None:
    client = await Client.connect(web)
    client.writer.write(GET)
    said = await client.dribble(b"X-Long: " + b"x" * 32_000 + b"\r\n")
    assert b"431" in said.split(b"\r\n")[0]
    assert b"headers_too_large" in said


async def test_empty_lines_before_a_request_win_no_time(web: Web) -> None:
    client = await Client.connect(web)
    assert await client.dribble(b"\r\n") == b""


async def test_a_kept_connection_has_as_long_for_its_next_request(web: Web) -> None:
    client = await Client.connect(web)
    assert (await client.ask(GET + b"\r\n")).startswith(b"HTTP/1.1 200")
    client.writer.write(GET + b"X-Slow: ")
    assert read_problem(await client.dribble(b"x"))[1] == "headers_too_slow"


async def test_empty_lines_between_two_requests_win_no_time(web: Web) -> None:
    client = await Client.connect(web)
    assert (await client.ask(GET + b"\r\n")).startswith(b"HTTP/1.1 200")
    assert await client.dribble(b"\r\n") == b""


async def test_a_body_that_trails_behind_its_answer_wins_no_time(web: Web) -> None:
    client = await Client.connect(web)
    assert (await client.ask(GET + b"Content-Length: 100000\r\n\r\n")).startswith(b"HTTP/1.1 200")
    assert await client.dribble(b"x") == b""


async def test_whoever_has_asked_in_time_stays(web: Web) -> None:
    artist = await Artist.register(web.url)
    kept = await Client.connect(web)
    assert (await kept.ask(GET + b"\r\n")).startswith(b"HTTP/1.1 200")
    async with (
        listen(f"{web.ws_url}/ws/livestreams") as at_once,
        listen(f"{web.ws_url}/ws/artist", artist.token) as through_quart,
        open_events(f"{web.url}/api/v1/livestreams/events") as feed,
    ):
        # Whoever connects now and says nothing is let go once the time has passed for all of the above.
        assert await (await Client.connect(web)).wait_for_end() == b""
        await artist.create_livestream()
        await at_once.expect("livestream.scheduled")
        await through_quart.expect("livestream.scheduled")
        await feed.expect("livestream.scheduled")
        assert (await kept.ask(GET + b"\r\n")).startswith(b"HTTP/1.1 200")
    kept.writer.close()
    await artist.close()


async def test_client_that_takes_nothing_is_cut_off_and_one_that_takes_its_time_is_not(web: Web) -> None:
    asks = b"GET /openapi.json HTTP/1.1\r\nHost: here\r\n\r\n" * MOST_PIPELINED
    with socket.socket() as idle:
        idle.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        idle.connect(("127.0.0.1", web.port))
        slow = await Client.connect(web, room=1 << 16)  # with more it is seen to take something only now and then
        slow.writer.write(asks)
        idle.sendall(asks)
        taken = 0
        poll = select.poll()
        poll.register(idle, select.POLLERR | select.POLLHUP)
        async with asyncio.timeout(PATIENCE):
            while not poll.poll(0):  # until its connection is reset
                taken += len(await slow.reader.readexactly(20_000))
                await asyncio.sleep(0.05)
        slow.writer.write(b"GET /health HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
        assert (await slow.wait_for_end()).rstrip().endswith(b"}")
        assert taken


@pytest.mark.parametrize(
    ("request_", "status", "code"),
    [
        ((GET + b"\r\n") * (MOST_PIPELINED + 4), 429, "too_many_pipelined"),
        (
            GET + b"a:\r\n" * MOST_LINES + b"\r\n",
            431,
            "headers_too_large",
        ),
        (
            GET.replace(b"health", b"health?" + b"a&" * MOST_URL) + b"\r\n",
            414,
            "address_too_long",
        ),
    ],
)
async def test_whoever_asks_for_too_much_at_once_is_told_so_and_cut_off(
    web: Web, request_: bytes, status: int, code: str
) -> None:
    client = await Client.connect(web)
    client.writer.write(request_)
    said = await client.wait_for_end()
    assert said.count(b"HTTP/1.1 200") <= MOST_PIPELINED
    first, told = read_problem(said[said.rindex(b"HTTP/1.1 4") :])
    assert (first.split()[1], told) == (b"%d" % status, code)


async def test_as_many_requests_as_may_wait_are_all_answered(web: Web) -> None:
    client = await Client.connect(web)
    client.writer.write((GET + b"\r\n") * MOST_PIPELINED + GET + b"Connection: close\r\n\r\n")
    said = await client.wait_for_end()
    assert said.count(b"HTTP/1.1 200") == MOST_PIPELINED + 1


async def test_whoever_asks_twice_and_goes_leaves_no_traceback(web: Web) -> None:
    asks = b"GET /openapi.json HTTP/1.1\r\nHost: here\r\n\r\n" * MOST_PIPELINED
    gone = []
    for _ in range(20):
        client = await Client.connect(web, room=4_096)
        client.writer.write(asks)
        await client.writer.drain()
        gone.append(client)
    for client in gone:
        await client.reader.readexactly(1)
        client.writer.transport.abort()
    # What a new one asks is answered when all of that is over.
    assert (await (await Client.connect(web)).ask(GET + b"\r\n")).startswith(b"HTTP/1.1 200")
    assert "Traceback" not in web.process.output


async def test_requests_whose_bodies_do_not_come_turn_nobody_away(tmp_path: Path) -> None:
    web = Web.start(tmp_path, MAX_CONNECTIONS="10", MAX_CONNECTIONS_PER_ADDRESS="10")
    try:
        begun = (
            b"POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\n"
            b"Content-Type: application/json\r\nContent-Length: 9\r\n\r\n"
        )
        owing = []
        for _ in range(10):
            owing.append(await Client.connect(web))
            owing[-1].writer.write(begun)
        await owing[-1].writer.drain()
        for _ in range(3):
            assert (await (await Client.connect(web)).ask(GET + b"\r\n")).startswith(b"HTTP/1.1 200")
        whole = await Client.connect(web)
        assert (await whole.ask(begun + b'{"a": 1 }')).startswith(b"HTTP/1.1 400")
        for each in owing:
            each.writer.close()
    finally:
        web.stop()


async def test_slow_clients_keep_no_channel_from_its_goodbye_and_the_process_from_no_orderly_end(
    tmp_path: Path,
) -> None:
    web = Web.start(tmp_path)
    try:
        unfinished = [await Client.connect(web) for _ in range(3)]
        for client in unfinished:
            body = b"Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
            client.writer.write(b"POST /api/v1/sessions HTTP/1.1\r\nHost: here\r\n" + body)
        async with connect(f"{web.ws_url}/ws/livestreams", proxy=None) as channel:
            await channel.recv()
            stopped = asyncio.create_task(asyncio.to_thread(web.process.stop))
            assert json.loads(await asyncio.wait_for(channel.recv(), PATIENCE))["type"] == "goodbye"
            assert not any(client.reader.at_eof() for client in unfinished), "they have their time besides"
        await asyncio.gather(*(client.wait_for_end() for client in unfinished), return_exceptions=True)
        await stopped
        assert "Traceback" not in web.process.output
        assert "Cancel" not in web.process.output
    finally:
        web.stop()
