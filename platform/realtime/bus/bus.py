"""The bus: how one web process tells the others. Between processes only; a process delivers to itself directly."""

import logging
from collections.abc import Callable, Mapping
from typing import Any, Protocol

logger = logging.getLogger(__name__)

Message = Mapping[str, Any]
"""A JSON object with a `kind`."""
Handler = Callable[[Message], None]


class Bus(Protocol):
    """What `live` needs of a bus."""

    @property
    def problem(self) -> str | None:
        """Why the other processes cannot be reached now, in words for an operator, or None."""

    @property
    def dropped(self) -> int:
        """Messages that were not sent, because the others were out of reach or the queue was full."""

    @property
    def alone(self) -> bool:
        """Whether there are no other processes to tell."""

    def on(self, kind: str, handler: Handler) -> None:
        """`handler` gets the other processes' messages of this kind from now on, besides who gets them already."""

    async def start(self, reconnected: Callable[[], None]) -> None:
        """Begin; `reconnected` is called once the others are in reach, and after each outage."""

    def hear(self, topic: str) -> None:
        """Messages of this topic are wanted here too, within moments; what is frequent need not be read by all."""

    def leave(self, topic: str) -> None:
        """No longer."""

    def publish(self, message: Message, topic: str = "") -> None:
        """Send to the other processes, or to those that hear the topic.

        Never blocks, drops (and says so in `problem`) while they are out of reach.
        """

    async def stop(self) -> None:
        """Flush what is waiting, within a second, and end."""


class Handlers:
    """Who gets which messages: this part every bus has."""

    def __init__(self) -> None:
        self._handlers: dict[str, list[Handler]] = {}
        self.topics: set[str] = set()
        """Those that are wanted here."""

    def on(self, kind: str, handler: Handler) -> None:
        """See `Bus.on`."""
        self._handlers.setdefault(kind, []).append(handler)

    def hear(self, topic: str) -> None:
        """See `Bus.hear`."""
        self.topics.add(topic)

    def leave(self, topic: str) -> None:
        """See `Bus.leave`."""
        self.topics.discard(topic)

    def take(self, message: Message) -> None:
        """A message of another process has come."""
        handlers = self._handlers.get(message["kind"])
        if handlers is None:
            words = "The bus carried a message of kind %r, which this version does not know."
            logger.warning(words, message["kind"])
            return
        for handler in handlers:
            handler(message)


class MemoryBus(Handlers):
    """The bus of a process that is alone."""

    problem: str | None = None
    alone = True
    dropped = 0

    async def start(self, reconnected: Callable[[], None]) -> None:
        """Nobody to hear."""

    def publish(self, message: Message, topic: str = "") -> None:
        """Nobody to tell."""

    async def stop(self) -> None:
        """Nothing to end."""
