"""The origin's HTTP/1.1 on real sockets: keep-alive, pipelining, slow and strange clients."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from email.utils import parsedate_to_datetime
from typing import Any

import pytest

from contract.passes import Pass, write_pass
from ingest.origin.http.requests import HttpServer, Patience
from ingest.origin.http.responses import ALIVE
from ingest.origin.library import Answer, Library
from ingest.origin.packaging.fragments import Fragment, InitSection, Span
from ingest.origin.packaging.tracks import Track
from ingest.origin.shelf import Shelf
from ingest.origin.stream.shape import Shape
from ingest.origin.stream.stream import Stream
from support.origins import Client, fetch
from support.waiting import PATIENCE, until

INIT = InitSection(b"init", (Track(1, "vide", 1000, 0, 0),))
PART = bytes(range(256)) * 400


class Site:
    """A server with one stream on it."""

    def __init__(self, **bounds: Any) -> None:
        self.library = Library(lambda: ALIVE)
        self.shelf = Shelf(Stream(Shape(), "abc"))
        self.library.add("show", "key", self.shelf)
        self.server = HttpServer(self.library, **bounds)
        self.parts = 0

    async def start(self) -> None:
        await self.server.start("127.0.0.1", 0)
        self.shelf.put(self.shelf.stream.begin_run(INIT, 1_700_000_000.0))
        self.add(5)

    def add(self, count: int = 1, data: bytes = PART) -> None:
        for _ in range(count):
            start = 0.2 * self.parts
            fragment = Fragment(data, Span(start, start + 0.2, 6), None, self.parts % 10 == 0)
            self.shelf.put(self.shelf.stream.append(fragment, 1_700_000_000.0 + start + 0.2))
            self.parts += 1

    @property
    def port(self) -> int:
        return self.server.port

    async def until_waiting(self, count: int = 1) -> None:
        await until(lambda: sum(map(len, self.shelf.waiting.values())), is_it=lambda waiting: waiting == count)


@pytest.fixture
async def site(request: pytest.FixtureRequest) -> AsyncIterator[Site]:
    site = Site(**getattr(request, "param", {}))
    await site.start()
    yield site
    await site.server.stop(1.0)


def bounded(**bounds: Any) -> pytest.MarkDecorator:
    """The server of this test has other bounds than the usual ones."""
    return pytest.mark.parametrize("site", [bounds], indirect=True, ids=["bounded"])


async def test_a_connection_is_kept_and_serves_request_after_request(site: Site) -> None:
    async with Client.connect(site.port) as client:
        for _ in range(3):
            playlist = await client.get("/live/show/index.m3u8")
            assert playlist.headers["content-type"] == "application/vnd.apple.mpegurl"
            part = await client.get("/live/show/part-abc-4.m4s")
            assert part.body == PART
            assert part.headers["content-type"] == "video/mp4"
            assert part.headers["access-control-allow-origin"] == "*"


async def test_answers_to_pipelined_requests_come_in_order_even_behind_a_wait(site: Site) -> None:
    async with Client.connect(site.port) as client:
        for target in ("/health", "/live/show/part-abc-5.m4s", "/", "/live/show/part-abc-4.m4s", "/nothing"):
            client.send(target)
        first = await client.read()
        await site.until_waiting()
        site.add(data=b"the fifth")
        bodies = [first.body] + [(await client.read()).body for _ in range(4)]
    assert bodies[0] == b'{"status": "ok"}\n'
    assert bodies[1] == b"the fifth"
    assert b"running" in bodies[2]
    assert bodies[3] == PART
    assert b"no such" in bodies[4]


async def test_hundreds_of_pipelined_requests_are_all_answered(site: Site) -> None:
    async with Client.connect(site.port) as client:
        for _ in range(300):
            client.send("/live/show/part-abc-4.m4s")
        for _ in range(300):
            assert (await client.read()).body == PART


@pytest.mark.parametrize("target", ["/?" + "a" * 15_000, "/"])
async def test_who_asks_far_ahead_is_cut_off(site: Site, target: str) -> None:
    async with Client.connect(site.port) as client:
        client.send("/live/show/part-abc-5.m4s")  # which is to come
        await site.until_waiting()
        [held] = site.server.connections()
        client.writer.write(b"GET %b HTTP/1.1\r\nHost: a\r\n\r\n" % target.encode() * 1_000)
        with contextlib.suppress(ConnectionError):  # what was not read any more makes it a reset
            assert b"429" in await client.reader.read()
        await site.until_waiting(0)
        assert held.queued == 0


async def test_head_tells_the_length_and_sends_nothing(site: Site) -> None:
    async with Client.connect(site.port) as client:
        head = await client.get("/live/show/part-abc-4.m4s", method="HEAD")
        assert head.headers["content-length"] == str(len(PART))
        assert (await client.get("/health")).status == 200


async def test_browsers_of_any_page_may_ask(site: Site) -> None:
    preflight = await fetch(site.port, "/live/show/index.m3u8", method="OPTIONS")
    assert preflight.status == 204
    assert "GET" in preflight.headers["access-control-allow-methods"]
    assert preflight.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", ["/live/show/part-abc-4.m4s", "/live/nobody/index.m3u8", "/", "/health", "/nothing"])
async def test_no_browser_takes_an_answer_for_a_page(site: Site, path: str) -> None:
    answer = await fetch(site.port, path)
    assert answer.headers["x-content-type-options"] == "nosniff"
    if answer.headers["content-type"].startswith("text/"):
        assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"


async def test_connection_close_and_http_1_0_are_closed_behind_their_answer(site: Site) -> None:
    async with Client.connect(site.port) as client:
        answer = await client.get("/live/show/part-abc-4.m4s", headers="Connection: close\r\n")
        assert answer.headers["connection"] == "close"
        assert answer.body == PART
        assert await client.reader.read() == b""
    async with Client.connect(site.port) as client:
        client.writer.write(b"GET /health HTTP/1.0\r\n\r\n")
        assert (await client.read()).status == 200
        assert await client.reader.read() == b""


async def test_other_methods_are_refused_and_their_bodies_ignored(site: Site) -> None:
    async with Client.connect(site.port) as client:
        client.writer.write(b"POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello")
        assert (await client.read()).status == 405
        assert (await client.get("/health")).status == 200


async def test_an_offer_to_upgrade_is_ignored(site: Site) -> None:
    async with Client.connect(site.port) as client:
        answer = await client.get("/health", headers="Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n")
        assert answer.status == 200


@pytest.mark.parametrize("nonsense", [b"\x16\x03\x01\x02\x00\x01\x00", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"])
async def test_what_is_no_http_is_told_so_and_cut_off(site: Site, nonsense: bytes) -> None:
    async with Client.connect(site.port) as client:
        client.writer.write(nonsense)
        assert (await client.read()).status == 400
        assert await client.reader.read() == b""


async def test_endless_headers_are_cut_off(site: Site) -> None:
    async with Client.connect(site.port) as client:
        client.writer.write(b"GET / HTTP/1.1\r\n" + b"X-Long: " + b"y" * 40_000)
        assert (await client.read()).status == 431
        assert await client.reader.read() == b""


async def test_who_leaves_while_waiting_is_forgotten(site: Site) -> None:
    async with Client.connect(site.port) as client:
        client.send("/live/show/part-abc-5.m4s")
        await site.until_waiting()
    await site.until_waiting(0)
    site.add()


async def test_who_shuts_its_side_still_gets_what_it_waits_for(site: Site) -> None:
    async with Client.connect(site.port) as client:
        client.send("/live/show/part-abc-5.m4s")
        client.writer.write_eof()
        await site.until_waiting()
        site.add(data=b"late")
        assert (await client.read()).body == b"late"


@bounded(patience=Patience(sweep=0.01))
async def test_a_wait_ends_after_its_time(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.origin.shelf.Shelf.patience", 0.05)
    async with Client.connect(site.port) as client:
        assert (await client.get("/live/show/index.m3u8?_HLS_msn=2")).status == 503
        assert (await client.get("/health")).status == 200
    assert site.shelf.waiting == {}


@bounded(patience=Patience(head=0.05, sweep=0.01))
async def test_a_request_that_does_not_get_finished_times_out(site: Site) -> None:
    async with Client.connect(site.port) as client:
        client.writer.write(b"GET / HT")
        assert (await client.read()).status == 408


@bounded(patience=Patience(idle=0.05, sweep=0.01))
async def test_an_idle_connection_is_closed(site: Site) -> None:
    async with Client.connect(site.port) as client:
        assert (await client.get("/health")).status == 200
        async with asyncio.timeout(PATIENCE):
            assert await client.reader.read() == b""


@bounded(patience=Patience(stuck=0.2, sweep=0.1))
async def test_a_client_that_takes_nothing_is_cut_off_and_held_nobody_up(site: Site) -> None:
    stuck = socket.create_connection(("127.0.0.1", site.port))
    stuck.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    stuck.sendall(b"GET /live/show/segment-abc-0.m4s HTTP/1.1\r\nHost: x\r\n\r\n" * 500)
    async with Client.connect(site.port) as client:
        for _ in range(20):
            assert (await client.get("/live/show/part-abc-4.m4s")).body == PART
    await until(lambda: len(site.server), is_it=lambda left: left == 0)
    stuck.close()


async def test_what_waits_in_memory_for_a_stuck_client_is_bounded(site: Site) -> None:
    stuck = socket.create_connection(("127.0.0.1", site.port))
    stuck.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    stuck.setblocking(False)
    request = b"GET /live/show/part-abc-4.m4s HTTP/1.1\r\nHost: x\r\n\r\n"
    await asyncio.get_running_loop().sock_sendall(stuck, request * 300)
    await until(lambda: any(each.is_behind for each in site.server.connections()))
    (each,) = site.server.connections()
    assert 0 < each.unsent <= 2 * len(PART)
    assert 0 < each.queued < 300
    stuck.close()


@bounded(patience=Patience(sweep=0.01), most_unsent=40_000_000)
async def test_where_clients_leave_too_much_unread_those_with_the_most_are_cut(site: Site) -> None:
    site.add(data=bytes(30_000_000))
    stuck = []
    for _ in range(3):
        client = socket.create_connection(("127.0.0.1", site.port))
        client.sendall(b"GET /live/show/part-abc-5.m4s HTTP/1.1\r\nHost: x\r\n\r\n")
        stuck.append(client)
    # One that is cut is gone a moment after it was counted, and the third may come a moment after that.
    await until(lambda: site.server.refusals.counts["hls_unread"] and 1 <= len(site.server.connections()) < 3)
    for client in stuck:
        client.close()


async def test_where_all_seats_are_taken_by_the_busy_others_are_told_to_come_back(site: Site) -> None:
    site.server._seats.most = 2
    async with Client.connect(site.port) as one, Client.connect(site.port) as two:
        one.send("/live/show/part-abc-5.m4s")
        two.send("/live/show/part-abc-5.m4s")
        await site.until_waiting(2)
        async with Client.connect(site.port) as three:
            answer = await three.read()
        assert (answer.status, answer.headers["retry-after"]) == (503, "5")
        assert site.server.refusals.counts == {"hls_full": 1}
        site.add()
        assert (await one.read()).status == (await two.read()).status == 200


async def test_an_idle_connection_gives_way_to_a_new_one(site: Site) -> None:
    site.server._seats.most = 2
    async with Client.connect(site.port) as idle, Client.connect(site.port) as busy:
        await idle.get("/health")
        busy.send("/live/show/part-abc-5.m4s")
        await site.until_waiting()
        idle_on_server = next(each for each in site.server.connections() if each._wait is None)
        idle_on_server._since -= 2  # so long ago
        assert (await fetch(site.port, "/health")).status == 200
        with contextlib.suppress(ConnectionError):
            assert await idle.reader.read() == b""
        site.add()
        assert (await busy.read()).status == 200


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"GET /health HTTP/1.1\r\n\r\n", 400),
        (b"GET /health HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n", 400),
        (b"GET /health HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n", 400),
        (b"GET /health HTTP/1.0\r\n\r\n", 200),
        (b"GET /health HTTP/1.1\r\nhOST:\r\n\r\n", 200),
        (b"GET http://origin.example/health HTTP/1.1\r\nHost: a\r\n\r\n", 200),
        (b"GET HTTPS://origin.example:1/live/show/index.m3u8?a=b HTTP/1.1\r\nHost: a\r\n\r\n", 200),
        (b"GET http://origin.example HTTP/1.1\r\nHost: a\r\n\r\n", 200),
        (b"GET httpd/health HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        (b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 204),
        (b"GET /health HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 30_000 + b"\r\n\r\n", 431),
        (b"GET /" + b"x" * 60_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 431),
        (b"GET /live/show/index.m3u8?" + b"a=&" * 100 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ],
)
async def test_requests_as_rfc_9112_has_them(site: Site, request_bytes: bytes, status: int) -> None:
    async with Client.connect(site.port) as client:
        client.writer.write(request_bytes)
        answer = await client.read()
    assert answer.status == status
    assert parsedate_to_datetime(answer.headers["date"]).year >= 2026


async def test_a_second_request_is_held_to_its_own_host(site: Site) -> None:
    async with Client.connect(site.port) as client:
        client.writer.write(b"GET /health HTTP/1.1\r\nHost: a\r\n\r\nGET /health HTTP/1.1\r\n\r\n")
        assert (await client.read()).status == 200
        assert (await client.read()).status == 400
        assert await client.reader.read() == b""


async def test_headers_that_were_in_order_once_say_nothing_of_the_line_before_them(site: Site) -> None:
    async with Client.connect(site.port) as client:
        for _ in range(2):
            client.writer.write(b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
            assert (await client.read()).status == 200
        client.writer.write(b"GET /health HTTP/1.1\nHost: b\r\nHost: a\r\n\r\n")
        assert (await client.read()).status == 400


@pytest.mark.parametrize(
    ("first", "line", "status"),
    [
        (b"GET / HTTP/1.1", b"GET /health HTTP/1.1", 200),
        (b"GET / HTTP/1.1", b"GET /health HTTP/1.0", 200),
        (b"GET / HTTP/1.1", b"POST /health HTTP/1.1", 405),
        (b"GET / HTTP/1.1", b"GET health HTTP/1.1", 400),
        (b"GET / HTTP/1.1", b"GET /health x HTTP/1.1", 400),
        (b"GET / HTTP/1.1", b"GET /health\0 HTTP/1.1", 400),
        (b"GET / HTTP/1.1", b"GET /health HTTP/9.1", 400),
        (b"GET / HTTP/1.1", b"GET /" + b"a" * 5_000 + b" HTTP/1.1", 404),
        (b"GET / HTTP/1.1", b"GET /" + b"a" * 20_000 + b" HTTP/1.1", 431),
        (b"HEAD / HTTP/1.1", b"GET /health HTTP/1.1", 200),
    ],
)
async def test_a_line_before_headers_that_are_known_is_answered_as_before_others(
    site: Site, first: bytes, line: bytes, status: int
) -> None:
    async with Client.connect(site.port) as client:
        for each in (first, first):
            client.writer.write(each + b"\r\nHost: a\r\n\r\n")
            assert (await client.read(head_only=first.startswith(b"HEAD"))).status == 200
        client.writer.write(line + b"\r\nHost: a\r\n\r\n")
        assert (await client.read()).status == status


async def test_headers_that_announce_a_body_are_not_taken_for_a_whole_request(site: Site) -> None:
    async with Client.connect(site.port) as client:
        for _ in range(3):
            client.writer.write(b"GET /health HTTP/1.1\r\nHost: a\r\nContent-Length: 23\r\n\r\n")
            await asyncio.sleep(0.01)
            client.writer.write(b"GET /nothing HTTP/1.1\r\n")
            assert (await client.read()).body == b'{"status": "ok"}\n'


async def test_a_request_with_a_body_and_one_cut_in_pieces_are_answered(site: Site) -> None:
    async with Client.connect(site.port) as client:
        client.writer.write(b"GET /health HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n")
        await asyncio.sleep(0.01)  # in a read of its own, most likely; it is answered alike if not
        client.writer.write(b"hello")
        assert (await client.read()).status == 200
        for piece in (
            b"GET /health HT",
            b"TP/1.1\r\nHo",
            b"st: a\r",
            b"\n\r\nGET / HTTP/1.1\r\nHost: a",
            b"\r\n\r\n",
        ):
            client.writer.write(piece)
            await asyncio.sleep(0.01)
        assert (await client.read()).status == (await client.read()).status == 200


async def test_a_client_that_pipelines_gives_others_their_turn(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[str] = []
    answer = site.library.respond

    def respond(method: str, path: str, query: str) -> Answer:
        served.append(path)
        return answer(method, path, query)

    monkeypatch.setattr(site.library, "respond", respond)
    async with Client.connect(site.port) as many, Client.connect(site.port) as one:
        many.writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n" * 400)
        one.send("/health")
        assert (await one.read()).status == 200
        for _ in range(400):
            assert (await many.read()).status == 200
    assert served.index("/health") < 200


@bounded(patience=Patience(sweep=0.05))
async def test_a_pass_that_has_expired_is_swept_out(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_700_000_000.0
    monkeypatch.setattr(site.library, "_clock", lambda: now)
    site.library.set_gate("show", bytes(32))
    gate = site.library.find_gate("show")
    assert gate is not None
    gate.revoke(None, 0, [])
    path = f"/live/show/{write_pass(bytes(32), Pass('0' * 24, 1_700_000_010))}/part-abc-4.m4s"
    assert (await fetch(site.port, path)).status == 200
    now += 10
    await until(lambda: not gate.good)
    assert (await fetch(site.port, path)).status == 403


async def test_stopping_answers_those_who_wait(site: Site) -> None:
    port = site.port
    async with Client.connect(port) as client:
        client.send("/live/show/part-abc-5.m4s")
        await site.until_waiting()
        stop = asyncio.create_task(site.server.stop(2.0))
        assert (await client.read()).status == 503
        assert await client.reader.read() == b""
        await stop
    with pytest.raises(ConnectionRefusedError):
        await fetch(port, "/health")
