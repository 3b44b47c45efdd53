"""Who watches, over two web processes, one PostgreSQL and one Redis: each socket that comes and goes counts once."""

import asyncio
import itertools
import json
from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect

from support.postgres import PostgresServer
from support.redis import RedisServer
from support.rest import Artist, expect
from support.sockets import listen
from support.waiting import PATIENCE, until
from support.web import Publisher, Web

NUMBERS = itertools.count(1)


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[RedisServer]:
    redis = RedisServer.start(tmp_path / "redis")
    yield redis
    redis.stop()


@pytest.fixture
def webs(tmp_path: Path, postgres: PostgresServer, own_redis: RedisServer) -> Iterator[list[Web]]:
    variables = {"DATABASE_URL": postgres.url(f"audience_{next(NUMBERS)}"), "REDIS_URL": own_redis.url}
    webs: list[Web] = []
    try:
        for name in ("first", "second"):
            (tmp_path / name).mkdir()
            webs.append(Web.start(tmp_path / name, **variables))
        yield webs
    finally:
        for web in webs:
            web.stop()


async def see_live(socket: ClientConnection) -> None:
    """Until its process knows that the show is live."""
    async with asyncio.timeout(PATIENCE):
        async for text in socket:
            frame = json.loads(text)
            if frame["type"] == "livestream.live" or frame.get("livestream", {}).get("status") == "live":
                return


async def hear(web: Web, artist: Artist, livestream_id: str, come_and_gone: tuple[int, int]) -> None:
    """Until the artist's channel there tells so many."""
    async with listen(f"{web.ws_url}/ws/me", artist.token) as own, asyncio.timeout(2 * PATIENCE):
        found = (0, 0)
        while found != come_and_gone:
            told = (await own.expect("livestream.audience", livestream_id=livestream_id))["audience"]
            found = told["joins"], told["leaves"]
            assert told["now"] == come_and_gone[0] - come_and_gone[1]
            assert sum(point["joins"] for point in told["points"]) == told["joins"]


async def test_sockets_on_two_processes_are_each_counted_once(webs: list[Web]) -> None:
    first, second = webs
    artist = await Artist.register(first.url)
    made = await artist.create_livestream()
    place = f"{first.url}/api/v1/livestreams/{made['id']}/audience"

    async def count(now: int) -> None:
        await until(lambda: expect(artist.client.get(place)), is_it=lambda found: found["now"] == now)

    async with AsyncExitStack() as stack:

        async def open_at(web: Web) -> ClientConnection:
            address = f"{web.ws_url}/ws/livestreams/{made['id']}"
            return await stack.enter_async_context(connect(address, proxy=None, open_timeout=PATIENCE))

        waiting = await open_at(second)
        await stack.enter_async_context(Publisher(first, made["stream_key"]))
        here = [await open_at(web) for web in (first, first, second, second)]
        await see_live(waiting)
        await see_live(here[0])
        await count(5)
        await waiting.close()
        await here[0].close()
        await count(3)
        await here[3].close()
        await count(2)
        for web in webs:
            await hear(web, artist, made["id"], (5, 3))
        # Each ends as in a deployment: it writes what it has counted last, and its sockets leave.
        for web in reversed(webs):
            await web.restart()
        found = await expect(artist.client.get(place))
        assert (found["joins"], found["leaves"], found["now"]) == (5, 5, 0)
        assert found["minutes_watched"] > 0
        assert sum(point["joins"] for point in found["points"]) == 5
    await artist.close()


async def test_a_visitor_is_one_on_all_processes_and_after_restarts(webs: list[Web]) -> None:
    artist = await Artist.register(webs[0].url)
    made = await artist.create_livestream()
    place = f"/api/v1/livestreams/{made['id']}"
    async with httpx.AsyncClient(timeout=PATIENCE) as fans:

        async def come(web: Web, browser: str) -> None:
            headers = {"User-Agent": f"{browser}/1.0 (X11; Linux x86_64)"}
            body = {"came_from": f"{browser.lower()}.example"}
            answer = await fans.post(f"{web.url}{place}/reports", json=body, headers=headers)
            assert answer.status_code == 204, answer.text

        async with Publisher(webs[0], made["stream_key"]):
            for web in webs:  # each hears by itself that the show is live
                async with connect(f"{web.ws_url}/ws{place[7:]}?observe=true", proxy=None) as socket:
                    await see_live(socket)
            for last in ("Chrome", "Safari"):
                for web in webs:
                    await come(web, "Firefox")
                await come(webs[1], last)
                # Each writes what it has heard last, and comes back with nothing in mind.
                for web in reversed(webs):
                    await web.restart()
            found = await expect(artist.client.get(f"{webs[0].url}{place}/audience"))
    assert found["unique"] == 3
    hosts = {one["host"]: one["screens"] for one in found["came_from"]["hosts"]}
    assert hosts == {"firefox.example": 4, "chrome.example": 1, "safari.example": 1}
    await artist.close()
