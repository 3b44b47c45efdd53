"""Who watches: how many, how many at most, and who was told so."""

import asyncio
from collections.abc import Mapping
from typing import Any

from contract.events.livestreams import VIEWERS
from live.channels.kinds import KINDS
from live.store import Store
from realtime.board import Board
from realtime.bus.bus import Bus, Message
from realtime.hub import Hub
from realtime.pace import Pace
from realtime.presence import Presence
from realtime.presence_link import PresenceLink
from realtime.render import render_viewers


class Audience:
    """The viewers of all livestreams, over all processes: counted, told to whoever listens, and kept."""

    def __init__(self, process: str, hub: Hub, board: Board, store: Store, bus: Bus) -> None:
        self.presence = Presence()
        self._process = process
        self._hub = hub
        self._board = board
        self._store = store
        self._link = PresenceLink(process, self.presence, bus)
        bus.on("viewers", lambda message: self.hear(message, asyncio.get_running_loop().time()))
        self._pace = Pace(self.send)
        self._peaks: dict[str, int] = {}
        self._sent: dict[str, int] = {}
        """The count that everybody who listens was last told together, where it is not 0."""
        self._differing: set[str] = set()
        """Livestreams of which somebody was told another count since, in a snapshot or with a transition."""

    def stop(self) -> None:
        """Tell nobody any more, and the other processes that this one's viewers are gone."""
        self._pace.stop()
        self._link.stop()

    # -- the counts --------------------------------------------------------------------------------------------

    def count(self, livestream_id: str) -> int:
        """Open viewer sockets over all processes, now."""
        return self.presence.count(livestream_id)

    def peak(self, livestream_id: str, stored: int = 0) -> int:
        """The most viewers at once while live, as far as known."""
        return max(stored, self._peaks.get(livestream_id, 0))

    def counts(self, livestream_id: str, livestream: Mapping[str, Any]) -> tuple[int, int]:
        """Viewers now, and their peak."""
        stored = int(livestream.get("peak_viewer_count") or 0)
        return self.count(livestream_id), self.peak(livestream_id, stored)

    def tell_counts(self, livestream_id: str, livestream: Mapping[str, Any]) -> tuple[int, int]:
        """The same for somebody who is told them now, besides the count events. If the count then goes back to what
        those last said, they must say it again."""
        counts = self.counts(livestream_id, livestream)
        if counts[0] != self.last_sent(livestream_id):
            self._differing.add(livestream_id)
        return counts

    def last_sent(self, livestream_id: str) -> int:
        """The count that the last count event said."""
        return self._sent.get(livestream_id, 0)

    async def keep(self, livestream_id: str) -> None:
        """Write the counts of a live livestream that is about to end: its record and its event are to have them."""
        entry = self._board.get(livestream_id)
        if entry is not None and entry.livestream["status"] == "live":
            await self._store.save_counts({livestream_id: self.counts(livestream_id, entry.livestream)})

    @property
    def is_kept_here(self) -> bool:
        """Whether it is this process that writes the counts behind: one of those that hear each other does."""
        return all(self._process < other for other in self.presence.processes())

    # -- what moves them ---------------------------------------------------------------------------------------

    def change(self, livestream_id: str, by: int) -> None:
        """So many viewers came to this process, or left it."""
        self.presence.change(livestream_id, by)
        self._link.note(livestream_id)
        self._move(livestream_id)

    def note_peak(self, livestream_id: str) -> None:
        """Viewers who are there as it goes live count for the peak."""
        entry = self._board.active.get(livestream_id)
        if entry is not None and entry.livestream["status"] == "live":
            self._peaks[livestream_id] = max(self._peaks.get(livestream_id, 0), self.count(livestream_id))

    def forget(self, livestream_id: str) -> None:
        """It was deleted."""
        self._peaks.pop(livestream_id, None)

    def send(self, livestream_id: str) -> None:
        """Tell whoever listens how many watch, unless all have been told."""
        count = self.count(livestream_id)
        if self.last_sent(livestream_id) == count and livestream_id not in self._differing:
            return
        self._differing.discard(livestream_id)
        self._sent[livestream_id] = count
        if not count:
            del self._sent[livestream_id]
        payload = render_viewers(livestream_id, count)
        entry = self._board.get(livestream_id)
        artist_id = entry.artist_id if entry is not None else ""
        for kind in KINDS:
            for channel in self._hub.outlets(kind.name(livestream_id, artist_id)):
                channel.send(VIEWERS, livestream_id, channel.wrap(payload, None))

    def _move(self, livestream_id: str) -> None:
        self.note_peak(livestream_id)
        self._pace.touch(livestream_id)

    # -- the other processes -----------------------------------------------------------------------------------

    def hear(self, message: Message, now: float) -> None:
        """Another process's counts."""
        self._all_moved(self._link.hear(message, now))

    def forget_process(self, process: str) -> None:
        """It said that it ends."""
        self._all_moved(self.presence.forget(process))

    def expire(self, now: float) -> None:
        """Forget the processes that have said nothing for too long."""
        self._all_moved(self.presence.expire(now))

    def tell_all(self) -> None:
        """Say all of this process's counts, for whoever missed something."""
        self._link.tell_all()

    def _all_moved(self, livestream_ids: set[str]) -> None:
        for livestream_id in livestream_ids:
            self._move(livestream_id)
