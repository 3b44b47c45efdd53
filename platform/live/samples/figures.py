"""Telling artists who watches, each time that samples were written down: one of the processes does."""

import asyncio
from typing import Final

from catalog.audience.shapes import present_audience
from live.audience import Audience
from live.notices import Notices
from live.samples.store import NewestStore
from realtime.board import Board
from runtime.loops import Loop

TIMEOUT: Final = 10.0
AFTER_END: Final = 2
"""How often a show is told of once it is over: by then each process has written its last."""


class Figures:
    """One message for each show that is live, to those of its artist's pages that are open; where none is, nothing is
    read."""

    def __init__(self, board: Board, notices: Notices, audience: Audience, store: NewestStore) -> None:
        self._board = board
        self._notices = notices
        self._audience = audience
        self._store = store
        self._left: dict[str, int] = {}
        """How often each is still to be told of, were it to end now."""
        self._due = asyncio.Event()
        self.loop = Loop("the telling of who watches", self._round)

    def wake(self) -> None:
        """There may be something new."""
        self._due.set()

    def note(self, livestream_id: str) -> None:
        """It may have gone live."""
        if self._is_live(livestream_id):
            self._left[livestream_id] = AFTER_END

    async def tell(self) -> None:
        """Tell of each show that is live, or was a moment ago."""
        due = {*self._left, *filter(self._is_live, self._board.active)}
        left = {name: AFTER_END if self._is_live(name) else self._left[name] - 1 for name in due}
        self._left = {name: times for name, times in left.items() if times > 0}
        if not self._audience.is_kept_here:
            return
        for livestream_id in sorted(due):
            entry = self._board.get(livestream_id)
            if entry is None or not self._notices.is_watched(entry.artist_id):
                continue
            async with asyncio.timeout(TIMEOUT):
                found = await self._store.read(livestream_id)
            if found is not None:
                now = self._audience.count(livestream_id)
                self._notices.show_audience(livestream_id, present_audience(found, now))

    def _is_live(self, livestream_id: str) -> bool:
        entry = self._board.active.get(livestream_id)
        return entry is not None and entry.livestream["status"] == "live"

    async def _round(self) -> None:
        await self._due.wait()
        self._due.clear()
        await self.tell()
