"""Whether it is this machine that has a source's parts come late, while smaller pictures are made of it."""

import asyncio
from collections import deque
from collections.abc import Iterable
from typing import Final

TICK: Final = 0.1
"""Seconds between two looks at how late the loop's own timers are."""
ABSENCE: Final = 1.0
"""Seconds without a part after which its publisher was away."""
MOST: Final = 1_000
"""Of each that is remembered; the oldest goes first."""
_SHARE: Final = 0.95


class Lateness:
    """`note` the source's parts as they come, between `start` and `stop`.

    A part is late by what it came later, on the show's clock, than the promptest of the window. That may be the
    publisher's network as well; but where the loop's timers are late too, it is the machine.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, window: float) -> None:
        """`window`: seconds that are looked at together."""
        self._window = window
        self._loop = loop
        self._clock = self._since = 0.0
        self._lags: deque[tuple[float, float]] = deque(maxlen=MOST)
        self._drifts: deque[tuple[float, float]] = deque(maxlen=MOST)
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Begin anew."""
        self.stop()
        self.forget()
        self._wait()

    def stop(self) -> None:
        """End."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def forget(self) -> None:
        """What was is of no account: a whole window has to pass."""
        self._since = self._loop.time()
        self._lags.clear()
        self._drifts.clear()

    def note(self, durations: Iterable[float]) -> None:
        """Parts of so many seconds have come just now."""
        now = self._loop.time()
        if self._lags and now - self._lags[-1][0] > ABSENCE:
            self._lags.clear()
        for duration in durations:
            self._clock += duration
            self._lags.append((now, now - self._clock))

    def find(self, most: float) -> float | None:
        """By how much the parts are late at 95 %, if that is more than `most` and the machine is to blame."""
        now = self._loop.time()
        if now - self._since < self._window:
            return None
        for samples in (self._lags, self._drifts):
            while samples and now - samples[0][0] > self._window:
                samples.popleft()
        lags = [lag for _, lag in self._lags]
        late = _near_most([lag - min(lags) for lag in lags])
        return late if late > most and _near_most([drift for _, drift in self._drifts]) > most / 2 else None

    def _wait(self) -> None:
        due = self._loop.time() + TICK
        self._timer = self._loop.call_at(due, self._tick, due)

    def _tick(self, due: float) -> None:
        now = self._loop.time()
        self._drifts.append((now, now - due))
        self._wait()


def _near_most(values: list[float]) -> float:
    return sorted(values)[int(len(values) * _SHARE)] if values else 0.0
