"""Sound as an encoder gives it back, and as it is put into parts (ISO/IEC 14496-12, 8.8; 14496-3, 1.6). Pure."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingest.media.flv import Role, inspect_audio
from ingest.origin.packaging.boxes import walk_boxes
from ingest.renditions.ladder.parts.forms import box
from ingest.renditions.tags import SOUND, TagReader

SAMPLES: Final = 1024
"""Of a frame of AAC-LC, for each channel."""

_WAY: Final = (b"moov", b"trak", b"mdia", b"minf", b"stbl")
_DEFAULT_BASE: Final = 0x020000


@dataclass(frozen=True, slots=True)
class Frame:
    """`time` in seconds of its encoder's clock."""

    time: float
    data: bytes


@dataclass(frozen=True, slots=True)
class Config:
    """An AudioSpecificConfig (14496-3, 1.6.2.1)."""

    data: bytes


class FrameReader:
    """Feed it FLV as it comes; it gives back what has become complete."""

    __slots__ = ("_tags",)

    def __init__(self) -> None:
        self._tags = TagReader()

    def feed(self, data: bytes) -> list[Config | Frame]:
        """What `data` completed, in order."""
        found: list[Config | Frame] = []
        for tag in self._tags.feed(data):
            if tag.kind == SOUND:
                head = inspect_audio(tag.body)
                body = tag.body[head.payload :]
                if head.role is Role.CONFIG:
                    found.append(Config(body))
                elif head.role is Role.FRAME and body:
                    found.append(Frame(tag.time / 1000, body))
        return found


def write_init(cut: bytes, config: bytes, rate: int, bits: int) -> bytes:
    """The init section of a source's sound with AAC in it: `rate` samples and `bits` a second. The track's number is
    the source's.

    Raises:
        FragmentError: this is no init section.
    """
    return b"".join(
        _rewrite(cut, start, end, config, rate, bits) if name == b"moov" else cut[start - 8 : end]
        for name, start, end in walk_boxes(cut, 0, len(cut))
    )


def write_part(track: int, number: int, frames: Sequence[tuple[int, bytes]]) -> bytes:
    """A part: frames of this track, each with its time in samples. One without any holds nothing."""
    trafs = b""
    if frames:
        times = [at for at, _ in frames]
        lasts = [after - at for at, after in zip(times, [*times[1:], times[-1] + SAMPLES], strict=True)]
        head = box(b"tfhd", struct.pack(">II", _DEFAULT_BASE, track))
        time = box(b"tfdt", struct.pack(">IQ", 1 << 24, times[0]))
        samples = b"".join(struct.pack(">II", last, len(data)) for last, (_, data) in zip(lasts, frames, strict=True))
        # The media begins behind this `moof`, with its `mfhd`, and the `mdat`'s head.
        offset = 8 + 16 + 8 + len(head) + len(time) + 8 + 12 + len(samples) + 8
        trafs = box(b"traf", head + time + box(b"trun", struct.pack(">III", 0x0301, len(frames), offset) + samples))
    moof = box(b"moof", box(b"mfhd", struct.pack(">II", 0, number + 1)) + trafs)
    return moof + box(b"mdat", b"".join(data for _, data in frames))


def _rewrite(data: bytes, start: int, end: int, config: bytes, rate: int, bits: int) -> bytes:
    """A box on the way to the sound's description."""
    content = bytearray()
    for name, first, last in walk_boxes(data, start, end):
        if name in _WAY:
            content += _rewrite(data, first, last, config, rate, bits)
        elif name == b"mdhd":
            place = first + (20 if data[first] == 1 else 12)
            content += data[first - 8 : place] + struct.pack(">I", rate) + data[place + 4 : last]
        elif name == b"stsd":
            content += box(b"stsd", struct.pack(">II", 0, 1) + _describe(config, rate, bits))
        else:
            content += data[first - 8 : last]
    return box(data[start - 4 : start], bytes(content))


def _describe(config: bytes, rate: int, bits: int) -> bytes:
    """An `AudioSampleEntry` (14496-14, 5.6), and the descriptors in it (14496-1, 7.2.6)."""
    decoder = struct.pack(">BB3sII", 0x40, 0x15, bytes(3), bits, bits) + _descriptor(5, config)
    stream = struct.pack(">HB", 1, 0) + _descriptor(4, decoder) + _descriptor(6, b"\x02")
    entry = bytes(6) + struct.pack(">H8xHHIHH", 1, 2, 16, 0, rate, 0)
    return box(b"mp4a", entry + box(b"esds", bytes(4) + _descriptor(3, stream)))


def _descriptor(tag: int, content: bytes) -> bytes:
    return bytes([tag, len(content)]) + content
