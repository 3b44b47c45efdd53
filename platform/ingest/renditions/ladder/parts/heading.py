"""A rung's init section: the source's, with another picture in it (ISO/IEC 14496-12, 8.5.2, 12.1.3). Pure."""

import struct
from typing import Final

from ingest.media.codecs import VideoFormat, read_avc
from ingest.origin.packaging.boxes import walk_boxes
from ingest.renditions.ladder.parts.forms import box
from ingest.renditions.ladder.rungs import Size

_WAY: Final = (b"moov", b"trak", b"mdia", b"minf", b"stbl")


def write_init(source: bytes, config: bytes, size: Size) -> bytes:
    """`config` is an `avcC` record. Tracks, their numbers and their clocks are the source's.

    Raises:
        FragmentError: this is no init section.
    """
    return b"".join(
        _rewrite(source, start, end, config, size) if name == b"moov" else source[start - 8 : end]
        for name, start, end in walk_boxes(source, 0, len(source))
    )


def are_alike(one: bytes, other: bytes) -> bool:
    """Whether pictures of the one `avcC` record are decoded by the other. They may name different frame rates, which
    encoders guess from their first pictures, whose times are whole milliseconds; decoders go by the times."""
    return _read_config(one) == _read_config(other)


def _read_config(config: bytes) -> tuple[VideoFormat | None, bytes]:
    """What is encoded, and the picture parameters (ISO 14496-15, 5.3.3.1)."""
    size = int.from_bytes(config[6:8], "big")
    return read_avc(config), config[8 + size :]


def _rewrite(data: bytes, start: int, end: int, config: bytes, size: Size) -> bytes:
    """A box on the way to a picture's description."""
    content = bytearray()
    for name, first, last in walk_boxes(data, start, end):
        if name == b"trak" and _find_kind(data, first, last) != b"vide":
            content += data[first - 8 : last]
        elif name in _WAY:
            content += _rewrite(data, first, last, config, size)
        elif name == b"tkhd" and data[start - 4 : start] == b"trak":
            content += data[first - 8 : last - 8] + struct.pack(">HHHH", size.width, 0, size.height, 0)
        elif name == b"stsd":
            content += box(b"stsd", struct.pack(">II", 0, 1) + _describe(config, size))
        else:
            content += data[first - 8 : last]
    return box(data[start - 4 : start], bytes(content))


def _find_kind(data: bytes, start: int, end: int) -> bytes:
    for name, first, last in walk_boxes(data, start, end):
        if name == b"mdia":
            for child, at, _ in walk_boxes(data, first, last):
                if child == b"hdlr":
                    return data[at + 8 : at + 12]
    return b""


def _describe(config: bytes, size: Size) -> bytes:
    """A `VisualSampleEntry` of square pixels."""
    head = bytes(6) + struct.pack(">H", 1) + bytes(16) + struct.pack(">HH", size.width, size.height)
    resolution = struct.pack(">III", 0x480000, 0x480000, 0)
    return box(
        b"avc1",
        head + resolution + struct.pack(">H", 1) + bytes(32) + struct.pack(">Hh", 24, -1) + box(b"avcC", config),
    )
