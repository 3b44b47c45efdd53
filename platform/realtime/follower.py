"""Keeps the board in step with the transition log: in order, without gaps, each line once, whatever path it takes."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from contract.livestreams import Transition
from realtime.board import Board, Listing
from runtime.loops import Loop

log = logging.getLogger(__name__)

PATIENCE = 0.02
"""Seconds a gap may close by itself: two commits' announcements may overtake each other."""

CHECK = 5.0
"""Seconds between two looks at the log without any reason, for announcements that never came."""

MAX_PENDING = 10_000
"""Lines that may wait for those before them."""

Deliver = Callable[[Transition, Listing | None], None]
"""Gets a transition, and the livestream as it was on the board before it."""

ReadAfter = Callable[[int], Awaitable[Sequence[Transition]]]


class Follower:
    """Applies transitions to the board in the log's order and hands each to `deliver`, exactly once.

    Announcements (from this process or the bus) are only a fast path; what they miss is read from the log.
    """

    def __init__(
        self,
        board: Board,
        deliver: Deliver,
        read_after: ReadAfter,
        *,
        check_every: float = CHECK,
        most_pending: int = MAX_PENDING,
    ) -> None:
        self._board = board
        self._deliver = deliver
        self._read_after = read_after
        self._pending: dict[int, Transition] = {}
        self._look = asyncio.Event()
        self._moved = asyncio.Event()
        self.loop = Loop("the following of the transition log", self._follow)
        self.problem: str | None = None
        """Why the log cannot be read now, in words for an operator, or None."""
        self.check_every = check_every
        self._most_pending = most_pending

    def offer(self, transition: Transition) -> None:
        """Take an announced transition; early ones wait for those before them."""
        if transition.seq <= self._board.seq or len(self._pending) >= self._most_pending:
            return
        self._pending[transition.seq] = transition
        while (ready := self._pending.pop(self._board.seq + 1, None)) is not None:
            before = self._board.get(ready.livestream_id)
            self._board.apply(ready)
            self._deliver(ready, before)
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()
        if self._pending:
            self._look.set()

    def look_soon(self) -> None:
        """Read the log at the next occasion, as after an outage of the bus."""
        self._look.set()

    async def reach(self, seq: int, timeout: float) -> bool:
        """Wait until the board is at `seq`; False when it is not after `timeout` seconds."""
        if self._board.seq < seq:
            self._look.set()
        try:
            async with asyncio.timeout(timeout):
                while self._board.seq < seq:
                    await self._moved.wait()
        except TimeoutError:
            return False
        return True

    async def start(self) -> None:
        """Begin following."""
        self.loop.start()

    async def stop(self) -> None:
        """End following."""
        await self.loop.stop()

    async def _follow(self) -> None:
        try:
            async with asyncio.timeout(self.check_every):
                await self._look.wait()
            await asyncio.sleep(PATIENCE)
        except TimeoutError:
            pass
        self._look.clear()
        try:
            async with asyncio.timeout(10):
                lines = await self._read_after(self._board.seq)
        except Exception as error:  # whatever the database has: following goes on
            if self.problem is None:
                log.warning("The transition log cannot be read (%s); trying again.", type(error).__name__)
            self.problem = "the database does not answer"
            return
        self.problem = None
        self._pending = {seq: line for seq, line in self._pending.items() if seq > self._board.seq}
        for line in lines:
            self.offer(line)
