"""Deleting recordings for good, on the disk and in the bucket, however long it takes."""

import asyncio
import logging
import random
from collections.abc import Callable, Sequence
from pathlib import Path

from contract.recordings import Range
from ingest.recording.disk.folder import (
    find_all,
    find_deletions,
    find_open,
    forget_deletion,
    mend,
    note_deletion,
    remove,
)
from ingest.recording.disk.segment import is_recording
from ingest.recording.making.recorders import Recorders
from ingest.recording.showing.part import list_needed
from ingest.recording.showing.replays import Replays
from ingest.recording.store.elsewhere import BucketSide
from ingest.recording.store.trouble import StoreError
from ingest.recording.tasks import Tasks
from ingest.recording.telling import Teller

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 0.3, 10.0
"""Seconds before it is tried again, and at most."""


class Deletion:
    """`delete` each; `go_on` once, with what an earlier process had begun."""

    def __init__(
        self,
        store: Path,
        recorders: Recorders,
        replays: Replays,
        elsewhere: BucketSide | None,
        teller: Teller,
        tasks: Tasks,
        forget: Callable[[str], None],
    ) -> None:
        """`forget` removes what was made of a recording; it blocks, and raises OSError."""
        self._store = store
        self._recorders = recorders
        self._replays = replays
        self._elsewhere = elsewhere
        self._teller = teller
        self._tasks = tasks
        self._forget = forget
        self._wanted: dict[str, tuple[Range, ...]] = {}  # what is to be left, of those that are under way

    async def go_on(self) -> None:
        """With what was noted and is not done."""
        for recording, leave in (await asyncio.to_thread(find_deletions, self._store)).items():
            self.delete(recording, leave)

    def delete(self, recording: str, leave: Sequence[Range] = ()) -> None:
        """Delete all of it but for what clips need, and say so when it is done. Again: the same; what is said last
        counts."""
        if not is_recording(recording):
            return
        begun = recording in self._wanted
        self._wanted[recording] = tuple(leave)
        if not begun:
            self._replays.bar(recording)
            self._tasks.own(self._delete(recording), f"deletion of recording {recording}")

    async def _delete(self, recording: str) -> None:
        await self._recorders.drop(recording)
        pause = FIRST_PAUSE
        while True:
            leave = self._wanted[recording]
            try:
                await asyncio.to_thread(self._remove, recording, leave)
                if self._elsewhere is not None:
                    if leave:
                        self._replays.release(recording)  # however long the bucket takes, its clips play
                    await self._elsewhere.delete(recording, leave)
                if leave == self._wanted[recording]:
                    await asyncio.to_thread(forget_deletion, self._store, recording)
                    break
                continue  # less of it is to be left
            except (OSError, StoreError) as error:
                log.error("recording %s cannot be deleted yet: %s", recording, error)
            await asyncio.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311 - spreads load, keeps no secret
            pause = min(2 * pause, LONGEST_PAUSE)
        del self._wanted[recording]
        self._replays.bar(recording)  # whoever has looked meanwhile found what is no more
        self._replays.release(recording)
        self._teller.tell_deleted(recording, leave)

    def _remove(self, recording: str, leave: Sequence[Range]) -> None:
        note_deletion(self._store, recording, leave)
        if leave:
            # What a process before this one left open is needed, too.
            for noted, run in [*find_open(self._store)]:
                if noted == recording:
                    mend(self._store, recording, run)
        self._forget(recording)
        remove(self._store, recording, list_needed(find_all(self._store, recording), leave) if leave else {})
