"""Keeping who watched: every ten seconds, all shows of this process in one transaction."""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from catalog.audience.keeping import EVERY
from live.samples.meter import Meter
from live.samples.store import SampleStore
from realtime.board import Board
from runtime.loops import Loop

logger = logging.getLogger(__name__)

TIMEOUT: Final = 10.0
FORGET: Final = 600.0
"""Seconds between two looks for what was kept for long enough."""


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
        days: float = 0.0,
        kept: Callable[[], None] = lambda: None,
    ) -> None:
        """`local`: this process's viewers, by livestream. `days`: for how long after a show its samples are kept; 0:
        for good. `kept`: called each time that there is nothing left to write."""
        self._board = board
        self._local = local
        self._store = store
        self._every = every
        self._days = days
        self._kept = kept
        self._meter = Meter(clock)
        self.change = self._meter.change
        self._writing = asyncio.Lock()
        self.loop = Loop("the keeping of the audience", self._round)
        self._forgetting = Loop("the forgetting of audiences", self._forget_later)

    def start(self) -> None:
        """Begin."""
        self.loop.start()
        if self._days:
            self._forgetting.start()

    @property
    def problem(self) -> str | None:
        """What is wrong, in an operator's words."""
        return self.loop.problem or self._forgetting.problem

    def note(self, livestream_id: str) -> None:
        """It may have gone live, or be over."""
        entry = self._board.active.get(livestream_id)
        if entry is not None and entry.livestream["status"] == "live":
            self._meter.begin(livestream_id, self._local.get(livestream_id, 0))
        else:
            self._meter.end(livestream_id)

    async def stop(self) -> None:
        """End, all that was counted written down."""
        await self._forgetting.stop()
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

    async def forget(self, now: datetime) -> None:
        """Delete what was kept for long enough."""
        before = now - timedelta(days=self._days)
        async with asyncio.timeout(TIMEOUT):
            while await self._store.forget(before):
                pass

    async def _forget_later(self) -> None:
        await asyncio.sleep(FORGET)
        await self.forget(datetime.now(UTC))

    async def _round(self) -> None:
        await asyncio.sleep(self._every)
        await self.flush()
        self._kept()
