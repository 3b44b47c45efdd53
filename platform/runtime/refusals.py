"""What is refused because a limit was reached: counted each time, said in the log now and then, and shown by
`/health` or `/ready`."""

import logging
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

logger = logging.getLogger(__name__)

SAY_EVERY = 60.0
"""Seconds between two lines about one limit, and for how long it counts as a problem: whoever floods a server should
not flood its log too."""


@dataclass(slots=True)
class _Kind:
    words: str
    said_at: float = float("-inf")
    noted_at: float = float("-inf")
    unsaid: int = 0


class Refusals:
    """Counts them by limit; the limits are few, whatever is refused."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.counts: Counter[str] = Counter()
        """How often each limit was reached since the process began."""
        self._clock = clock
        self._kinds: dict[str, _Kind] = {}

    def note(self, limit: str, words: str, *, address: str = "") -> None:
        """Something was refused. `words` say to an operator what, and which setting it hangs on. `address`: whose it
        was, for the log alone: `/health` is anybody's to read."""
        now = self._clock()
        kind = self._kinds.setdefault(limit, _Kind(words))
        kind.words, kind.noted_at = words, now
        self.counts[limit] += 1
        if now - kind.said_at < SAY_EVERY:
            kind.unsaid += 1
            return
        more = f" ({kind.unsaid} more like this since it was last said)" if kind.unsaid else ""
        whose = f" (the last one: {address})" if address else ""
        logger.warning("%s%s%s", words, whose, more)
        kind.said_at, kind.unsaid = now, 0

    def problems(self) -> dict[str, str]:
        """The limits that were reached lately, in words."""
        now = self._clock()
        return {limit: kind.words for limit, kind in self._kinds.items() if now - kind.noted_at < SAY_EVERY}
