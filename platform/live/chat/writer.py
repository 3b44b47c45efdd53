"""Writing down what is said: all that came within a tick in one transaction."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from catalog.chat.writing import Draft, Said, Written
from catalog.errors import CatalogError
from runtime.loops import Loop

TICK: Final = 0.2
"""Seconds between two transactions, at least. The first message after a pause is written at once."""
MOST: Final = 200
"""Messages in one."""
MOST_WAITING: Final = 2_000
"""More are refused: the database is not keeping up."""
TIMEOUT: Final = 10.0

Write = Callable[[Sequence[Draft]], Awaitable[Written]]


class BusyError(CatalogError):
    """More is said than can be written down."""

    code = "chat_busy"

    def __init__(self) -> None:
        super().__init__("More is being said than can be written down. Send it again in a few seconds.")


class Writer:
    """`say` waits until the message stands in the database. `written` is given what came of each transaction, before
    anybody is answered."""

    def __init__(self, write: Write, written: Callable[[Written], None], *, tick: float = TICK) -> None:
        self._write = write
        self._written = written
        self._tick = tick
        self._waiting: deque[tuple[Draft, asyncio.Future[Said | CatalogError]]] = deque()
        self._woken = asyncio.Event()
        self._next = 0.0
        self.loop = Loop("the writing of chat", self._round)

    async def say(self, draft: Draft) -> Said:
        """Have it written.

        Raises:
            BusyError, NotFoundError, SentIdReusedError; what the database has
        """
        if len(self._waiting) >= MOST_WAITING:
            raise BusyError
        done: asyncio.Future[Said | CatalogError] = asyncio.get_running_loop().create_future()
        self._waiting.append((draft, done))
        self._woken.set()
        # Its writer goes on though whoever said it leaves.
        answer = await asyncio.shield(done)
        if isinstance(answer, CatalogError):
            raise answer
        return answer

    async def _round(self) -> None:
        await self._woken.wait()
        loop = asyncio.get_running_loop()
        if (wait := self._next - loop.time()) > 0:
            await asyncio.sleep(wait)
        self._next = loop.time() + self._tick
        taken = [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]
        if not self._waiting:
            self._woken.clear()
        try:
            async with asyncio.timeout(TIMEOUT):
                written = await self._write([draft for draft, _ in taken])
        except BaseException as error:
            for _, done in taken:
                if not done.done():
                    done.set_exception(error if isinstance(error, Exception) else ConnectionAbortedError())
                    done.exception()  # looked at: perhaps nobody waits any more
            raise
        self._written(written)
        for (_, done), answer in zip(taken, written.answers, strict=True):
            if not done.done():
                done.set_result(answer)
