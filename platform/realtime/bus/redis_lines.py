"""Two ways to topics in Redis: one server's pub/sub, and a Redis Cluster's sharded pub/sub (SSUBSCRIBE, Redis 7).

On a cluster a plain PUBLISH goes to every node; a sharded one stays with the node that owns the topic's slot.
"""

import asyncio
import contextlib
from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol

from redis.asyncio import Redis
from redis.asyncio.cluster import RedisCluster
from redis.exceptions import RedisError

TOPIC = "encryptedmedia:events"
"""What every process hears."""


def name_topic(topic: str) -> str:
    """A topic as Redis knows it. On a cluster all are in one slot (the hash tag), so one connection hears them."""
    return f"{{{TOPIC}}}:{topic}" if topic else TOPIC


ANSWER_TIMEOUT = 3.0
"""Seconds Redis has for any answer."""

CLUSTER = "+cluster"
"""After the scheme of a cluster's address: `redis+cluster://host:port`."""


class Heard(NamedTuple):
    """What came: a message's `data`, or None for a sign of life."""

    data: bytes | None


class Line(Protocol):
    """A connection to topics, by their names in Redis. Every call may raise RedisError, OSError or TimeoutError."""

    async def hear(self, *names: str) -> None:
        """Subscribe, also while `next` waits; connects where that was not done yet."""

    async def leave(self, *names: str) -> None:
        """Subscribe no longer."""

    async def next(self, timeout: float) -> Heard | None:
        """What comes next, or None after `timeout` seconds."""

    async def ping(self) -> None:
        """Ask for a sign of life."""

    async def publish(self, name: str, data: bytes) -> None:
        """Send to all subscribers."""

    async def close(self) -> None:
        """Let go of it, within a second, whatever happens."""


def make_line(url: str) -> Line:
    """The kind of line that the address asks for."""
    return ShardedLine(url.replace(CLUSTER, "", 1)) if CLUSTER in url.partition("://")[0] else PlainLine(url)


class PlainLine:
    """SUBSCRIBE and PUBLISH on one server."""

    def __init__(self, url: str) -> None:
        # One connection listens, one speaks; a subscription takes its connection for itself.
        self._client = Redis.from_url(
            url, socket_connect_timeout=ANSWER_TIMEOUT, socket_timeout=ANSWER_TIMEOUT, max_connections=2
        )
        self._subscription = self._client.pubsub()

    async def hear(self, *names: str) -> None:
        with losing():
            await self._subscription.subscribe(*names)

    async def leave(self, *names: str) -> None:
        with losing():
            await self._subscription.unsubscribe(*names)

    async def next(self, timeout: float) -> Heard | None:
        with losing():
            return _read(await self._subscription.get_message(timeout=timeout))

    async def ping(self) -> None:
        with losing():
            await self._subscription.ping()

    async def publish(self, name: str, data: bytes) -> None:
        with losing():
            await self._client.publish(name, data)

    async def close(self) -> None:
        await _close(self._subscription)
        await _close(self._client)


class ShardedLine:
    """SSUBSCRIBE and SPUBLISH on the cluster's node that owns the topics."""

    def __init__(self, url: str) -> None:
        self._client = RedisCluster.from_url(
            url, socket_connect_timeout=ANSWER_TIMEOUT, socket_timeout=ANSWER_TIMEOUT
        )
        self._subscription = self._client.pubsub()

    async def hear(self, *names: str) -> None:
        with losing():
            await self._client.initialize()
            await self._subscription.ssubscribe(*names)

    async def leave(self, *names: str) -> None:
        with losing():
            await self._subscription.sunsubscribe(*names)

    async def next(self, timeout: float) -> Heard | None:
        with losing():
            return _read(await self._subscription.get_sharded_message(timeout=timeout))

    async def ping(self) -> None:
        with losing():
            for node in self._subscription.node_pubsub_mapping.values():
                await node.ping()

    async def publish(self, name: str, data: bytes) -> None:
        with losing():
            await self._client.spublish(name, data)

    async def close(self) -> None:
        await _close(self._subscription)
        await _close(self._client)


@contextlib.contextmanager
def losing() -> Iterator[None]:
    """Whoever writes to a connection that was closed just now is told so by uvloop in a kind of error that redis-py
    does not take for one of the connection's.

    Raises:
        ConnectionResetError
    """
    try:
        yield
    except RuntimeError as error:
        if "closed" not in str(error):
            raise
        raise ConnectionResetError(str(error)) from error


def _read(message: dict[str, Any] | None) -> Heard | None:
    if message is None:
        return None
    return Heard(message["data"] if message["type"] in ("message", "smessage") else None)


async def _close(closable: Any) -> None:
    try:
        async with asyncio.timeout(1.0):
            await closable.aclose()
    except (RedisError, OSError, TimeoutError, RuntimeError):
        pass  # it is being let go of because it does not work
