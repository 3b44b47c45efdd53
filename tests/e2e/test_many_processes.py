"""Three web processes over one PostgreSQL and one Redis act as one, whatever of it dies meanwhile."""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from support.fleet import Fleet
from support.postgres import PostgresServer
from support.publisher import Publisher
from support.redis import RedisServer
from support.rest import Artist, publish_url
from support.sockets import Listener, listen
from support.waiting import PATIENCE, until

NUMBERS = itertools.count(1)
STORY = ["livestream.live", "livestream.interrupted", "livestream.resumed", "livestream.ended"]


@contextlib.asynccontextmanager
async def viewers(fleet: Fleet, livestream_id: str, per_process: int) -> AsyncIterator[list[list[Listener]]]:
    """Viewer sockets on every process."""
    async with contextlib.AsyncExitStack() as stack:
        yield [
            [
                await stack.enter_async_context(listen(f"ws://{fleet.url(index)}/ws/livestreams/{livestream_id}"))
                for _ in range(per_process)
            ]
            for index in range(len(fleet.webs))
        ]


@pytest.fixture
def fleet(tmp_path: Path, postgres: PostgresServer) -> Any:
    redis = RedisServer.start(tmp_path / "redis")
    fleet = Fleet(tmp_path, postgres.url(f"fleet_{next(NUMBERS)}"), redis, 3, RECONNECT_GRACE="20")
    try:
        fleet.start()
        yield fleet
    finally:
        fleet.kill()
        redis.stop()


async def test_a_process_and_redis_may_die_under_a_show_and_no_event_is_lost_or_doubled(
    fleet: Fleet, tmp_path: Path
) -> None:
    artist = await Artist.register(fleet.pair.url)
    livestream = await artist.create_livestream()
    async with (
        viewers(fleet, livestream["id"], 2) as watching,
        listen(f"ws://{fleet.url(1)}/ws/artist", artist.token) as dashboard,
    ):
        first, second, third = watching
        for listener in first + second + third:
            await listener.expect("livestream.viewers", viewer_count=6)

        async with Publisher.start(publish_url(livestream), tmp_path) as publisher:
            for listener in first + second + third:
                await listener.expect("livestream.live")

            await asyncio.to_thread(fleet.webs[2].kill)  # its viewers stop counting within 15 s and a beat
            for listener in first + second:
                await listener.expect("livestream.viewers", timeout=25, viewer_count=4)

            fleet.redis.kill()
            await dashboard.expect("platform.degraded")
            assert "bus" in (await fleet.health(1))["problems"]
            await publisher.kill()
            for listener in first + second:  # the second hears of it from the database
                await listener.expect("livestream.interrupted")

        fleet.redis.restart()
        await dashboard.expect("platform.restored")
        await until(lambda: fleet.health(0), is_it=lambda health: health["status"] == "ok")
        async with Publisher.start(publish_url(livestream), tmp_path) as publisher:
            for listener in first + second:
                await listener.expect("livestream.resumed")
            await publisher.stop()
        for listener in first + second:
            await listener.expect("livestream.ended")
        for listener in [*first, *second]:
            assert listener.transitions == STORY
        await dashboard.expect("livestream.ended")
        assert [event for event in dashboard.transitions if event in STORY] == STORY
        assert (await artist.status(livestream["id"]))["viewer_count"] == 4
    await artist.close()


async def test_the_artists_end_reaches_the_publisher_through_any_process(fleet: Fleet, tmp_path: Path) -> None:
    artist = await Artist.register(f"http://{fleet.url(1)}")  # ingest's reports go to the first
    livestream = await artist.create_livestream()
    async with (
        listen(f"ws://{fleet.url(2)}/ws/livestreams/{livestream['id']}?observe=true") as observer,
        Publisher.start(publish_url(livestream), tmp_path) as publisher,
    ):
        await observer.expect("livestream.live")
        await artist.move(livestream["id"], "stop")
        await observer.expect("livestream.ended")
        await until(lambda: not publisher.is_running())
    await artist.close()


async def test_rehearsal_is_seen_on_whichever_process_the_dashboard_is(fleet: Fleet, tmp_path: Path) -> None:
    artist = await Artist.register(fleet.pair.url)
    rehearsal = (await artist.client.get("/rehearsal")).json()
    async with contextlib.AsyncExitStack() as stack:
        dashboards = [
            await stack.enter_async_context(listen(f"ws://{fleet.url(index)}/ws/artist", artist.token))
            for index in range(len(fleet.webs))
        ]
        async with Publisher.start(publish_url(rehearsal), tmp_path) as publisher:
            for dashboard in dashboards:
                await dashboard.expect("rehearsal.started")
                assert (await dashboard.expect("rehearsal.health"))["verdict"]["checks"][0]["ok"]
            for index in range(len(fleet.webs)):
                headers = {"Authorization": f"Bearer {artist.token}"}
                async with httpx.AsyncClient(trust_env=False, headers=headers, timeout=PATIENCE) as client:
                    answer = (await client.get(f"http://{fleet.url(index)}/api/v1/rehearsal")).json()
                assert (answer["active"], answer["verdict"]["checks"][0]["ok"]) == (True, True)
            await publisher.stop()
        verdicts = [(await dashboard.expect("rehearsal.ended"))["verdict"] for dashboard in dashboards]
        assert verdicts[0] == verdicts[1] == verdicts[2]
    await artist.close()
