"""When to come back: full jitter, so that clients that fell together do not return together. Pure but for chance."""

import random
from collections.abc import Callable
from dataclasses import dataclass

BASE = 0.5
CAP = 15.0
CROWDED = 5.0
"""Seconds to stay away at least after "too many connections"."""
STEADY = 10.0
"""Seconds a connection must have held for the next loss to count as the first."""

TOO_MANY = 4429


@dataclass(frozen=True, slots=True)
class Reconnecting:
    """The connection is lost; the next try comes in that many seconds."""

    reason: str
    delay: float
    attempt: int
    """1 for the first try after a connection that held."""


class Pace:
    """Counts failures. `random` is in [0, 1)."""

    def __init__(self, chance: Callable[[], float] = random.random) -> None:
        self._chance = chance
        self._failures = 0

    def note_loss(self, reason: str, code: int | None, held: float, goodbye: float | None) -> Reconnecting:
        """After a connection that held for `held` seconds (0: it was not had) was lost."""
        if held >= STEADY:
            self._failures = 0
        limit = min(CAP, BASE * 2 ** min(self._failures, 10))
        delay = self._chance() * limit
        if goodbye is not None:
            delay = goodbye  # the server spreads its clients itself
        elif code == TOO_MANY:
            delay += CROWDED
        self._failures += 1
        return Reconnecting(reason, delay, self._failures)
