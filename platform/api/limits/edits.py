"""Changes of details that come faster than anybody reads them: written, and told, together.

The first is written at once. What comes within the interval after it waits for its end, and is then one change, of
which every open page hears once. Nobody is answered before what they asked for is in the database.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from catalog.livestreams.changes import Change

CAPACITY = 4_096
"""Times remembered at once; those that are past are forgotten beyond it."""

Write = Callable[[Mapping[str, Any]], Awaitable[Change]]


class _Waiting:
    """Fields that are to be written together, and what comes of it."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self.fields = dict(fields)
        self.done: asyncio.Future[Change] = asyncio.get_running_loop().create_future()


class Edits:
    """At most one change every `interval` seconds for each key."""

    def __init__(self, interval: float, capacity: int = CAPACITY) -> None:
        self._interval = interval
        self._capacity = capacity
        self._next: dict[str, float] = {}
        self._waiting: dict[str, _Waiting] = {}

    async def change(self, key: str, fields: Mapping[str, Any], write: Write) -> Change:
        """Write `fields`, perhaps together with others of the same `key`, a later one over an earlier.

        Those whose fields were written by another's call get the same livestream, and no transitions to announce.

        Raises:
            Whatever `write` does.
        """
        if (waiting := self._waiting.get(key)) is not None:
            waiting.fields.update(fields)
            return replace(await asyncio.shield(waiting.done), transitions=[])
        now = asyncio.get_running_loop().time()
        if (wait := self._next.get(key, 0.0) - now) <= 0:
            self._note(key, now)
            return await write(fields)
        waiting = self._waiting[key] = _Waiting(fields)
        try:
            try:
                await asyncio.sleep(wait)
            finally:
                del self._waiting[key]
            self._note(key, asyncio.get_running_loop().time())
            change = await write(waiting.fields)
        except BaseException as error:
            waiting.done.set_exception(error if isinstance(error, Exception) else ConnectionAbortedError())
            waiting.done.exception()  # looked at: perhaps nobody waits besides
            raise
        waiting.done.set_result(change)
        return change

    def _note(self, key: str, now: float) -> None:
        self._next[key] = now + self._interval
        if len(self._next) > self._capacity:
            self._next = {name: at for name, at in self._next.items() if at > now}
