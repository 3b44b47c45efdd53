"""Changing the catalog and telling everybody, as one act."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol, TypeVar

from api.context import get_context
from api.live_protocol import Live
from catalog.log import Transition
from catalog.publisher_shapes import PublisherChange


class Changed(Protocol):
    """A change's result."""

    @property
    def transitions(self) -> Sequence[Transition]:
        """What everybody hears."""


C = TypeVar("C", bound=Changed)


async def change_livestream(change: Callable[[], Awaitable[C]]) -> C:
    """Make a change and announce its transitions; both happen even if the client leaves meanwhile."""
    context = get_context()

    async def act() -> C:
        changed = await change()
        await context.live.announce(changed.transitions)
        return changed

    return await context.commits.run(act)


async def change_publisher(change: Callable[[], Awaitable[PublisherChange]]) -> PublisherChange:
    """As `change_livestream`, and the artist hears who came and went."""
    context = get_context()

    async def act() -> PublisherChange:
        changed = await change()
        await tell_artist(context.live, changed)
        await context.live.announce(changed.transitions)
        return changed

    return await context.commits.run(act)


async def tell_artist(live: Live, change: PublisherChange) -> None:
    """Who went, then who came."""
    if change.disconnected is not None:
        await live.publisher_disconnected(change.disconnected)
    if change.connected is not None:
        await live.publisher_connected(change.connected)
