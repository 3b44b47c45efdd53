"""A gated show over two web processes: a fan's page is at one, and what concerns it is done at the other."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from support.fleet import Fleet
from support.postgres import PostgresServer
from support.publisher import Publisher
from support.redis import RedisServer
from support.rest import Artist, expect, publish_url
from support.sockets import Listener, listen
from support.waiting import PATIENCE, until

logger = logging.getLogger(__name__)
AT_B, AT_A = 0, 1
"""The node's calls go to the first of the fleet."""
ENDS_WITHIN = 10.0
"""Seconds in which a lost right is gone. Five are promised; a busy machine has twice that."""
FORGOTTEN_WITHIN = 110.0
"""Seconds after which what was watched at a process that was killed is over: it is dead after 60, and a page gone
after 15 more."""


class House:
    """The fleet, a show that takes one token, and what a player gets of it."""

    def __init__(self, fleet: Fleet, artist: Artist) -> None:
        self.fleet = fleet
        self.artist = artist
        self.show: dict[str, Any] = {}
        self.player = httpx.AsyncClient(trust_env=False, timeout=PATIENCE)
        self.seconds: dict[str, float] = {}

    async def enter(self) -> Artist:
        """A fan with a token, who asks web B."""
        fan = await Artist.register(f"http://{self.fleet.url(AT_B)}", "fan")
        grant = {"account": fan.account["id"], "amount": 1, "reason": "a test"}
        await expect(self.artist.client.post(f"/artists/{self.artist.account['id']}/tokens/grants", json=grant), 201)
        return fan

    def open_page(
        self, fan: Artist, web: int, name: str = "the-only-page"
    ) -> contextlib.AbstractAsyncContextManager[Listener]:
        return listen(f"ws://{self.fleet.url(web)}/ws/livestreams/{self.show['id']}?screen={name}", fan.token)

    async def ask(
        self, fan: Artist, name: str = "the-only-page", *, web: int = AT_B, **fields: Any
    ) -> httpx.Response:
        url = f"http://{self.fleet.url(web)}/api/v1/livestreams/{self.show['id']}/pass"
        return await fan.client.post(url, json={"screen": name, **fields})

    async def let_in(self, fan: Artist) -> str:
        """The address that a pass asked for at B opens."""
        url: str = (await expect(self.ask(fan)))["media_url"]
        assert await self.fetch(url) == 200
        return url

    async def fetch(self, url: str) -> int:
        return (await self.player.get(url)).status_code

    async def note_end(self, what: str, url: str, timeout: float = ENDS_WITHIN) -> None:
        """Until an address opens nothing any more."""
        began = time.monotonic()
        await until(lambda: self.fetch(url), timeout, is_it=lambda status: status == 403)
        self.seconds[what] = round(time.monotonic() - began, 2)


@pytest.fixture
def fleet(tmp_path: Path, postgres: PostgresServer, redis: RedisServer) -> Iterator[Fleet]:
    fleet = Fleet(tmp_path, postgres.url("gated_fleet"), redis, 2, MAX_SCREENS="2")
    try:
        fleet.start()
        yield fleet
    finally:
        fleet.kill()


@pytest_asyncio.fixture(loop_scope="session")
async def house(fleet: Fleet, tmp_path: Path) -> AsyncIterator[House]:
    artist = await Artist.register(f"http://{fleet.url(AT_B)}")
    house = House(fleet, artist)
    house.show = await artist.create_livestream("For a few", token_gate_amount=1)
    async with Publisher.start(publish_url(house.show), tmp_path):
        url = (await expect(house.ask(artist)))["media_url"]
        await until(lambda: house.fetch(url), is_it=lambda status: status == 200)
        yield house
    await house.player.aclose()
    await artist.close()


async def test_what_is_done_at_one_process_ends_what_is_watched_at_another_and_a_dead_one_keeps_nobody(
    house: House,
) -> None:
    fans = {name: await house.enter() for name in ("signs out", "blocked", "crowd", "stays", "left", "banned")}
    await asyncio.gather(
        end_by_signing_out(house, fans["signs out"]),
        end_by_a_block(house, fans["blocked"]),
        change_screens(house, fans["crowd"]),
    )
    async with contextlib.AsyncExitStack() as stack:
        lasting = ("stays", "left", "banned")
        pages = {name: await stack.enter_async_context(house.open_page(fans[name], AT_A)) for name in lasting}
        urls = {name: await house.let_in(fans[name]) for name in lasting}
        await asyncio.to_thread(house.fleet.webs[AT_A].kill)
        await pages["stays"].expect_close()
        await stack.enter_async_context(house.open_page(fans["stays"], AT_B))
        watching = asyncio.create_task(watch(house, urls["stays"]))
        await asyncio.gather(
            block(house, fans["banned"], "blocked, and its page was at the process that was killed", urls["banned"]),
            house.note_end("left, with the process that was killed", urls["left"], FORGOTTEN_WITHIN),
        )
        assert not watching.done(), watching.result()
        watching.cancel()
        assert (await expect(house.ask(fans["stays"])))["media_url"] == urls["stays"], "the same pass"
    logger.info("Seconds to the end: %s", house.seconds)
    for fan in fans.values():
        await fan.close()


async def end_by_signing_out(house: House, fan: Artist) -> None:
    async with house.open_page(fan, AT_A) as page:
        url = await house.let_in(fan)
        await fan.client.delete("/sessions/current")
        await house.note_end("signed out", url)
        assert await page.expect_close() == 4401


async def end_by_a_block(house: House, fan: Artist) -> None:
    async with house.open_page(fan, AT_A) as page:
        await block(house, fan, "blocked", await house.let_in(fan))
        assert await page.expect_close() == 4403


async def block(house: House, fan: Artist, what: str, url: str) -> None:
    path = f"/artists/{house.artist.account['id']}/blocks/{fan.account['id']}"
    assert (await house.artist.client.put(path)).status_code == 204
    await house.note_end(what, url, 30)


async def change_screens(house: House, fan: Artist) -> None:
    """Two are as many as there may be, wherever they are."""
    async with house.open_page(fan, AT_A, "page-one") as first:
        # Which is the oldest is told by when each was written down, and that is now.
        await expect(house.ask(fan, "page-one", web=AT_A))
        async with house.open_page(fan, AT_B, "page-two") as second:
            await expect(house.ask(fan, "page-two"))
            async with house.open_page(fan, AT_B, "page-three") as third:
                refusal = (await house.ask(fan, "page-three")).json()
                assert (refusal["code"], len(refusal["screens"])) == ("too_many_screens", 2)
                began = time.monotonic()
                assert (await house.ask(fan, "page-three", watch_here=True)).status_code == 200
                assert (await first.expect("screen.moved"))["to"]["id"] == house.show["id"]
                assert await first.expect_close() == 4409
                house.seconds["watched elsewhere instead"] = round(time.monotonic() - began, 2)
                assert (second.close_code, third.close_code) == (None, None)


async def watch(house: House, url: str) -> int:
    """As a player does; what it was refused with."""
    while (status := await house.fetch(url)) == 200:
        await asyncio.sleep(0.2)
    return status
