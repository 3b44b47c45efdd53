"""A recording's files, on the disk or in the bucket, for what is made of them. Read apart from those that players get
as they are: who waits for one does not wait for the other."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, Protocol, TypeVar

from ingest.origin.http.responses import Response
from ingest.origin.wait import Wait
from ingest.recording.renditions.workshop import Workshop
from ingest.recording.showing.listing import Place
from ingest.recording.showing.replay import PATIENCE
from ingest.recording.tasks import Tasks

AT_ONCE: Final = 2
"""Files that are read, or cut, at a time."""
MOST_INITS: Final = 1 << 20
"""Bytes of init sections that are kept."""

T = TypeVar("T")


class Bucket(Protocol):
    """Where files are that the disk does not have; see `BucketSide`."""

    async def fetch(self, recording: str, run: str, name: str, /) -> bytes:
        """A file. Raises OSError."""


class Files:
    """`get` small ones, `read` any."""

    def __init__(self, store: Path, bucket: Bucket | None, tasks: Tasks) -> None:
        self._store = store
        self._bucket = bucket
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="renditions")
        self._inits = Workshop(tasks, AT_ONCE, MOST_INITS)

    def get(self, recording: str, place: Place) -> bytes | Response | Wait:
        """A small file that is asked for again and again."""
        return self._inits.get((recording, place.run, place.name), lambda: self.read(recording, place))

    async def read(self, recording: str, place: Place) -> bytes:
        """A file.

        Raises:
            OSError: it cannot be had.
        """
        async with asyncio.timeout(PATIENCE):
            try:
                return await self.run((self._store / recording / place.run / place.name).read_bytes)
            except FileNotFoundError:
                if self._bucket is None:
                    raise
            return await self._bucket.fetch(recording, place.run, place.name)

    async def run(self, work: Callable[[], T]) -> T:
        """Do it in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    def close(self) -> None:
        """Read no more."""
        self._pool.shutdown(wait=False, cancel_futures=True)
