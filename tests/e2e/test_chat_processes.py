"""A room over three web processes, one PostgreSQL and one Redis: whatever of it dies while people talk, every page
has every word once and in order, and nothing of what was removed."""

import asyncio
import contextlib
import itertools
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from support.postgres import PostgresServer
from support.redis import RedisServer
from support.rest import Artist, expect
from support.rooms import RoomClient
from support.waiting import PATIENCE, until
from support.web import Web

NUMBERS = itertools.count(1)
AT_ONCE = 5
"""Messages of one account that are taken without a wait."""


class Page(RoomClient):
    """A page that comes back, to the next process each time."""

    async def follow(self, webs: Sequence[Web], livestream_id: str) -> None:
        """Until it is cancelled."""
        for web in itertools.cycle(webs):
            resume = "" if self.seq is None else f"&chat_seq={self.seq}"
            address = f"{web.ws_url}/ws/livestreams/{livestream_id}?observe=true&with=chat{resume}"
            with contextlib.suppress(OSError, WebSocketException):
                async with connect(address, proxy=None, compression=None, open_timeout=PATIENCE) as socket:
                    async for text in socket:
                        if (frame := json.loads(text))["type"] == "chat":
                            self.take(frame)
            await asyncio.sleep(0.05)


class Fan:
    """Says things, and says them again elsewhere where no answer came."""

    def __init__(self, account: Artist, webs: Sequence[Web], livestream_id: str) -> None:
        self._client = httpx.AsyncClient(headers=account.client.headers, timeout=PATIENCE, trust_env=False)
        self._account = account
        self._webs = webs
        self._place = f"/api/v1/livestreams/{livestream_id}/chat"

    async def say(self, text: str) -> dict[str, Any]:
        """The message that it became."""
        name = f"message-{next(NUMBERS)}"
        first = next(NUMBERS)
        for attempt in itertools.count(first):
            url = self._webs[attempt % len(self._webs)].url + self._place
            with contextlib.suppress(httpx.TransportError):
                answer = await self._client.post(url, json={"text": text, "id": name})
                if answer.status_code in (200, 201):
                    message: dict[str, Any] = answer.json()
                    return message
                assert answer.status_code in (429, 503), answer.text
                await asyncio.sleep(float(answer.headers.get("Retry-After", 0.1)))
            await asyncio.sleep(0.05)
        raise AssertionError

    async def remove(self, message: dict[str, Any]) -> None:
        answer = await self._client.delete(f"{self._webs[0].url}{self._place}/{message['id']}")
        assert answer.status_code == 204, answer.text

    async def close(self) -> None:
        await self._client.aclose()
        await self._account.close()


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[RedisServer]:
    redis = RedisServer.start(tmp_path / "redis")
    yield redis
    redis.stop()


@pytest.fixture
async def webs(tmp_path: Path, postgres: PostgresServer, own_redis: RedisServer) -> AsyncIterator[list[Web]]:
    variables = {"DATABASE_URL": postgres.url(f"chat_{next(NUMBERS)}"), "REDIS_URL": own_redis.url}
    webs = []
    try:
        for name in ("one", "two", "three"):
            (tmp_path / name).mkdir()
            webs.append(Web(tmp_path / name, **variables))
            if name != "one":
                webs[-1].process.start()
            else:
                webs[0] = await asyncio.to_thread(Web.start, tmp_path / name, **variables)
        for web in webs:
            await asyncio.to_thread(web.process.wait_ready)
        yield webs
    finally:
        for web in webs:
            web.process.kill()


async def test_a_killed_process_and_redis_away_cost_no_word(webs: list[Web], own_redis: RedisServer) -> None:
    artist = await Artist.register(webs[0].url)
    room = (await artist.create_livestream())["id"]
    fans = [Fan(await Artist.register(webs[0].url, "fan"), webs, room) for _ in range(4)]
    pages = [Page() for _ in range(6)]
    following = [
        asyncio.create_task(page.follow([*webs[at % 3 :], *webs[: at % 3]], room)) for at, page in enumerate(pages)
    ]
    try:
        await until(lambda: all(page.seq is not None for page in pages))
        said: list[dict[str, Any]] = []

        async def talk(count: int) -> None:
            words = [fan.say(f"{next(NUMBERS)}") for fan in fans for _ in range(count)]
            said.extend(await asyncio.gather(*words))

        talking = asyncio.create_task(talk(3))
        await until(lambda: any(page.messages for page in pages))
        await asyncio.to_thread(webs[2].process.kill)  # in the middle of it
        await talking
        await asyncio.to_thread(own_redis.kill)
        await talk(1)
        await fans[0].remove(said[0])
        await asyncio.to_thread(own_redis.restart)
        webs[2].process.start()
        await talk(1)
        truth = await expect(artist.client.get(f"/livestreams/{room}/chat?limit=200"))
        assert len(truth["messages"]) == len({one["id"] for one in said}) - 1 == 4 * AT_ONCE - 1
        assert sorted(one["text"] for one in truth["messages"]) == sorted(one["text"] for one in said[1:])

        def everybody_has_it() -> bool:
            assert not any(task.done() for task in following), [task.exception() for task in following if task.done()]
            return all(page.shown() == truth["messages"] for page in pages)

        await until(everybody_has_it)
        assert all(page.resets == 1 for page in pages), "each went on where it was"
    finally:
        for task in following:
            task.cancel()
        await asyncio.gather(*following, return_exceptions=True)
        for one in fans:
            await one.close()
        await artist.close()
