"""The bus over Redis pub/sub. Nothing is stored there: what matters is in the database, and what pub/sub loses while
Redis is away, the transition log and the next beat of the counts bring back.

What waits travels together: `{"from": process, "messages": [...]}` is one publication, so that a moment in which much
changes costs the sender, Redis and every receiver one errand, not one for each message.
"""

import asyncio
import json
import logging
import random
from collections.abc import Callable

from redis.exceptions import RedisError

from realtime.bus.bus import Handlers, Message
from realtime.bus.redis_lines import ANSWER_TIMEOUT, TOPIC, Line, make_line, name_topic
from runtime.loops import Loop

logger = logging.getLogger(__name__)

OUTBOX = 5_000
"""Messages waiting to be sent; beyond it the newest are dropped, which the log and the beats make good."""

BATCH = 64 * 1024
"""Bytes of messages from which on a publication is full; the rest takes the next one."""

PING_EVERY = 1.0
"""Seconds of silence after which Redis is asked for a sign of life."""

BACKOFF = (0.1, 5.0)


class RedisBus(Handlers):
    """One connection that listens and one that speaks, each rebuilt with back-off when it breaks."""

    alone = False

    def __init__(self, url: str, process: str) -> None:
        super().__init__()
        self.problem: str | None = "connecting to Redis"
        self._url = url
        self._head = b'{"from":%b,"messages":[' % json.dumps(process).encode()
        self._outbox: asyncio.Queue[tuple[str, bytes]] = asyncio.Queue(OUTBOX)
        self._line: Line | None = None
        """The one that listens, while it does."""
        self._heard: set[str] = set()
        """The topics that it hears."""
        self._topics_changed = asyncio.Event()
        self._loops = [
            Loop("the listening to Redis", self._listen_forever),
            Loop("the choice of topics in Redis", self._choose_topics),
            Loop("the speaking to Redis", self._speak_forever),
        ]
        self._reconnected: Callable[[], None] = lambda: None
        self.dropped = 0

    async def start(self, reconnected: Callable[[], None]) -> None:
        """Begin connecting; a Redis that is away now is no reason not to start."""
        self._reconnected = reconnected
        for loop in self._loops:
            loop.start()

    def hear(self, topic: str) -> None:
        """See `Bus.hear`."""
        super().hear(topic)
        self._topics_changed.set()

    def leave(self, topic: str) -> None:
        """See `Bus.leave`."""
        super().leave(topic)
        self._topics_changed.set()

    def publish(self, message: Message, topic: str = "") -> None:
        """Queue for the other processes."""
        if self.problem is not None:
            self.dropped += 1
            return
        try:
            self._outbox.put_nowait((topic, json.dumps(dict(message), separators=(",", ":")).encode()))
        except asyncio.QueueFull:
            self.dropped += 1

    async def flush(self) -> None:
        """Return when all that was published has left, or was lost with the connection."""
        await self._outbox.join()

    async def stop(self) -> None:
        """Send what waits, within a second, and close."""
        if self.problem is None:
            try:
                async with asyncio.timeout(1.0):
                    await self.flush()
            except TimeoutError:
                pass
        for loop in self._loops:
            await loop.stop()

    async def _listen_forever(self) -> None:
        delay = BACKOFF[0]
        while True:
            line = make_line(self._url)
            try:
                self._heard = set(self.topics)
                await line.hear(TOPIC, *map(name_topic, self._heard))
                await line.ping()
                self._line = line
                self._topics_changed.set()  # they may have, meanwhile
                await self._listen(line)
            except (RedisError, OSError, TimeoutError) as error:
                if self.problem is None:
                    logger.warning("Redis is out of reach (%s); this process serves alone.", type(error).__name__)
                    delay = BACKOFF[0]
                self.problem = "Redis is out of reach: events of other web processes come from the database, late"
            finally:
                self._line = None
                await line.close()
            await asyncio.sleep(delay * random.uniform(0.5, 1))  # noqa: S311 - spreads load, keeps no secret
            delay = min(delay * 2, BACKOFF[1])

    async def _choose_topics(self) -> None:
        await self._topics_changed.wait()
        self._topics_changed.clear()
        line = self._line
        if line is None:
            return  # the next one begins with all of them
        wanted = set(self.topics)
        try:
            if new := wanted - self._heard:
                await line.hear(*map(name_topic, new))
            if old := self._heard - wanted:
                await line.leave(*map(name_topic, old))
        except (RedisError, OSError, TimeoutError):
            # Whoever listens finds out, too, and another line begins with all of them.
            await asyncio.sleep(BACKOFF[0])
            self._topics_changed.set()
        else:
            if line is self._line:
                self._heard = wanted

    async def _listen(self, line: Line) -> None:
        heard_at = asyncio.get_running_loop().time()
        while True:
            heard = await line.next(PING_EVERY)
            now = asyncio.get_running_loop().time()
            if heard is None:
                if now - heard_at > ANSWER_TIMEOUT:
                    raise TimeoutError
                await line.ping()
                continue
            heard_at = now
            if heard.data is None:
                self._arrived()
            else:
                self._take(heard.data)

    def _arrived(self) -> None:
        if self.problem is not None:
            self.problem = None
            logger.info("Connected to the other web processes through Redis.")
            self._reconnected()

    def _take(self, data: bytes) -> None:
        if data.startswith(self._head):
            return  # our own, come back
        try:
            messages = json.loads(data)["messages"]
        except (ValueError, KeyError, TypeError):
            messages = None
        if not isinstance(messages, list):
            logger.warning("Redis carried a message that is not ours on %s.", TOPIC)
            return
        for message in messages:
            try:
                self.take(message)
            except Exception:  # this message's outermost edge: another version's message must not end the listening
                logger.exception("A message of another web process could not be taken.")

    async def _speak_forever(self) -> None:
        delay = BACKOFF[0]
        while True:
            line = make_line(self._url)
            try:
                while True:
                    await self._speak(line)
                    delay = BACKOFF[0]
            except (RedisError, OSError, TimeoutError) as error:
                logger.warning("A message could not be sent through Redis (%s).", type(error).__name__)
            finally:
                await line.close()
            await asyncio.sleep(delay * random.uniform(0.5, 1))  # noqa: S311 - spreads load, keeps no secret
            delay = min(delay * 2, BACKOFF[1])

    async def _speak(self, line: Line) -> None:
        """Send what waits, in a publication for each topic."""
        batches: dict[str, list[bytes]] = {}
        waiting = [await self._outbox.get()]
        try:
            size = len(waiting[0][1])
            while size < BATCH and not self._outbox.empty():
                waiting.append(self._outbox.get_nowait())
                size += len(waiting[-1][1])
            for topic, data in waiting:
                batches.setdefault(topic, []).append(data)
            for topic in list(batches):
                await line.publish(name_topic(topic), self._head + b",".join(batches[topic]) + b"]}")
                del batches[topic]
        finally:
            self.dropped += sum(map(len, batches.values()))
            for _ in waiting:
                self._outbox.task_done()
