"""Passes to a real web process: an ingest node hears of each that is good no longer, whatever ended it."""

import asyncio
import base64
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest

from support.databases import give_tokens, on_own_connection
from support.rest import Artist, expect
from support.sockets import listen
from support.web import SECRET, Publisher, Web


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    web = Web.start(tmp_path_factory.mktemp("web"), RECORDING="0")
    yield web
    web.stop()


@pytest.fixture
async def artist(web: Web) -> AsyncIterator[Artist]:
    artist = await Artist.register(web.url)
    yield artist
    await artist.close()


class Node:
    """An ingest node that serves one show, as it reports."""

    def __init__(self, web: Web, show: dict[str, Any], session_id: str) -> None:
        self._client = httpx.AsyncClient(
            base_url=f"{web.url}/api/v1/streaming", headers={"Authorization": f"Bearer {SECRET}"}, trust_env=False
        )
        playback_id = show["hls_url"].rsplit("/", 2)[-2]
        self.session: dict[str, Any] = {
            "session_id": session_id,
            "livestream_id": show["id"],
            "playback_id": playback_id,
            "gated": True,
            "revocations": 0,
        }

    async def report(self) -> list[dict[str, Any]]:
        """The orders that it is given, when there are some."""
        body = {"node": "test", "sessions": [self.session], "wait_ms": 15_000}
        answer = await expect(self._client.post("/report", json=body, timeout=30))
        await self._client.aclose()
        orders: list[dict[str, Any]] = answer["orders"]
        return orders


async def set_holdings(web: Web, fan: Artist, artist: Artist, balance: int) -> None:
    """As another process does, of which this one hears nothing."""
    url = f"sqlite://{web.folder / 'var' / 'encryptedmedia.sqlite3'}"
    ids = str(fan.account["id"]), str(artist.account["id"])
    await asyncio.create_task(on_own_connection(url, lambda: give_tokens(*ids, balance)))


def id_of(text: str) -> str:
    """The id that a pass says."""
    return base64.urlsafe_b64decode(text.removeprefix("p1."))[:12].hex()


async def sign_out(web: Web, fan: Artist, artist: Artist, show: dict[str, Any]) -> int:
    await fan.client.delete("/sessions/current")
    return 4401


async def spend(web: Web, fan: Artist, artist: Artist, show: dict[str, Any]) -> int:
    await set_holdings(web, fan, artist, 4)
    return 4403


async def raise_gate(web: Web, fan: Artist, artist: Artist, show: dict[str, Any]) -> int:
    await expect(artist.client.patch(f"/livestreams/{show['id']}", json={"token_gate_amount": 11}))
    return 1012


@pytest.mark.parametrize("end", [sign_out, spend, raise_gate])
async def test_whoever_may_watch_no_more_is_shut_out_at_the_node_too(web: Web, artist: Artist, end: Any) -> None:
    show = await artist.create_livestream("For a few", token_gate_amount=5)
    fan = await Artist.register(web.url, "fan")
    await set_holdings(web, fan, artist, 10)
    async with (
        Publisher(web, show["stream_key"]) as publisher,
        listen(f"{web.ws_url}/ws/livestreams/{show['id']}", fan.token) as socket,
    ):
        given = await expect(fan.client.post(f"/livestreams/{show['id']}/pass", json={}))
        assert given["media_url"] == show["hls_url"].replace("/index", f"/{given['pass']}/index")
        held = asyncio.create_task(Node(web, show, publisher.session_id).report())
        code = await end(web, fan, artist, show)
        orders = await held
        if end is raise_gate:
            (move,) = orders  # first its address is another one, so that nobody is there who was not told it
            assert move["order"] == "move"
            node = Node(web, show, publisher.session_id)
            node.session["playback_id"] = move["playback_id"]
            orders = await node.report()
        (revoke,) = orders
        assert (revoke["order"], revoke["number"]) == ("revoke", 1)
        assert [one["id"] for one in revoke["passes"]] == [id_of(given["pass"])]
        assert await socket.expect_close() == code
    await fan.close()


async def test_a_show_for_everybody_that_is_made_gated_is_gated_at_its_node_before_anybody_finds_it(
    web: Web, artist: Artist
) -> None:
    show = await artist.create_livestream("For everybody")
    async with Publisher(web, show["stream_key"]) as publisher:
        node = Node(web, show, publisher.session_id)
        node.session["gated"] = False
        held = asyncio.create_task(node.report())
        await expect(artist.client.patch(f"/livestreams/{show['id']}", json={"token_gate_amount": 5}))
        gate, move = await held
        assert (gate["order"], len(gate["pass_key"])) == ("gate", 64)
        assert (move["order"], move["playback_id"] != node.session["playback_id"]) == ("move", True)
        node = Node(web, show, publisher.session_id)
        node.session |= {"playback_id": move["playback_id"], "revocations": None}
        assert await node.report() == [
            {"order": "revoke", "session_id": publisher.session_id, "number": 0, "passes": [], "more": False}
        ]
        node = Node(web, show, publisher.session_id)
        node.session["playback_id"] = move["playback_id"]
        held = asyncio.create_task(node.report())
        await expect(artist.client.patch(f"/livestreams/{show['id']}", json={"token_gate_amount": None}))
        assert await held == [{"order": "gate", "session_id": publisher.session_id, "pass_key": ""}]
