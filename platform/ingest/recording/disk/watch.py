"""How much of the disk is free, looked at now and then, so that its operator hears of it before a show does."""

import asyncio
import logging
import shutil
from pathlib import Path
from typing import Final

from runtime.loops import Loop

log = logging.getLogger(__name__)

LOOK: Final = 10.0
"""Seconds between two looks."""


def measure_short(store: Path, least_free: float) -> float | None:
    """The fraction of its disk that is free, where that is less than is to stay free; None: there is room. Blocks.

    Raises:
        OSError
    """
    if least_free <= 0:
        return None
    there = store
    while not there.exists():
        there = there.parent
    usage = shutil.disk_usage(there)
    return usage.free / usage.total if usage.free < least_free * usage.total else None


class DiskWatch:
    """`start` it. `problem` is in words for an operator."""

    def __init__(self, store: Path, least_free: float, every: float = LOOK) -> None:
        self.problem: str | None = None
        self._store = store
        self._least_free = least_free
        self._every = every
        self._loop = Loop("the look at how full the disk of recordings is", self._step)

    def start(self) -> None:
        """Begin, with a look at once."""
        if self._least_free > 0:
            self._loop.start()

    async def stop(self) -> None:
        """End."""
        await self._loop.stop()

    async def look(self) -> None:
        """One look; what is new is in the log."""
        free = await asyncio.to_thread(measure_short, self._store, self._least_free)
        before, self.problem = self.problem, None if free is None else self._describe(free)
        if self.problem is not None and before is None:
            log.warning("%s", self.problem)
        elif self.problem is None and before is not None:
            log.info("There is room for recordings again.")

    async def _step(self) -> None:
        await self.look()
        await asyncio.sleep(self._every)

    def _describe(self, free: float) -> str:
        return (
            f"{free:.1%} of the disk at {str(self._store)!r} is free, and RECORDING_MIN_FREE is "
            f"{100 * self._least_free:g}: nothing is recorded until there is room. Live goes on."
        )
