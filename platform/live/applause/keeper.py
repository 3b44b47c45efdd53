"""Keeping what was clapped: every five seconds, all of it in one transaction."""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Final

from live.applause.store import ApplauseStore
from runtime.loops import Loop

logger = logging.getLogger(__name__)

EVERY: Final = 5.0
TIMEOUT: Final = 10.0
MOST: Final = 20_000
"""Seconds of shows that wait while the database is away; more are lost, and the process says so."""


class Keeper:
    """`note` counts; a loop writes behind. What a killed process had not written yet is at most `EVERY` old."""

    def __init__(self, store: ApplauseStore, *, clock: Callable[[], float] = time.time, every: float = EVERY) -> None:
        self._store = store
        self._clock = clock
        self._every = every
        self._claps: dict[tuple[str, int], int] = {}
        """By livestream and second of the clock: what a second of show time is, its recording says, perhaps later."""
        self._woken = asyncio.Event()
        self._writing = asyncio.Lock()
        self.loop = Loop("the keeping of applause", self._round)

    def note(self, livestream_id: str, count: int) -> None:
        """So many claps, now."""
        key = livestream_id, int(self._clock())
        if key in self._claps:
            self._claps[key] += count
        elif len(self._claps) < MOST:
            self._claps[key] = count
            self._woken.set()

    async def stop(self) -> None:
        """End, all that was counted written down."""
        async with self._writing:  # what is being written just now is not broken off, and then written again
            await self.loop.stop()
        try:
            await self.flush()
        except Exception:  # the process ends; what it could not write is lost
            logger.exception("The last seconds of applause could not be written down.")

    async def flush(self) -> None:
        """Write down what there is."""
        async with self._writing:
            claps, self._claps = self._claps, {}
            if not claps:
                return
            try:
                async with asyncio.timeout(TIMEOUT):
                    await self._store.add(claps)
            except BaseException:
                for key, count in claps.items():
                    self._claps[key] = self._claps.get(key, 0) + count
                raise

    async def _round(self) -> None:
        await self._woken.wait()
        await asyncio.sleep(self._every)
        self._woken.clear()
        try:
            await self.flush()
        except BaseException:
            self._woken.set()
            raise
