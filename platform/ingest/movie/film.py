"""The film: one MP4 file with its index first, as bytes that are known and media that lies elsewhere."""

import struct
import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, NamedTuple

from ingest.movie.boxes import MovieError, box, full_box
from ingest.movie.carrying import carry_descriptions
from ingest.movie.chapters import Chapter, make_chapters
from ingest.movie.cutting import Window, begin_of, end_of
from ingest.movie.samples import Reading, Samples, Stretch

FTYP: Final = box(b"ftyp", b"isom", struct.pack(">I", 0x200), b"isomiso2avc1mp41")
TIMESCALE: Final = 1_000
"""Of the film as a whole: milliseconds."""
_MATRIX: Final = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
_LONG_MDAT: Final = 16


HEAD: Final = -1
"""In place of a segment: the film's own head."""


class Piece(NamedTuple):
    """So many bytes of a segment, or of the head, from `place` on."""

    segment: int
    place: int
    size: int


@dataclass(frozen=True, slots=True)
class Film:
    """`head` is all up to the media, which is `stretches` one after the other. `size` in bytes, all of it. `made`:
    what is in the media and in no segment; it lies behind the head, where stretches of `HEAD` read it."""

    head: bytes
    stretches: Sequence[Stretch]
    size: int
    seconds: float
    made: bytes = b""

    def cut(self, start: int, end: int) -> Iterator[Piece]:
        """What the bytes from `start` up to `end` (not with it) are."""
        return find_pieces(len(self.head), self.stretches, start, end)


def find_pieces(head: int, stretches: Sequence[Stretch], start: int, end: int) -> Iterator[Piece]:
    """What the bytes of a film from `start` up to `end` (not with it) are; `head` is how long its head is."""
    if start < head:
        yield Piece(HEAD, start, min(end, head) - start)
    at = max(start, head) - head
    last = end - head
    index = max(0, bisect_right(stretches, at, key=lambda one: one.at) - 1)
    while at < last and index < len(stretches):
        one = stretches[index]
        skipped = at - one.at
        size = min(one.size - skipped, last - at)
        if size > 0:
            yield Piece(one.segment, one.place + skipped, size)
            at += size
        index += 1


def make_film(reading: Reading, window: Window | None = None, chapters: Sequence[Chapter] = ()) -> Film:
    """All that was read, of which is shown what lies in `window`; None: all. What was read is to begin with what
    decoding can begin with (see `cutting.cut`).

    Raises:
        MovieError: there is nothing.
    """
    tracks = reading.list_tracks()
    if not tracks:
        raise MovieError("there is nothing to see or hear")
    window = window or Window(begin_of(tracks), end_of(tracks))
    listed = make_chapters(chapters, window)
    made = carry_descriptions(reading, HEAD)
    try:
        # Where the media begins depends on how long the index is, and that on nothing but how many entries it has.
        size = len(FTYP) + len(_make_moov(tracks, window, listed, 0)) + _LONG_MDAT
        moov = _make_moov(tracks, window, listed, size)
        head = FTYP + moov + struct.pack(">I4sQ", 1, b"mdat", reading.size + _LONG_MDAT)
    except (struct.error, OverflowError) as error:
        raise MovieError("a number is too large") from error
    if made:
        at = len(head)
        reading.stretches = [
            replace(one, place=one.place + at) if one.segment == HEAD else one for one in reading.stretches
        ]
    return Film(head, reading.stretches, size + reading.size, window.end - window.begin, made)


def _make_moov(tracks: Sequence[Samples], window: Window, chapters: bytes, media: int) -> bytes:
    lasts = round((window.end - window.begin) * TIMESCALE)
    made = [_make_trak(number, one, window, media) for number, one in enumerate(tracks, 1)]
    mvhd = full_box(
        b"mvhd", 1, 0,
        struct.pack(">QQIQ", 0, 0, TIMESCALE, lasts), struct.pack(">IH10x", 0x10000, 0x100), _MATRIX, bytes(24),
        struct.pack(">I", len(tracks) + 1),
    )  # fmt: skip
    return box(b"moov", mvhd, *made, chapters)


def _make_trak(number: int, one: Samples, window: Window, media: int) -> bytes:
    """The edit list shows of the track what lies in the window: what is before that is decoded alone."""
    scale = one.head.timescale
    first = one.times[0]
    shown = max(one.first_shown, round(window.begin * scale))
    lasts = one.end - first
    whole = max(0, round((min(one.end / scale, window.end) - shown / scale) * TIMESCALE))
    late = round((shown / scale - window.begin) * TIMESCALE)
    tkhd = full_box(b"tkhd", 1, 3, struct.pack(">QQIIQ8x", 0, 0, number, 0, late + whole), one.head.shape[8:])
    edits = [struct.pack(">QqHH", late, -1, 1, 0)] if late > 0 else []
    edits.append(struct.pack(">QqHH", whole, shown - first, 1, 0))
    elst = full_box(b"elst", 1, 0, struct.pack(">I", len(edits)), *edits)
    mdhd = full_box(b"mdhd", 1, 0, struct.pack(">QQIQ", 0, 0, scale, lasts), struct.pack(">HH", 0x55C4, 0))
    minf = box(b"minf", one.head.media, _make_stbl(one, media))
    return box(b"trak", tkhd, box(b"edts", elst), box(b"mdia", mdhd, one.head.handler, minf))


def _make_stbl(one: Samples, media: int) -> bytes:
    durations = [
        *(later - time for time, later in zip(one.times, one.times[1:], strict=False)),
        one.end - one.times[-1],
    ]
    stts = _runs(durations)
    parts = [
        full_box(b"stsd", 0, 0, struct.pack(">I", len(one.entries)), *one.entries),
        full_box(b"stts", 0, 0, struct.pack(">I", len(stts)), *(struct.pack(">II", *run) for run in stts)),
    ]
    if any(one.offsets):
        ctts = _runs(one.offsets)
        parts.append(
            full_box(b"ctts", 1, 0, struct.pack(">I", len(ctts)), *(struct.pack(">Ii", *run) for run in ctts))
        )
    if len(one.keys) != len(one.sizes):
        parts.append(full_box(b"stss", 0, 0, struct.pack(">I", len(one.keys)), _pack("I", one.keys)))
    stsc = [
        (index + 1, count, entry)
        for index, (_, count, entry) in enumerate(one.chunks)
        if not index or one.chunks[index - 1][1:] != (count, entry)
    ]
    return box(
        b"stbl",
        *parts,
        full_box(b"stsc", 0, 0, struct.pack(">I", len(stsc)), *(struct.pack(">III", *each) for each in stsc)),
        full_box(b"stsz", 0, 0, struct.pack(">II", 0, len(one.sizes)), _pack("I", one.sizes)),
        full_box(
            b"co64", 0, 0, struct.pack(">I", len(one.chunks)), _pack("Q", [media + at for at, _, _ in one.chunks])
        ),
    )


def _runs(values: Iterable[int]) -> list[tuple[int, int]]:
    return [(sum(1 for _ in group), value) for value, group in groupby(values)]


def _pack(kind: str, values: Iterable[int]) -> bytes:
    packed = array(kind, values)
    if sys.byteorder == "little":
        packed.byteswap()
    return packed.tobytes()
