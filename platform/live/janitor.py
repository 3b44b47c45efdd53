"""Clears away what nobody needs any more, while the platform runs: months may pass between two releases."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable

from catalog.db.pruning import Pruned, prune
from runtime.loops import Loop

logger = logging.getLogger(__name__)

EVERY = 3600.0
"""Seconds between two rounds, at most; processes that began together do not come together."""
TIMEOUT = 600.0


class Janitor:
    """Every web process has one; those that come while another is at work leave it to that one."""

    def __init__(self, clear: Callable[[], Awaitable[Pruned]] = prune, every: float = EVERY) -> None:
        self._clear = clear
        self._every = every
        self.loop = Loop("the clearing away of old rows", self.step)

    async def start(self) -> None:
        """Begin; the first round comes after a while."""
        self.loop.start()

    async def stop(self) -> None:
        """End, in the middle of a round if need be: each batch is a transaction."""
        await self.loop.stop()

    async def step(self) -> None:
        """Wait, then one round."""
        await asyncio.sleep(self._every * random.uniform(0.5, 1.0))  # noqa: S311 - spreads load, keeps no secret
        async with asyncio.timeout(TIMEOUT):
            done = await self._clear()
        if any((done.transitions, done.sign_ins, done.publishers, done.passes)):
            words = "Cleared away: %d old transitions, %d sign-ins, %d publishers' sessions, %d passes."
            logger.info(words, done.transitions, done.sign_ins, done.publishers, done.passes)
