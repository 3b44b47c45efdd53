"""One peer's bytes made messages, and what that may cost: little before a publisher was accepted, then so much a
second."""

import asyncio

from ingest.errors import GreedError
from ingest.limits.budget import Budget
from ingest.rtmp.bounds import Bounds
from ingest.rtmp.wire.chunks import LARGEST_MESSAGE, ChunkReader
from ingest.rtmp.wire.messages import Message
from runtime.refusals import Refusals

COMMAND_MESSAGE = 1 << 16
"""Bytes a message may have before a publisher was accepted."""
ALLOWANCE = 1_000
"""Steps (see `ChunkReader`) that somebody may cost in all before a publisher was accepted; encoders cost a few
hundred."""
COMMAND_STEPS = 20
"""What a message that is no media costs, besides a step for each 32 bytes."""
EARNS = 9
"""Bytes earn steps, one for 2**9, so that nobody is slowed who sends messages of an ordinary size, however many."""
_LONGEST_REST = 1.0


class Reading:
    """Feed `chunks` what arrives. Where that is behind afterwards, or the peer in debt, `read_on` has the rest, and
    what arrives meanwhile is only kept."""

    __slots__ = ("_address", "_bounds", "_budget", "_publishes", "_refusals", "chunks")

    def __init__(self, address: str, refusals: Refusals, bounds: Bounds) -> None:
        self._address = address
        self._bounds = bounds
        self._refusals = refusals
        self.chunks = ChunkReader()
        self.admit(publishes=False)

    def admit(self, *, publishes: bool) -> None:
        """From here on this is what somebody sends who publishes, or who does not."""
        self._publishes = publishes
        # One by one, so that what a command changes holds for the bytes behind it.
        self.chunks.singly = not publishes
        self.chunks.max_message = LARGEST_MESSAGE if publishes else COMMAND_MESSAGE
        bounds = self._bounds
        self._budget = Budget(bounds.steps_at_once, bounds.steps_a_second) if publishes else Budget(ALLOWANCE, 0)

    def is_in_debt(self, size: int, now: float) -> bool:
        """Count what the last feed of `size` bytes has cost beyond what they earn; whether that was too much."""
        self._budget.spend(self.chunks.steps - (size >> EARNS), now)
        return self._budget.debt(now) > 0

    def charge(self, message: Message, now: float) -> None:
        """Count a message that is no media, before anything is done for it.

        Raises:
            GreedError: that was one too many for somebody who publishes nothing.
        """
        self._budget.spend(COMMAND_STEPS + len(message[3]) // 32, now)
        if not self._publishes and self._budget.debt(now):
            raise GreedError("it sent too much that publishes nothing")

    async def read_on(self, backlog: list[Message]) -> bool:
        """Put what is left to read behind the backlog, after as long a rest as this peer's budget asks for; whether
        anything was left.

        Raises:
            ProtocolError: it is no RTMP, or has cost too much for somebody who publishes nothing.
        """
        loop = asyncio.get_running_loop()
        debt = self._budget.debt(loop.time())
        if debt and not self._publishes:
            raise GreedError("it sent too many small pieces that publish nothing")
        if debt:
            self._refusals.note(
                "slowed", f"{self._address} publishes in pieces too small to be read at the speed they come at"
            )
            await asyncio.sleep(min(debt, _LONGEST_REST))
        elif self.chunks.behind:
            await asyncio.sleep(0)
        if not self.chunks.behind:
            return False
        backlog += self.chunks.feed(b"")
        self._budget.spend(self.chunks.steps, loop.time())
        return True
