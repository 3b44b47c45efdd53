"""The bus over a real Redis: what one process says the other hears, through outages too."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from redis.asyncio import Redis

from realtime.bus.bus import Message
from realtime.bus.redis_bus import BATCH, RedisBus
from realtime.bus.redis_lines import TOPIC, name_topic
from support.redis import RedisServer
from support.waiting import until

WAIT = 20.0


class Ear:
    """What a process hears from its bus."""

    def __init__(self) -> None:
        self.heard: asyncio.Queue[Message] = asyncio.Queue()
        self.connected = 0
        self._changed = asyncio.Event()

    def reconnected(self) -> None:
        self.connected += 1
        self._changed.set()

    async def until_connected(self, times: int) -> None:
        async with asyncio.timeout(WAIT):
            while self.connected < times:
                self._changed.clear()
                await self._changed.wait()

    async def next(self) -> Message:
        return await asyncio.wait_for(self.heard.get(), WAIT)


@asynccontextmanager
async def joined(url: str, name: str) -> AsyncIterator[tuple[RedisBus, Ear]]:
    bus, ear = RedisBus(url, name), Ear()
    bus.on("test", ear.heard.put_nowait)
    await bus.start(ear.reconnected)
    try:
        yield bus, ear
    finally:
        await bus.stop()


async def test_a_message_reaches_the_other_processes_in_order_and_not_its_sender(redis: RedisServer) -> None:
    async with joined(redis.url, "one") as (one, at_one), joined(redis.url, "two") as (_, at_two):
        await at_one.until_connected(1)
        await at_two.until_connected(1)
        for number in range(100):
            one.publish({"kind": "test", "number": number})
        assert [(await at_two.next())["number"] for _ in range(100)] == list(range(100))
        assert at_one.heard.empty()


@asynccontextmanager
async def overheard(url: str) -> AsyncIterator[Callable[[], Awaitable[bytes]]]:
    """What goes over the wire: a function that waits for the next publication."""
    async with Redis.from_url(url) as client, client.pubsub() as wire:
        await wire.subscribe(TOPIC)
        assert await wire.get_message(timeout=WAIT), "the subscription is not confirmed"

        async def read() -> bytes:
            async with asyncio.timeout(WAIT):
                while (found := await wire.get_message(timeout=WAIT)) is None:
                    pass
            data: bytes = found["data"]
            return data

        yield read


async def test_what_waits_travels_in_one_publication(redis: RedisServer) -> None:
    async with joined(redis.url, "one") as (one, at_one), joined(redis.url, "two") as (_, at_two):
        await at_one.until_connected(1)
        await at_two.until_connected(1)
        async with overheard(redis.url) as read:
            for number in range(100):
                one.publish({"kind": "test", "number": number})
            assert len(json.loads(await read())["messages"]) == 100
        assert [(await at_two.next())["number"] for _ in range(100)] == list(range(100))


async def test_a_publication_is_bounded_and_the_rest_takes_the_next(redis: RedisServer) -> None:
    size = BATCH // 4
    async with joined(redis.url, "one") as (one, at_one), joined(redis.url, "two") as (_, at_two):
        await at_one.until_connected(1)
        await at_two.until_connected(1)
        async with overheard(redis.url) as read:
            for number in range(20):
                one.publish({"kind": "test", "number": number, "text": "x" * size})
            numbers = 0
            while numbers < 20:
                data = await read()
                assert len(data) < BATCH + 2 * size
                numbers += len(json.loads(data)["messages"])
        assert [(await at_two.next())["number"] for _ in range(20)] == list(range(20))


async def test_a_message_that_cannot_be_taken_keeps_none_of_its_companions(redis: RedisServer) -> None:
    heard: asyncio.Queue[int] = asyncio.Queue()
    connected = asyncio.Event()
    choosy = RedisBus(redis.url, "two")
    # A message without a number is one of a version to come.
    choosy.on("test", lambda message: heard.put_nowait(message["number"]))
    await choosy.start(connected.set)
    try:
        async with joined(redis.url, "one") as (one, at_one):
            await at_one.until_connected(1)
            await asyncio.wait_for(connected.wait(), WAIT)
            one.publish({"kind": "test", "number": 1})
            one.publish({"kind": "test"})
            one.publish({"kind": "unheard of"})
            one.publish({"kind": "test", "number": 2})
            assert [await asyncio.wait_for(heard.get(), WAIT) for _ in range(2)] == [1, 2]
    finally:
        await choosy.stop()


async def until_heard(client: Redis, topic: str, by: int, *, sharded: bool = False) -> None:
    """Until so many processes are subscribed to a topic, as Redis says."""
    ask = client.pubsub_shardnumsub if sharded else client.pubsub_numsub
    await until(lambda: ask(name_topic(topic)), WAIT, is_it=lambda found: [count for _, count in found] == [by])


async def test_a_topic_reaches_those_who_hear_it_and_nobody_else(redis: RedisServer) -> None:
    async with (
        joined(redis.url, "one") as (one, at_one),
        joined(redis.url, "two") as (two, at_two),
        joined(redis.url, "three") as (_, at_three),
        Redis.from_url(redis.url) as client,
    ):
        for ear in (at_one, at_two, at_three):
            await ear.until_connected(1)
        two.hear("artist:ada")
        await until_heard(client, "artist:ada", 1)
        one.publish({"kind": "test", "number": 1}, "artist:ada")
        one.publish({"kind": "test", "number": 2}, "artist:bob")
        one.publish({"kind": "test", "number": 3})
        assert {(await at_two.next())["number"] for _ in range(2)} == {1, 3}
        assert (await at_three.next())["number"] == 3
        two.leave("artist:ada")
        await until_heard(client, "artist:ada", 0)
        one.publish({"kind": "test", "number": 4}, "artist:ada")
        await one.flush()
        one.publish({"kind": "test", "number": 5})
        assert (await at_two.next())["number"] == 5
        assert (await at_three.next())["number"] == 5
        assert one.dropped == 0


async def test_an_outage_is_named_and_its_end_is_told(tmp_path: Path) -> None:
    redis = RedisServer.start(tmp_path / "redis")
    try:
        async with joined(redis.url, "one") as (one, at_one), joined(redis.url, "two") as (two, at_two):
            await at_one.until_connected(1)
            await at_two.until_connected(1)
            redis.kill()
            assert "Redis" in str(await until(lambda: one.problem, WAIT))
            one.publish({"kind": "test", "number": 1})
            assert one.dropped == 1
            two.hear("artist:ada")
            redis.restart()
            await at_one.until_connected(2)
            await at_two.until_connected(2)
            one.publish({"kind": "test", "number": 2})
            assert (await at_two.next())["number"] == 2
            one.publish({"kind": "test", "number": 3}, "artist:ada")
            assert (await at_two.next())["number"] == 3, "chosen while Redis was away"
    finally:
        redis.stop()


async def test_a_redis_that_hangs_is_an_outage_too(tmp_path: Path) -> None:
    redis = RedisServer.start(tmp_path / "redis")
    try:
        async with joined(redis.url, "one") as (one, at_one):
            await at_one.until_connected(1)
            redis.pause()
            await until(lambda: one.problem, WAIT)
            redis.resume()
            await at_one.until_connected(2)
            assert one.problem is None
    finally:
        redis.stop()


async def test_a_process_may_start_before_its_redis(tmp_path: Path) -> None:
    redis = RedisServer.start(tmp_path / "redis")
    redis.kill()
    try:
        async with joined(redis.url, "one") as (one, at_one):
            assert one.problem is not None
            redis.restart()
            await at_one.until_connected(1)
    finally:
        redis.stop()


async def test_what_is_not_ours_is_ignored(redis: RedisServer) -> None:
    async with joined(redis.url, "one") as (one, at_one), joined(redis.url, "two") as (_, at_two):
        await at_one.until_connected(1)
        await at_two.until_connected(1)
        stranger = Redis.from_url(redis.url)
        for data in (b"not json", b"[]", b"{}", b"\xff", b'{"messages":3}', b'{"messages":[]}'):
            await stranger.publish("encryptedmedia:events", data)
        await stranger.aclose()
        one.publish({"kind": "test", "number": 7})
        assert (await at_two.next())["number"] == 7


async def test_a_cluster_is_served_by_sharded_pub_sub_and_its_outage_is_told_too(tmp_path: Path) -> None:
    redis = RedisServer.start(tmp_path / "redis", cluster=True)
    try:
        async with joined(redis.url, "one") as (one, at_one), joined(redis.url, "two") as (two, at_two):
            await at_one.until_connected(1)
            await at_two.until_connected(1)
            one.publish({"kind": "test", "number": 1})
            assert (await at_two.next())["number"] == 1
            assert at_one.heard.empty()
            two.hear("artist:ada")
            async with Redis.from_url(redis.url.replace("+cluster", "")) as node:
                await until_heard(node, "artist:ada", 1, sharded=True)
            one.publish({"kind": "test", "number": 7}, "artist:ada")
            assert (await at_two.next())["number"] == 7
            redis.kill()
            await until(lambda: one.problem, WAIT)
            redis.restart()
            await at_one.until_connected(2)
            await at_two.until_connected(2)
            one.publish({"kind": "test", "number": 2})
            assert (await at_two.next())["number"] == 2
    finally:
        redis.stop()
