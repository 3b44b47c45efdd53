"""The recordings that a node makes just now."""

import asyncio
import secrets
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Final

from contract.callbacks import ReportedSession
from ingest.origin.library import Library
from ingest.origin.shelf import Shelf
from ingest.recording.disk.segment import RecordedSegment
from ingest.recording.illustrating import Illustrator
from ingest.recording.making.recorder import Recorder
from ingest.recording.showing.replays import Replays
from ingest.recording.store.elsewhere import BucketSide
from ingest.recording.tasks import Tasks
from ingest.recording.telling import Teller, write_moment
from runtime.refusals import Refusals

WRITERS: Final = 4
"""Threads that write; a disk that hangs holds up as many, and the other recordings then miss something too."""
STOP: Final = 1.0
"""Seconds in which what waits is written when a recording ends."""


class Recorders:
    """`record` for each stream that is to be recorded; what is sealed is shown at once."""

    def __init__(
        self,
        store: Path,
        library: Library,
        replays: Replays,
        elsewhere: BucketSide | None,
        teller: Teller,
        tasks: Tasks,
        refusals: Refusals,
        illustrator: Illustrator,
        least_free: float,
    ) -> None:
        self._illustrator = illustrator
        self._store = store
        self._library = library
        self._replays = replays
        self._elsewhere = elsewhere
        self._teller = teller
        self._tasks = tasks
        self._refusals = refusals
        self._least_free = least_free
        self._writers = ThreadPoolExecutor(WRITERS, thread_name_prefix="recordings")
        self._recorders: dict[Shelf, Recorder] = {}

    def __len__(self) -> int:
        """Streams being recorded."""
        return len(self._recorders)

    async def stop(self) -> None:
        """Write what waits, tell of it, and end."""
        recorders, self._recorders = [*self._recorders.values()], {}
        await asyncio.gather(*(self._end(each) for each in recorders))
        self._writers.shutdown(wait=False, cancel_futures=True)

    def record(self, playback_id: str, recording: str, since: float) -> None:
        """Record a stream into this, from `since` on (seconds since 1970) as far as it is still held; or, where it is
        empty, into nothing. Unknown streams, and what is so already, are left alone."""
        shelf = self._library.get(playback_id)
        if shelf is None:
            return
        now = self._recorders.get(shelf)
        if now is not None and now.recording != recording:
            del self._recorders[shelf]
            self._tasks.own(self._end(now), f"end of recording {now.recording}")
            now = None
        if now is not None or not recording or shelf.stream.ended:
            return
        run = f"{int(time.time() * 1000):013d}-{secrets.token_hex(4)}"
        shown = self._replays.begin(recording, run)
        if shown is None:
            return

        def note(run: str, sealed: Sequence[RecordedSegment]) -> None:
            if self._elsewhere is not None:
                self._elsewhere.add(recording, run, sealed)
            self._replays.add(recording, run, sealed)

        recorder = Recorder(
            self._store, recording, run, shelf, self._writers, self._refusals, note, least_free=self._least_free
        )
        self._recorders[shelf] = recorder
        # Not what is in it already, from before its artist changed their mind and changed it back.
        recorder.start(max(since, shown.ends_at))
        if (pictures := self._replays.find_pictures(recording)) is not None:
            replays = self._replays
            find = lambda: replays.find(recording) or shown  # noqa: E731
            self._illustrator.begin(recording, run, shelf, pictures, find)
        self._tasks.own(self._follow(shelf, recorder), f"recording {recording}")

    def describe(self, session: ReportedSession) -> ReportedSession:
        """A session's report, with what is recorded of it."""
        shelf = self._library.get(session.playback_id)
        recorder = None if shelf is None else self._recorders.get(shelf)
        if recorder is None:
            return session
        listing = self._replays.find(recorder.recording)
        return replace(
            session,
            recording=recorder.recording,
            recorded_ms=0 if listing is None else round(listing.seconds * 1000),
            recorded_bytes=0 if listing is None else listing.size,
            recorded_from=None if listing is None else write_moment(listing.begins_ms),
            record_problem="" if recorder.problem is None else str(recorder.problem),
            record_code="" if recorder.problem is None else recorder.problem.code,
        )

    def is_writing(self, run: str) -> bool:
        """Whether this run is added to."""
        return any(each.run == run for each in self._recorders.values())

    async def drop(self, recording: str) -> None:
        """Record nothing more of it, and tell nobody."""
        for shelf, recorder in [*self._recorders.items()]:
            if recorder.recording == recording:
                del self._recorders[shelf]
                await recorder.stop(STOP)
                self._leave(recorder)
        await self._illustrator.settle()  # or a picture would come after what is left

    async def _follow(self, shelf: Shelf, recorder: Recorder) -> None:
        while not (recorder.over.is_set() or shelf.removed):
            try:
                async with asyncio.timeout(1.0):
                    await recorder.over.wait()
            except TimeoutError:
                continue
        if self._recorders.get(shelf) is recorder:
            del self._recorders[shelf]
            await self._end(recorder)

    async def _end(self, recorder: Recorder) -> None:
        await recorder.stop(STOP)
        self._leave(recorder)
        if (listing := self._replays.find(recorder.recording)) is not None:
            over = not self._replays.is_made(recorder.recording)
            self._teller.tell(recorder.recording, listing, over=over, missed=recorder.problem is not None)
            if over and (pictures := self._replays.find_pictures(recorder.recording)) is not None:
                pictures.prepare(listing)

    def _leave(self, recorder: Recorder) -> None:
        recording, run = recorder.recording, recorder.run
        self._illustrator.end(recording, run, recorder.shelf, self._replays.find_pictures(recording))
        self._replays.end(recording, run)
