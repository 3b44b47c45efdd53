"""Gated streams behind `deploy/nginx.conf` in a real nginx, with the Lua module and without: what all holders share
is kept once, and nobody gets at it who holds no pass."""

import asyncio
import os
import re
import time
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from support.certificates import make_contexts
from support.nginx import Nginx
from support.origins import Client
from support.waiting import PATIENCE, until

HOLDERS = 20
TAKES_BACK = 5.0
"""Seconds within which a pass that was taken back must open nothing more."""
BELIEVED = 2.0
"""Seconds for which nginx believes what the origin has said of a pass."""
KEPT = 1.0
"""Seconds for which nginx without Lua has those wait who come for the same, and keeps a playlist."""
MEDIA = b"what holders see" * 500


@dataclass
class Origin:
    """Knows passes, tells what the real one tells, and counts what it is asked. Media is given when `go` is set."""

    good: set[str] = field(default_factory=set)
    public: bool = False
    gone: bool = False
    """There is no such stream (any more)."""
    checks: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    go: asyncio.Event = field(default_factory=asyncio.Event)
    _server: asyncio.Server | None = None
    _open: set[StreamWriter] = field(default_factory=set)

    async def start(self) -> int:
        self.go.set()
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()
        for writer in self._open:
            writer.transport.abort()

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        self._open.add(writer)
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                status, body = await self._answer(head.split()[1].decode())
                said = "Cache-Control: private, no-store\r\n"
                length = "" if status == 204 else f"Content-Length: {len(body)}\r\n"
                writer.write(f"HTTP/1.1 {status} -\r\n{length}{said}\r\n".encode() + body)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self._open.discard(writer)
            writer.close()

    async def _answer(self, target: str) -> tuple[int, bytes]:
        parts = target.partition("?")[0].split("/")
        shown = parts[3] if len(parts) > 3 else ""
        if self.gone:
            return (202, b"no stream") if parts[1] == "pass" else (404, b"no stream")
        if parts[1] == "pass":
            self.checks.append(shown)
            return (200, b"") if self.public else (204, b"") if shown in self.good else (403, b"no")
        self.asked.append(target)
        self.arrived.set()
        if shown in self.good:
            await self.go.wait()
        return (200, MEDIA) if shown in self.good or self.public else (403, b"no")


def make_pass(number: int) -> str:
    return f"p1.{number:048d}"


def address(number: int, file: str = "part-abc-1.m4s", stream: str = "abc123") -> str:
    return f"/live/{stream}/{make_pass(number)}/{file}"


async def refused(client: httpx.AsyncClient, target: str) -> httpx.Response:
    """The answer, once it is no 200 any more. Nobody who asks after `TAKES_BACK` gets one, however long it takes."""
    begun = asked = time.monotonic()
    while (answer := await client.get(target)).status_code == 200:
        assert asked - begun < TAKES_BACK
        await asyncio.sleep(0.05)
        asked = time.monotonic()
    return answer


BLOCKING = "index.m3u8?_HLS_msn=7&_HLS_part=2"


@dataclass
class House:
    origin: Origin
    nginx: Nginx
    client: httpx.AsyncClient
    lua: bool

    async def get(self, target: str, method: str = "GET") -> httpx.Response:
        return await self.client.request(method, target)


with_lua = pytest.mark.parametrize("house", [True], indirect=True, ids=["lua"])


@pytest.fixture(params=[True, False], ids=["lua", "without"])
async def house(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[House]:
    origin = Origin({make_pass(number) for number in range(HOLDERS)})
    nginx = Nginx(tmp_path, 9, await origin.start(), lua=request.param)
    await asyncio.to_thread(nginx.start)
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{nginx.port}",
        trust_env=False,
        timeout=PATIENCE,
        limits=httpx.Limits(max_connections=HOLDERS + 5),
    ) as client:
        yield House(origin, nginx, client, request.param)
    await asyncio.to_thread(nginx.stop)
    assert [line for line in nginx.complaints if "127.0.0.1:9/" not in line] == [], "but of a web that is not there"
    await origin.stop()


@pytest.mark.parametrize("file", ["part-abc-1.m4s", BLOCKING, "480p/part-abc-1.m4s"])
async def test_all_holders_together_have_the_origin_asked_once(house: House, file: str) -> None:
    for tried in range(50):
        # On a busy machine the fewer come together, the sooner.
        stream, holders = f"abc{tried}", max(3, HOLDERS - tried)
        house.origin.go.clear()
        house.origin.arrived.clear()
        house.origin.asked.clear()
        begun = time.monotonic()
        asked = [asyncio.create_task(house.get(address(number, file, stream))) for number in range(holders)]
        await house.origin.arrived.wait()
        house.origin.go.set()
        answers = await asyncio.gather(*asked)
        assert {(answer.status_code, answer.content) for answer in answers} == {(200, MEDIA)}
        assert {answer.headers["cache-control"] for answer in answers} == {"private, no-store"}
        if time.monotonic() - begun < KEPT:  # else they did not come together: the machine was busy
            assert len(house.origin.asked) == 1
            return
    raise AssertionError("they never came together")


@with_lua  # without, it is asked about each time
async def test_a_pass_is_asked_about_once_in_a_while_and_not_with_each_request(house: House) -> None:
    begun = time.monotonic()
    for number in range(5):
        await asyncio.gather(*[house.get(address(1, f"part-abc-{number}.m4s")) for _ in range(5)])
    times = 1 + (time.monotonic() - begun) // BELIEVED
    assert set(house.origin.checks) == {make_pass(1)}
    assert len(house.origin.checks) <= times * (os.cpu_count() or 1), "by each of nginx's workers"


STRANGERS = [
    "/live/abc123/part-abc-1.m4s",
    "/live/abc123/480p/part-abc-1.m4s",
    f"/live/abc123/{BLOCKING}",
    address(99),
    address(99, BLOCKING),
    address(99, "index.m3u8"),
    "/live/abc123/p1./part-abc-1.m4s",
    f"/live/abc123/{make_pass(1).upper()}/part-abc-1.m4s",
    f"/live/other/{make_pass(99)}/../../abc123/part-abc-1.m4s",
    f"/live//abc123//{make_pass(99)}//part-abc-1.m4s",
    f"/live/abc123/%70%31%2e{99:048d}/part-abc-1.m4s",
    f"/live/abc123%2f{make_pass(99)}/part-abc-1.m4s",
    f"/live/abc123/{make_pass(99)}/{make_pass(1)}/part-abc-1.m4s",
    f"/live/abc123/part-abc-1.m4s?pass={make_pass(1)}",
    f"/LIVE/abc123/{make_pass(1)}/part-abc-1.m4s",
    "/gated/abc123/part-abc-1.m4s",
    "/live/gated/abc123/part-abc-1.m4s",
    f"/pass/abc123/{make_pass(1)}",
    f"/pass/abc123/{make_pass(99)}",
    "/pass",
    "/pass/",
]


@pytest.mark.parametrize("target", STRANGERS)
async def test_what_holders_have_put_into_the_cache_is_not_for_strangers(house: House, target: str) -> None:
    for file in ("part-abc-1.m4s", BLOCKING, "index.m3u8", "480p/part-abc-1.m4s"):
        assert (await house.get(address(1, file))).content == MEDIA
    for method in ("GET", "HEAD"):
        async with Client.connect(house.nginx.port) as client:  # httpx would tidy the address up
            answer = await client.get(target, method=method)
        assert answer.status in (403, 404, 502), "502: of a web that is not there"
        assert MEDIA[:16] not in answer.body
    assert house.origin.good == {make_pass(number) for number in range(HOLDERS)}


@pytest.mark.parametrize("file", ["part-abc-1.m4s", BLOCKING, "index.m3u8", "480p/part-abc-1.m4s"])
async def test_what_a_node_forgot_is_not_given_to_strangers_by_the_cache(house: House, file: str) -> None:
    """After a show, or when its node begins anew, there is nothing to guard but what holders had, in the cache."""
    assert (await house.get(address(1, file))).content == MEDIA
    house.origin.gone = True
    for _ in range(3):
        answers = await asyncio.gather(*[house.get(address(number, file)) for number in range(90, 96)])
        assert {answer.status_code for answer in answers} == {404}
        assert all(MEDIA[:16] not in answer.content for answer in answers)
        if house.lua:  # without, it is the origin's own answer
            assert {answer.headers["access-control-allow-origin"] for answer in answers} == {"*"}
        await asyncio.sleep(0.6)  # a plain playlist is good for a second


async def test_who_is_refused_hears_why_and_a_page_may_read_it(house: House) -> None:
    answer = await house.get(address(99))
    assert answer.status_code == 403
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "holders of a pass" in answer.text


@with_lua  # without, there is no such server
async def test_the_server_that_fills_the_cache_gives_nothing_to_who_comes_to_it_without_a_pass(house: House) -> None:
    assert (await house.get(address(1))).status_code == 200
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{house.nginx.fill_port}", trust_env=False, timeout=PATIENCE
    ) as local:
        for target in (
            address(99),
            f"/live/abc123/p1.%24{make_pass(1)}/part-abc-1.m4s",
            "/live/abc123/part-abc-1.m4s",
        ):
            assert (await local.get(target)).status_code == 403, target
        assert (await local.get(address(1))).content == MEDIA


async def test_a_pass_that_is_taken_back_opens_nothing_more_though_all_of_it_is_in_the_cache(house: House) -> None:
    assert (await house.get(address(1))).status_code == 200
    assert (await house.get(address(2))).status_code == 200
    house.origin.good.remove(make_pass(1))
    await refused(house.client, address(1))
    assert (await house.get(address(2))).status_code == 200


async def test_who_waits_when_its_pass_is_taken_back_gets_nothing_and_the_others_do(house: House) -> None:
    house.origin.go.clear()
    fetching = asyncio.create_task(house.get(address(1, BLOCKING)))
    await house.origin.arrived.wait()
    taken, kept = (asyncio.create_task(house.get(address(number, BLOCKING))) for number in (2, 3))
    await asyncio.wait([taken, kept], timeout=0.3)
    house.origin.good.remove(make_pass(2))
    # Longer than any answer is believed, but not longer than a player may have to wait.
    await asyncio.wait([taken, kept], timeout=3.0)
    house.origin.go.set()
    assert (await fetching).status_code == 200
    assert (await kept).status_code == 200
    assert (await taken).status_code == 403


async def test_when_who_fetches_for_all_loses_its_pass_the_others_are_served_all_the_same(house: House) -> None:
    house.origin.go.clear()
    first = asyncio.create_task(house.get(address(1, BLOCKING)))
    await house.origin.arrived.wait()
    others = [asyncio.create_task(house.get(address(number, BLOCKING))) for number in range(2, 8)]
    await asyncio.wait(others, timeout=0.3)
    house.origin.good.remove(make_pass(1))
    house.origin.go.set()
    await first
    assert {(await other).status_code for other in others} == {200}


async def test_a_stream_that_became_public_plays_on_for_who_came_with_a_pass(house: House) -> None:
    house.origin.public, house.origin.good = True, set()
    assert (await house.get(address(99))).content == MEDIA
    assert (await house.get("/live/abc123/part-abc-1.m4s")).content == MEDIA


@pytest.mark.parametrize("lua", [True, False], ids=["lua", "without"])
async def test_nothing_is_given_out_while_nobody_can_say_whether_passes_are_good(tmp_path: Path, lua: bool) -> None:
    origin = Origin({make_pass(1)})
    nginx = Nginx(tmp_path, 9, await origin.start(), lua=lua)
    await asyncio.to_thread(nginx.start)
    try:
        async with httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{nginx.port}", trust_env=False, timeout=PATIENCE
        ) as client:
            assert (await client.get(address(1))).status_code == 200
            await origin.stop()
            answer = await refused(client, address(1))
            assert answer.status_code == 503
            assert answer.headers["retry-after"] == "1"
        if lua:
            await until(lambda: "does not say whether passes are good" in nginx.log.read_text())
        said = nginx.log.read_text()
        assert re.search(r"p1\.", said) is None, "no pass is ever logged"
    finally:
        await asyncio.to_thread(nginx.stop)


async def test_over_http_2_it_is_the_same(tmp_path: Path) -> None:
    _, trust = await asyncio.to_thread(make_contexts, tmp_path, "localhost")
    origin = Origin({make_pass(1), make_pass(2)})
    nginx = Nginx(tmp_path, 9, await origin.start(), tmp_path / "certificate.pem")
    await asyncio.to_thread(nginx.start)
    try:
        page = f"https://localhost:{nginx.port}"
        async with httpx.AsyncClient(
            base_url=page, http2=True, verify=trust, trust_env=False, timeout=PATIENCE
        ) as client:
            answers = await asyncio.gather(*[client.get(address(number, BLOCKING)) for number in (1, 2, 1, 2, 99)])
            assert {answer.http_version for answer in answers} == {"HTTP/2"}
            assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 403]
            assert len(origin.asked) == 1
    finally:
        await asyncio.to_thread(nginx.stop)
        await origin.stop()
