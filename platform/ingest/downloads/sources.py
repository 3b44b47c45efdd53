"""Which segments a film needs, and what of them is to be fetched before its index can be made."""

import asyncio
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from ingest.downloads.job import Source
from ingest.movie.boxes import MovieError
from ingest.recording.disk.heads import NAME, find_heads, read_records
from ingest.recording.disk.segment import RecordedSegment, Seam, init_name
from ingest.recording.store.trouble import StoreError

AT_ONCE: Final = 4
"""Files that are fetched at a time."""

Placed = tuple[str, RecordedSegment]
"""A segment, and its run before it."""


class Bucket(Protocol):
    """Where segments are that the disk does not have; see `RecordingBucket`."""

    async def get(self, recording: str, run: str, name: str, start: int = 0, size: int | None = None, /) -> bytes:
        """A file, or some of it. Raises StoreError."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """As in `Job`."""

    inits: dict[tuple[str, str], bytes] = field(default_factory=dict)
    heads: dict[int, bytes] = field(default_factory=dict)


def choose_segments(
    runs: Sequence[str], segments: Sequence[RecordedSegment], begin_ms: int, end_ms: int
) -> list[Placed]:
    """Those that this time needs: from one that decoding can begin with on.

    Raises:
        MovieError: there is nothing of that time.
    """
    dates = [one.begins_ms for one in segments]
    first, last = max(0, bisect_right(dates, begin_ms) - 1), bisect_left(dates, end_ms)
    if first < last and dates[first] + segments[first].seconds * 1000 <= begin_ms:
        first += 1  # nothing was sent then
    if first >= last:
        raise MovieError("there is nothing of that time")
    while first and not segments[first].independent:
        first -= 1
    return [*zip(runs[first:last], segments[first:last], strict=True)]


def list_sources(segments: Sequence[Placed]) -> list[Source]:
    """As a job says them."""
    return [
        Source(
            run,
            one.name,
            init_name(one.init),
            bool(index) and run == segments[index - 1][0] and one.seam is Seam.CONTINUED,
        )
        for index, (run, one) in enumerate(segments)
    ]


async def fetch_missing(bucket: Bucket, folder: Path, segments: Sequence[Placed]) -> Fetched:
    """What of the segments lies in the bucket alone: their init sections, and their heads.

    Raises:
        OSError: the bucket does not give it.
    """
    missing, inits = await asyncio.to_thread(_find_missing, folder, segments)
    fetched = Fetched()
    turn = asyncio.Semaphore(AT_ONCE)
    try:
        for run, name in inits:
            fetched.inits[run, name] = await bucket.get(folder.name, run, name)

        async def fetch(index: int) -> None:
            async with turn:
                run, one = segments[index]
                data = await bucket.get(folder.name, run, one.name)
                fetched.heads[index] = b"".join(find_heads(data))

        async with asyncio.TaskGroup() as group:
            for index in missing:
                group.create_task(fetch(index))
    except* StoreError as errors:
        raise OSError(str(errors.exceptions[0])) from None
    return fetched


def _find_missing(folder: Path, segments: Sequence[Placed]) -> tuple[list[int], list[tuple[str, str]]]:
    """The segments of which neither the media nor the heads are here, and the init sections that are not."""
    missing: list[int] = []
    inits: dict[tuple[str, str], None] = {}
    known: dict[str, set[int]] = {}
    for index, (run, one) in enumerate(segments):
        if run not in known:
            known[run] = _list_heads(folder / run / NAME)
        if one.number not in known[run] and not (folder / run / one.name).exists():
            missing.append(index)
        name = init_name(one.init)
        if (run, name) not in inits and not (folder / run / name).exists():
            inits[run, name] = None
    return missing, [*inits]


def _list_heads(path: Path) -> set[int]:
    try:
        return set(read_records(path.read_bytes()))
    except FileNotFoundError:
        return set()
