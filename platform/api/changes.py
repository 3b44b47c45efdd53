"""Changing the catalog and telling everybody, as one act."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol, TypeVar

from api.context import get_context
from catalog.feeds.shapes import PublisherChange
from contract.livestreams import Transition
from live.publishers.telling import tell_artist


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
        # First what everybody waits for: it is in the change itself, and asks nobody.
        await context.live.announce(changed.transitions)
        await tell_artist(context.live, changed)
        return changed

    return await context.commits.run(act)
