"""What strangers meet who knock at the wrong door."""

import asyncio
import json
from collections.abc import Iterator

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from support.waiting import PATIENCE
from support.web import Web


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    web = Web.start(tmp_path_factory.mktemp("web"))
    yield web
    web.stop()


@pytest.mark.parametrize("path", ["nothing", "livestreams/", "livestreams/one/more", "artist/"])
async def test_a_channel_that_is_none_is_not_found(web: Web, path: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with connect(f"{web.ws_url}/ws/{path}", proxy=None):
            pass
    assert refused.value.response.status_code == 404
    assert refused.value.response.body is not None
    assert json.loads(refused.value.response.body)["code"] == "not_found"


@pytest.mark.parametrize("path", ["livestreams", "livestreams/one", "me", "artist"])
async def test_a_plain_request_to_a_channel_is_told_what_it_is(web: Web, path: str) -> None:
    async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as client:
        answer = await client.get(f"{web.url}/ws/{path}")
    assert (answer.status_code, answer.json()["code"]) == (426, "websocket_only")
    assert answer.headers["Upgrade"] == "websocket"
    assert "/docs/events" in answer.json()["detail"]


@pytest.mark.parametrize("version", [b"Sec-WebSocket-Version: 8\r\n", b""])
async def test_another_version_of_the_protocol_is_told_which_one_is_spoken(web: Web, version: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", web.port)
    writer.write(
        b"GET /ws/livestreams HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + version + b"\r\n"
    )
    answer = await asyncio.wait_for(reader.read(), PATIENCE)
    assert answer.startswith(b"HTTP/1.1 426 ")
    assert b"\r\nsec-websocket-version: 13\r\n" in answer.lower()
    assert b'"websocket_version"' in answer
    writer.close()


async def test_one_who_was_refused_and_goes_on_talking_is_cut(web: Web) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", web.port)
    writer.write(
        b"GET /ws/livestreams/nowhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    await reader.readuntil(b"no such livestream")
    pings, sent = b"\x89\xfd\0\0\0\0" + b"x" * 125, 0
    with pytest.raises(ConnectionError):
        while sent < 32 * 1024 * 1024:
            writer.write(pings * 100)
            sent += len(pings) * 100
            await writer.drain()
            await reader.read(65536)  # a client that takes its pongs, so that they are not what stops it
    writer.close()
