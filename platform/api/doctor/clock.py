"""This machine's clock against those of others: passes, signed addresses and the times of shows hang on it."""

import asyncio
import time
from collections.abc import Awaitable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit

import httpx
from redis.exceptions import RedisError

from api.limits.throttles import connect
from catalog.db.clock import read_clock
from catalog.db.orm import close_database, open_database
from catalog.errors import DatabaseError
from runtime.findings import Finding
from runtime.keys import Keys
from settings import Settings
from settings.model import Bucket, is_local

PATIENCE: Final = 5.0
"""Seconds that a clock has to be told."""
NOTICED: Final = 2.0
"""Seconds that it may be apart."""
HARMFUL: Final = 30.0
"""Seconds from which passes are refused that are good, and the other way round."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Another clock: so many seconds before ours, give or take `doubt`."""

    whose: str
    ahead: float
    doubt: float

    @property
    def apart(self) -> float:
        """The least that they can be apart."""
        return max(0.0, abs(self.ahead) - self.doubt)


async def check_clock(settings: Settings) -> Finding:
    """Whether it agrees with those that can be asked; one that does not answer is another look's affair."""
    asked: list[Awaitable[Reading | None]] = [_ask_database(settings)]
    if settings.redis_url is not None:
        asked.append(_ask_redis(settings.redis_url))
    bucket = settings.bucket_url if isinstance(settings.recording_store, Bucket) else None
    urls = {url for url in (settings.public_url, settings.backend_api_url, bucket, settings.oidc_issuer) if url}
    asked += [ask_server(url) for url in sorted(urls) if not is_local(urlsplit(url).hostname)]
    readings = [reading for reading in await asyncio.gather(*asked) if reading is not None]
    return judge(readings)


def judge(readings: list[Reading]) -> Finding:
    """What follows from what the clocks say."""
    if not readings:
        return Finding("clock", "ok", "There is no other clock to compare it with: all of it is this machine's.")
    worst = max(readings, key=lambda reading: reading.apart)
    if worst.apart <= NOTICED:
        names = ", ".join(reading.whose for reading in readings)
        return Finding("clock", "ok", f"It agrees with that of {names}.")
    side = "behind" if worst.ahead > 0 else "ahead of"
    words = f"It is {worst.apart:.0f} s {side} that of {worst.whose}. Have both set themselves by NTP."
    return Finding("clock", "broken" if worst.apart > HARMFUL else "unsure", words)


async def ask_server(url: str) -> Reading | None:
    """By the `Date` of any answer, which is in whole seconds."""
    begun, at = time.monotonic(), time.time()
    try:
        async with httpx.AsyncClient(timeout=PATIENCE, trust_env=False) as client:
            answer = await client.head(url)
        said = parsedate_to_datetime(answer.headers["Date"]).timestamp()
    except (httpx.HTTPError, LookupError, ValueError, TypeError):
        return None
    took = time.monotonic() - begun
    return Reading(urlsplit(url).netloc.rpartition("@")[2], said + 0.5 - (at + took / 2), 0.5 + took / 2)


async def _ask_redis(url: str) -> Reading | None:
    try:
        client = connect(url)
        try:
            async with asyncio.timeout(PATIENCE):
                await client.execute_command("PING")
                begun, at = time.monotonic(), time.time()
                seconds, more = await client.execute_command("TIME")
        finally:
            await client.aclose()
        took = time.monotonic() - begun
        return Reading("Redis", int(seconds) + int(more) / 1e6 - (at + took / 2), took / 2)
    except (RedisError, OSError, TimeoutError, ValueError, TypeError):
        return None


async def _ask_database(settings: Settings) -> Reading | None:
    try:
        async with asyncio.timeout(PATIENCE):
            database = await open_database(settings.database_url, Keys(settings.secret_key))
            try:
                begun, at = time.monotonic(), time.time()
                said = await read_clock()
            finally:
                await close_database(database)
    except (DatabaseError, TimeoutError, OSError):
        return None
    took = time.monotonic() - begun
    return None if said is None else Reading("the database", said.timestamp() - (at + took / 2), took / 2)
