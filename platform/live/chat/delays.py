"""What waits for moderators before everybody hears it."""

import asyncio
from collections.abc import Callable

from live.chat.room import Room


class Delays:
    """Calls `release(room, seq)` when a room's delay is over for what it had come to."""

    def __init__(self, release: Callable[[Room, int], None]) -> None:
        self._release = release
        self._held: dict[str, list[asyncio.TimerHandle]] = {}

    def hold(self, room: Room, delay: float) -> None:
        """All up to where the room is now waits for `delay` seconds, unless it waits already."""
        loop = asyncio.get_running_loop()
        handles = self._held.setdefault(room.livestream_id, [])
        handles[:] = [handle for handle in handles if handle.when() > loop.time()]
        handles.append(loop.call_later(delay, self._release, room, room.seq))

    def forget(self, livestream_id: str) -> None:
        """A room is closed."""
        for handle in self._held.pop(livestream_id, ()):
            handle.cancel()

    def stop(self) -> None:
        """All are."""
        for livestream_id in list(self._held):
            self.forget(livestream_id)
