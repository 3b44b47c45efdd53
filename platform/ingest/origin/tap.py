"""A bounded way out of a stream, for whoever records it, draws stills from it or makes other renditions.

The live part comes first: where parts are put in, a tap does no more than remember them, after everybody who waits
was answered. Whoever takes them does so in a task of its own, may be slow, hang or fail, and then misses something;
what that was is counted, said in words, and told with the next thing it gets. It must not block the event loop: what
takes the processor or the disk belongs into a thread or a process.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from ingest.origin.stream.segments import Change, Init, Segment
from runtime.loops import FIRST_PAUSE, Loop
from runtime.refusals import Refusals

MOST_BYTES = 16 << 20
"""Of media that may wait. It is held longer than its stream holds it, and counts for no stream's memory."""
MOST_CHANGES = 512
PATIENCE = 10.0
"""Seconds one change may take; then it counts as missed."""


@dataclass(slots=True)
class Tapped:
    """What changed about a stream, the init section and the open segment then, and how much was missed right before
    it."""

    change: Change
    init: Init | None
    open: Segment | None = None
    missed_parts: int = 0
    missed_bytes: int = 0

    @property
    def size(self) -> int:
        """Bytes of media in it."""
        return sum(len(part.data) for part in self.change.parts)

    def note_missed(self, parts: int, size: int) -> None:
        """So much more was missed right before this."""
        self.missed_parts += parts
        self.missed_bytes += size


Take = Callable[[Tapped], Awaitable[None]]


class Tap:
    """`name` says in logs who takes, and of which stream. Whoever makes a tap starts and stops it, and puts it among
    a shelf's `taps`."""

    def __init__(
        self,
        name: str,
        take: Take,
        refusals: Refusals,
        *,
        most_bytes: int = MOST_BYTES,
        most_changes: int = MOST_CHANGES,
        patience: float = PATIENCE,
        first_pause: float = FIRST_PAUSE,
    ) -> None:
        self.missed_parts = self.missed_bytes = 0
        """In all."""
        self._name = name
        self._take = take
        self._refusals = refusals
        self._most_bytes, self._most_changes = most_bytes, most_changes
        self._patience = patience
        self._queue: deque[Tapped] = deque()
        self._queued_bytes = 0
        self._gap: tuple[int, int] = 0, 0  # parts and bytes missed since the last that is queued
        self._filled = asyncio.Event()
        self.idle = asyncio.Event()
        """Set while all that was offered has been taken."""
        self._loop = Loop(name, self._step, first_pause)

    @property
    def problem(self) -> str | None:
        """What is wrong with whoever takes, in words for an operator, or None."""
        return self._loop.problem

    @property
    def waiting(self) -> int:
        """Changes that have not been handed out."""
        return len(self._queue)

    def start(self) -> None:
        """Begin to hand out what `offer` has brought."""
        self._loop.start()

    async def stop(self) -> None:
        """End at once; what still waits is lost."""
        await self._loop.stop()
        self._queue.clear()
        self._queued_bytes = 0

    def offer(self, change: Change, init: Init | None, open_: Segment | None = None) -> None:
        """Remember a change, or count it as missed where too much waits. Never waits, and never raises."""
        tapped = Tapped(change, init, open_)
        size = tapped.size
        if len(self._queue) >= self._most_changes or self._queued_bytes + size > self._most_bytes:
            self._gap = self._gap[0] + len(change.parts), self._gap[1] + size
            self._say_missed(len(change.parts), size)
            return
        tapped.note_missed(*self._gap)
        self._gap = 0, 0
        self._queue.append(tapped)
        self._queued_bytes += size
        self.idle.clear()
        self._filled.set()

    async def _step(self) -> None:
        while not self._queue:
            self._filled.clear()
            self.idle.set()
            await self._filled.wait()
        tapped = self._queue.popleft()
        size, parts = tapped.size, len(tapped.change.parts)
        self._queued_bytes -= size
        try:
            async with asyncio.timeout(self._patience):
                await self._take(tapped)
        except Exception:
            parts_before, size_before = tapped.missed_parts + parts, tapped.missed_bytes + size
            if self._queue:
                self._queue[0].note_missed(parts_before, size_before)
            else:
                self._gap = self._gap[0] + parts_before, self._gap[1] + size_before
            self._say_missed(parts, size)
            raise

    def _say_missed(self, parts: int, size: int) -> None:
        self.missed_parts += parts
        self.missed_bytes += size
        self._refusals.note(
            "tap", f"{self._name} does not keep up, and has missed {self.missed_parts} parts of the stream"
        )
