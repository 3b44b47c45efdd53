"""Boxes, read and written (ISO/IEC 14496-12, 4.2)."""

import struct
from collections.abc import Iterator
from typing import NamedTuple


class MovieError(ValueError):
    """What should be fragments of a show is something else."""


class Box(NamedTuple):
    """A box's type, where it begins, where its content does, and where it ends."""

    kind: bytes
    start: int
    content: int
    end: int


def walk(data: bytes, start: int, end: int) -> Iterator[Box]:
    """The boxes between `start` and `end`.

    Raises:
        MovieError
    """
    while start + 8 <= end:
        size = u32(data, start)
        if size < 8 or start + size > end:
            raise MovieError(f"a box of {size} bytes where {end - start} are left")
        yield Box(data[start + 4 : start + 8], start, start + 8, start + size)
        start += size


def find(data: bytes, start: int, end: int, *path: bytes) -> Box:
    """The first box of a path of types.

    Raises:
        MovieError: there is none.
    """
    for box in walk(data, start, end):
        if box.kind == path[0]:
            return box if len(path) == 1 else find(data, box.content, box.end, *path[1:])
    raise MovieError(f"there is no {path[0]!r}")


def u32(data: bytes, place: int) -> int:
    """A number of 32 bits."""
    return int.from_bytes(data[place : place + 4], "big")


def box(kind: bytes, *contents: bytes) -> bytes:
    """A box of these contents."""
    content = b"".join(contents)
    return struct.pack(">I", len(content) + 8) + kind + content


def full_box(kind: bytes, version: int, flags: int, *contents: bytes) -> bytes:
    """A box with version and flags."""
    return box(kind, struct.pack(">I", version << 24 | flags), *contents)
