"""A source's part as the form for a rung's: another picture in each picture's place, the sound as it was (ISO/IEC
14496-12, 8.8). Pure."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingest.origin.packaging.boxes import FragmentError, read_u32, walk_boxes
from ingest.origin.packaging.tracks import Track, read_tracks
from ingest.renditions.cutting import SOUND, Cut, cut_init, read_runs
from ingest.renditions.ladder.parts.tags import Picture

_NON_SYNC: Final = 0x10000
_SYNC_FLAGS: Final = 0x02000000
_DEPENDENT_FLAGS: Final = 0x01010000
_DEFAULT_BASE: Final = 0x020000


class MismatchError(ValueError):
    """The encoder's pictures are not those of the source."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A picture of the source's: when it is decoded, for how long it lasts, and how much later it is shown, in
    ticks."""

    time: int
    duration: int
    later: int
    sync: bool

    @property
    def shown(self) -> int:
        """When it is shown."""
        return self.time + self.later


@dataclass(frozen=True, slots=True)
class _Fragment:
    """Places in the part: of the `moof`'s content and of the `mdat`'s."""

    moof: tuple[int, int]
    media: tuple[int, int]
    slots: list[Slot]


@dataclass(frozen=True, slots=True)
class Form:
    """A part of the source's. `slots` in order of decoding."""

    data: bytes
    fragments: list[_Fragment]

    @property
    def slots(self) -> list[Slot]:
        """Of all its fragments."""
        return [slot for fragment in self.fragments for slot in fragment.slots]


class Former:
    """Reads parts of a run with this init section, and fills them.

    Raises:
        FragmentError: this is no init section with a picture.
    """

    def __init__(self, init: bytes) -> None:
        boxes = [init[start - 8 : end] for name, start, end in walk_boxes(init, 0, len(init)) if name == b"moov"]
        tracks = [track for moov in boxes for track in read_tracks(moov) if track.kind == "vide"]
        if not tracks:
            raise FragmentError("no picture")
        self._track: Track = tracks[0]
        self._sound: Cut | None = cut_init(init, SOUND)

    def read(self, data: bytes) -> Form:
        """What a part has.

        Raises:
            FragmentError: these are no fragments that this understands.
        """
        fragments: list[_Fragment] = []
        moof: tuple[int, int] | None = None
        for name, start, end in walk_boxes(data, 0, len(data)):
            if name == b"moof":
                moof = start, end
            elif name == b"mdat" and moof is not None:
                fragments.append(_Fragment(moof, (start, end), self._read_slots(data, *moof)))
                moof = None
        return Form(data, fragments)

    @property
    def timescale(self) -> int:
        """Ticks per second."""
        return self._track.timescale

    def fill(self, form: Form, pictures: Sequence[tuple[Picture, int] | None], apart: int = 0) -> bytes:
        """The part with these pictures, each with the time at which it is shown; none where a slot is left out, for
        which the picture before lasts longer. `apart`: ticks that two pictures are apart at least.

        Raises:
            MismatchError: where decoding can begin in the source's, it cannot in these.
        """
        out: list[bytes] = []
        samples = _place(form.slots, pictures, apart)
        at = 0
        for fragment in form.fragments:
            count = len(fragment.slots)
            out += self._fill(form.data, fragment, [each for each in samples[at : at + count] if each is not None])
            at += count
        return b"".join(out)

    def _fill(self, data: bytes, fragment: _Fragment, samples: Sequence["_Sample"]) -> Sequence[bytes]:
        content = bytearray()
        places: list[tuple[int, int]] = []  # of offsets to be written, and what comes before in the media
        media: list[bytes] = []
        size = 0
        start, end = fragment.moof
        for name, first, last in walk_boxes(data, start, end):
            at = len(content)
            if name == b"traf" and self._is_picture(data, first, last):
                traf, place = self._write_traf(data, (first, last), samples)
                content += traf
                if samples:
                    places.append((at + place, size))
                    media += [sample.data for sample in samples]
                    size += sum(len(sample.data) for sample in samples)
                continue
            content += data[first - 8 : last]
            runs = read_runs(self._sound, data, first, last, start - 8) if name == b"traf" and self._sound else None
            for place, begin, length in runs or ():
                if not fragment.media[0] <= begin <= begin + length <= fragment.media[1]:
                    raise FragmentError("samples outside of their fragment")
                places.append((at + place - (first - 8), size))
                media.append(data[begin : begin + length])
                size += length
        for place, before in places:
            content[place : place + 4] = (8 + len(content) + 8 + before).to_bytes(4, "big")
        return box(b"moof", bytes(content)), box(b"mdat", b"".join(media))

    def _write_traf(self, data: bytes, traf: tuple[int, int], samples: Sequence["_Sample"]) -> tuple[bytes, int]:
        """The box, and where its offset stands in it. Where no picture is left it has no run."""
        head = box(b"tfhd", struct.pack(">II", _DEFAULT_BASE, self._track.number))
        if not samples:
            times = (data[first - 8 : last] for name, first, last in walk_boxes(data, *traf) if name == b"tfdt")
            return box(b"traf", head + b"".join(times)), 0
        time = box(b"tfdt", struct.pack(">IQ", 1 << 24, samples[0].time))
        table = bytearray()
        for sample in samples:
            flags = _SYNC_FLAGS if sample.sync else _DEPENDENT_FLAGS
            table += struct.pack(">IIIi", sample.duration, len(sample.data), flags, sample.shown - sample.time)
        # Version 1, as what is shown later is signed; an offset, and of each its length, size, flags and that.
        run = box(b"trun", struct.pack(">III", 0x01000F01, len(samples), 0) + table)
        return box(b"traf", head + time + run), 8 + len(head) + len(time) + 16

    def _is_picture(self, data: bytes, start: int, end: int) -> bool:
        return any(
            name == b"tfhd" and read_u32(data, at + 4) == self._track.number
            for name, at, _ in walk_boxes(data, start, end)
        )

    def _read_slots(self, data: bytes, start: int, end: int) -> list[Slot]:
        slots: list[Slot] = []
        for name, first, last in walk_boxes(data, start, end):
            if name == b"traf" and self._is_picture(data, first, last):
                slots += _read_traf(self._track, data, first, last)
        return slots


@dataclass(frozen=True, slots=True)
class _Sample:
    """A picture in its slot."""

    time: int
    duration: int
    shown: int
    sync: bool
    data: bytes


def _place(
    slots: Sequence[Slot], pictures: Sequence[tuple[Picture, int] | None], apart: int
) -> Sequence[_Sample | None]:
    """From the last on: each lasts up to the next. Whether that is the next part's first slot is not known yet; where
    its own duration is shorter than `apart` it is the one behind."""
    samples: list[_Sample | None] = []
    duration, is_last = 0, True
    for slot, given in zip(reversed(slots), reversed(pictures), strict=True):
        duration += slot.duration
        if given is None:
            samples.append(None)
            continue
        picture, shown = given
        if slot.sync and not picture.key:
            raise MismatchError("no keyframe where the source has one")
        if is_last and duration < apart:
            duration *= 2
        samples.append(_Sample(slot.time, duration, shown, slot.sync, picture.data))
        duration, is_last = 0, False
    return samples[::-1]


def _read_traf(track: Track, data: bytes, start: int, end: int) -> list[Slot]:
    slots: list[Slot] = []
    duration, flags, time = track.sample_duration, track.sample_flags, 0
    for name, at, last in walk_boxes(data, start, end):
        bits = read_u32(data, at) & 0xFFFFFF
        if name == b"tfhd":
            place = at + 8 + 8 * bool(bits & 1) + 4 * bool(bits & 2)
            if bits & 8:
                duration, place = read_u32(data, place), place + 4
            place += 4 * bool(bits & 0x10)
            flags = read_u32(data, place) if bits & 0x20 else flags
        elif name == b"tfdt":
            time = int.from_bytes(data[at + 4 : at + (12 if data[at] == 1 else 8)], "big")
        elif name == b"trun":
            count = read_u32(data, at + 4)
            place = at + 8 + 4 * bool(bits & 1)
            first = None
            if bits & 4:
                first, place = read_u32(data, place), place + 4
            here = [bit for bit in (0x100, 0x200, 0x400, 0x800) if bits & bit]
            if place + 4 * len(here) * count > last:
                raise FragmentError("a run past its end")
            for index in range(count):
                values = {bit: read_u32(data, place + 4 * column) for column, bit in enumerate(here)}
                place += 4 * len(here)
                said = first if first is not None and index == 0 else values.get(0x400, flags)
                later = values.get(0x800, 0)
                slot = Slot(
                    time,
                    values.get(0x100, duration),
                    later - (1 << 32) if data[at] and later >> 31 else later,
                    not said & _NON_SYNC,
                )
                slots.append(slot)
                time += slot.duration
    return slots


def box(name: bytes, content: bytes) -> bytes:
    """A box."""
    return (8 + len(content)).to_bytes(4, "big") + name + content
