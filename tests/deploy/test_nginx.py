"""`deploy/nginx.conf` and `collapse.lua` in a real nginx, over HTTP/1.1 and over HTTP/2."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from support.certificates import make_contexts
from support.nginx import Nginx
from support.waiting import PATIENCE, until
from support.web import Web

FANS = 20
BODY = b"#EXTM3U\n" * 2_000


class SlowOrigin:
    """Answers when it is told to, and counts who asks."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.arrived = asyncio.Event()
        self.go = asyncio.Event()
        self._server: asyncio.Server | None = None

    async def start(self) -> int:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                self.asked.append(head.split()[1].decode())
                self.arrived.set()
                await self.go.wait()
                length = f"Content-Length: {len(BODY)}\r\nCache-Control: max-age=5\r\n\r\n"
                writer.write(b"HTTP/1.1 200 OK\r\n" + length.encode() + BODY)
        except asyncio.IncompleteReadError:
            writer.close()


@pytest.fixture
async def origin() -> AsyncIterator[SlowOrigin]:
    origin = SlowOrigin()
    yield origin
    await origin.stop()


@pytest.fixture(params=["HTTP/1.1", "HTTP/2"])
async def fans(
    request: pytest.FixtureRequest, tmp_path: Path, origin: SlowOrigin
) -> AsyncIterator[tuple[httpx.AsyncClient, Nginx]]:
    """A client that speaks this version, and the nginx that it talks to."""
    version: str = request.param
    verify: ssl.SSLContext | bool = True
    certificate = None
    if version == "HTTP/2":
        _, verify = await asyncio.to_thread(make_contexts, tmp_path, "localhost")
        certificate = tmp_path / "certificate.pem"
    nginx = Nginx(tmp_path, 9, await origin.start(), certificate)
    await asyncio.to_thread(nginx.start)
    scheme = "http" if certificate is None else "https"
    client = httpx.AsyncClient(
        base_url=f"{scheme}://localhost:{nginx.port}",
        http2=certificate is not None,
        verify=verify,
        trust_env=False,
        timeout=PATIENCE,
        limits=httpx.Limits(max_connections=FANS + 5),
    )
    yield client, nginx
    await client.aclose()
    await asyncio.to_thread(nginx.stop)


PLAYLIST = "/live/abc123/index.m3u8?_HLS_msn=7&_HLS_part=2"


async def test_of_all_who_ask_for_the_same_one_fetches_it_and_the_gate_lets_the_others_in(
    fans: tuple[httpx.AsyncClient, Nginx], origin: SlowOrigin
) -> None:
    client, nginx = fans
    asked = [asyncio.create_task(client.get(PLAYLIST)) for _ in range(FANS)]
    await origin.arrived.wait()
    origin.go.set()
    answers = await asyncio.gather(*asked)
    assert {(answer.status_code, answer.content) for answer in answers} == {(200, BODY)}
    assert {answer.http_version for answer in answers} == {
        "HTTP/2" if client.base_url.scheme == "https" else "HTTP/1.1"
    }
    assert {answer.headers["X-Cache"] for answer in answers} == {"HIT"}, "the gate fills the cache before it opens"
    assert len(origin.asked) == 1
    assert sorted(origin.asked[0].partition("?")[2].split("&")) == ["_HLS_msn=7", "_HLS_part=2"]
    assert nginx.complaints == []


async def test_a_fan_who_leaves_takes_nothing_from_those_who_wait_for_the_same(
    fans: tuple[httpx.AsyncClient, Nginx], origin: SlowOrigin
) -> None:
    client, nginx = fans
    first = asyncio.create_task(client.get(PLAYLIST))
    await origin.arrived.wait()
    sent = asyncio.Semaphore(0)

    async def note(event: str, _: dict[str, Any]) -> None:
        if event.endswith("send_request_headers.complete"):
            sent.release()

    others = [asyncio.create_task(client.get(PLAYLIST, extensions={"trace": note})) for _ in range(3)]
    for _ in others:  # nginx hears of them before it hears that the first has left
        await sent.acquire()
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    origin.go.set()
    for answer in await asyncio.gather(*others):
        assert (answer.status_code, answer.content) == (200, BODY)
    assert len(origin.asked) == 1
    assert nginx.complaints == []


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/live/abc123/%69ndex.m3u8", "/live/abc123/index.m3u8"),
        ("/live//abc123/index.m3u8", "/live/abc123/index.m3u8"),
        ("/live/x/%2e%2e/abc123/index.m3u8", "/live/abc123/index.m3u8"),
        ("/live/abc123/index.m3u8?%5FHLS_msn=7", "/live/abc123/index.m3u8"),
        ("/live/abc123/index.m3u8?_HLS_msn=007", "/live/abc123/index.m3u8"),
        ("/live/abc123/index.m3u8?_HLS_msn=%37", "/live/abc123/index.m3u8"),
        ("/live/abc123/index.m3u8?_HLS_skip=please", "/live/abc123/index.m3u8"),
        ("/live/abc123/index.m3u8?x=1", "/live/abc123/index.m3u8"),
        ("/live/abc123/index.m3u8?_hls_msn=7", "/live/abc123/index.m3u8?_HLS_msn=7"),
        ("/live/abc123/index.m3u8?_HLS_msn=7&%5FHLS_part=2", "/live/abc123/index.m3u8?_HLS_msn=7"),
        ("/live/abc123/index.m3u8?_HLS_skip=v2&_HLS_part=2&_HLS_msn=7", f"{PLAYLIST}&_HLS_skip=YES"),
        ("/live/abc123/part-%61-1.m4s?x=1", "/live/abc123/part-a-1.m4s"),
        ("/live/abc123/480p/index.m3u8?_HLS_msn=7", "/live/abc123/480p/index.m3u8?_HLS_msn=7"),
        ("/live/abc123/480p/part-a-1.m4s?x=1", "/live/abc123/480p/part-a-1.m4s"),
    ],
)
async def test_the_origin_is_asked_for_what_the_answer_is_kept_under(
    fans: tuple[httpx.AsyncClient, Nginx], origin: SlowOrigin, path: str, asked: str
) -> None:
    client, nginx = fans
    origin.go.set()
    await client.get(path)
    assert origin.asked == [asked]
    kept = await client.get(asked)
    assert kept.headers["X-Cache"] == "HIT"
    assert origin.asked == [asked]
    assert nginx.complaints == []


@pytest.mark.parametrize(
    "path",
    [
        "/live/abc123/a%0d%0aHost:%20x.m4s",
        "/live/abc123/a%20HTTP.m4s",
        "/live/abc123/index.m3u8?_HLS_msn=7%0d%0a",
        "/live/abc123/index.m3u8?_HLS_msn=7%20HTTP/1.1",
    ],
)
async def test_what_no_player_sends_does_not_get_through_the_gate(
    fans: tuple[httpx.AsyncClient, Nginx], origin: SlowOrigin, path: str
) -> None:
    client, nginx = fans
    origin.go.set()
    await client.get(path)
    assert [asked for asked in origin.asked if " " in asked or "\r" in asked] == []
    assert len(origin.asked) <= 1
    assert nginx.complaints == []


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    web = Web.start(tmp_path, TRUSTED_PROXIES="1", MAX_SOCKETS_PER_ADDRESS="1")
    yield web
    web.stop()


async def test_web_hears_each_sockets_true_address_whatever_the_client_says(web: Web, tmp_path: Path) -> None:
    nginx = Nginx(tmp_path, web.port, 9)
    await asyncio.to_thread(nginx.start)
    try:
        url = f"ws://127.0.0.1:{nginx.port}/ws/livestreams"

        async def open_from(source: str, **headers: str) -> int | None:
            """None: it is open; else why it was closed."""
            said = {name.replace("_", "-"): value for name, value in headers.items()}
            socket = connect(url, local_addr=(source, 0), additional_headers=said, proxy=None)
            connection = await socket.__aenter__()
            stack.append(connection)
            try:
                await asyncio.wait_for(connection.recv(), PATIENCE)
            except ConnectionClosed as closed:
                return closed.rcvd.code if closed.rcvd else None
            return None

        stack = []  # type: ignore[var-annotated]
        assert await open_from("127.0.0.2") is None
        assert await open_from("127.0.0.3") is None, "another address has room of its own"
        assert await open_from("127.0.0.2") == 4429
        assert await open_from("127.0.0.2", X_Forwarded_For="203.0.113.7") == 4429, "nobody makes up an address"
        for connection in stack:
            await connection.close()
    finally:
        await asyncio.to_thread(nginx.stop)


async def test_a_page_at_any_port_is_one_of_webs_own(web: Web, tmp_path: Path) -> None:
    nginx = Nginx(tmp_path, web.port, 9)
    await asyncio.to_thread(nginx.start)
    try:
        page = f"http://127.0.0.1:{nginx.port}"
        async with httpx.AsyncClient(base_url=page, trust_env=False, timeout=PATIENCE) as browser:
            fields = {"email": "ada@example.org", "password": "correct horse battery", "display_name": "Ada"}
            joined = await browser.post(
                "/api/v1/accounts", json=fields | {"role": "artist"}, headers={"Origin": page}
            )
            assert joined.status_code == 202, joined.text
            foreign = await browser.post(
                "/api/v1/accounts", json=fields | {"role": "artist"}, headers={"Origin": "http://127.0.0.1"}
            )
            assert foreign.json()["code"] == "wrong_origin"
    finally:
        await asyncio.to_thread(nginx.stop)


@pytest.mark.parametrize("written", ["", f"p1.{'A' * 48}/"], ids=["public", "by a pass"])
async def test_a_download_is_asked_of_the_origin_by_each_with_its_range_and_its_time(
    fans: tuple[httpx.AsyncClient, Nginx], origin: SlowOrigin, written: str
) -> None:
    client, _ = fans
    origin.go.set()
    path = f"/live/r0123456789abcdefghijklmno/{written}film.mp4?from=1.5&to=3"
    for _ in range(2):
        assert (await client.get(path, headers={"Range": "bytes=0-"})).content == BODY
    assert origin.asked == [path, path], "nothing of it is kept"


async def test_no_overlays_address_is_logged_though_web_is_away(tmp_path: Path) -> None:
    nginx = Nginx(tmp_path, 9, 9)
    await asyncio.to_thread(nginx.start)
    try:
        async with httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{nginx.port}", trust_env=False, timeout=PATIENCE
        ) as client:
            for path in ("/overlay/id.mac?show=chat", "/ws/overlay/id.mac", "/api/v1/overlays/id.mac/shown", "/last"):
                assert (await client.get(path)).status_code in (502, 504)
        await until(lambda: "/last" in nginx.log.read_text())
        assert "id.mac" not in nginx.log.read_text()
    finally:
        await asyncio.to_thread(nginx.stop)
