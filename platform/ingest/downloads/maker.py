"""`python -m ingest.downloads.maker PARENT`: makes the index of a film. A job comes in, an index goes out (`job.py`).

A program of its own, as it computes for seconds what a show must not wait for: it has the lowest priority there is,
bounds of its own, and ends with the process that started it.
"""

import hashlib
import os
import resource
import signal
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from ingest.downloads.job import Job, Source, read_job, write_index
from ingest.movie.boxes import MovieError
from ingest.movie.chapters import Chapter
from ingest.movie.cutting import begin_of, cut, end_of
from ingest.movie.film import Film, make_film
from ingest.movie.samples import Reading
from ingest.movie.tracks import TrackHead, read_tracks
from ingest.recording.disk.heads import NAME, read_heads, read_records
from ingest.recording.disk.segment import RecordedSegment, read_name
from runtime.parent import end_with_parent

MOST_MEMORY: Final = 2 << 30
"""Bytes of address space."""
MOST_TIME: Final = 300
"""Seconds of computing."""


def main() -> None:
    """Standard input to standard output; exits with words where there is no film."""
    end_with_parent(int(sys.argv[1]))
    os.nice(19)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_TIME, MOST_TIME))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # from the terminal of whoever started us, who ends us
    try:
        job = read_job(sys.stdin.buffer)
        film = make(job)
        etag = sign(job, film)
        modified = max(round(_end_of(one)) for one in _segments(job)) // 1000
        write_index(sys.stdout.buffer, etag, modified, film)
    except (MovieError, OSError, ValueError) as error:
        raise SystemExit(f"{type(error).__name__}: {error}") from None


def make(job: Job) -> Film:
    """The film.

    Raises:
        MovieError: there is nothing of that time, or what should be media is none.
        OSError: something cannot be read.
    """
    reading = Reading()
    inits: dict[tuple[str, str], list[TrackHead]] = {}
    goes_on = False
    for index, (source, heads) in enumerate(zip(job.sources, _read_all(job), strict=True)):
        at = source.run, source.init
        if at not in inits:
            inits[at] = read_tracks(job.inits.get(at) or (Path(job.folder) / source.run / source.init).read_bytes())
        reading.add(index, heads, inits[at], goes_on=goes_on and source.goes_on)
        goes_on = True
    dates = [one.begins_ms for one in _segments(job)]
    chapters = [Chapter(_place(at, dates, reading), title) for at, title in job.chapters]
    tracks = reading.list_tracks()
    if not tracks:
        raise MovieError("there is nothing to see or hear")
    begin, end = _place(job.begin_ms, dates, reading), _place(job.end_ms, dates, reading)
    if job.begin_ms <= dates[0]:
        begin = begin_of(tracks)
    if job.end_ms >= _end_of([*_segments(job)][-1]):
        end = end_of(tracks)
    window = cut(reading, begin, end)
    return make_film(reading, window, chapters)


def sign(job: Job, film: Film) -> str:
    """What is the same for the same film alone, with its quotes. A segment's name stands for its bytes."""
    digest = hashlib.blake2b(film.head + film.made, digest_size=16)
    for source in job.sources:
        digest.update(f"{source.run}/{source.name} ".encode())
    return f'"{digest.hexdigest()}"'


def _read_all(job: Job) -> Iterator[bytes]:
    folder = Path(job.folder)
    known: dict[int, bytes] = {}
    run = ""
    for index, source in enumerate(job.sources):
        if source.run != run:
            run, known = source.run, _read_known(folder / source.run / NAME)
        heads = job.heads.get(index)
        if heads is None:
            heads = known.get(_read(source).number)
        yield read_heads(folder / run / source.name) if heads is None else heads


def _read_known(path: Path) -> dict[int, bytes]:
    try:
        return read_records(path.read_bytes())
    except FileNotFoundError:
        return {}


def _place(at: int, dates: Sequence[int], reading: Reading) -> float:
    """Where a date is in what was read: one in an interruption is where the show goes on."""
    index = max(0, bisect_right(dates, at) - 1)
    place = reading.begins[index] + max(0, at - dates[index]) / 1000
    return place if index + 1 == len(dates) else min(place, reading.begins[index + 1])


def _segments(job: Job) -> Iterator[RecordedSegment]:
    for source in job.sources:
        yield _read(source)


def _read(source: Source) -> RecordedSegment:
    found = read_name(source.name)
    if found is None:
        raise ValueError("no segment")
    return found


def _end_of(one: RecordedSegment) -> float:
    return one.begins_ms + one.seconds * 1000


if __name__ == "__main__":
    main()
