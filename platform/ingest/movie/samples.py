"""The samples of a show, read from its fragments' heads: how large, when, and where in the film.

Times are in each track's own units, on one line for the whole show: what does not go on from what was before begins
where both tracks have ended.
"""

import struct
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ingest.movie.boxes import MovieError, u32, walk
from ingest.movie.tracks import TrackHead

LATEST: Final = 32
"""Samples that may be decoded before one that is shown first."""
_NON_SYNC: Final = 0x10000
"""`sample_is_non_sync_sample` (14496-12, 8.8.3.1)."""


@dataclass(slots=True)
class Samples:
    """One track's, in order of decoding."""

    head: TrackHead
    """Of the first segment that had the track."""
    entries: list[bytes] = field(default_factory=list)
    """Sample descriptions, each once."""
    sizes: "array[int]" = field(default_factory=lambda: array("I"))
    times: "array[int]" = field(default_factory=lambda: array("q"))
    """When each is decoded."""
    offsets: "array[int]" = field(default_factory=lambda: array("l"))
    """How much later it is shown."""
    keys: "array[int]" = field(default_factory=lambda: array("I"))
    """Numbers of those that decoding can begin with, from 1 on."""
    chunks: list[tuple[int, int, int]] = field(default_factory=list)
    """(where in the media, how many samples, sample description from 1 on)."""
    end: int = 0
    """When the last one is over."""

    @property
    def first_shown(self) -> int:
        """When the first is shown: of those that are decoded first, the first to be shown."""
        return min(self.times[index] + self.offsets[index] for index in range(min(LATEST, len(self.times))))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Media in a segment, one after the other: `size` bytes of the segment at `place`, which are at `at` in the
    film's media."""

    segment: int
    place: int
    size: int
    at: int


class Reading:
    """Reads segments' heads in order (`add`), as far as `tracks` and `stretches` then say."""

    def __init__(self) -> None:
        self.tracks: dict[bytes, Samples] = {}
        """By kind."""
        self.stretches: list[Stretch] = []
        self.size = 0
        """Bytes of media."""
        self.begins: list[float] = []
        """When what each call of `add` has brought is shown, in seconds."""
        self._shifts: dict[bytes, int] = {}
        self._entries: dict[tuple[int, bytes], int] = {}
        self._breaks = True

    def add(self, segment: int, heads: bytes, tracks: Sequence[TrackHead], *, goes_on: bool) -> None:
        """A segment's boxes: `moof`s whole, of all others their first eight bytes. `goes_on`: from the one before.

        Raises:
            MovieError
        """
        before = {kind: len(one.sizes) for kind, one in self.tracks.items()}
        try:
            self._add(segment, heads, tracks, goes_on=goes_on)
        except (struct.error, IndexError, OverflowError) as error:
            raise MovieError("a fragment makes no sense") from error
        shown = [
            min(one.times[at] + one.offsets[at] for at in range(first, min(first + LATEST, len(one.sizes))))
            / one.head.timescale
            for kind, one in self.tracks.items()
            if (first := before.get(kind, 0)) < len(one.sizes)
        ]
        self.begins.append(min(shown) if shown else self.begins[-1] if self.begins else 0.0)

    def list_tracks(self) -> list[Samples]:
        """Picture, then sound, as far as there are."""
        return [self.tracks[kind] for kind in (b"vide", b"soun") if kind in self.tracks]

    def _add(self, segment: int, heads: bytes, tracks: Sequence[TrackHead], *, goes_on: bool) -> None:
        if not goes_on:
            self._breaks = True
        known = {track.number: track for track in tracks}
        at = place = 0
        moof: tuple[int, int] | None = None
        while at + 8 <= len(heads):
            size, kind = u32(heads, at), heads[at + 4 : at + 8]
            if size < 8:
                raise MovieError(f"a box of {size} bytes")
            if kind == b"moof":
                moof, at = (at, place), at + size
            else:
                at += 8
                if kind == b"mdat" and moof is not None:
                    self._add_fragment(segment, heads, *moof, place + 8, size - 8, known)
                    moof = None
            place += size

    def _add_fragment(
        self,
        segment: int,
        heads: bytes,
        moof: int,
        origin: int,
        place: int,
        size: int,
        known: Mapping[int, TrackHead],
    ) -> None:
        """`origin` is where the `moof` is in the segment, `place` and `size` say where its media is."""
        self.stretches.append(Stretch(segment, place, size, self.size))
        runs = [one for traf in _list_trafs(heads, moof) if (one := _read_traf(heads, *traf, known)) is not None]
        if self._breaks and runs:
            self._begin_anew(runs)
        for run in runs:
            samples = self._find_samples(run.track)
            where = self.size + origin + run.data - place
            if not self.size <= where <= self.size + size - sum(run.sizes):
                raise MovieError("samples outside of their fragment")
            self._append(samples, run, where)
        self.size += size

    def _begin_anew(self, runs: "Sequence[_Run]") -> None:
        """What comes begins where all that was before is over, the tracks apart as they are."""
        over = max((one.end / one.head.timescale for one in self.tracks.values()), default=0.0)
        begin = min(run.time / run.track.timescale for run in runs)
        for run in runs:
            scale = (
                self.tracks[run.track.kind].head.timescale if run.track.kind in self.tracks else run.track.timescale
            )
            self._shifts[run.track.kind] = round((over - begin) * scale)
        self._breaks = False

    def _find_samples(self, track: TrackHead) -> Samples:
        samples = self.tracks.get(track.kind)
        if samples is None:
            samples = self.tracks[track.kind] = Samples(track)
            if track.kind not in self._shifts:  # it comes later than the other
                others = [
                    (self._shifts[kind], one.head.timescale)
                    for kind, one in self.tracks.items()
                    if kind in self._shifts
                ]
                shift, scale = others[0] if others else (0, 1)
                self._shifts[track.kind] = round(shift / scale * track.timescale)
        return samples

    def _append(self, samples: Samples, run: "_Run", where: int) -> None:
        entry = run.track.entries[min(run.entry, len(run.track.entries)) - 1]
        if entry not in samples.entries:
            samples.entries.append(entry)
        scale = samples.head.timescale, run.track.timescale
        time = run.time if scale[0] == scale[1] else round(run.time * scale[0] / scale[1])
        time = max(time + self._shifts[run.track.kind], samples.end if not samples.times else samples.times[-1] + 1)
        first = len(samples.sizes) + 1
        for index, duration in enumerate(run.durations):
            samples.times.append(time)
            time += duration if scale[0] == scale[1] else round(duration * scale[0] / scale[1])
            if not run.flags[index] & _NON_SYNC:
                samples.keys.append(first + index)
        samples.sizes.extend(run.sizes)
        samples.offsets.extend(run.offsets)
        samples.end = time
        samples.chunks.append((where, len(run.sizes), samples.entries.index(entry) + 1))


@dataclass(slots=True)
class _Run:
    """A fragment's samples of one track; `data` is where they begin, from `moof` on."""

    track: TrackHead
    entry: int
    time: int
    data: int
    sizes: Sequence[int]
    durations: Sequence[int]
    flags: Sequence[int]
    offsets: Sequence[int]


def _list_trafs(heads: bytes, moof: int) -> Iterator[tuple[int, int]]:
    for one in walk(heads, moof + 8, moof + u32(heads, moof)):
        if one.kind == b"traf":
            yield one.content, one.end


def _read_traf(heads: bytes, start: int, end: int, known: Mapping[int, TrackHead]) -> _Run | None:
    """A track's samples in a fragment (14496-12, 8.8.7, 8.8.8, 8.8.12); None: of no track that is known."""
    track: TrackHead | None = None
    time = entry = duration = size = flags = 0
    run: _Run | None = None
    for one in walk(heads, start, end):
        if one.kind == b"tfhd":
            bits, number = u32(heads, one.content), u32(heads, one.content + 4)
            track = known.get(number)
            if track is None:
                return None
            at = one.content + 8 + 8 * bool(bits & 1)
            entry, duration, size, flags = 1, track.duration, track.size, track.flags
            values = []
            for bit in (2, 8, 0x10, 0x20):
                values.append(u32(heads, at) if bits & bit else None)
                at += 4 * bool(bits & bit)
            entry = values[0] or 1
            duration = duration if values[1] is None else values[1]
            size = size if values[2] is None else values[2]
            flags = flags if values[3] is None else values[3]
        elif one.kind == b"tfdt":
            time = int.from_bytes(
                heads[one.content + 4 : one.content + (12 if heads[one.content] == 1 else 8)], "big"
            )
        elif one.kind == b"trun" and track is not None:
            part = _read_trun(heads, one.content, one.end, track, entry, time, (duration, size, flags))
            if run is None:
                run = part
            else:  # more of the same, right behind it
                run.sizes, run.durations = [*run.sizes, *part.sizes], [*run.durations, *part.durations]
                run.flags, run.offsets = [*run.flags, *part.flags], [*run.offsets, *part.offsets]
    return run


def _read_trun(
    heads: bytes, place: int, end: int, track: TrackHead, entry: int, time: int, usual: tuple[int, int, int]
) -> _Run:
    version, bits, count = heads[place], u32(heads, place) & 0xFFFFFF, u32(heads, place + 4)
    at = place + 8
    data = 0
    if bits & 1:
        data, at = struct.unpack_from(">i", heads, at)[0], at + 4
    first: int | None = None
    if bits & 4:
        first, at = u32(heads, at), at + 4
    here = [bool(bits & bit) for bit in (0x100, 0x200, 0x400, 0x800)]
    step = sum(here)
    if at + 4 * step * count > end:
        raise MovieError("a run past its end")
    values = struct.unpack_from(f">{step * count}I", heads, at)
    columns: list[Sequence[int]] = []
    column = 0
    for index, there in enumerate(here):
        if there:
            columns.append(values[column::step])
            column += 1
        else:
            columns.append([usual[index] if index < 3 else 0] * count)
    durations, sizes, flags, offsets = columns
    if first is not None and count:
        flags = [first, *flags[1:]]
    if here[3] and version:
        offsets = [value - (1 << 32) if value >> 31 else value for value in offsets]
    return _Run(track, entry, time, data, sizes, durations, flags, offsets)
