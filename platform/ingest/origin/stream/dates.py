"""Which wall-clock date a run's media has (EXT-X-PROGRAM-DATE-TIME). Pure: told what arrived when.

A run's first date holds for the rest of it only as long as the sender's clock goes like ours and never pauses. What
arrives late says little (a stall of the network, a burst behind it); what arrives before its date says for certain
that the date is wrong. Seconds throughout.
"""

LATE = 1.0
"""So late, and no less so through two windows, is no stall of the network but a sender that paused or whose clock is
slow. A viewer is hardly less behind anyway."""
WINDOW = 3.0
CATCHING_UP = 0.1
"""A sender that catches up by 3 % gets so much less late in a window: its dates are right as they are."""
EARLY = 0.5
LONGEST_STEP_BACK = 0.9
"""Dates of neighbouring segments overlap by what is stepped back, and must stay under a second (6.2.1)."""


class Dates:
    """`note` each arrival, ask `date` where a segment begins: only there may dates be put right."""

    __slots__ = ("_at", "_before", "_late", "_least", "_window_at")

    def __init__(self, at: float) -> None:
        """`at`: when the media at 0 arrived, in seconds since the epoch."""
        self._at = at
        self._forget()

    def resume(self, at: float) -> None:
        """Another sender goes on on the same clock: what it has at 0 would have arrived at `at`. What it was away for
        is told where that is worth a break in the dates; anything else comes right by itself."""
        if at - self._at >= LATE:
            self._at = at
        self._forget()

    def _forget(self) -> None:
        self._window_at: float | None = None
        self._least: float | None = None  # how late the least late of this window was; negative: early
        self._before: float | None = None  # the same of the window before
        self._late = 0.0

    def note(self, end: float, at: float) -> None:
        """Media up to `end` on the run's clock arrived at `at`."""
        lag = at - self._at - end
        if self._window_at is None:
            self._window_at = at
        elif at - self._window_at >= WINDOW and self._least is not None:
            before, least = self._before, self._least
            steady = before is not None and min(before, least) > LATE and least > before - CATCHING_UP
            self._late = least if steady else 0.0
            self._window_at, self._before, self._least = at, least, None
        self._least = lag if self._least is None else min(self._least, lag)

    def date(self, begin: float) -> float:
        """The date of what begins at `begin` on the run's clock, in seconds since the epoch."""
        step = 0.0
        if self._least is not None and self._least < -EARLY:
            step = max(self._least, -LONGEST_STEP_BACK)
        elif self._late:
            step = self._late
        if step:
            self._at += step
            self._forget()
        return self._at + begin
