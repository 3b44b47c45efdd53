"""A node's side of the bucket: what goes there, what is there, and where players fetch it."""

import asyncio
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from contract.recordings import Range
from ingest.recording.disk.segment import RecordedSegment
from ingest.recording.store.trouble import StoreError
from ingest.recording.store.uploads import Uploads
from runtime.refusals import Refusals

if TYPE_CHECKING:
    from ingest.recording.store.bucket import RecordingBucket

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0
"""Seconds before the bucket is asked again, and at most."""

Found = list[tuple[str, list[RecordedSegment]]]
"""Runs and what is sealed of each, in order."""


class BucketSide:
    """`start`, and `look_through` once what an earlier process left is mended. Implements `replay.Elsewhere`."""

    def __init__(
        self,
        bucket: "RecordingBucket",
        store: Path,
        refusals: Refusals,
        deleted: Callable[[str, Sequence[Range]], None],
        least_free: float,
    ) -> None:
        """As `Uploads`."""
        self._bucket = bucket
        self._refusals = refusals
        self._uploads = Uploads(store, bucket, refusals, deleted, least_free=least_free)
        self.start = self._uploads.start
        self.stop = self._uploads.stop
        self.look_through = self._uploads.look_through
        self.delete = self._uploads.delete

    @property
    def problem(self) -> str | None:
        """What is wrong with the bucket, in words for an operator, or None."""
        return self._uploads.problem

    @property
    def waiting(self) -> int:
        """See `Uploads.waiting`."""
        return self._uploads.waiting

    @property
    def failures(self) -> int:
        """See `Uploads.failures`."""
        return self._uploads.failures

    def add(self, recording: str, run: str, sealed: Sequence[RecordedSegment]) -> None:
        """These are sealed, and on the disk."""
        self._uploads.add(recording, run, sealed)

    def add_files(self, recording: str, run: str, names: Sequence[str]) -> None:
        """These lie beside the segments, and never change."""
        self._uploads.add_files(recording, run, names)

    async def fetch(self, recording: str, run: str, name: str) -> bytes:
        """A file of the bucket.

        Raises:
            OSError: it cannot be had now.
        """
        try:
            return await self._bucket.get(recording, run, name)
        except StoreError as error:
            raise OSError(str(error)) from None

    async def find(
        self,
        recording: str,
        is_wanted: Callable[[], bool] = lambda: True,
        pictures: list[tuple[str, str]] | None = None,
    ) -> Found | None:
        """What the bucket has of it, tried for as long as it is wanted; None: it no longer is. `pictures` is filled
        with the runs and names of those."""
        pause = FIRST_PAUSE
        while is_wanted():
            try:
                return await self._bucket.list_segments(recording, pictures)
            except StoreError as error:
                self._refusals.note("bucket", f"The bucket of RECORDING_STORE does not say what it has: {error}.")
            await asyncio.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311 - spreads load, keeps no secret
            pause = min(2 * pause, LONGEST_PAUSE)
        return None

    def find_address(self, recording: str, run: str, name: str, /, *, private: bool) -> str:
        """As `Elsewhere`."""
        return self._bucket.find_address(recording, run, name, private=private)

    def is_better(self, recording: str, run: str, name: str, /) -> bool:
        """As `Elsewhere`: where there is something before the bucket, it is there to spare this node."""
        return self._bucket.has_base and self._uploads.has(recording, run, name)
