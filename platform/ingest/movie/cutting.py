"""What of a show is shown, and what has to be read for that: from the key frame before its first picture on."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.movie.boxes import MovieError
from ingest.movie.samples import Reading, Samples, Stretch


@dataclass(frozen=True, slots=True)
class Window:
    """Seconds of a film, from `begin` up to `end`, on the line on which what was read lies."""

    begin: float
    end: float


def begin_of(tracks: Sequence[Samples]) -> float:
    """When the first of it is seen or heard."""
    return min(one.first_shown / one.head.timescale for one in tracks)


def end_of(tracks: Sequence[Samples]) -> float:
    """When the last of it is over."""
    return max(one.end / one.head.timescale for one in tracks)


def cut(reading: Reading, begin: float, end: float) -> Window:
    """Leave of what was read what is needed to show it from `begin` up to `end`; what is shown begins with a whole
    picture, that of `begin`. Fragments stay whole.

    Raises:
        MovieError: there is nothing of that.
    """
    tracks = reading.list_tracks()
    if not tracks or begin >= end:
        raise MovieError("there is nothing to see or hear")
    begin, end = max(begin, begin_of(tracks)), min(end, end_of(tracks))
    if begin >= end:
        raise MovieError("there is nothing of that time")
    picture = reading.tracks.get(b"vide")
    if picture is not None:
        begin = _find_picture(picture, begin)
    first = min(_find_first(one, begin) for one in tracks if one.end / one.head.timescale > begin)
    last = max(_find_last(one, end) for one in tracks)
    stretches = reading.stretches
    left = max(0, bisect_right(stretches, first, key=lambda one: one.at) - 1)
    right = bisect_right(stretches, last, key=lambda one: one.at)
    if right <= left:
        raise MovieError("there is nothing of that time")
    start, stop = stretches[left].at, stretches[right - 1].at + stretches[right - 1].size
    for kind, one in [*reading.tracks.items()]:
        if not _keep(one, start, stop):
            del reading.tracks[kind]
    reading.stretches = [Stretch(one.segment, one.place, one.size, one.at - start) for one in stretches[left:right]]
    reading.size = stop - start
    return Window(begin, end)


def _find_picture(one: Samples, begin: float) -> float:
    """When the picture that is seen at `begin` came; `begin` where none is."""
    at = round(begin * one.head.timescale)
    near = bisect_right(one.times, at)
    shown = [
        one.times[index] + one.offsets[index] for index in range(max(0, near - 64), min(near + 1, len(one.times)))
    ]
    before = [time for time in shown if time <= at]
    return max(before) / one.head.timescale if before else begin


def _find_first(one: Samples, begin: float) -> int:
    """Where in the media the sample lies that decoding begins with."""
    at = round(begin * one.head.timescale)
    index = max(0, bisect_right(one.times, at) - 1)
    while index and one.times[index] + one.offsets[index] > at:
        index -= 1
    if len(one.keys) != len(one.sizes):
        key = bisect_right(one.keys, index + 1) - 1
        index = one.keys[max(0, key)] - 1
    return _locate(one, index)


def _find_last(one: Samples, end: float) -> int:
    """Where the last sample lies that is begun before `end`."""
    return _locate(one, max(0, bisect_left(one.times, round(end * one.head.timescale)) - 1))


def _locate(one: Samples, index: int) -> int:
    """Where a sample's chunk begins."""
    where = 0
    for where, count, _ in one.chunks:  # noqa: B007 - the last one, where the numbers do not go so far
        if index < count:
            break
        index -= count
    return where


def _keep(one: Samples, start: int, stop: int) -> bool:
    """Leave the samples whose chunks lie there; whether there are any."""
    skipped = sum(count for where, count, _ in one.chunks if where < start)
    chunks = [(where - start, count, entry) for where, count, entry in one.chunks if start <= where < stop]
    kept = sum(count for _, count, _ in chunks)
    if not kept:
        return False
    if skipped + kept < len(one.times):
        one.end = one.times[skipped + kept]
    for column in (one.sizes, one.times, one.offsets):
        del column[skipped + kept :]
        del column[:skipped]
    one.keys = type(one.keys)("I", (key - skipped for key in one.keys if skipped < key <= skipped + kept))
    one.chunks = chunks
    return True
