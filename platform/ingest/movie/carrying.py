"""Parameter sets in the media, before each key frame, for a film whose pictures change their description.

A description says how what follows is decoded, and stands in the index. ffmpeg, VLC and mpv read there that it has
changed; Chromium reads the first alone, and takes what is in the media. So what the descriptions say is there, too.
"""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from ingest.movie.boxes import MovieError, find
from ingest.movie.samples import Reading, Samples, Stretch

_ENTRY = 78
"""Bytes of a sample description of pictures before its boxes, its own head left out (14496-12, 12.1.3)."""


def carry_descriptions(reading: Reading, made: int) -> bytes:
    """Put them in, where there is more than one: what was made for that, and is read by stretches of segment `made`.
    Nothing where pictures are not H.264."""
    picture = reading.tracks.get(b"vide")
    if picture is None or len(picture.entries) < 2:
        return b""
    sets = [read_sets(entry) for entry in picture.entries]
    if not all(sets):
        return b""
    begins = [0, *accumulate(map(len, sets))]
    places = _find_places(picture)
    _insert(reading, made, [(at, begins[entry], len(sets[entry])) for at, entry in places])
    for key, (_, entry) in zip(picture.keys, places, strict=True):
        picture.sizes[key - 1] += len(sets[entry])
    return b"".join(sets)


def read_sets(entry: bytes) -> bytes:
    """The parameter sets of a description (14496-15, 5.3.3.1), as they stand in a sample; empty: it is of another
    kind."""
    if entry[4:8] not in (b"avc1", b"avc3"):
        return b""
    try:
        avcc = find(entry, 8 + _ENTRY, len(entry), b"avcC")
        width = (entry[avcc.content + 4] & 3) + 1
        at, found = avcc.content + 5, []
        for bits in (31, 255):  # of sequences, then of pictures
            count, at = entry[at] & bits, at + 1
            for _ in range(count):
                size = int.from_bytes(entry[at : at + 2], "big")
                found.append(size.to_bytes(width, "big") + entry[at + 2 : at + 2 + size])
                at += 2 + size
    except (MovieError, IndexError, OverflowError):
        return b""
    return b"".join(found)


def _find_places(picture: Samples) -> list[tuple[int, int]]:
    """Where in the media each key frame begins, and which description it has, from 0 on."""
    places = []
    first, keys = 0, iter(picture.keys)
    key = next(keys, 0)
    for where, count, entry in picture.chunks:
        at = where
        for index in range(first, first + count):
            if index + 1 == key:
                places.append((at, entry - 1))
                key = next(keys, 0)
            at += picture.sizes[index]
        first += count
    return places


def _insert(reading: Reading, made: int, pieces: Sequence[tuple[int, int, int]]) -> None:
    """Into the media, at `at` of each (at, place, size), that of what was made; in order."""
    ats = [at for at, _, _ in pieces]
    more = [0, *accumulate(size for _, _, size in pieces)]
    stretches: list[Stretch] = []
    left = 0
    for one in reading.stretches:
        begin = one.at
        while left < len(pieces) and ats[left] < one.at + one.size:
            at, place, size = pieces[left]
            if at > begin:
                stretches.append(Stretch(one.segment, one.place + begin - one.at, at - begin, begin + more[left]))
            stretches.append(Stretch(made, place, size, at + more[left]))
            begin, left = at, left + 1
        stretches.append(
            Stretch(one.segment, one.place + begin - one.at, one.at + one.size - begin, begin + more[left])
        )
    reading.stretches, reading.size = stretches, reading.size + more[-1]
    for track in reading.tracks.values():
        own = array("Q", ats)
        # A chunk that begins with a key frame begins with what is before that.
        track.chunks = [
            (where + more[_count_before(own, where, picture=track.head.kind == b"vide")], count, entry)
            for where, count, entry in track.chunks
        ]


def _count_before(ats: "array[int]", where: int, *, picture: bool) -> int:
    found = bisect_right(ats, where)
    return found - 1 if picture and found and ats[found - 1] == where else found
