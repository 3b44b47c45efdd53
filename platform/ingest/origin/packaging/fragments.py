"""Fragmented MP4 (ISO/IEC 14496-12) as FFmpeg writes it, cut into its init section and its fragments. Pure."""

from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from ingest.media.nal_units import begins_anew
from ingest.origin.packaging.boxes import FragmentError, read_u32, walk_boxes
from ingest.origin.packaging.tracks import Track, read_tracks

MAX_BOX = 64 << 20
"""Bytes a fragment may have: 2 s at 250 Mbit/s."""

_NON_SYNC = 0x10000
"""`sample_is_non_sync_sample` (14496-12, 8.8.3.1)."""
_DEPENDENT = (0x01000000 | _NON_SYNC).to_bytes(4, "big")
"""The flags of a sample that depends on others."""


@dataclass(frozen=True, slots=True)
class InitSection:
    """`ftyp` and `moov`: what a decoder needs first."""

    data: bytes
    tracks: tuple[Track, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """One track's media in a fragment, in seconds on this FFmpeg's clock, which starts near 0."""

    start: float
    end: float
    samples: int

    def moved(self, seconds: float) -> "Span":
        """The same, so much later."""
        return Span(self.start + seconds, self.end + seconds, self.samples)


class DecodeTime(NamedTuple):
    """Where a fragment says when a track's media in it begins (`tfdt`; 14496-12, 8.8.12): `size` bytes at `place`."""

    place: int
    size: int
    timescale: int


@dataclass(frozen=True, slots=True)
class Fragment:
    """One `moof` and its `mdat`."""

    data: bytes
    video: Span | None
    audio: Span | None
    independent: bool
    """Whether decoding can begin with its first picture (always, where there is no video track at all)."""
    times: tuple[DecodeTime, ...] = ()

    def moved(self, seconds: float) -> "Fragment":
        """The same media so much later on the time line; 0 at the earliest."""
        end = max((time.place + time.size for time in self.times), default=0)
        head = bytearray(self.data[:end])
        for place, size, timescale in self.times:
            ticks = int.from_bytes(head[place : place + size], "big") + round(seconds * timescale)
            head[place : place + size] = (max(0, ticks) % (1 << 8 * size)).to_bytes(size, "big")
        return replace(
            self,
            data=b"".join((head, memoryview(self.data)[end:])),
            video=self.video and self.video.moved(seconds),
            audio=self.audio and self.audio.moved(seconds),
        )


class FragmentReader:
    """Feed it FFmpeg's output as it comes; it gives back what has become complete."""

    __slots__ = ("_buffer", "_head", "_moof", "_tracks")

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._head = b""  # ftyp (and styp) seen before the moov or moof they belong to
        self._moof: bytes | None = None
        self._tracks: dict[int, Track] = {}

    def feed(self, data: bytes) -> list[InitSection | Fragment]:
        """What `data` completed, in order.

        Raises:
            FragmentError: this is no fragmented MP4, or a box is longer than `MAX_BOX`.
        """
        buffer = self._buffer
        buffer += data
        found: list[InitSection | Fragment] = []
        while len(buffer) >= 8:
            size = int.from_bytes(buffer[:4], "big")
            kind = bytes(buffer[4:8])
            if size == 1 and len(buffer) >= 16:
                size = int.from_bytes(buffer[8:16], "big")
            elif size == 1:
                break
            if size < 8 or size > MAX_BOX:
                raise FragmentError(f"box {kind!r} of {size} bytes")
            if len(buffer) < size:
                break
            box = bytes(memoryview(buffer)[:size])
            del buffer[:size]
            item = self._take(kind, box)
            if item is not None:
                found.append(item)
        return found

    def _take(self, kind: bytes, box: bytes) -> InitSection | Fragment | None:
        if kind == b"moov":
            tracks = read_tracks(box)
            if not tracks:
                raise FragmentError("moov without tracks")
            self._tracks = {track.number: track for track in tracks}
            init = InitSection(self._head + box, tracks)
            self._head = b""
            return init
        if kind == b"moof":
            if not self._tracks:
                raise FragmentError("moof before moov")
            self._moof = self._head + box
            self._head = b""
        elif kind == b"mdat":
            if self._moof is None:
                raise FragmentError("mdat without moof")
            moof, self._moof = self._moof, None
            return self._read_fragment(moof, moof + box)
        elif kind in (b"ftyp", b"styp", b"prft", b"emsg"):
            self._head += box
        return None  # sidx, mfra, free: nothing a player of parts needs

    def _read_fragment(self, moof: bytes, data: bytes) -> Fragment:
        video = audio = None
        broken = 0
        independent = all(track.kind != "vide" for track in self._tracks.values())
        times: list[DecodeTime] = []
        for kind, start, end in walk_boxes(moof, 0, len(moof)):
            if kind != b"moof":
                continue
            for child, first, last in walk_boxes(moof, start, end):
                if child != b"traf":
                    continue
                track, span, sync, media = self._read_traf(moof, first, last, times)
                if track.kind == "vide" and video is None:
                    video, independent = span, sync is not None
                    if sync is not None and not _is_entry(track, data, start - 8 + media):
                        independent, broken = False, sync
                elif track.kind == "soun" and audio is None:
                    audio = span
        if broken:
            # FFmpeg has its own mind about what a keyframe is; players that believe these flags must not.
            data = data[:broken] + _DEPENDENT + data[broken + 4 :]
        return Fragment(data, video, audio, independent, tuple(times))

    def _read_traf(
        self, moof: bytes, start: int, end: int, times: list[DecodeTime]
    ) -> tuple[Track, Span, int | None, int]:
        """The track, its span, and where it says that its first sample is a sync sample: None where it does not, 0
        for the defaults in `moov`; and where its media begins, from `moof` on (14496-12, 8.8.7, 8.8.8, 8.8.12).
        Where its decode time stands is added to `times`."""
        track: Track | None = None
        decode_time = ticks = samples = media = 0
        duration = flags = flags_at = 0
        sync: int | None = None
        for kind, place, stop in walk_boxes(moof, start, end):
            if kind == b"tfhd":
                bits, number = read_u32(moof, place), read_u32(moof, place + 4)
                track = self._tracks.get(number)
                if track is None:
                    raise FragmentError(f"fragment of unknown track {number}")
                duration, flags = track.sample_duration, track.sample_flags
                at = place + 8 + 8 * bool(bits & 1) + 4 * bool(bits & 2)
                if bits & 8:
                    duration, at = read_u32(moof, at), at + 4
                if bits & 0x10:
                    at += 4
                if bits & 0x20:
                    flags, flags_at = read_u32(moof, at), at
            elif kind == b"tfdt":
                size = 8 if moof[place] == 1 else 4
                decode_time = int.from_bytes(moof[place + 4 : place + 4 + size], "big")
                if track is not None:  # tfhd comes first
                    times.append(DecodeTime(place + 4, size, track.timescale))
            elif kind == b"trun":
                count, length, own_flags, own_at = _read_trun(moof, place, stop, duration, (flags, flags_at))
                if samples == 0 and count:
                    sync = None if own_flags & _NON_SYNC else own_at
                    media = read_u32(moof, place + 8) if moof[place + 3] & 1 else 0
                samples += count
                ticks += length
        if track is None:
            raise FragmentError("traf without tfhd")
        begin = decode_time / track.timescale
        span = Span(begin, (decode_time + ticks) / track.timescale, samples)
        return track, span, sync, media


def _is_entry(track: Track, data: bytes, media: int) -> bool:
    """Whether a picture that is called a sync sample, and stands at `media`, is one for every decoder."""
    return track.syntax is None or begins_anew(track.syntax, data, media, track.length_size) is not False


def _read_trun(
    moof: bytes, place: int, stop: int, duration: int, flags: tuple[int, int]
) -> tuple[int, int, int, int]:
    """How many samples, their length in ticks, and the flags of the first, with the place of these. `flags` are the
    track's own for what the run does not say."""
    bits, count = read_u32(moof, place) & 0xFFFFFF, read_u32(moof, place + 4)
    at = place + 8 + 4 * bool(bits & 1)
    first: tuple[int, int] | None = None
    if bits & 4:
        first, at = (read_u32(moof, at), at), at + 4
    step = 4 * sum(bool(bits & bit) for bit in (0x100, 0x200, 0x400, 0x800))
    if at + step * count > stop:
        raise FragmentError("trun past its end")
    if first is None:
        offset = 4 * sum(bool(bits & bit) for bit in (0x100, 0x200))
        first = (read_u32(moof, at + offset), at + offset) if bits & 0x400 and count else flags
    if bits & 0x100:
        length = sum(int.from_bytes(moof[i : i + 4], "big") for i in islice(range(at, stop, step), count))
    else:
        length = count * duration
    return count, length, *first
