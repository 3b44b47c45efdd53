"""What happened in open rooms, and no announcement told: it is read again, from the database, which is the only
history."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Final

from catalog.livestreams.errors import NotFoundError
from contract.chat.lines import Batch, RoomState
from live.chat.room import Room
from live.chat.store import ChatStore
from realtime.bus.bus import Bus
from runtime.loops import Loop

CHECK: Final = 1.0
"""Seconds between two looks at the database for what no announcement told; none where this process is alone."""
PATIENCE: Final = 0.02
"""Seconds that a gap may close by itself."""
STEP_TIMEOUT: Final = 10.0


class Missed:
    """Looks again at rooms that are in doubt and, where other processes write too, at all of them now and then."""

    def __init__(
        self,
        bus: Bus,
        store: ChatStore,
        rooms: Mapping[str, Room],
        take: Callable[[Batch], None],
        begin: Callable[[Room, RoomState], None],
    ) -> None:
        """`take` is given what was missed in an open room; `begin`, where that was too much, how the room is."""
        self._bus = bus
        self._store = store
        self._rooms = rooms
        self._take = take
        self._begin = begin
        self._doubted: set[str] = set()
        self._woken = asyncio.Event()
        self.loop = Loop("the following of chat", self._follow)

    def doubt(self, livestream_id: str) -> None:
        """Something may have happened there."""
        if livestream_id in self._rooms:
            self._doubted.add(livestream_id)
            self._woken.set()

    def doubt_all(self) -> None:
        """In any room."""
        self._doubted.update(self._rooms)
        self._woken.set()

    async def catch_up(self, room: Room) -> None:
        """Read now what a room has missed."""
        batch = await self._store.read_batch(room.livestream_id, room.seq)
        if batch is not None:
            self._take(batch)
            return
        try:
            state = await self._store.read_room(room.livestream_id)
        except NotFoundError:
            return  # deleted just now; the log says so, too
        if state.seq > room.seq:
            self._begin(room, state)

    async def _follow(self) -> None:
        try:
            async with asyncio.timeout(None if self._bus.alone else CHECK):
                await self._woken.wait()
            await asyncio.sleep(PATIENCE)
        except TimeoutError:
            self._doubted.update(self._rooms)
        self._woken.clear()
        doubted, self._doubted = self._doubted, set()
        try:
            async with asyncio.timeout(STEP_TIMEOUT):
                seqs = await self._store.read_seqs([one for one in doubted if one in self._rooms])
                for livestream_id, seq in seqs.items():
                    room = self._rooms.get(livestream_id)
                    if room is not None and room.seq < seq:
                        await self.catch_up(room)
        except BaseException:
            # Nobody tells of it again, where this process is alone.
            self._doubted |= doubted
            self._woken.set()
            raise
