"""A watch over an event loop: whoever keeps it too long is named in the log.

uvloop calls protocols from C, so that there is no handle to wrap. A thread asks the loop for a sign of life instead,
and looks where it stands when none comes. What counts is the CPU time of the loop's own thread: on a busy machine, or
one that was asleep, wall time says nothing about who is to blame.
"""

import asyncio
import logging
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from runtime.histogram import Histogram

log = logging.getLogger(__name__)

SAY_EVERY = 10.0
"""Seconds between two lines; what comes in between is counted and told with the next."""
LAG_BOUNDS = (0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 1.0, 5.0)
"""Seconds."""
_FRAMES = 12


@contextmanager
def watch_loop(threshold: float) -> Iterator["Watchdog | None"]:
    """Watch the running loop while the block runs. `threshold` is in seconds of CPU; 0, or a system whose threads
    have no clock of their own, watches nothing."""
    if threshold <= 0 or not hasattr(time, "pthread_getcpuclockid"):
        yield None
        return
    watchdog = Watchdog(asyncio.get_running_loop(), threshold)
    watchdog.start()
    try:
        yield watchdog
    finally:
        watchdog.stop()


class Watchdog:
    """Asks every `threshold`; a turn of twice that is always seen, a shorter one with luck. `stalls` counts turns
    past the threshold, `longest` is the longest of them in seconds. Start and stop in the loop's own thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop, threshold: float) -> None:
        self.stalls = 0
        self.longest = 0.0
        self.lag = Histogram(LAG_BOUNDS)
        """How long the loop took to answer when asked, by the wall: what anybody waits for their turn."""
        self._loop = loop
        self._threshold = threshold
        self._owner = threading.get_ident()
        self._clock = time.pthread_getcpuclockid(self._owner)
        self._answered = threading.Event()
        self._answered_at = self._answered_wall = 0.0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="event loop's watchdog", daemon=True)
        self._untold = 0
        self._longest_untold = 0.0
        self._told_at = -SAY_EVERY

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End; returns at once."""
        self._stopping.set()
        self._answered.set()

    def _watch(self) -> None:
        while not self._stopping.wait(self._threshold):
            asked_at, asked_wall = time.clock_gettime(self._clock), time.monotonic()
            self._answered.clear()
            try:
                self._loop.call_soon_threadsafe(self._answer)
            except RuntimeError:
                return  # the loop is closed
            stack = ""
            while not self._answered.wait(self._threshold / 2):
                if not stack and time.clock_gettime(self._clock) - asked_at > self._threshold / 2:
                    stack = self._look()
            if self._stopping.is_set():
                return
            self.lag.note(max(0.0, self._answered_wall - asked_wall))
            held = self._answered_at - asked_at
            if held > self._threshold:
                self._note(held, stack)

    def _answer(self) -> None:
        self._answered_at, self._answered_wall = time.clock_gettime(self._clock), time.monotonic()
        self._answered.set()

    def _look(self) -> str:
        frame = sys._current_frames().get(self._owner)
        # Lines of code, no values: whatever secret a variable holds stays out of the log.
        return "".join(traceback.format_stack(frame)[-_FRAMES:]) if frame is not None else ""

    def _note(self, held: float, stack: str) -> None:
        self.longest = max(self.longest, held)
        self._untold += 1
        self._longest_untold = max(self._longest_untold, held)
        now = time.monotonic()
        if now - self._told_at >= SAY_EVERY:
            log.warning(
                "the event loop was kept over %.0f ms of CPU, %d times, at the longest for %.0f ms; the last time "
                "by\n%s",
                self._threshold * 1000, self._untold, self._longest_untold * 1000,
                stack or "unknown: over too soon",
            )  # fmt: skip
            self._told_at, self._untold, self._longest_untold = now, 0, 0.0
        self.stalls += 1  # last: whoever sees it in the loop's thread finds it said
