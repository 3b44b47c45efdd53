"""How shows play, as players say to this process: added up in memory, written behind every ten seconds."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Final

from catalog.audience.keeping import EVERY
from catalog.audience.quality import Played
from live.samples.keeper import read_clock
from live.samples.store import QualityStore
from realtime.board import Board
from runtime.loops import Loop

logger = logging.getLogger(__name__)

TIMEOUT: Final = 10.0
MOST: Final = 20_000
"""Sums that wait while the database is away; more are lost."""
MOST_RENDITIONS: Final = 12
"""Of one show in ten seconds; what more are named is nobody's."""
Key = tuple[str, int, str]


class Players:
    """`note` for each report. Shows that are not live play nothing."""

    def __init__(
        self,
        board: Board,
        store: QualityStore,
        *,
        clock: Callable[[], int] = read_clock,
        every: float = float(EVERY),
    ) -> None:
        """`clock`: milliseconds since 1970."""
        self._board = board
        self._store = store
        self._clock = clock
        self._every = every
        self._sums: dict[Key, Played] = {}
        self._renditions: dict[tuple[str, int], int] = {}
        self._writing = asyncio.Lock()
        self.loop = Loop("the keeping of how shows play", self._round)

    def note(self, livestream_id: str, played: Mapping[str, Played]) -> None:
        """A player says how its show has played since it last said so, by rendition."""
        entry = self._board.active.get(livestream_id)
        if entry is None or entry.livestream["status"] != "live":
            return
        at = self._clock() // 1000 // EVERY * EVERY
        for rendition, one in played.items():
            self._add((livestream_id, at, rendition), one)

    async def stop(self) -> None:
        """End, all that was heard written down."""
        async with self._writing:  # what is being written just now is not broken off, and then written again
            await self.loop.stop()
        try:
            await self.flush()
        except Exception:  # the process ends; what it could not write is lost
            logger.exception("How shows played in the last seconds could not be written down.")

    async def flush(self) -> None:
        """Write down what there is."""
        async with self._writing:
            sums, self._sums, self._renditions = self._sums, {}, {}
            if not sums:
                return
            try:
                async with asyncio.timeout(TIMEOUT):
                    await self._store.add(sums)
            except BaseException:
                for key, one in sums.items():
                    self._add(key, one)
                raise

    def _add(self, key: Key, one: Played) -> None:
        known = self._sums.get(key)
        if known is None:
            others = self._renditions.get(key[:2], 0)
            if others >= MOST_RENDITIONS or len(self._sums) >= MOST:
                return
            self._renditions[key[:2]] = others + 1
        self._sums[key] = one if known is None else known + one

    async def _round(self) -> None:
        await asyncio.sleep(self._every)
        await self.flush()
