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

PATIENCE: Final = 15.0
"""Seconds that somebody waits for an answer."""

Write = Callable[[Sequence[Draft]], Awaitable[Written]]
_Waiting = tuple[Draft, asyncio.Future[Said | CatalogError]]


class BusyError(CatalogError):
    """More is said than can be written down."""

    code = "chat_busy"

    def __init__(self) -> None:
        super().__init__("More is being said than can be written down. Send it again in a few seconds.")


class Writer:
    """`say` waits until the message stands in the database. `written` is given what came of each transaction, before
    anybody is answered; `unsure` those drafts of which nobody knows whether they were written."""

    def __init__(
        self,
        write: Write,
        written: Callable[[Written], None],
        unsure: Callable[[Sequence[Draft]], None] = lambda drafts: None,
        *,
        tick: float = TICK,
    ) -> None:
        self._write = write
        self._written = written
        self._unsure = unsure
        self._tick = tick
        self._waiting: deque[_Waiting] = deque()
        self._woken = asyncio.Event()
        self._next = 0.0
        self.loop = Loop("the writing of chat", self._round)

    def start(self) -> None:
        """Begin."""
        self.loop.start()

    async def stop(self) -> None:
        """End; who waits is refused, and may say it again to another process."""
        await self.loop.stop()
        while self._waiting:
            _answer(self._waiting.popleft()[1], BusyError())

    async def say(self, draft: Draft) -> Said:
        """Have it written. It is, though whoever said it leaves.

        Raises:
            BusyError, perhaps though it is written; NotFoundError, SentIdReusedError; what the database has
        """
        if len(self._waiting) >= MOST_WAITING:
            raise BusyError
        done: asyncio.Future[Said | CatalogError] = asyncio.get_running_loop().create_future()
        self._waiting.append((draft, done))
        self._woken.set()
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await asyncio.shield(done)
        except TimeoutError:
            done.cancel()  # where it has not been taken yet, it is not said any more
            raise BusyError from None
        if isinstance(answer, CatalogError):
            raise answer
        return answer

    async def _round(self) -> None:
        await self._woken.wait()
        loop = asyncio.get_running_loop()
        if (wait := self._next - loop.time()) > 0:
            await asyncio.sleep(wait)
        self._next = loop.time() + self._tick
        taken = self._take()
        if not taken:
            return
        drafts = [draft for draft, _ in taken]
        try:
            async with asyncio.timeout(TIMEOUT):
                written = await self._write(drafts)
        except BaseException as error:
            for _, done in taken:
                _answer(done, BusyError() if isinstance(error, TimeoutError | asyncio.CancelledError) else error)
            self._unsure(drafts)
            raise
        try:
            self._written(written)
        finally:
            for (_, done), answer in zip(taken, written.answers, strict=True):
                _answer(done, answer)

    def _take(self) -> list[_Waiting]:
        """The next ones whose senders have not given up."""
        taken = list[_Waiting]()
        while self._waiting and len(taken) < MOST:
            one = self._waiting.popleft()
            if not one[1].done():
                taken.append(one)
        if not self._waiting:
            self._woken.clear()
        return taken


def _answer(done: asyncio.Future[Said | CatalogError], answer: Said | BaseException) -> None:
    if done.done():
        return
    if isinstance(answer, Said | CatalogError):
        done.set_result(answer)
    else:
        done.set_exception(answer)
        done.exception()  # looked at: perhaps nobody waits any more
