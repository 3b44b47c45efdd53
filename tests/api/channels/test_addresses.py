"""What strangers meet who knock at the wrong door."""

import json
from collections.abc import Iterator

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

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


@pytest.mark.parametrize("path", ["livestreams", "livestreams/one", "artist"])
async def test_a_plain_request_to_a_channel_is_told_what_it_is(web: Web, path: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(f"{web.url}/ws/{path}")
    assert (answer.status_code, answer.json()["code"]) == (426, "websocket_only")
    assert answer.headers["Upgrade"] == "websocket"
    assert "/docs/events" in answer.json()["detail"]
