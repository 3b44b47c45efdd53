"""Real web processes: two that share a PostgreSQL, and one that is restarted with an event on its way."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from support.postgres import PostgresServer
from support.receiver import Receiver
from support.redis import RedisServer
from support.rest import Artist, expect
from support.waiting import until
from support.web import Publisher, Web

INSIDE = {"WEBHOOK_PRIVATE_ADDRESSES": "1"}


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with Receiver() as receiver:
        yield receiver


async def subscribe(artist: Artist, receiver: Receiver) -> dict[str, Any]:
    return await expect(artist.client.post("/webhooks", json={"url": receiver.url()}), 201)


async def wait_for_delivered(artist: Artist, webhook_id: str, count: int) -> list[dict[str, Any]]:
    """Until so many are written down as delivered."""
    path = f"/webhooks/{webhook_id}/deliveries?limit=100"

    async def look() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await expect(artist.client.get(path)))["deliveries"]
        return found

    return await until(look, 60, is_it=lambda found: sum(one["state"] == "delivered" for one in found) >= count)


async def test_two_web_processes_on_postgresql_deliver_each_event_once(
    tmp_path: Path, postgres: PostgresServer, redis: RedisServer, receiver: Receiver
) -> None:
    url = await asyncio.to_thread(postgres.url, "webhooks_of_two")
    shared = {**INSIDE, "DATABASE_URL": url, "REDIS_URL": redis.url}
    webs: list[Web] = []
    try:
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            webs.append(await asyncio.to_thread(Web.start, tmp_path / name, **shared))
        artist = await Artist.register(webs[0].url)
        webhook = await subscribe(artist, receiver)
        for number in range(6):
            show = await artist.create_livestream()
            async with Publisher(webs[number % 2], show["stream_key"]) as publisher:
                await publisher.end()
        await receiver.wait(18)
        deliveries = await wait_for_delivered(artist, webhook["id"], 18)
        await artist.close()
    finally:
        for web in webs:
            await asyncio.to_thread(web.stop)
    assert [one["seq"] for one in deliveries] == list(range(18, 0, -1))
    assert {one["attempts"] for one in deliveries} == {1}
    ids = [arrival.headers["webhook-id"] for arrival in receiver.arrivals]
    assert len(ids) == len(set(ids)) == 18
    for subject in {arrival.event["subject"] for arrival in receiver.arrivals}:
        kinds = [arrival.kind for arrival in receiver.arrivals if arrival.event["subject"] == subject]
        assert kinds == ["scheduled", "live", "ended"]


async def test_event_on_its_way_in_a_restart_arrives_after_it(tmp_path: Path, receiver: Receiver) -> None:
    web = await asyncio.to_thread(Web.start, tmp_path, **INSIDE)
    try:
        artist = await Artist.register(web.url)
        webhook = await subscribe(artist, receiver)
        receiver.hold = asyncio.Event()
        await artist.create_livestream()
        await receiver.wait(1)
        restart = asyncio.create_task(web.restart())
        await receiver.wait(2)
        receiver.hold.set()
        await restart
        (delivery,) = await wait_for_delivered(artist, webhook["id"], 1)
        await artist.close()
    finally:
        await asyncio.to_thread(web.stop)
    first, second = receiver.arrivals
    assert (first.headers["webhook-id"], first.body) == (second.headers["webhook-id"], second.body)
    assert delivery["attempts"] == 2
    assert webhook["secret"] not in web.process.output
