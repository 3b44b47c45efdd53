"""What an init section says of its tracks (ISO/IEC 14496-12, 8.3). Pure."""

from dataclasses import dataclass, replace

from ingest.media.nal_units import Syntax, read_length_size
from ingest.origin.packaging.boxes import FragmentError, read_u32, walk_boxes

_SYNTAX: dict[bytes, Syntax] = {b"avc1": "h264", b"avc3": "h264", b"hvc1": "hevc", b"hev1": "hevc"}


@dataclass(frozen=True, slots=True)
class Track:
    """What a fragment's boxes refer to. `timescale` in ticks per second; the rest are the defaults of `trex`."""

    number: int
    kind: str
    """The handler: `vide`, `soun`, or what else there is."""
    timescale: int
    sample_duration: int
    sample_flags: int
    syntax: Syntax | None = None
    """How its pictures are made of NAL units; None: they are not."""
    length_size: int = 4
    """Bytes of such a unit's length."""


def read_tracks(box: bytes) -> tuple[Track, ...]:
    """All tracks of a `moov`.

    Raises:
        FragmentError
    """
    tracks: list[Track] = []
    defaults: dict[int, tuple[int, int]] = {}
    for kind, start, end in walk_boxes(box, 8, len(box)):
        if kind == b"trak":
            tracks.append(_read_trak(box, start, end))
        elif kind == b"mvex":
            for child, place, _ in walk_boxes(box, start, end):
                if child == b"trex":
                    defaults[read_u32(box, place + 4)] = read_u32(box, place + 12), read_u32(box, place + 20)
    for index, track in enumerate(tracks):
        duration, flags = defaults.get(track.number, (0, 0))
        tracks[index] = replace(track, sample_duration=duration, sample_flags=flags)
    return tuple(tracks)


def _read_trak(box: bytes, start: int, end: int) -> Track:
    number = timescale = 0
    handler = ""
    syntax: Syntax | None = None
    length_size = 4
    for kind, place, stop in walk_boxes(box, start, end):
        if kind == b"tkhd":
            number = read_u32(box, place + (20 if box[place] == 1 else 12))
        elif kind == b"mdia":
            for child, at, last in walk_boxes(box, place, stop):
                if child == b"mdhd":
                    timescale = read_u32(box, at + (20 if box[at] == 1 else 12))
                elif child == b"hdlr":
                    handler = box[at + 8 : at + 12].decode("latin-1")
                elif child == b"minf":
                    syntax, length_size = _read_syntax(box, at, last)
    if not number or not timescale:
        raise FragmentError("trak without number or timescale")
    return Track(number, handler, timescale, 0, 0, syntax, length_size)


def _read_syntax(box: bytes, start: int, end: int) -> tuple[Syntax | None, int]:
    """What the first sample description in a `minf` says of NAL units (14496-12, 8.5.2, 12.1.3; 14496-15, 5.4.2)."""
    for kind, place, stop in walk_boxes(box, start, end):
        if kind == b"stbl":
            return _read_syntax(box, place, stop)
        if kind == b"stsd":
            for entry, at, last in walk_boxes(box, place + 8, stop):
                syntax = _SYNTAX.get(entry)
                if syntax is None:
                    return None, 4
                for child, first, final in walk_boxes(box, at + 78, last):
                    if child in (b"avcC", b"hvcC"):
                        return syntax, read_length_size(syntax, box[first:final])
                return syntax, 4
    return None, 4
