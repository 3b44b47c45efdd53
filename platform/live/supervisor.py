"""The clock's part of the lifecycle: graces run out, nodes fall silent, counts reach the database."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from catalog.livestreams.publishers import LEAST_WAIT
from live.live import Live
from runtime.loops import Loop

logger = logging.getLogger(__name__)

LOOK = 0.25
"""Seconds between two looks for graces that have run out and nodes that fell silent."""

WITNESS = 1.0
"""Seconds between two looks at what other processes hear."""

SAVE = 5.0
"""Seconds between two write-behinds of the counts, and two readings of who publishes."""

CLEAR = 30.0
"""Seconds between two looks at the recordings of shows that are over."""

STEP_TIMEOUT = 10.0
STOP_TIMEOUT = 0.5


class Supervisor:
    """Every web process runs one: each change is a conditional update, so whoever comes first makes it, once."""

    def __init__(self, live: Live, grace: float, wall: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._live = live
        self._wall = wall
        self._grace = max(grace, LEAST_WAIT)
        self._saved: dict[str, tuple[int, int]] = {}
        self._loops = [
            # By itself, for the others may wait for the database: only a process that stands still stops this one.
            self._every(LOOK, "the clock of who was heard", self.attend),
            self._every(LOOK, "the look at the livestreams", self.look),
            self._every(WITNESS, "the account of the ingest nodes", self.share),
            self._every(SAVE, "the saving of counts", self.save_counts),
            self._every(SAVE, "the reading of who publishes", live.publishers.read_holders),
            self._every(SAVE, "the reading of what is to be deleted", live.recordings.read_deletions),
            self._every(SAVE, "the look at the room for recordings", self.clear_room),
            self._every(CLEAR, "the look for who shows what a node that is gone recorded", self.move_replays),
            self._every(CLEAR, "the look at recordings whose time is over", self.clear_recordings),
        ]

    async def start(self) -> None:
        """Begin looking."""
        for loop in self._loops:
            loop.start()

    async def stop(self) -> None:
        """End looking; the last counts are saved."""
        for loop in self._loops:
            await loop.stop()
        try:
            async with asyncio.timeout(STOP_TIMEOUT):
                await self.save_counts()
        except Exception:  # the end goes on without
            logger.exception("The last counts of viewers could not be saved.")

    def problems(self) -> dict[str, str]:
        """What fails, in an operator's words."""
        found = [loop.problem for loop in self._loops if loop.problem is not None]
        return {"supervisor": "; ".join(found)} if found else {}

    @staticmethod
    def _every(seconds: float, name: str, step: Callable[[], Awaitable[None]]) -> Loop:
        async def round_() -> None:
            await asyncio.sleep(seconds)
            async with asyncio.timeout(STEP_TIMEOUT):
                await step()

        return Loop(name, round_)

    async def attend(self) -> None:
        """This process is awake."""
        publishers = self._live.publishers
        publishers.attendance.attend(publishers.clock())

    async def look(self) -> None:
        """End what has waited too long, and mark as lost whom nobody has heard of."""
        live, publishers = self._live, self._live.publishers
        waiting: dict[str, str] = {}
        for livestream_id, entry in live.board.active.items():
            if until := entry.livestream.get("interrupted_until"):
                waiting[livestream_id] = until
                # Known since its transition; this process may have begun later. Then the wall's clock must do.
                left = (datetime.fromisoformat(until) - self._wall()).total_seconds()
                left = min(max(left, 0.0), self._grace)
                publishers.attendance.note_wait(publishers.clock(), livestream_id, until, left)
        for livestream_id, until in publishers.attendance.find_expired(publishers.clock(), waiting):
            await live.keep_counts(livestream_id)
            await live.announce(await live.store.expire_interrupted(livestream_id, until))
        for session_id in publishers.find_lost():
            if session_id not in publishers.find_lost():
                continue  # heard of while the one before was written down
            change = await live.store.mark_lost(session_id)
            publishers.note_end(session_id)
            if change.disconnected is not None:
                logger.warning("Session %s: its ingest node no longer reports it.", session_id)
            await live.tell(change)

    async def share(self) -> None:
        """Tell the other processes whom this one hears, and learn whom they hear, by way of the database."""
        publishers = self._live.publishers
        if publishers.attendance.unsure:
            await publishers.read_holders()
        await publishers.write_witness()
        await publishers.read_witness()

    async def clear_recordings(self) -> None:
        """Have deleted what was kept for long enough, and wait no longer for what nodes have not told."""
        live = self._live
        for step in (live.store.close_lost, live.store.delete_expired):
            while lines := await step():
                await live.announce(lines)
        while await live.store.tell_going():
            pass

    async def move_replays(self) -> None:
        """Where a node is gone, have what it recorded shown by another that has the same bucket."""
        live = self._live
        moves = live.publishers.find_shelves(await live.store.read_shown())
        for (media_url, bucket), others in moves.items():
            while lines := await live.store.move_replays(media_url, bucket, others):
                logger.warning(
                    "%s is not heard of: %d recordings are shown by %s.", media_url, len(lines), " and ".join(others)
                )
                await live.announce(lines)

    async def clear_room(self) -> None:
        """Where an artist's recordings take more room than they may: have the oldest deleted, or record no more."""
        cleared = await self._live.store.clear_room()
        self._live.recordings.note_full(cleared.full)
        await self._live.announce(cleared.lines)

    async def save_counts(self) -> None:
        """Write the counts that moved since the last time, unless another process does."""
        live = self._live
        if not live.audience.is_kept_here:
            self._saved = {}  # another may have written since; if it is this one's turn again, it writes all
            return
        counts = {
            livestream_id: live.audience.counts(livestream_id, entry.livestream)
            for livestream_id, entry in live.board.active.items()
        }
        moved = {name: pair for name, pair in counts.items() if self._saved.get(name, (0, 0)) != pair}
        if moved:
            await live.store.save_counts(moved)
        self._saved = counts
