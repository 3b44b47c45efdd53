"""How much later than it could have come each part of one run comes: what the encoder's network, FFmpeg and this
process add at times to the least that they take."""

from typing import Final

from runtime.histogram import Histogram

BOUNDS: Final = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds."""
DRIFT: Final = 0.001
"""Seconds that the least may grow in a second: an encoder's clock and ours are not the same."""


class Lateness:
    """`note` each part when it is there; `begin` where another time line begins."""

    __slots__ = ("_edge", "_histogram", "_least")

    def __init__(self, histogram: Histogram) -> None:
        self._histogram = histogram
        self._edge = 0.0
        self._least: float | None = None

    def begin(self) -> None:
        """What follows is not compared with what was."""
        self._least = None

    def note(self, duration: float, now: float) -> None:
        """A part of so many seconds is there, at `now` of any steady clock."""
        self._edge = edge = self._edge + duration
        offset = now - edge
        least = self._least
        if least is None:
            self._least = offset
            return
        least += duration * DRIFT
        self._least = least = min(least, offset)
        self._histogram.note(offset - least)
