"""A film's chapters, as most players know them: the box `chpl`, of which no standard speaks."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingest.movie.boxes import box, full_box
from ingest.movie.cutting import Window

MOST: Final = 255
"""The box counts no further; of more, the first."""
_UNITS: Final = 10_000_000
"""In a second: 100 ns each."""
_LONGEST: Final = 255
"""Bytes of a title."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """From `at` on, in seconds on the line on which what was read lies, until the next."""

    at: float
    title: str


def make_chapters(chapters: Sequence[Chapter], window: Window) -> bytes:
    """The box `udta` with those that are seen in the window; nothing where there are none."""
    ordered = sorted(chapters, key=lambda one: one.at)
    before = [one for one in ordered if one.at <= window.begin][-1:]
    shown = [*before, *(one for one in ordered if window.begin < one.at < window.end)][:MOST]
    if not shown:
        return b""
    listed = [
        struct.pack(">QB", round(max(0.0, one.at - window.begin) * _UNITS), len(title)) + title
        for one in shown
        for title in [_shorten(one.title)]
    ]
    return box(b"udta", full_box(b"chpl", 1, 0, struct.pack(">IB", 0, len(listed)), *listed))


def _shorten(title: str) -> bytes:
    return title.encode()[:_LONGEST].decode(errors="ignore").encode()
