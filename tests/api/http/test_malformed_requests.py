"""Requests that HTTP itself forbids are refused in words, before any application sees them."""

import asyncio
import json
from collections.abc import Iterator

import pytest

from support.waiting import PATIENCE
from support.web import Web

UPGRADE = (
    b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
)


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    web = Web.start(tmp_path_factory.mktemp("web"))
    yield web
    web.stop()


async def ask(web: Web, request: bytes) -> tuple[int, str]:
    """Status and, where it is a problem, code of the answer to these bytes; the connection must end with it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", web.port)
    writer.write(request)
    async with asyncio.timeout(PATIENCE):
        head = await reader.readuntil(b"\r\n\r\n")
        status = int(head.split()[1])
        body = await reader.read() if status >= 400 else b""
    writer.close()
    return status, json.loads(body)["code"] if b"problem+json" in head else ""


@pytest.mark.parametrize("hosts", [b"", b"Host: one\r\nHost: two\r\n"], ids=["none", "two"])
@pytest.mark.parametrize("rest", [b"", UPGRADE], ids=["request", "upgrade"])
async def test_no_host_or_two_are_refused(web: Web, hosts: bytes, rest: bytes) -> None:
    path = b"/ws/livestreams" if rest else b"/health"
    assert await ask(web, b"GET " + path + b" HTTP/1.1\r\n" + hosts + rest + b"\r\n") == (400, "bad_host")


async def test_a_client_of_http_1_0_needs_no_host(web: Web) -> None:
    assert await ask(web, b"GET /health HTTP/1.0\r\n\r\n") == (200, "")


async def test_an_absolute_target_is_served(web: Web) -> None:
    assert (await ask(web, b"GET http://here/health HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"))[0] == 200


async def test_what_is_no_http_is_refused_with_a_problem(web: Web) -> None:
    assert await ask(web, b"HELO here\r\n\r\n") == (400, "not_http")
