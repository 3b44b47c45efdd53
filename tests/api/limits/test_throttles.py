"""What may be done so often only: counted over all web processes, and without Redis by each."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from redis.asyncio import Redis

from api.app import create_app
from api.limits.throttles import AWAY, Bound, Throttles
from api.outbox.attach import attach_outbox
from runtime.keys import Keys
from settings import Settings
from support.app_world import PASSWORD, SECRET, Visitor, World
from support.applications import running
from support.databases import create_database
from support.fake_live import FakeLive
from support.ports import find_free_port
from support.postbox import Postbox
from support.redis import RedisServer
from support.waiting import PATIENCE

KEYS = Keys("a secret")
TEN = Bound("ten", 10, 300)


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Redis that is slow, on a machine that does other things, is not away."""
    monkeypatch.setattr("api.limits.throttles.ANSWER_TIMEOUT", PATIENCE)


@asynccontextmanager
async def make_workers(redis_url: str | None, count: int) -> AsyncIterator[list[Throttles]]:
    workers = [Throttles(redis_url, KEYS) for _ in range(count)]
    try:
        yield workers
    finally:
        for worker in workers:
            await worker.close()


async def test_processes_count_together(redis: RedisServer) -> None:
    async with make_workers(redis.url, 4) as workers:
        waits = [await workers[number % 4].take(TEN, "together") for number in range(60)]
        assert waits.count(0) == TEN.tries
        assert 0 < await workers[0].take(TEN, "together") <= 30
        await workers[1].give_back(TEN, "together")
        assert await workers[2].take(TEN, "together") == 0, "what the others refused was not counted"
        assert await workers[3].take(TEN, "somebody else") == 0


async def test_who_reads_redis_can_try_no_address(redis: RedisServer) -> None:
    address = "ada@example.org"
    async with make_workers(redis.url, 1) as (worker,), Redis.from_url(redis.url) as reader:
        await worker.take(TEN, address)
        names = {name.decode() async for name in reader.scan_iter("encryptedmedia:throttle:*")}
        await Throttles(redis.url, Keys("another secret")).take(TEN, address)
        more = {name.decode() async for name in reader.scan_iter("encryptedmedia:throttle:*")}
    assert not any(address in name or hashlib.sha256(address.encode()).hexdigest() in name for name in more)
    assert len(more - names) == 1, "what an address is called depends on the key"


async def test_bounds_of_one_key_are_counted_apart(redis: RedisServer) -> None:
    async with make_workers(redis.url, 1) as (worker,):
        few = Bound("few", 1, 300)
        first, second = [await worker.take(few, "apart") for _ in range(2)]
        assert first == 0
        assert 200 < second <= 300, "by Redis's clock, which goes on"
        assert await worker.take(TEN, "apart") == 0


async def test_without_redis_each_process_counts_for_itself() -> None:
    async with make_workers(f"redis://127.0.0.1:{find_free_port()}/0", 1) as (worker,):
        waits = [await worker.take(TEN, "alone") for _ in range(12)]
        assert waits.count(0) == TEN.tries


async def test_redis_that_did_not_answer_is_left_alone_for_a_while(tmp_path: Path) -> None:
    clock = [0.0]
    redis = RedisServer.start(tmp_path)
    first, second = Throttles(redis.url, KEYS, lambda: clock[0]), Throttles(redis.url, KEYS)
    one = Bound("one", 1, 10_000)
    try:
        redis.kill()
        assert await first.take(one, "a") == 0
        redis.restart()
        assert await second.take(one, "b") == 0
        assert await first.take(one, "b") == 0, "it does not ask yet"
        assert await second.take(one, "c") == 0
        clock[0] += AWAY
        assert await first.take(one, "c") > 0
    finally:
        await first.close()
        await second.close()
        redis.stop()


async def test_writes_of_an_account_are_counted_over_all_web_processes(redis: RedisServer, tmp_path: Path) -> None:
    settings = Settings(
        database_url=await create_database(tmp_path),
        streaming_secret=SECRET,
        redis_url=redis.url,
        writes_per_minute=1,
    )
    first, second = (
        create_app(
            settings,
            FakeLive(),
            extensions=[attach_outbox(settings, mail_sender=Postbox())],
            dist=tmp_path / "dist",
        )
        for _ in range(2)
    )
    async with running(first):
        sign_in = {"email": "ada@example.org", "password": PASSWORD}
        ada = await World(first, FakeLive(), settings).enter({**sign_in, "display_name": "Ada", "role": "artist"})
        token = (await ada.expect(200, "POST", "/sessions", sign_in))["token"]
        await Visitor(first, token).refused(404, "livestream_not_found", "DELETE", "/livestreams/nowhere")
    async with running(second):
        await Visitor(second, token).refused(429, "too_many_tries", "DELETE", "/livestreams/nowhere")
