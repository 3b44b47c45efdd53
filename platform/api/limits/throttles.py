"""So many tries in so many seconds, over all web processes where Redis joins them, else in this one."""

import hashlib
import hmac
import time
from collections.abc import Callable
from typing import Final, NamedTuple

from redis.asyncio import Redis
from redis.asyncio.cluster import RedisCluster
from redis.exceptions import RedisError

from api.limits.throttle import Throttle
from runtime.keys import Keys

ANSWER_TIMEOUT: Final = 0.5
"""Seconds that Redis has; without it each process counts for itself."""
AWAY: Final = 5.0
"""Seconds in which a Redis that did not answer is not asked again: a press of End is not to wait for it each time."""

# By Redis's own clock, as the machines' may differ. A negative cost gives one back.
_TAKE: Final = """
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
local tries, leak, cost = tonumber(ARGV[1]), ARGV[1] / ARGV[2], tonumber(ARGV[3])
local was = redis.call('HMGET', KEYS[1], 'level', 'at')
local level = math.max(0, (was[1] or 0) - (now - (was[2] or now)) * leak)
if level + cost > tries + 0.000001 then return math.ceil((level + cost - tries) / leak) end
redis.call('HSET', KEYS[1], 'level', tostring(math.max(0, level + cost)), 'at', string.format('%.6f', now))
redis.call('EXPIRE', KEYS[1], math.ceil(ARGV[2]))
return 0
"""


class Bound(NamedTuple):
    """So many at once, and then one every `seconds / tries`."""

    name: str
    tries: int
    seconds: float


class Throttles:
    """One of these per application. Each process counts too: by that it refuses a flood without asking Redis."""

    def __init__(self, redis_url: str | None, keys: Keys, clock: Callable[[], float] = time.monotonic) -> None:
        self._own: dict[Bound, Throttle] = {}
        self._redis = connect(redis_url) if redis_url is not None else None
        self._key = keys.derive("throttles")  # the same in all web processes
        self._clock = clock
        self._away_until = float("-inf")

    async def take(self, bound: Bound, key: str) -> int:
        """Count one try. 0: go on; else the whole seconds until the next one is allowed (and this did not count)."""
        own = self._get_own(bound)
        if wait := own.take(key):
            return wait
        if wait := await self._share(bound, key, 1):
            own.give_back(key)
        return wait

    async def give_back(self, bound: Bound, key: str) -> None:
        """The last try went well, so it does not count."""
        self._get_own(bound).give_back(key)
        await self._share(bound, key, -1)

    async def close(self) -> None:
        """Let go of Redis."""
        if self._redis is not None:
            await self._redis.aclose()

    def _get_own(self, bound: Bound) -> Throttle:
        own = self._own.get(bound)
        if own is None:
            own = self._own[bound] = Throttle(bound.tries, bound.seconds, clock=self._clock)
        return own

    async def _share(self, bound: Bound, key: str, cost: int) -> int:
        if self._redis is None or self._clock() < self._away_until:
            return 0
        # Keyed: whoever reads Redis learns no address or e-mail, nor can try whether one is among them.
        digest = hmac.digest(self._key, key.encode(), hashlib.sha256).hex()
        name = f"encryptedmedia:throttle:{bound.name}:{digest}"
        try:
            answer = self._redis.eval(_TAKE, 1, name, str(bound.tries), str(bound.seconds), str(cost))
            return int(await answer)
        except (RedisError, OSError, TimeoutError):
            self._away_until = self._clock() + AWAY
            return 0


def connect(url: str) -> Redis | RedisCluster:
    """A client of `REDIS_URL`; nothing is asked of it yet."""
    if "+cluster" in url.partition("://")[0]:
        return RedisCluster.from_url(url.replace("+cluster", "", 1), socket_timeout=ANSWER_TIMEOUT)
    return Redis.from_url(url, socket_connect_timeout=ANSWER_TIMEOUT, socket_timeout=ANSWER_TIMEOUT)
