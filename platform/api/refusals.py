"""What is refused because a limit was reached: said in the log and at `/health`, without a line for each."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

logger = logging.getLogger(__name__)

SAY_EVERY = 60.0
"""Seconds between two lines about one limit, and for how long `/health` speaks of it."""


@dataclass(slots=True)
class _Kind:
    words: str
    said_at: float = float("-inf")
    noted_at: float = float("-inf")
    count: int = 0
    since: int = 0


class Refusals:
    """Counts them by limit; the limits are few, whatever is refused."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kinds: dict[str, _Kind] = {}

    def note(self, limit: str, words: str) -> None:
        """Something was refused. `words` say to an operator what, and which setting it hangs on."""
        now = self._clock()
        kind = self._kinds.setdefault(limit, _Kind(words))
        kind.words, kind.noted_at = words, now
        kind.count += 1
        kind.since += 1
        if now - kind.said_at >= SAY_EVERY:
            logger.warning("%s (%d since this was last said.)", words, kind.since)
            kind.said_at, kind.since = now, 0

    @property
    def counts(self) -> dict[str, int]:
        """How often each limit was reached since the process began."""
        return {limit: kind.count for limit, kind in self._kinds.items()}

    def problems(self) -> dict[str, str]:
        """The limits that were reached lately, in words."""
        now = self._clock()
        return {limit: kind.words for limit, kind in self._kinds.items() if now - kind.noted_at < SAY_EVERY}
