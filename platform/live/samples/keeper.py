"""Keeping who watched: every ten seconds, all shows of this process in one transaction."""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from typing import Final

from catalog.audience.keeping import EVERY
from live.samples.meter import Meter
from live.samples.store import SampleStore
from realtime.board import Board
from runtime.loops import Loop

logger = logging.getLogger(__name__)

TIMEOUT: Final = 10.0


def read_clock() -> int:
    """Milliseconds since 1970."""
    return time.time_ns() // 1_000_000


class Samples:
    """`change` for each viewer of this process; a loop writes behind. What a killed process had not written yet is at
    most ten seconds old."""

    def __init__(
        self,
        board: Board,
        local: Mapping[str, int],
        store: SampleStore,
        *,
        clock: Callable[[], int] = read_clock,
        every: float = float(EVERY),
    ) -> None:
        """`local`: this process's viewers, by livestream."""
        self._board = board
        self._local = local
        self._store = store
        self._every = every
        self._meter = Meter(clock)
        self.change = self._meter.change
        self._writing = asyncio.Lock()
        self.loop = Loop("the keeping of the audience", self._round)

    def note(self, livestream_id: str) -> None:
        """It may have gone live, or be over."""
        entry = self._board.active.get(livestream_id)
        if entry is not None and entry.livestream["status"] == "live":
            self._meter.begin(livestream_id, self._local.get(livestream_id, 0))
        else:
            self._meter.end(livestream_id)

    async def stop(self) -> None:
        """End, all that was counted written down."""
        async with self._writing:  # what is being written just now is not broken off, and then written again
            await self.loop.stop()
        try:
            await self.flush()
        except Exception:  # the process ends; what it could not write is lost
            logger.exception("The last seconds of the audience could not be written down.")

    async def flush(self) -> None:
        """Write down what there is."""
        async with self._writing:
            live = [name for name, entry in self._board.active.items() if entry.livestream["status"] == "live"]
            self._meter.follow(live, self._local)
            samples = self._meter.take()
            if not samples:
                return
            try:
                async with asyncio.timeout(TIMEOUT):
                    await self._store.add(samples)
            except BaseException:
                self._meter.put_back(samples)
                raise

    async def _round(self) -> None:
        await asyncio.sleep(self._every)
        await self.flush()
