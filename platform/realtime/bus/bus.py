"""The bus: how one web process tells the others. Between processes only; a process delivers to itself directly."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

Message = Mapping[str, Any]
Receive = Callable[[Message], None]


class Bus(Protocol):
    """What `live.live` needs of a bus. Messages are JSON objects with a `kind`."""

    @property
    def problem(self) -> str | None:
        """Why the other processes cannot be reached now, in words for an operator, or None."""

    @property
    def dropped(self) -> int:
        """Messages that were not sent, because the others were out of reach or the queue was full."""

    @property
    def alone(self) -> bool:
        """Whether there are no other processes to tell."""

    async def start(self, receive: Receive, reconnected: Callable[[], None]) -> None:
        """Begin; `receive` gets the other processes' messages, `reconnected` is called after an outage."""

    def publish(self, message: Message) -> None:
        """Send to the other processes; never blocks, drops (and says so in `problem`) while they are out of reach."""

    async def stop(self) -> None:
        """Flush what is waiting, within a second, and end."""


class MemoryBus:
    """The bus of a process that is alone."""

    problem: str | None = None
    alone = True
    dropped = 0

    async def start(self, receive: Receive, reconnected: Callable[[], None]) -> None:
        """Nobody to hear."""

    def publish(self, message: Message) -> None:
        """Nobody to tell."""

    async def stop(self) -> None:
        """Nothing to end."""
