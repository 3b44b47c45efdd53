"""One track of fragmented MP4, cut from a file that has several (ISO/IEC 14496-12). Pure.

What is cut is as it was: the same samples, at the same times, in fragments where they were.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.origin.packaging.boxes import FragmentError, read_u32, walk_boxes

SOUND = b"soun"

_BASE_DATA_OFFSET = 1
_TRUN_OFFSET = 1


@dataclass(frozen=True, slots=True)
class Cut:
    """One track's init section, and what cutting its fragments needs of it."""

    init: bytes
    track: int
    sample_size: int
    """Bytes, where a fragment does not say."""


def cut_init(init: bytes, kind: bytes = SOUND) -> Cut | None:
    """The first track of this kind alone; None: there is none.

    Raises:
        FragmentError: this is no init section.
    """
    out, track, sizes = bytearray(), 0, dict[int, int]()
    try:
        for name, start, end in walk_boxes(init, 0, len(init)):
            if name != b"moov":
                out += init[start - 8 : end]
                continue
            track, sizes = _find_track(init, start, end, kind), _read_sizes(init, start, end)
            if not track:
                return None
            out += _box(b"moov", _keep(init, start, end, track))
    except IndexError as error:
        raise FragmentError("a box that is too short") from error
    return Cut(bytes(out), track, sizes.get(track, 0)) if track else None


def cut_media(cut: Cut, data: bytes) -> bytes:
    """The same of any number of whole fragments.

    Raises:
        FragmentError: these are none that this understands.
    """
    pieces: list[bytes] = []
    moof: tuple[int, int] | None = None
    for name, start, end in walk_boxes(data, 0, len(data)):
        if name == b"moof":
            moof = start, end
        elif name == b"mdat" and moof is not None:
            pieces += _cut_fragment(cut, data, *moof, start, end)
            moof = None
        elif name != b"mdat":
            pieces.append(data[start - 8 : end])
    return b"".join(pieces)


def _cut_fragment(cut: Cut, data: bytes, start: int, end: int, media: int, over: int) -> Iterable[bytes]:
    boxes: list[bytes] = []
    runs: list[tuple[int, int]] = []
    places: list[int] = []  # of offsets to be written, from the new moof's content on
    at = 0
    for name, first, last in walk_boxes(data, start, end):
        if name != b"traf":
            boxes.append(data[first - 8 : last])
        elif (found := read_runs(cut, data, first, last, start - 8)) is not None:
            runs += [(begin, size) for _, begin, size in found]
            places += [at + place - (first - 8) for place, _, _ in found]
            boxes.append(data[first - 8 : last])
        else:
            continue
        at += len(boxes[-1])
    if any(not media <= begin <= begin + size <= over for begin, size in runs):
        raise FragmentError("samples outside of their fragment")
    # Offsets are written anew: what is left of the media has moved.
    content = bytearray(b"".join(boxes))
    offset = 8 + len(content) + 8
    for place, (_, size) in zip(places, runs, strict=True):
        content[place : place + 4] = offset.to_bytes(4, "big")
        offset += size
    return _box(b"moof", bytes(content)), _box(b"mdat", b"".join(data[at : at + size] for at, size in runs))


def read_runs(cut: Cut, data: bytes, start: int, end: int, origin: int) -> list[tuple[int, int, int]] | None:
    """Of each run of a `traf`: where its offset is written, where its samples begin, and how many bytes they have;
    None: it is another track's. `origin`: where its `moof` begins."""
    runs: list[tuple[int, int, int]] = []
    size, ours = cut.sample_size, False
    for name, at, last in walk_boxes(data, start, end):
        if name == b"tfhd":
            bits = read_u32(data, at) & 0xFFFFFF
            if read_u32(data, at + 4) != cut.track:
                return None
            if bits & _BASE_DATA_OFFSET:
                raise FragmentError("offsets from the file's begin")
            ours = True
            place = at + 8 + 4 * bool(bits & 2) + 4 * bool(bits & 8)
            size = read_u32(data, place) if bits & 0x10 else size
        elif name == b"trun" and ours:
            bits, count = read_u32(data, at) & 0xFFFFFF, read_u32(data, at + 4)
            if not bits & _TRUN_OFFSET:
                raise FragmentError("a run without an offset")
            begin = origin + int.from_bytes(data[at + 8 : at + 12], "big", signed=True)
            step = [bit for bit in (0x100, 0x200, 0x400, 0x800) if bits & bit]
            first = at + 12 + 4 * bool(bits & 4)
            if first + 4 * len(step) * count > last:
                raise FragmentError("a run past its end")
            if 0x200 in step:
                sizes = range(first + 4 * step.index(0x200), first + 4 * len(step) * count, 4 * len(step))
                runs.append((at + 8, begin, sum(read_u32(data, each) for each in sizes)))
            else:
                runs.append((at + 8, begin, size * count))
    return runs


def _find_track(init: bytes, start: int, end: int, kind: bytes) -> int:
    """Its number; 0: there is none."""
    for name, first, last in walk_boxes(init, start, end):
        if name != b"trak":
            continue
        number, handler = 0, b""
        for child, at, stop in walk_boxes(init, first, last):
            if child == b"tkhd":
                number = read_u32(init, at + (20 if init[at] == 1 else 12))
            elif child == b"mdia":
                boxes = walk_boxes(init, at, stop)
                handler = next((init[place + 8 : place + 12] for one, place, _ in boxes if one == b"hdlr"), b"")
        if handler == kind:
            return number
    return 0


def _read_sizes(init: bytes, start: int, end: int) -> dict[int, int]:
    """Each track's default size of a sample (`trex`; 14496-12, 8.8.3)."""
    found = {}
    for name, first, last in walk_boxes(init, start, end):
        if name == b"mvex":
            for child, at, _ in walk_boxes(init, first, last):
                if child == b"trex":
                    found[read_u32(init, at + 4)] = read_u32(init, at + 16)
    return found


def _keep(init: bytes, start: int, end: int, track: int) -> bytes:
    """A `moov`'s content with this track alone."""
    out = bytearray()
    for name, first, last in walk_boxes(init, start, end):
        if name == b"mvex":
            kept = [
                init[at - 8 : stop]
                for child, at, stop in walk_boxes(init, first, last)
                if child != b"trex" or read_u32(init, at + 4) == track
            ]
            out += _box(b"mvex", b"".join(kept))
        elif name != b"trak" or any(
            child == b"tkhd" and read_u32(init, at + (20 if init[at] == 1 else 12)) == track
            for child, at, _ in walk_boxes(init, first, last)
        ):
            out += init[first - 8 : last]
    return bytes(out)


def _box(name: bytes, content: bytes) -> bytes:
    return (8 + len(content)).to_bytes(4, "big") + name + content
