"""Whether a stream's sound is sent on as it came, or is too much for that. Pure."""

from typing import Final

from ingest.origin.packaging.boxes import FragmentError, walk_boxes
from ingest.origin.stream.segments import Segment
from ingest.origin.stream.stream import Stream
from ingest.renditions.cutting import Cut, cut_init, read_runs

MOST: Final = 200_000
"""Bits per second that the sound alone may take; the heads of parts, some 7,000 more, are not counted."""
ENOUGH: Final = 2.0
"""Seconds by which it is told: the first frames of any encoder may be larger than those to come."""
WINDOW: Final = 6.0
"""Seconds that are looked at, the newest."""
LATER: Final = 1.25
"""How far past `MOST` it must come to be too much after all: what varies about that goes on as it began."""


class Amount:
    """`look` as often as somebody asks. What was too much once stays so: who listens has one codec."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._known: bool | None = None
        self._looked = -1
        self.since = 0
        """The first part that is too much, where those before it were not."""

    def look(self) -> bool | None:
        """Whether it is too much; None: there is too little of it to tell."""
        stream = self._stream
        due = stream.published and (stream.last_sequence != self._looked or (stream.ended and self._known is None))
        if self._known or not due:
            return self._known
        self._looked = stream.last_sequence
        bits, seconds = measure(stream)
        if self._known is None and (seconds >= ENOUGH or stream.ended):
            self._known = bits > MOST
        elif self._known is False and seconds >= ENOUGH and bits > MOST * LATER:
            self._known, self.since = True, stream.next_part
        return self._known

    def guess(self) -> bool:
        """As `look`; by what there is, if that is too little."""
        known = self.look()
        return measure(self._stream)[0] > MOST if known is None else known


def measure(stream: Stream) -> tuple[float, float]:
    """Bits per second that the samples of its sound have in the newest segments, and how many seconds these are."""
    size, seconds = 0, 0.0
    for segment in reversed(stream.listed):
        size, seconds = size + _count(segment), seconds + segment.duration
        if seconds >= WINDOW:
            break
    return (size * 8 / seconds if seconds else 0.0), seconds


def _count(segment: Segment) -> int:
    try:
        cut = cut_init(segment.init.data)
        return 0 if cut is None else sum(_count_samples(cut, part.data) for part in segment.parts)
    except FragmentError:
        return 0


def _count_samples(cut: Cut, data: bytes) -> int:
    size = 0
    for name, start, end in walk_boxes(data, 0, len(data)):
        if name == b"moof":
            for child, first, last in walk_boxes(data, start, end):
                if child == b"traf":
                    size += sum(length for _, _, length in read_runs(cut, data, first, last, start - 8) or ())
    return size
