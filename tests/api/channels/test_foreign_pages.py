"""A page of another site makes a visitor's browser open a channel, cookie and all: it hears what anybody may hear,
and nothing that is that visitor's."""

import json
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

from api.auth import COOKIE
from live.channels.kinds import KINDS
from support.rest import Artist
from support.waiting import PATIENCE
from support.web import Web

OWN_PATHS = [path for kind in KINDS for path in kind.paths if "{" not in path and path != "/ws/livestreams"]
FOREIGN = ["https://evil.example.org", "null", "http://127.0.0.1.evil.example.org", "http://127.0.0.1:1"]


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    web = Web.start(tmp_path_factory.mktemp("web"))
    yield web
    web.stop()


@pytest.fixture
async def artist(web: Web) -> AsyncIterator[Artist]:
    artist = await Artist.register(web.url)
    yield artist
    await artist.close()


async def hear(web: Web, path: str, artist: Artist, origin: str | None) -> tuple[int | None, dict[str, object]]:
    """What a browser's socket there, opened by a page of `origin` with the artist's cookie, is closed with, or hears
    first."""
    headers = {"Cookie": f"{COOKIE}={artist.token}"}
    if origin is not None:
        headers["Origin"] = origin
    async with connect(f"{web.ws_url}{path}", additional_headers=headers, proxy=None) as socket:
        try:
            return None, json.loads(await socket.recv())
        except ConnectionClosed as closed:
            return (closed.rcvd.code if closed.rcvd is not None else 1006), {}


def test_there_are_channels_of_ones_own() -> None:
    assert "/ws/me" in OWN_PATHS


@pytest.mark.parametrize("path", OWN_PATHS)
@pytest.mark.parametrize("origin", FOREIGN)
async def test_a_channel_of_ones_own_is_closed_to_foreign_pages(
    web: Web, artist: Artist, path: str, origin: str
) -> None:
    assert await hear(web, path, artist, origin) == (4403, {})
    for own in (web.url, None):
        code, frame = await hear(web, path, artist, own)
        assert (code, frame["type"]) == (None, "snapshot")


async def test_a_gated_livestream_is_closed_to_a_foreign_page_with_its_artists_cookie(
    web: Web, artist: Artist
) -> None:
    gated = await artist.create_livestream(token_gate_amount=5)
    path = f"/ws/livestreams/{gated['id']}"
    for origin in FOREIGN:
        code, frame = await hear(web, path, artist, origin)
        assert code == 4403, frame
    assert (await hear(web, path, artist, web.url))[0] is None


async def test_a_page_of_ours_within_a_foreign_one_hears_a_gated_livestream_by_a_ticket_to_it(
    web: Web, artist: Artist
) -> None:
    gated, other = [await artist.create_livestream(token_gate_amount=5) for _ in range(2)]
    headers = {"Authorization": f"Bearer {artist.token}"}
    async with httpx.AsyncClient(base_url=web.url, trust_env=False, headers=headers, timeout=PATIENCE) as client:
        answer = await client.post(f"/api/v1/livestreams/{gated['id']}/ticket")
    ticket = answer.json()["ticket"]

    async def offer(path: str, *protocols: str) -> int | None:
        """What a socket without a cookie that names these is closed with; None: it hears."""
        named = [Subprotocol(name) for name in protocols]
        async with connect(f"{web.ws_url}{path}", origin=Origin(web.url), subprotocols=named, proxy=None) as socket:
            assert socket.subprotocol == "encryptedmedia-live"
            try:
                await socket.recv()
            except ConnectionClosed as closed:
                return closed.rcvd.code if closed.rcvd is not None else 1006
            return None

    assert await offer(f"/ws/livestreams/{gated['id']}", "encryptedmedia-live", ticket) is None
    for path in (f"/ws/livestreams/{other['id']}", "/ws/me", f"/ws/livestreams/{gated['id']}?with=moderation"):
        assert await offer(path, "encryptedmedia-live", ticket) in (4401, 4403), path
    for wrong in (f"{ticket[:-2]}xx", "emlw_", "emlw_x"):
        assert await offer(f"/ws/livestreams/{gated['id']}", "encryptedmedia-live", wrong) == 4401


async def test_what_anybody_may_hear_foreign_pages_hear_as_nobody(web: Web, artist: Artist) -> None:
    public = await artist.create_livestream()
    for path in ("/ws/livestreams", f"/ws/livestreams/{public['id']}"):
        _, frame = await hear(web, path, artist, FOREIGN[0])
        assert frame["type"] == "snapshot"
        assert public["stream_key"] not in json.dumps(frame)


async def test_event_streams_are_no_other_way_in(web: Web, artist: Artist) -> None:
    gated = await artist.create_livestream(token_gate_amount=5)
    headers = {"Cookie": f"{COOKIE}={artist.token}", "Origin": FOREIGN[0]}
    async with httpx.AsyncClient(base_url=web.url, trust_env=False, headers=headers, timeout=PATIENCE) as client:
        answer = await client.get(f"/api/v1/livestreams/{gated['id']}/events")
        assert (answer.status_code, answer.json()["code"]) == (403, "wrong_origin")
