"""How loud the people of one show are. Pure."""

import math
from collections import deque
from typing import Final

WINDOW: Final = 2.0
"""Seconds that the level looks back. Everybody who claps is heard of once a second, so it is even and not a flicker,
and two seconds after the last clap it is 0."""
HEARTILY: Final = 4.0
"""Claps a second of one person."""


def find_level(claps: int, watching: int) -> float:
    """How loud `claps` of the last `WINDOW` are among so many who watch: from 0, nobody claps, to 1, all of them
    do, heartily.

    By the root, as loudness is heard: a quarter of them is half as loud as all, and one in a hundred is heard yet, a
    tenth as loud.
    """
    if claps <= 0:
        return 0.0
    return round(math.sqrt(min(1.0, claps / (HEARTILY * WINDOW * max(1, watching)))), 3)


class Crowd:
    """The claps of one show: those that are still to be told, and those of the last `WINDOW`."""

    __slots__ = ("_heard", "_sum", "untold")

    def __init__(self) -> None:
        self.untold = 0
        self._heard: deque[tuple[float, int]] = deque()
        self._sum = 0

    def tell(self, now: float) -> int:
        """The claps since the last time, which count for the level from now on."""
        count, self.untold = self.untold, 0
        if count:
            self._heard.append((now, count))
            self._sum += count
        while self._heard and self._heard[0][0] <= now - WINDOW:
            self._sum -= self._heard.popleft()[1]
        return count

    @property
    def claps(self) -> int:
        """Those of the last `WINDOW`, as of the last `tell`."""
        return self._sum
