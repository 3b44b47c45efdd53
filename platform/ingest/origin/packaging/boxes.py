"""The boxes that an MP4 file is made of (ISO/IEC 14496-12, 4.2). Pure."""

from collections.abc import Iterator


class FragmentError(ValueError):
    """The bytes are no fragmented MP4 this parser understands."""


def walk_boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """(type, where its content begins, where it ends) of each box between `start` and `end`."""
    while start + 8 <= end:
        size = read_u32(data, start)
        if size < 8 or start + size > end:
            raise FragmentError(f"box of {size} bytes where {end - start} are left")
        yield data[start + 4 : start + 8], start + 8, start + size
        start += size


def read_u32(data: bytes, place: int) -> int:
    """Four bytes as a number."""
    return int.from_bytes(data[place : place + 4], "big")
