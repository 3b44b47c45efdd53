"""A gated show on the whole platform, its node killed, or behind nginx: what was taken back opens nothing again."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from support.nginx import Nginx
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, expect, publish_url
from support.sockets import listen
from support.waiting import PATIENCE, until

logger = logging.getLogger(__name__)

TOKENS = 5


@contextlib.asynccontextmanager
async def watching(pair: PlatformPair, artist: Artist, livestream_id: str) -> AsyncIterator[tuple[Artist, httpx.URL]]:
    """A holder with an open page, and the address of its pass."""
    fan = await Artist.register(pair.url, "fan")
    grant = {"account": fan.account["id"], "amount": TOKENS}
    path = f"/artists/{artist.account['id']}/tokens/grants"
    answer = await artist.client.post(path, json=grant, headers={"Idempotency-Key": str(fan.account["id"])})
    assert answer.status_code == 201, answer.text
    async with listen(f"{pair.ws_url}/ws/livestreams/{livestream_id}", fan.token):
        given = await expect(fan.client.post(f"/livestreams/{livestream_id}/pass", json={}))
        yield fan, httpx.URL(given["media_url"])
    await fan.close()


async def block(artist: Artist, fan: Artist) -> None:
    answer = await artist.client.put(f"/artists/{artist.account['id']}/blocks/{fan.account['id']}")
    assert answer.status_code == 204, answer.text


async def test_a_node_that_is_killed_lets_in_who_was_in_and_nobody_whose_pass_was_taken_back(
    pair: PlatformPair, artist: Artist, tmp_path: Path
) -> None:
    show = await artist.create_livestream("For a few", token_gate_amount=TOKENS)
    async with contextlib.AsyncExitStack() as stack, httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as player:

        async def fetch(url: httpx.URL) -> int:
            try:
                return (await player.get(url)).status_code
            except httpx.TransportError:
                return 0

        (_, kept), (lost, taken) = [
            await stack.enter_async_context(watching(pair, artist, show["id"])) for _ in range(2)
        ]
        async with Publisher.start(publish_url(show), tmp_path):
            for url in (kept, taken):
                await until(lambda url=url: fetch(url), is_it=lambda status: status == 200)  # type: ignore[misc]
            await block(artist, lost)
            await until(lambda: fetch(taken), is_it=lambda status: status == 403)
            pair.ingest.kill()
        pair.ingest.start()
        await asyncio.to_thread(pair.ingest.wait_ready)
        seen: set[int] = set()

        async def try_again() -> None:
            while True:
                seen.add(await fetch(taken))

        trying = asyncio.create_task(try_again())
        async with Publisher.start(publish_url(show), tmp_path):
            await until(lambda: fetch(kept), is_it=lambda status: status == 200)
            await until(lambda: 403 in seen)
        trying.cancel()
        await asyncio.gather(trying, return_exceptions=True)
        assert seen <= {0, 404, 403}, "it was never let in"


@pytest.mark.parametrize("lua", [True, False], ids=["lua", "without"])
async def test_behind_nginx_a_holder_who_is_blocked_soon_sees_nothing_more(
    pair: PlatformPair, artist: Artist, tmp_path: Path, lua: bool
) -> None:
    nginx = Nginx(tmp_path, pair.port, pair.http_port, lua=lua)
    await asyncio.to_thread(nginx.start)
    show = await artist.create_livestream("For a few", token_gate_amount=TOKENS)
    try:
        async with (
            Publisher.start(publish_url(show), tmp_path),
            watching(pair, artist, show["id"]) as (_, kept),
            watching(pair, artist, show["id"]) as (lost, taken),
            httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as player,
        ):

            async def fetch(url: httpx.URL) -> int:
                return (await player.get(url.copy_with(port=nginx.port))).status_code

            for url in (kept, taken):
                await until(lambda url=url: fetch(url), is_it=lambda status: status == 200)  # type: ignore[misc]
            public = str(kept).replace(f"/{kept.path.split('/')[3]}/", "/")
            assert await fetch(httpx.URL(public)) == 403, "what a holder has put into the cache is not for strangers"
            await block(artist, lost)
            began = time.monotonic()
            await until(lambda: fetch(taken), is_it=lambda status: status == 403)
            logger.info("behind nginx %s Lua: %.2f s", "with" if lua else "without", time.monotonic() - began)
            assert await fetch(kept) == 200
    finally:
        await asyncio.to_thread(nginx.stop)
