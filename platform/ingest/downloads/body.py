"""A film that is ready to be sent: what is asked of it is read when it is asked for."""

import asyncio
import os
import weakref
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO, Final

from ingest.downloads.job import Index
from ingest.downloads.sources import Bucket
from ingest.movie.film import HEAD, Piece, find_pieces
from ingest.recording.store.trouble import StoreError

LONGEST_NAME: Final = 120
"""Characters of a show's title in a file's name."""


class Reads:
    """What reads for all downloads: the disk in threads of its own, or the bucket where the disk does not have it."""

    def __init__(self, pool: ThreadPoolExecutor, store: Path, bucket: Bucket | None) -> None:
        self._pool = pool
        self._store = store
        self._bucket = bucket

    async def read(self, recording: str, places: Sequence[tuple[str, str]], head: int, pieces: list[Piece]) -> bytes:
        """`head` is the file in which a film's own head is.

        Raises:
            OSError
        """
        folder = self._store / recording
        paths = [None if one.segment == HEAD else folder.joinpath(*places[one.segment]) for one in pieces]
        found = await asyncio.get_running_loop().run_in_executor(self._pool, _read_all, head, paths, pieces)
        for index, piece in enumerate(pieces):
            if found[index] is None:
                found[index] = await self._fetch(recording, *places[piece.segment], piece)
        return b"".join(each for each in found if each is not None)

    async def _fetch(self, recording: str, run: str, name: str, piece: Piece) -> bytes:
        if self._bucket is None:
            raise FileNotFoundError(name)
        try:
            return await self._bucket.get(recording, run, name, piece.place, piece.size)
        except StoreError as error:
            raise OSError(str(error)) from None

    def close(self) -> None:
        """Read no more."""
        self._pool.shutdown(wait=False, cancel_futures=True)


class Film:
    """Implements `http.download.Body`."""

    def __init__(
        self,
        recording: str,
        title: str,
        places: Sequence[tuple[str, str]],
        index: Index,
        made: BinaryIO,
        reads: Reads,
        clock: Callable[[], float],
    ) -> None:
        """`places`: run and file of each segment. `made`: where the head is, which is this one's to close."""
        self.size, self.etag, self.modified = index.size, index.etag, index.modified
        self.name = f"{_tidy(title) or recording}.mp4"
        self.used_at = clock()
        self._recording = recording
        self._places = places
        self._index = index
        self._head = os.dup(made.fileno())
        made.close()
        weakref.finalize(self, os.close, self._head)
        self._reads = reads
        self._clock = clock

    async def read(self, start: int, size: int) -> bytes:
        """As `Body`."""
        self.used_at = self._clock()
        index = self._index
        pieces = [
            Piece(HEAD, one.place + index.head_at, one.size) if one.segment == HEAD else one
            for one in find_pieces(index.head, index.stretches, start, start + size)
        ]
        return await self._reads.read(self._recording, self._places, self._head, pieces)


def _read_all(head: int, paths: Sequence[Path | None], pieces: Sequence[Piece]) -> list[bytes | None]:
    """What is on the disk; None for what is not. Raises OSError."""
    found: list[bytes | None] = []
    for path, piece in zip(paths, pieces, strict=True):
        try:
            found.append(_read(head if path is None else path, piece))
        except FileNotFoundError:
            found.append(None)
    return found


def _read(where: int | Path, piece: Piece) -> bytes:
    file = where if isinstance(where, int) else os.open(where, os.O_RDONLY)
    try:
        data = os.pread(file, piece.size, piece.place)
    finally:
        if file is not where:
            os.close(file)
    if len(data) < piece.size:
        raise OSError("a file is shorter than it was")
    return data


def _tidy(title: str) -> str:
    """A title as a file's name: without what separates folders, or what some file system does not take."""
    kept = "".join(" " if each in '/\\:*?"<>|' or not each.isprintable() else each for each in title)
    return " ".join(kept.split())[:LONGEST_NAME].strip(". ")
