"""What of a run's media is no media: the `moof`s, which say how large each sample is and how long it lasts. They lie
in one file besides, so that whoever makes one film of hours needs not read all of these.

The file is made from the segments and can be made again from them. It is a record for each segment, in their order:
its number and the length of what follows (32 bits each), then its boxes, each `moof` whole, of all others the eight
bytes that say what and how long they are.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

NAME: Final = "heads"
RECORD: Final = struct.Struct(">II")
_HEAD: Final = 8


def find_heads(data: bytes) -> Iterator[bytes]:
    """Of whole boxes, what is kept here."""
    at = 0
    while at + _HEAD <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size < _HEAD:
            return
        yield data[at : at + (size if data[at + 4 : at + _HEAD] == b"moof" else _HEAD)]
        at += size


def read_heads(path: Path) -> bytes:
    """Of a segment's file.

    Raises:
        OSError
    """
    found = bytearray()
    with path.open("rb") as file:
        while len(head := file.read(_HEAD)) == _HEAD:
            size = int.from_bytes(head[:4], "big")
            if size < _HEAD:
                break
            found += head
            if head[4:] == b"moof":
                found += file.read(size - _HEAD)
            else:
                file.seek(size - _HEAD, 1)
    return bytes(found)


def write_record(file: BinaryIO, number: int, heads: bytes) -> None:
    """A segment's."""
    file.write(RECORD.pack(number, len(heads)) + heads)


def read_records(data: bytes) -> dict[int, bytes]:
    """All that are whole, by their segments' numbers."""
    found: dict[int, bytes] = {}
    at = 0
    while at + RECORD.size <= len(data):
        number, length = RECORD.unpack_from(data, at)
        at += RECORD.size
        if at + length > len(data):
            break
        found[number] = data[at : at + length]
        at += length
    return found
