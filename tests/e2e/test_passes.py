"""A gated show on the whole platform: without a pass that is good now nobody gets media from its node."""

import asyncio
import logging
import re
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest_asyncio

from support.databases import give_tokens, on_own_connection
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import PASSWORD, Artist, expect, publish_url
from support.sockets import Listener, listen
from support.waiting import PATIENCE, until

logger = logging.getLogger(__name__)


class Gated:
    """A show that takes 5 tokens, on air, and a player."""

    def __init__(self, pair: PlatformPair, artist: Artist, show: dict[str, Any]) -> None:
        self.pair = pair
        self.artist = artist
        self.show = show
        self.player = httpx.AsyncClient(trust_env=False, timeout=PATIENCE)

    async def hold(self, fan: Artist, balance: int) -> None:
        """As another process grants it, of which nobody is told."""
        url = f"sqlite://{self.pair.database}"
        ids = str(fan.account["id"]), str(self.artist.account["id"])
        await asyncio.create_task(on_own_connection(url, lambda: give_tokens(*ids, balance)))

    async def enter(self) -> Artist:
        """A fan who holds enough."""
        fan = await Artist.register(self.pair.url, "fan")
        await self.hold(fan, 5)
        return fan

    def open_page(self, fan: Artist) -> Any:
        """What a page has open."""
        return listen(f"{self.pair.ws_url}/ws/livestreams/{self.show['id']}", fan.token)

    async def ask(self, fan: Artist) -> str:
        """The address that a pass opens."""
        url: str = (await expect(fan.client.post(f"/livestreams/{self.show['id']}/pass", json={})))["media_url"]
        return url

    async def fetch(self, url: str) -> int:
        return (await self.player.get(url)).status_code

    async def wait_for_end(self, url: str, timeout: float) -> float:
        """Until an address opens nothing any more; the seconds."""
        began = time.monotonic()
        await until(lambda: self.fetch(url), timeout, is_it=lambda status: status == 403)
        return time.monotonic() - began


@pytest_asyncio.fixture(loop_scope="session")
async def gated(pair: PlatformPair, artist: Artist, tmp_path: Path) -> AsyncIterator[Gated]:
    show = await artist.create_livestream("For a few", token_gate_amount=5)
    house = Gated(pair, artist, show)
    async with Publisher.start(publish_url(show), tmp_path):
        url = await house.ask(artist)  # an artist's own pass needs no page
        await until(lambda: house.fetch(url), is_it=lambda status: status == 200)
        yield house
    await house.player.aclose()


async def test_media_is_for_passes_and_a_pass_for_as_long_as_its_account_may_watch(gated: Gated) -> None:
    show = gated.show
    assert await gated.fetch(show["hls_url"]) == 403, "a stranger who knows the address of a public show's playlist"
    seconds: dict[str, float] = {}

    async def try_one(name: str, fan: Artist, *, page_stays: bool = True) -> None:
        async with gated.open_page(fan) as page:
            url = await gated.ask(fan)
            assert await gated.fetch(url) == 200
            playlist = (await gated.player.get(url)).text
            segment = re.findall(r'^[^#\s]\S*|URI="([^"]+)"', playlist, re.MULTILINE)
            assert segment, playlist
            part = next(name for name in segment if name)
            assert await gated.fetch(str(httpx.URL(url).join(part))) == 200, "what the playlist names, too"
            assert await gated.fetch(str(httpx.URL(show["hls_url"]).join(part))) == 403
            if page_stays:
                await ends[name](fan)
                seconds[name] = await gated.wait_for_end(url, 15)
                assert await gated.fetch(str(httpx.URL(url).join(part))) == 403
                assert await page.expect_close() in (4401, 4403)
        if not page_stays:
            seconds[name] = await gated.wait_for_end(url, 60)
        if name != "closed account":
            await fan.close()

    async def sign_out(fan: Artist) -> None:
        await fan.client.delete("/sessions/current")

    async def block(fan: Artist) -> None:
        answer = await gated.artist.client.put(f"/artists/{gated.artist.account['id']}/blocks/{fan.account['id']}")
        assert answer.status_code == 204

    async def close_account(fan: Artist) -> None:
        answer = await fan.client.request("DELETE", "/me", json={"password": PASSWORD})
        assert answer.status_code == 204, answer.text
        await fan.close()

    ends = {
        "signed out": sign_out,
        "spent": lambda fan: gated.hold(fan, 4),
        "blocked": block,
        "closed account": close_account,
    }
    fans = {name: await gated.enter() for name in (*ends, "closed page")}  # few of an address register at once
    await asyncio.gather(*(try_one(name, fan, page_stays=name in ends) for name, fan in fans.items()))
    logger.info("Seconds to revocation: %s", {name: round(taken, 2) for name, taken in seconds.items()})


async def test_while_web_is_away_who_watches_goes_on_and_keeps_the_pass(gated: Gated) -> None:
    fan = await gated.enter()
    async with gated.open_page(fan) as page:
        url = await gated.ask(fan)
        await asyncio.to_thread(gated.pair.web.stop)
        assert await page.expect_close() == 1012
    for _ in range(20):
        assert await gated.fetch(url) == 200
        await asyncio.sleep(0.25)
    await asyncio.to_thread(gated.pair.web.start)
    await asyncio.to_thread(gated.pair.web.wait_ready)
    async with gated.open_page(fan):
        assert await gated.ask(fan) == url, "the same pass"
        assert await gated.fetch(url) == 200
    await fan.close()


async def test_a_show_for_everybody_that_is_made_gated_stops_for_all_others(gated: Gated) -> None:
    path = f"/livestreams/{gated.show['id']}"
    await expect(gated.artist.client.patch(path, json={"token_gate_amount": None}))
    stranger: Listener
    async with listen(f"{gated.pair.ws_url}/ws{path}") as stranger:
        url = (await gated.artist.status(gated.show["id"]))["hls_url"]
        await until(lambda: gated.fetch(url), is_it=lambda status: status == 200)
        fan = await gated.enter()
        await expect(gated.artist.client.patch(path, json={"token_gate_amount": 5}))
        assert await stranger.expect_close() == 1012
        gone = await until(lambda: gated.fetch(url), is_it=lambda status: status != 200)
        assert gone in (403, 404)
        assert (await gated.artist.status(gated.show["id"]))["hls_url"] is None
        async with gated.open_page(fan):
            given = await gated.ask(fan)
            await until(lambda: gated.fetch(given), is_it=lambda status: status == 200)
        await fan.close()
