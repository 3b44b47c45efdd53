"""Which passes are watched by nobody any more. Pure: every look brings the time of a steady clock, in seconds.

Each web process writes down its screens, and then counts up its number (`web_processes`). A pass without a screen is
taken back after a while; but that a screen is missing says something only where all who could have one have been
heard. So time is counted while this process looks without a break, and while no other is silent.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

GONE_AFTER: Final = 15.0
"""Seconds without a screen, after which a pass is taken back."""

STANDSTILL: Final = 5.0
"""Seconds between two looks, after which it was this process that stood still, or its database was away."""

LISTEN: Final = 30.0
"""Seconds to look on after that, and at the start, before anything is judged: pages come back within 10, and a try
may take as long."""

SILENT_AFTER: Final = 4.0
"""Seconds in which a process has not counted up, after which nobody knows what it has: each does so every second."""

DEAD_AFTER: Final = 60.0
"""Seconds after which a silent process is no more, and its screens with it: their pages have noticed by then."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows from a look."""

    gone: list[str]
    """What nobody watches by."""
    dead: list[str]
    """Processes that are no more."""


class Absence:
    """What one process has seen. Time counts by rounds: one is over when every process has counted up since it began,
    for only then what each of them has is in the rows that were read."""

    def __init__(self, now: float) -> None:
        self._now = now
        self._awake = 0.0
        self._listening_until = LISTEN
        self._heard: dict[str, tuple[int, float]] = {}
        self._round_began = 0.0
        self._sure = 0.0
        """The time of all rounds that were over soon."""
        self._since: dict[str, float] = {}
        self.silent: frozenset[str] = frozenset()
        """Processes whose screens may be there no more."""

    @property
    def awake(self) -> float:
        """Seconds that this process has looked on: no time goes by while it stands still."""
        return self._awake

    @property
    def listening(self) -> bool:
        """Whether pages that were lost have still to come back: what has no screen may be watched all the same."""
        return self._awake < self._listening_until

    def look(self, now: float, beats: Mapping[str, int], unwatched: Collection[str]) -> Verdict:
        """The processes that have screens, each with its number, and the passes without one."""
        passed, self._now = max(0.0, now - self._now), now
        if passed > STANDSTILL:
            self._listening_until = self._awake + LISTEN
        else:
            self._awake += passed
        awake = self._awake
        heard = {}
        for name, number in beats.items():
            before = self._heard.get(name)
            heard[name] = (number, awake) if before is None or before[0] != number else before
        self._heard = heard
        silence = {name: awake - at for name, (_, at) in heard.items()}
        self.silent = frozenset(name for name, seconds in silence.items() if seconds > SILENT_AFTER)
        self._since = {name: since for name, since in self._since.items() if name in unwatched}
        gone = self._end_round(unwatched) if all(at > self._round_began for _, at in heard.values()) else []
        return Verdict(gone=gone, dead=[name for name, seconds in silence.items() if seconds > DEAD_AFTER])

    def _end_round(self, unwatched: Collection[str]) -> list[str]:
        lasted = self._awake - self._round_began
        self._round_began = self._awake
        if lasted <= SILENT_AFTER:
            self._sure += lasted
        self._since |= {name: self._sure for name in unwatched if name not in self._since}
        if self.listening:
            return []
        return [name for name, since in self._since.items() if self._sure - since >= GONE_AFTER]
