"""How many pictures a second a stream has, and a thinned rung of it, counted in its newest segments."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ingest.origin.stream.segments import Init, Part
from ingest.origin.stream.stream import Stream
from ingest.renditions.ladder.parts.forms import Former
from ingest.renditions.ladder.parts.thinning import find_apart, is_kept

COUNTED: Final = 3
"""Newest segments."""
_USUAL: Final = (24.0, 25.0, 30.0, 50.0, 60.0, 24_000 / 1_001, 30_000 / 1_001, 60_000 / 1_001)
"""The likelier ones first, where both may be."""
_MISTAKEN: Final = 0.002
"""Seconds by which times in whole milliseconds may be off."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Pictures a second of the source, and of a rung that is thinned, if any would be; 0: not known."""

    source: float
    thinned: float
    timescale: int

    def find_apart(self, lines: int) -> int:
        """See there."""
        return find_apart(lines, self.source, self.timescale)


@dataclass(frozen=True, slots=True)
class _Count:
    """Of pictures, those of them that a thinned rung has, and steps from one to the next with their time."""

    pictures: int
    kept: int
    steps: int
    ticks: int


class FrameRate:
    """Reads each segment once."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._former: tuple[Init, Former] | None = None
        self._counted: deque[tuple[tuple[str, int], _Count]] = deque(maxlen=COUNTED)

    def measure(self, init: Init) -> Rates:
        """Of what is behind this init section.

        Raises:
            FragmentError: there is no picture, or none that this understands.
        """
        if self._former is None or self._former[0] is not init:
            self._former = init, Former(init.data)
        former = self._former[1]
        counts = self._count_segments(init, former)
        if not counts and self._stream.open is not None and self._stream.open.init is init:
            counts = [_count(former, self._stream.open.parts)]
        seconds = sum(count.ticks for count in counts) / former.timescale
        steps, pictures = sum(count.steps for count in counts), sum(count.pictures for count in counts)
        kept = steps * sum(count.kept for count in counts) / max(1, pictures)
        return Rates(_name(steps, seconds), _name(kept, seconds), former.timescale)

    def _count_segments(self, init: Init, former: Former) -> list[_Count]:
        """From the newest on, as far as they are behind this init section."""
        known = dict(self._counted)
        counts: list[_Count] = []
        for segment in [*self._stream.listed][-COUNTED:]:
            if segment.init is init:
                key = init.uri, segment.sequence
                if key not in known:
                    known[key] = _count(former, segment.parts)
                    self._counted.append((key, known[key]))
                counts.append(known[key])
        return counts


def _count(former: Former, parts: Iterable[Part]) -> _Count:
    slots = [slot for part in parts for slot in former.read(part.data).slots]
    steps = [slot.duration for slot in slots[1:]]  # a stream's first picture may be held for longer
    ticks = sum(steps)
    apart = find_apart(0, len(steps) * former.timescale / ticks if ticks else 0.0, former.timescale)
    kept, before = 0, None
    for slot, shown in zip(slots, sorted(slot.shown for slot in slots), strict=True):
        if is_kept(shown, before, apart, key=slot.sync):
            kept, before = kept + 1, shown
    return _Count(len(slots), kept, len(steps), ticks)


def _name(pictures: float, seconds: float) -> float:
    """The usual rate that this is, if it may be; else as it was counted."""
    if not seconds:
        return 0.0
    rate = pictures / seconds
    return next((usual for usual in _USUAL if abs(usual - rate) * seconds <= _MISTAKEN * rate), rate)
