"""Tells those who want to hear of shows: looks what is due, by the clock and by what the log has said, and puts it
into the outbox. Every web process has one; the database decides which of them does what."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from catalog.notices.planning import note_near
from catalog.notices.telling import tell_some
from runtime.loops import Loop

EVERY: Final = 2.0
"""Seconds between two looks without any reason."""
TIMEOUT: Final = 30.0
BREATH: Final = 0.005
"""Seconds between two pages, for whoever waits to write."""
OVERLAP: Final = timedelta(seconds=10)
"""Looked at once more: a date may have been set in a transaction that was not over then."""


class Ringer:
    """`put`: there is something in the outbox."""

    def __init__(
        self, put: Callable[[], object], *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._put = put
        self._clock = clock
        self._wake = asyncio.Event()
        self._near: datetime | None = None
        self.loop = Loop("telling of shows", self._round)

    def wake(self) -> None:
        """There may be something to tell."""
        self._wake.set()

    async def start(self) -> None:
        """Begin."""
        self.loop.start()

    async def stop(self) -> None:
        """End; what is in the middle is begun again by another process, or later."""
        await self.loop.stop()

    async def step(self) -> None:
        """Tell all that is due now."""
        now = self._clock()
        await note_near(self._near, now=now)
        self._near = now - OVERLAP
        while await tell_some(now=self._clock()):
            self._put()
            await asyncio.sleep(BREATH)

    async def _round(self) -> None:
        self._wake.clear()
        async with asyncio.timeout(TIMEOUT):
            await self.step()
        try:
            async with asyncio.timeout(EVERY):
                await self._wake.wait()
        except TimeoutError:
            pass
