"""What brings recordings from the disk to the bucket, in the background.

A few files at a time, one of each run. Where the bucket fails they wait, longer each time and never all for the same
moment, and then one tries for all. Nothing is lost by that: what was not sent is on the disk, and is found there by
the next process, too."""

import asyncio
import logging
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, Protocol, TypeVar

from contract.recordings import Range
from ingest.recording.disk.folder import find_all, find_pictures, list_runs, list_segments
from ingest.recording.disk.segment import RecordedSegment, is_recording
from ingest.recording.showing.part import list_needed
from ingest.recording.store.copies import Copy, choose_copies, list_recordings, measure_lacking, remove_copies
from ingest.recording.store.sending import Sending
from ingest.recording.store.trouble import StoreError
from runtime.loops import Loop
from runtime.refusals import Refusals

log = logging.getLogger(__name__)

T = TypeVar("T")

AT_ONCE: Final = 4
"""Files that are sent at a time, each of them whole in memory."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Seconds before the bucket is tried again, and at most."""
MOST_FOUND: Final = 50_000
"""Segments that are kept in mind; what else an earlier process left is looked for when they are fewer again."""
TIDY_EVERY: Final = 30.0
"""Seconds between two looks for copies that may go."""


class Files(Protocol):
    """What is asked of a bucket; see `RecordingBucket`."""

    async def put(self, recording: str, run: str, name: str, data: bytes, /) -> None:
        """Keep a file."""

    async def list_files(self, recording: str, run: str, /) -> dict[str, int]:
        """A run's files."""

    async def find_deletion(self, recording: str, /) -> list[Range] | None:
        """What was left when it was deleted; None: it was not."""

    async def delete(self, recording: str, leave: Sequence[Range], /) -> None:
        """Delete all of it but for that."""


class Uploads:
    """`start`, `look_through` what an earlier process left, and `add` what is sealed from then on."""

    def __init__(
        self,
        store: Path,
        bucket: Files,
        refusals: Refusals,
        deleted: Callable[[str, Sequence[Range]], None],
        *,
        least_free: float,
        clock: Callable[[], float] = time.time,
        pauses: tuple[float, float] = (FIRST_PAUSE, LONGEST_PAUSE),
    ) -> None:
        """`deleted` is called with a recording that is here and that another node has deleted, and what was left of
        it; `clock`: seconds since 1970."""
        self.problem: str | None = None
        """What is wrong with the bucket, in words for an operator, or None."""
        self.failures = 0
        """Tries that it did not take."""
        self._store = store
        self._bucket = bucket
        self._refusals = refusals
        self._deleted = deleted
        self._least_free = least_free
        self._clock = clock
        self._first_pause, self._longest_pause = pauses
        self._pause = 0.0
        self._alone = asyncio.Lock()
        self._runs: dict[tuple[str, str], Sending] = {}
        self._due: asyncio.Queue[Sending] = asyncio.Queue()  # each run once at most
        self._waiting: set[Sending] = set()  # those in it, and those under way
        self._busy: Counter[str] = Counter()  # recordings of which something is under way
        self._settled = asyncio.Event()
        self._deleting: set[str] = set()
        self._tidied = asyncio.Event()
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="uploads")
        self._loops = [Loop(f"upload {number}", self._step) for number in range(AT_ONCE)]
        self._tidying = Loop("the removal of what the bucket has", self._tidy_now_and_then)

    def start(self) -> None:
        """Begin."""
        for each in (*self._loops, self._tidying):
            each.start()

    async def stop(self) -> None:
        """End at once; what is under way is sent again by the next process."""
        for each in (*self._loops, self._tidying):
            await each.stop()
        self._threads.shutdown(wait=False, cancel_futures=True)

    @property
    def waiting(self) -> int:
        """Runs of which something is to be sent."""
        return sum(each.find_next() is not None for each in self._runs.values())

    def add(self, recording: str, run: str, sealed: Sequence[RecordedSegment]) -> None:
        """These are sealed, and on the disk."""
        if recording in self._deleting or not sealed:
            return
        sending = self._open(recording, run)
        sending.add(sealed)
        self._enqueue(sending)

    def add_files(self, recording: str, run: str, names: Sequence[str]) -> None:
        """These lie beside the segments, and never change."""
        if recording not in self._deleting and names:
            sending = self._open(recording, run)
            sending.add_files(names)
            self._enqueue(sending)

    def _open(self, recording: str, run: str) -> Sending:
        sending = self._runs.get((recording, run))
        if sending is None:
            sending = self._runs[recording, run] = Sending(recording, run)
        return sending

    async def look_through(self) -> None:
        """Find what is on the disk. Whether it is in the bucket, too, is asked of that.

        Raises:
            OSError
        """
        for recording in await self._in_thread(lambda: list_recordings(self._store)):
            if not is_recording(recording):
                continue
            for run in await self._in_thread(lambda name=recording: list_runs(self._store, name)):  # type: ignore[misc]
                while sum(each.held for each in self._runs.values()) >= MOST_FOUND:
                    self._tidied.clear()
                    await self._tidied.wait()
                found = await self._in_thread(lambda at=(recording, run): list_segments(self._store, *at))  # type: ignore[misc]
                self.add(recording, run, found)
            for run, name in await self._in_thread(lambda name=recording: find_pictures(self._store, name)):  # type: ignore[misc]
                self.add_files(recording, run, [name])

    def has(self, recording: str, run: str, name: str) -> bool:
        """Whether the bucket is known to have what is on the disk, too."""
        sending = self._runs.get((recording, run))
        return sending is not None and name in sending.copies

    async def delete(self, recording: str, leave: Sequence[Range] = ()) -> None:
        """Delete all that the bucket has of it, what is just being sent included, but for what is to be left.

        Raises:
            StoreError: it is to be tried again.
        """
        self._deleting.add(recording)
        for key in [key for key in self._runs if key[0] == recording]:
            del self._runs[key]
        while self._busy[recording]:
            self._settled.clear()
            await self._settled.wait()
        if leave:
            await self._send_left(recording, leave)
        await self._bucket.delete(recording, leave)
        self._deleting.discard(recording)

    async def _send_left(self, recording: str, leave: Sequence[Range]) -> None:
        """Have in the bucket what clips need and only this disk has so far: the clips are every node's to show.

        Raises:
            StoreError
        """
        found = await self._in_thread(lambda: find_all(self._store, recording))
        for run, names in list_needed(found, leave).items():
            there = await self._bucket.list_files(recording, run)
            for name in sorted(names):
                try:
                    data = await self._in_thread((self._store / recording / run / name).read_bytes)
                except OSError as error:
                    log.error("recording %s: a file cannot be read, and is not sent: %s", recording, error)
                    continue
                if there.get(name) != len(data):
                    await self._bucket.put(recording, run, name, data)

    # -- sending -----------------------------------------------------------------------------------------------

    def _enqueue(self, sending: Sending) -> None:
        if sending not in self._waiting:
            self._waiting.add(sending)
            self._due.put_nowait(sending)

    async def _step(self) -> None:
        sending = await self._due.get()
        if not self._pause:
            await self._try(sending)
            return
        async with self._alone:
            if self._pause:
                await asyncio.sleep(self._pause * random.uniform(0.5, 1.0))  # noqa: S311 - spreads load
            await self._try(sending)

    async def _try(self, sending: Sending) -> None:
        recording = sending.recording
        self._busy[recording] += 1
        more = True
        try:
            more = await self._send(sending)
            self._note_well()
        except StoreError as error:
            self._note_trouble(error)
        finally:
            self._busy[recording] -= 1
            if not self._busy[recording]:
                del self._busy[recording]
            self._settled.set()
            # Only now: a run is never sent by two at a time.
            self._waiting.discard(sending)
            if more and self._runs.get((recording, sending.run)) is sending:
                self._enqueue(sending)

    async def _send(self, sending: Sending) -> bool:
        """The next file of a run; whether it is to be looked at again."""
        recording, run = sending.recording, sending.run
        if self._runs.get((recording, run)) is not sending:
            return False
        if not sending.seen:
            if (left := await self._bucket.find_deletion(recording)) is not None:
                self._deleted(recording, left)
                return False
            sending.see(await self._bucket.list_files(recording, run))
        name = sending.find_next()
        if name is None:
            return False
        try:
            data = await self._in_thread((self._store / recording / run / name).read_bytes)
        except OSError as error:
            log.error("recording %s: a file cannot be read, and is not sent: %s", recording, error)
            sending.leave(name)
            return True
        await self._bucket.put(recording, run, name, data)
        sending.confirm(name)
        return True

    def _note_trouble(self, error: StoreError) -> None:
        self.failures += 1
        self.problem = f"The bucket of RECORDING_STORE takes no recordings: {error}."
        self._refusals.note("bucket", f"{self.problem} They are on this node's disk, and sent when it does.")
        self._pause = min(max(self._first_pause, 2 * self._pause), self._longest_pause)

    def _note_well(self) -> None:
        if self.problem is not None:
            log.info("The bucket of RECORDING_STORE takes recordings again; %d runs waited for it.", self.waiting)
        self.problem, self._pause = None, 0.0

    # -- copies that may go ------------------------------------------------------------------------------------

    async def _tidy_now_and_then(self) -> None:
        await asyncio.sleep(TIDY_EVERY)
        await self.tidy()

    async def tidy(self) -> None:
        """Remove copies that the bucket has, where they are old or there is little room."""
        lacking = await self._in_thread(lambda: measure_lacking(self._store, self._least_free))
        copies = [
            Copy(each.recording, each.run, segment)
            for each in self._runs.values()
            for segment in each.copies.values()
            if not each.more  # the last copy takes the run's folder with it
        ]
        chosen = choose_copies(copies, self._clock(), lacking)
        for one in await self._in_thread(lambda: remove_copies(self._store, chosen)) if chosen else ():
            sending = self._runs.get((one.recording, one.run))
            if sending is not None:
                sending.copies.pop(one.segment.name, None)
        for key in [key for key, each in self._runs.items() if not each.held and each not in self._waiting]:
            del self._runs[key]  # should more of it come, the bucket is asked again what it has
        self._tidied.set()

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)
