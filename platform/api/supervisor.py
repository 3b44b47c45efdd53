"""The clock's part of the lifecycle: graces run out, nodes fall silent, counts reach the database."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from api.live import Live
from catalog.rehearsing import find_artist_id

logger = logging.getLogger(__name__)

LOOK = 0.25
"""Seconds between two looks at the board for graces that have run out and nodes that fell silent."""

SAVE = 5.0
"""Seconds between two write-behinds of the counts."""


class Supervisor:
    """Every web process runs one: each change is a conditional update, so whoever comes first makes it, once."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._saved: dict[str, tuple[int, int]] = {}
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin looking."""
        self._tasks = [
            asyncio.create_task(self._forever(self.look, LOOK), name="supervisor-look"),
            asyncio.create_task(self._forever(self.save_counts, SAVE), name="supervisor-save"),
        ]

    async def stop(self) -> None:
        """End looking; the last counts are saved."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @staticmethod
    async def _forever(step: Callable[[], Awaitable[None]], every: float) -> None:
        failing = False
        while True:
            await asyncio.sleep(every)
            try:
                async with asyncio.timeout(10):
                    await step()
                failing = False
            except Exception:  # the task's outermost edge: the next round tries again
                if not failing:
                    logger.exception("Looking after the livestreams failed; trying again every %s s.", every)
                failing = True

    async def look(self) -> None:
        """End what has waited too long, and mark as lost whose node is silent."""
        live = self._live
        now = datetime.now(UTC)
        for livestream_id, entry in list(live.board.active.items()):
            until = entry.livestream.get("interrupted_until")
            if not until:
                continue
            if datetime.fromisoformat(until) <= now:
                await live.announce(await live.store.expire_interrupted(livestream_id))
                continue
            for node, session_id in live.publishers.reports.reported(livestream_id):
                change = await live.store.restore_lost(session_id, node)
                if change.connected is not None:
                    logger.info("Livestream %s: node %s is back, and its publisher with it.", livestream_id, node)
                    await live.publisher_admitted(change.connected)
                await live.announce(change.transitions)
        for session_id in live.publishers.reports.lost_sessions():
            change = await live.store.mark_lost(session_id)
            live.publishers.note_end(session_id)
            await live.announce(change.transitions)
            if change.disconnected is not None:
                logger.warning("Session %s: its ingest node no longer reports it.", session_id)
                await live.publisher_disconnected(change.disconnected)
        for node, session_id, livestream_id in live.publishers.reports.strays():
            # Livestreams that wait for their publisher were looked after above; rehearsals are on no board.
            if find_artist_id(livestream_id) is None:
                continue
            change = await live.store.restore_lost(session_id, node)
            if change.connected is not None:
                await live.publisher_admitted(change.connected)
                await live.publisher_connected(change.connected)

    async def save_counts(self) -> None:
        """Write the counts that moved since the last time."""
        live = self._live
        counts = {
            livestream_id: live.counts(livestream_id, entry.livestream)
            for livestream_id, entry in live.board.active.items()
        }
        moved = {name: pair for name, pair in counts.items() if self._saved.get(name, (0, 0)) != pair}
        if moved:
            await live.store.save_counts(moved)
        self._saved = counts
