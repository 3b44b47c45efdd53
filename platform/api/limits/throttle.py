"""So many tries in so many seconds, for whom that matters. Pure but for its clock; memory is bounded."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable

CAPACITY = 20_000
"""Keys remembered at once; the one longest untouched is forgotten first."""


class Throttle:
    """A leaky bucket per key: `tries` at once, then one every `seconds / tries`."""

    def __init__(
        self, tries: int, seconds: float, *, capacity: int = CAPACITY, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._tries = tries
        self._leak = tries / seconds
        self._capacity = capacity
        self._clock = clock
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> int:
        """Count one try. 0: go on; else the whole seconds until the next one is allowed (and this did not count)."""
        now = self._clock()
        level, then = self._levels.pop(key, (0.0, now))
        level = max(0.0, level - (now - then) * self._leak)
        refused = level + 1 > self._tries + 1e-9
        self._levels[key] = (level if refused else level + 1, now)
        if len(self._levels) > self._capacity:
            self._levels.popitem(last=False)
        return math.ceil((level + 1 - self._tries) / self._leak - 1e-6) if refused else 0

    def give_back(self, key: str) -> None:
        """The last try went well, so it does not count."""
        if key in self._levels:
            level, then = self._levels[key]
            self._levels[key] = (max(0.0, level - 1), then)

    def __len__(self) -> int:
        return len(self._levels)
