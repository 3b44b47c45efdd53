"""What every player is asked alike, however it is driven."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class State:
    """How a player is now. `frames` and `latency` (seconds) are None where it does not say, `width`
    (of the picture) is 0."""

    position: float
    frames: int | None = None
    ended: bool = False
    failed: str | None = None
    latency: float | None = None
    width: int = 0


class Watchers(Protocol):
    """One or several players in a process of their own. Leaving the `async with` of their maker ends them."""

    async def open(self, url: str, page: str) -> None:
        """Play the playlist at `url`; `page` is the platform's own page of the same show."""

    async def choose(self, *, smallest: bool) -> None:
        """From now on the smallest picture that there is, or the largest; who cannot be told, chooses by itself."""

    async def look(self) -> Mapping[str, State]:
        """By player, as of now."""
