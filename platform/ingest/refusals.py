"""Everything that was refused because there was too much of it: counted each time, said now and then."""

import logging
import time
from collections import Counter
from collections.abc import Callable

log = logging.getLogger(__name__)

SAY_EVERY = 10.0
"""Seconds between two lines of one kind: whoever floods a server should not flood its log too."""


class Refusals:
    """`counts` has how often each kind came, by its stable name; `/ready` shows it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.counts: Counter[str] = Counter()
        self._clock = clock
        self._said: dict[str, tuple[float, int]] = {}  # when a kind was last said, and its count then

    def note(self, kind: str, words: str) -> None:
        """Count one; `words` are for the operator, and say what to do where something can be done."""
        self.counts[kind] += 1
        now = self._clock()
        said_at, before = self._said.get(kind, (-SAY_EVERY, 0))
        if now - said_at < SAY_EVERY:
            return
        more = self.counts[kind] - before - 1
        self._said[kind] = (now, self.counts[kind])
        log.warning("%s%s", words, f" ({more} more like this since it was last said)" if more else "")
