"""Where a recording's segments begin and end. Pure: parts in, steps out.

They are longer than those of the live playlist, so that hours of a show fit into a short list, and short enough for
whoever seeks. They end where the live ones do, before a keyframe; within a group of pictures only where that is
longer than a segment may be.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ingest.origin.stream.segments import Init, Part, Segment
from ingest.recording.disk.segment import TICKS, RecordedSegment, Seam

SECONDS: Final = 4.0
"""After which a segment ends with the next keyframe that begins a live one."""
LONGEST: Final = 12.0
"""Seconds that none is longer than, and so the playlist's target duration."""
MOST_BYTES: Final = 32 << 20
SLACK: Final = 0.25
"""Seconds by which one may be shorter than `SECONDS`: groups of pictures are not to the millisecond."""


@dataclass(frozen=True, slots=True)
class Begin:
    """A segment begins; it is open. `init` is its init section: it goes with each, as what could not be written for
    one has to be for the next."""

    segment: RecordedSegment
    init: bytes


@dataclass(frozen=True, slots=True)
class Append:
    """Bytes of the open segment, and what they last."""

    data: bytes
    seconds: float


@dataclass(frozen=True, slots=True)
class Seal:
    """The open segment is complete, and this is what it is."""

    segment: RecordedSegment


Step = Begin | Append | Seal


class Cutter:
    """One run's."""

    def __init__(self) -> None:
        self._seam = Seam.NEW
        self._number = 0
        self._init: Init | None = None
        self._inits: list[bytes] = []
        self._live: Segment | None = None
        self._at = 0.0  # when the next part begins, in seconds since 1970
        self._open: RecordedSegment | None = None
        self._seconds = 0.0
        self._size = 0

    def break_off(self, seam: Seam) -> Iterator[Step]:
        """Something is missing here: what is open ends, and what follows does not go on from it."""
        yield from self.seal()
        self._seam = seam
        self._live = None  # parts of it may be left out: where the next one begins is looked up

    def take(self, part: Part, live: Segment) -> Iterator[Step]:
        """A part, and the live segment that it is of."""
        begins = live is not self._live
        if begins:
            self._live, self._at = live, live.begin_of(part)
            if live.discontinuity and live.parts[0] is part:
                yield from self._part_with_former()
        if live.init is not self._init:
            yield from self._change_init(live.init)
        if self._open is not None and self._is_over(part, live, begins=begins):
            yield from self.seal()
        if self._open is None:
            yield self._begin(part, live.init)
        self._seconds += part.duration
        self._size += len(part.data)
        self._at += part.duration
        yield Append(part.data, part.duration)

    def seal(self) -> Iterator[Step]:
        """Nothing more belongs to what is open."""
        if self._open is not None:
            one = self._open
            duration = round(self._seconds * TICKS)
            yield Seal(
                RecordedSegment(one.number, one.begins_ms, duration, one.init, one.seam, one.independent, self._size)
            )
            self._open = None

    def _is_over(self, part: Part, live: Segment, *, begins: bool) -> bool:
        if self._seconds + part.duration > LONGEST or self._size + len(part.data) > MOST_BYTES:
            return True
        return begins and live.independent and self._seconds >= SECONDS - SLACK

    def _part_with_former(self) -> Iterator[Step]:
        yield from self.seal()
        if self._seam is Seam.CONTINUED:  # else something is missing besides
            self._seam = Seam.NEW

    def _change_init(self, init: Init) -> Iterator[Step]:
        if self._init is None or self._init.data != init.data:
            yield from self._part_with_former()
        self._init = init
        if init.data not in self._inits:
            self._inits.append(init.data)

    def _begin(self, part: Part, init_section: Init) -> Begin:
        init = self._inits.index(init_section.data)
        self._open = RecordedSegment(
            self._number, round(self._at * 1_000_000) // 1000, None, init, self._seam, part.independent
        )
        self._number += 1
        self._seam = Seam.CONTINUED
        self._seconds, self._size = 0.0, 0
        return Begin(self._open, init_section.data)
