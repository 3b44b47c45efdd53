"""Guesses of a password: bounded for each account and each address, over all web processes, and never by locking the
account's owner out.

Only wrong ones count. Whoever has signed in from a browser before carries a mark of that, which only we can make;
their tries are counted by themselves, so that neither strangers who try the same account nor neighbours behind the
same address can use them up.
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from typing import Final, NamedTuple

from redis.asyncio import Redis
from redis.asyncio.cluster import RedisCluster
from redis.exceptions import RedisError

from api.throttle import Throttle
from settings import Settings

MARK_LIFETIME: Final = 365 * 24 * 3600
ANSWER_TIMEOUT: Final = 0.5
"""Seconds that Redis has; without it each process counts for itself."""

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
    """So many wrong guesses at once, and then one every `seconds / tries`."""

    name: str
    tries: int
    seconds: float


# An address may be a whole school's; an address with one e-mail is one person, or one guesser.
BY_DEVICE: Final = Bound("device", 10, 300)
BY_PERSON: Final = Bound("person", 10, 300)
BY_ADDRESS: Final = Bound("address", 300, 300)
BY_ACCOUNT: Final = Bound("account", 100, 3600)

Counted = Sequence[tuple[Bound, str]]


class Guesses:
    """Counts them."""

    def __init__(self, settings: Settings) -> None:
        # All web processes share it, and no ingest node has it. What it signs here begins with a word of its own.
        self._key = settings.secret_key.encode()
        bounds = (BY_DEVICE, BY_PERSON, BY_ADDRESS, BY_ACCOUNT)
        self._own = {bound: Throttle(bound.tries, bound.seconds) for bound in bounds}
        self._redis = _connect(settings.redis_url) if settings.redis_url is not None else None

    async def take(self, address: str, email: str, mark: str | None) -> tuple[int, Counted]:
        """Count one guess before it is looked at. 0: go on; else the whole seconds to wait. With it what was counted,
        for `give_back`."""
        if mark is not None and self.is_mark(mark, email):
            keys: Counted = [(BY_DEVICE, mark)]
        else:
            keys = [(BY_PERSON, f"{address} {email}"), (BY_ACCOUNT, email), (BY_ADDRESS, address)]
        counted: list[tuple[Bound, str]] = []
        for bound, key in keys:
            wait = self._own[bound].take(key) or await self._share(bound, key, 1)
            if wait:
                await self.give_back(counted)
                return wait, []
            counted.append((bound, key))
        return 0, counted

    async def give_back(self, counted: Counted) -> None:
        """It was right."""
        for bound, key in counted:
            self._own[bound].give_back(key)
            await self._share(bound, key, -1)

    def make_mark(self, email: str) -> str:
        """For the browser from which somebody has just signed in."""
        nonce = secrets.token_urlsafe(12)
        return f"{nonce}.{self._sign(nonce, email)}"

    def is_mark(self, mark: str, email: str) -> bool:
        """Whether it was made here, for this account."""
        nonce, _, signature = mark.partition(".")
        return hmac.compare_digest(signature.encode(), self._sign(nonce, email).encode())

    async def close(self) -> None:
        """Let go of Redis."""
        if self._redis is not None:
            await self._redis.aclose()

    def _sign(self, nonce: str, email: str) -> str:
        return hmac.new(self._key, f"device {nonce} {email}".encode(), hashlib.sha256).hexdigest()

    async def _share(self, bound: Bound, key: str, cost: int) -> int:
        if self._redis is None:
            return 0
        # Hashed: no list of addresses and e-mails is to lie in Redis.
        name = f"encryptedmedia:guesses:{bound.name}:{hashlib.sha256(key.encode()).hexdigest()}"
        try:
            answer = self._redis.eval(_TAKE, 1, name, str(bound.tries), str(bound.seconds), str(cost))
            return int(await answer)
        except (RedisError, OSError, TimeoutError):
            return 0


def _connect(url: str) -> Redis | RedisCluster:
    if "+cluster" in url.partition("://")[0]:
        return RedisCluster.from_url(url.replace("+cluster", "", 1), socket_timeout=ANSWER_TIMEOUT)
    return Redis.from_url(url, socket_connect_timeout=ANSWER_TIMEOUT, socket_timeout=ANSWER_TIMEOUT)
