"""JPEGs that are put together without being decoded (ITU-T T.81). Pure.

What is coded of each picture becomes one restart interval of a higher one: there prediction begins anew, so not a bit
of it changes. That takes pictures of one size, whole blocks of 16 by 16 pixels, and the same tables: what one encoder
makes of them with the same options.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

SOI, EOI = b"\xff\xd8", b"\xff\xd9"
_SOF0: Final = 0xC0
_SOS: Final = 0xDA
_BLOCK: Final = 16
"""Pixels of a coded unit's edge, with colours at half the resolution."""


class JpegError(ValueError):
    """This is no picture that can be put together with others."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A picture in two halves: what all of a kind begin with, and what is its own."""

    head: bytes
    scan: bytes
    width: int
    height: int


def read_jpeg(data: bytes) -> Coded:
    """Take one apart.

    Raises:
        JpegError
    """
    if not data.startswith(SOI) or not data.endswith(EOI):
        raise JpegError("not a whole picture")
    at, width, height = 2, 0, 0
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _SOF0:
            height, width = (int.from_bytes(data[at + place : at + place + 2], "big") for place in (5, 7))
        at += 2 + size
        if marker == _SOS:
            if not width or at > len(data) - 2:
                break
            return Coded(data[2:at], data[at:-2], width, height)
    raise JpegError("not a baseline picture")


def split_jpegs(data: bytes) -> list[bytes]:
    """Pictures that stand one after the other; what is none is left out. Neither mark is ever inside of one."""
    found = []
    for piece in data.split(EOI + SOI):
        whole = (b"" if piece.startswith(SOI) else SOI) + piece + (b"" if piece.endswith(EOI) else EOI)
        if len(whole) > len(SOI + EOI):
            found.append(whole)
    return found


def stack(pictures: Sequence[Coded]) -> bytes:
    """One below the other, as one picture.

    Raises:
        JpegError: they are not of a kind.
    """
    first = pictures[0]
    if any(each.head != first.head for each in pictures) or first.width % _BLOCK or first.height % _BLOCK:
        raise JpegError("these are not of a kind")
    units = first.width // _BLOCK * (first.height // _BLOCK)
    joined = bytearray(SOI)
    joined += _write_head(first.head, first.height * len(pictures), units)
    for number, each in enumerate(pictures):
        if number:
            joined += bytes((0xFF, 0xD0 + (number - 1) % 8))  # RST0 to RST7
        joined += each.scan
    return bytes(joined + EOI)


def _write_head(head: bytes, height: int, units: int) -> bytes:
    written, at = bytearray(), 0
    while at < len(head):
        marker, size = head[at + 1], int.from_bytes(head[at + 2 : at + 4], "big")
        segment = bytearray(head[at : at + 2 + size])
        if marker == _SOF0:
            segment[5:7] = height.to_bytes(2, "big")
        if marker == _SOS:
            written += b"\xff\xdd\x00\x04" + units.to_bytes(2, "big")  # DRI
        written += segment
        at += 2 + size
    return bytes(written)
