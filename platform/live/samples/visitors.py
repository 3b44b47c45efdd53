"""Who opened a show, over this process's pages: written behind every ten seconds, and counted as the show is over."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from typing import Final

from catalog.audience.keeping import EVERY
from catalog.audience.referrers import OTHERS, name_host
from catalog.audience.visitors import Visits, hash_visitor
from live.samples.store import VisitStore
from realtime.board import Board
from runtime.loops import Loop

logger = logging.getLogger(__name__)

TIMEOUT: Final = 10.0
MOST_HASHES: Final = 50_000
"""Visitors that wait while the database is away; more are not counted."""
MOST_HOSTS: Final = 5_000
"""Hosts that wait, of all shows; more are counted together."""
SETTLE: Final = 30.0
"""Seconds between two looks for shows that are over."""
LATE: Final = timedelta(seconds=60)
"""After its end a show is settled: by then each process has written what it had heard."""


class Visitors:
    """`note` for each page; what a killed process had not written yet is at most ten seconds old."""

    def __init__(self, board: Board, store: VisitStore, key: bytes, *, every: float = float(EVERY)) -> None:
        """`key`: of this installation, for this alone."""
        self._board = board
        self._store = store
        self._key = key
        self._every = every
        self._salts: dict[str, bytes] = {}
        self._waiting: dict[str, Visits] = {}
        self._hashes = self._hosts = 0
        self._writing = asyncio.Lock()
        self.loop = Loop("the keeping of who came", self._round)
        self._settling = Loop("the counting of who came", self._settle_later)

    def start(self) -> None:
        """Begin."""
        self.loop.start()
        self._settling.start()

    @property
    def problem(self) -> str | None:
        """What is wrong, in an operator's words."""
        return self.loop.problem or self._settling.problem

    async def note(self, livestream_id: str, who: str, referrer: str) -> None:
        """A page has opened a show: whose it is, of which nothing is kept but a hash, and the host that it came from.
        A show that is not live has no visitors."""
        if not self._is_live(livestream_id):
            return
        if (salt := self._salts.get(livestream_id)) is None:
            async with asyncio.timeout(TIMEOUT):
                salt = await self._store.open_salt(livestream_id)
            if not self._is_live(livestream_id):
                return
            self._salts[livestream_id] = salt
        self._add(livestream_id, hash_visitor(salt, self._key, who), name_host(referrer))

    def forget(self, livestream_id: str) -> None:
        """It may be live no longer."""
        if not self._is_live(livestream_id):
            self._salts.pop(livestream_id, None)

    async def stop(self) -> None:
        """End, all that was heard written down."""
        await self._settling.stop()
        async with self._writing:  # what is being written just now is not broken off, and then written again
            await self.loop.stop()
        try:
            await self.flush()
        except Exception:  # the process ends; what it could not write is lost
            logger.exception("Who came in the last seconds could not be written down.")

    async def flush(self) -> None:
        """Write down what there is."""
        async with self._writing:
            waiting, self._waiting = self._waiting, {}
            self._hashes = self._hosts = 0
            if not waiting:
                return
            try:
                async with asyncio.timeout(TIMEOUT):
                    await self._store.add(waiting)
            except BaseException:
                for livestream_id, mine in waiting.items():
                    for one in mine.hashes:
                        self._add_hash(livestream_id, one)
                    for host, screens in mine.hosts.items():
                        self._add_host(livestream_id, host, screens)
                raise

    async def settle(self, now: datetime) -> None:
        """Count the visitors of shows that are over, and throw away what they were counted by."""
        while await self._store.settle(now - LATE):
            pass

    def _is_live(self, livestream_id: str) -> bool:
        entry = self._board.active.get(livestream_id)
        return entry is not None and entry.livestream["status"] == "live"

    def _add(self, livestream_id: str, visitor: int, host: str) -> None:
        self._add_hash(livestream_id, visitor)
        self._add_host(livestream_id, host, 1)

    def _add_hash(self, livestream_id: str, visitor: int) -> None:
        known = self._waiting.setdefault(livestream_id, Visits()).hashes
        if visitor not in known and self._hashes < MOST_HASHES:
            known.add(visitor)
            self._hashes += 1

    def _add_host(self, livestream_id: str, host: str, screens: int) -> None:
        known = self._waiting.setdefault(livestream_id, Visits()).hosts
        if host not in known:
            if self._hosts >= MOST_HOSTS:
                host = OTHERS
            self._hosts += 1
        known[host] += screens

    async def _settle_later(self) -> None:
        await asyncio.sleep(SETTLE)
        await self.settle(datetime.now(UTC))

    async def _round(self) -> None:
        await asyncio.sleep(self._every)
        await self.flush()
