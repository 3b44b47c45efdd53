"""One stream on its way into a recording."""

import asyncio
import errno
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, TypeVar

from contract.wording.advice import Advice
from ingest.origin.shelf import Shelf
from ingest.origin.stream.segments import Change
from ingest.origin.tap import Tap, Tapped
from ingest.recording.disk.folder import RunFolder, mend
from ingest.recording.disk.segment import RecordedSegment, Seam
from ingest.recording.disk.watch import measure_short
from ingest.recording.making.cutting import Begin, Cutter, Step
from runtime.refusals import Refusals

log = logging.getLogger(__name__)

T = TypeVar("T")

MOST_WAITING: Final = 32 << 20
"""Bytes of media that may wait for the disk; more is missed."""

FULL_PAUSE: Final = 1.0
"""Seconds before a disk that was full is tried again."""

Sealed = Callable[[str, Sequence[RecordedSegment]], None]
"""Told of each run's segments that are complete."""


class DiskFullError(OSError):
    """Less of the disk is free than is to stay free."""

    def __init__(self, path: Path, least: float) -> None:
        super().__init__(errno.ENOSPC, f"less than {least:.0%} of the disk is free", str(path))


class Recorder:
    """Records what is put into one shelf, into one run. `over` is set when its stream has ended and all of it is
    written."""

    def __init__(
        self,
        store: Path,
        recording: str,
        run: str,
        shelf: Shelf,
        pool: ThreadPoolExecutor,
        refusals: Refusals,
        sealed: Sealed,
        *,
        least_free: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`least_free`: of the disk, as a fraction, is to stay free."""
        self.recording, self.run = recording, run
        self.over = asyncio.Event()
        self.problem: Advice | None = None
        """Why nothing is written now, in words for artist and operator; None: all is well."""
        self._store = store
        self.shelf = shelf
        self._pool = pool
        self._sealed = sealed
        self._least_free = least_free
        self._cutter = Cutter()
        self._folder = RunFolder(store, recording, run)
        self._writing: asyncio.Future[None] | None = None
        self._untold: list[RecordedSegment] = []  # what was sealed, and nobody has heard of
        self._clock = clock
        self._again_at = 0.0
        self._refusals = refusals
        self._torn = False  # a file could not be written to its end, and is to be mended
        self._tap = Tap(f"the recording {recording}", self._take, refusals, most_bytes=MOST_WAITING)

    @property
    def missed_parts(self) -> int:
        """That are not in it."""
        return self._tap.missed_parts

    def start(self, since: float) -> None:
        """Begin with what the stream still holds of the time from `since` on, in seconds since 1970."""
        stream = self.shelf.stream
        held = [*stream.retention.retired, *stream.listed, *([stream.open] if stream.open is not None else [])]
        for segment in held:
            if segment.begins_at + segment.duration > since:
                self._tap.offer(Change(parts=list(segment.parts)), segment.init, segment)
        self.shelf.taps.append(self._tap)
        self._tap.start()

    async def stop(self, patience: float) -> None:
        """Write what waits, as far as `patience` seconds allow, and close the run."""
        if self._tap in self.shelf.taps:
            self.shelf.taps.remove(self._tap)
        try:
            async with asyncio.timeout(patience):
                if self._tap.problem is None:
                    await self._tap.idle.wait()
        except TimeoutError:
            log.warning("recording %s: not all could be written in time", self.recording)
        await self._tap.stop()
        try:
            async with asyncio.timeout(patience):
                await self._write(list(self._cutter.seal()))
                await self._in_thread(self._close)
        except (OSError, TimeoutError) as error:
            # What is open stays so, and is mended at the next start.
            log.error("recording %s: its end could not be written: %s", self.recording, error)

    async def _take(self, tapped: Tapped) -> None:
        try:
            if self._clock() >= self._again_at:
                await self._take_now(tapped)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            # No fault, and nothing that the next part mends: its artist and the operator are told, and it is tried
            # again a moment later.
            self._again_at = self._clock() + FULL_PAUSE
            self._refusals.note("disk", f"The disk of RECORDING_STORE is full, so nothing is recorded: {error}.")
        if self.shelf.stream.ended and not self._tap.waiting:
            self.over.set()

    async def _take_now(self, tapped: Tapped) -> None:
        steps = list(self._find_steps(tapped))
        try:
            if steps:
                await self._write(steps)
                self.problem = None
        except BaseException as error:
            full = isinstance(error, OSError) and error.errno == errno.ENOSPC
            self.problem = Advice("unrecorded_full" if full else "unrecorded_slow")
            self._torn = True
            for _ in self._cutter.break_off(Seam.FULL if full else Seam.MISSED):
                pass  # it is not whole
            raise

    def _find_steps(self, tapped: Tapped) -> Iterator[Step]:
        if tapped.missed_parts and self.problem is None:
            yield from self._cutter.break_off(Seam.MISSED)
        for part in tapped.change.parts:
            live = next((one for one in tapped.change.segments if any(part is its for its in one.parts)), tapped.open)
            if live is not None:
                yield from self._cutter.take(part, live)
        if tapped.change.segments and not tapped.change.parts:
            yield from self._cutter.seal()  # the stream is interrupted, or over

    async def _write(self, steps: Sequence[Step]) -> None:
        await self._in_thread(lambda: self._do(steps))

    def _do(self, steps: Iterable[Step]) -> None:
        for step in steps:
            if isinstance(step, Begin):
                self._check_room()
                if self._torn:
                    # First what is left from before, for who shows it can only add.
                    self._untold += self._folder.mend()
                    self._torn = False
            self._untold += self._folder.write([step])

    def _check_room(self) -> None:
        if measure_short(self._store, self._least_free) is not None:
            raise DiskFullError(self._store, self._least_free)

    def _close(self) -> None:
        self._folder.close()
        if self._torn:
            self._untold += mend(self._store, self.recording, self.run)

    async def _in_thread(self, work: Callable[[], None]) -> None:
        """One thing at a time: what hangs is waited for by the next, and not overtaken. What was sealed is told,
        though what came after it failed."""
        if self._writing is not None:
            with_others = self._writing
            await asyncio.wait([with_others])
        self._writing = asyncio.get_running_loop().run_in_executor(self._pool, work)
        try:
            await asyncio.shield(self._writing)
        finally:
            told, self._untold = self._untold, []
            if told:
                self._sealed(self.run, told)
