"""Between the connection and whoever reads the events: bounded, and forgetful only where only the newest counts."""

import asyncio
from collections import OrderedDict

from encryptedmedia.events import ApplauseHeard, Event, IngestHealth, StillChanged, ViewersChanged


class Inbox:
    """Events in order. A newer count (or picture, or health) of a livestream takes the place of one not read yet.

    When `size` events wait, `put` waits too: the connection is then not read, the server notices, closes it, and the
    subscription resumes once there is room. Nothing is lost that way but time.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._events: OrderedDict[object, Event] = OrderedDict()
        self._number = 0
        self._changed = asyncio.Condition()
        self._finished = False
        self._error: BaseException | None = None

    def __len__(self) -> int:
        return len(self._events)

    async def put(self, event: Event) -> None:
        """Add an event; wait for room."""
        key: object
        if isinstance(event, ApplauseHeard | ViewersChanged | StillChanged | IngestHealth):
            key = (type(event), event.livestream_id)
        else:
            self._number += 1
            key = self._number
        async with self._changed:
            await self._changed.wait_for(lambda: key in self._events or len(self._events) < self._size)
            self._events[key] = event
            self._events.move_to_end(key)  # its time is now, or an older transition would speak after it
            self._changed.notify_all()

    async def finish(self, error: BaseException | None) -> None:
        """Nothing more comes; with an error, the reader gets it after the last event."""
        async with self._changed:
            self._finished, self._error = True, error
            self._changed.notify_all()

    async def get(self) -> Event | None:
        """The next event, or None at the end.

        Raises:
            Whatever `finish` was given.
        """
        async with self._changed:
            await self._changed.wait_for(lambda: self._events or self._finished)
            if self._events:
                _, event = self._events.popitem(last=False)
                self._changed.notify_all()
                return event
        if self._error is not None:
            raise self._error
        return None
