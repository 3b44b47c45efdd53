"""What a ladder has to know of its source: how large its picture is, and whether small rungs need fewer of them."""

import contextlib

from ingest.origin.packaging.boxes import FragmentError
from ingest.origin.stream.segments import Init
from ingest.origin.stream.stream import Stream
from ingest.renditions.codecs import name_tracks
from ingest.renditions.frame_rate import FrameRate, Rates
from ingest.renditions.ladder.rungs import Goal, Rung


class Source:
    """As it is behind its newest init section: its size, and its rate as it was when that could be counted first, so
    that all encoders of a rung make the same of it."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._frame_rate = FrameRate(stream)
        self._init: Init | None = None
        self._size = 0, 0
        self._rates: Rates | None = None

    def aim(self, rung: Rung) -> Goal | None:
        """What is made of a rung; None: it would be no smaller, or there is no picture."""
        init = self._stream.current_init
        if init is None:
            return None
        if self._init is not init:
            self._init, self._size, self._rates = init, _measure(init), None
        size = rung.fit(*self._size)
        if size is None:
            return None
        if self._rates is None:
            with contextlib.suppress(FragmentError):
                rates = self._frame_rate.measure(init)
                self._rates = rates if rates.source else None
        if self._rates is None:
            return Goal(size)
        apart = self._rates.find_apart(rung.lines)
        return Goal(size, apart, self._rates.thinned if apart else self._rates.source)


def _measure(init: Init) -> tuple[int, int]:
    with contextlib.suppress(FragmentError):
        for track in name_tracks(init.data):
            if track.kind == b"vide":
                return track.width, track.height
    return 0, 0
