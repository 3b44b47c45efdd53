"""How much of a file that was broken off is whole: fragments, each a `moof` with all of its `mdat`, and what they
last. Reads boxes' heads and the `moof`s, and no media."""

from pathlib import Path
from typing import BinaryIO, Final

from ingest.origin.packaging.boxes import FragmentError
from ingest.origin.packaging.fragments import Fragment, FragmentReader, InitSection, Span
from ingest.recording.disk.segment import TICKS

MOST_HEAD: Final = 4 << 20
"""Bytes of a box that is not media; more is none of ours."""


def measure(init: bytes, file: Path) -> tuple[int, int]:
    """(bytes up to the last whole fragment, what these last in `TICKS`); nothing of either where there is none."""
    reader = FragmentReader()
    try:
        found = reader.feed(init)
        if not any(isinstance(one, InitSection) for one in found):
            return 0, 0
        with file.open("rb") as opened:
            return _measure(reader, opened, file.stat().st_size)
    except FragmentError:
        return 0, 0


def _measure(reader: FragmentReader, file: BinaryIO, size: int) -> tuple[int, int]:
    whole, at = 0, 0
    begin: float | None = None
    end = 0.0
    while (head := file.read(8)) and len(head) == 8:
        length, kind = int.from_bytes(head[:4], "big"), head[4:]
        if length < 8 or at + length > size or (kind != b"mdat" and length > MOST_HEAD):
            break
        if kind == b"mdat":
            file.seek(length - 8, 1)
            box = b"\0\0\0\x08mdat"
        else:
            box = head + file.read(length - 8)
        at += length
        try:
            fragments = [one for one in reader.feed(box) if isinstance(one, Fragment)]
        except FragmentError:
            break
        for fragment in fragments:
            whole = at
            if (lead := _lead(fragment)) is not None:
                begin = lead.start if begin is None else begin
                end = max(end, lead.end)
    return whole, round((end - begin) * TICKS) if begin is not None else 0


def _lead(fragment: Fragment) -> Span | None:
    return fragment.video or fragment.audio
