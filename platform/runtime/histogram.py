"""How often something took how long. Cheap enough for what happens with every part."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence


class Histogram:
    """Counts by upper bounds, and the sum."""

    __slots__ = ("_counts", "bounds", "total")

    def __init__(self, bounds: Sequence[float]) -> None:
        self.bounds = tuple(bounds)
        self.total = 0.0
        self._counts = [0] * (len(self.bounds) + 1)

    def note(self, value: float) -> None:
        """One more."""
        self._counts[bisect_left(self.bounds, value)] += 1
        self.total += value

    def list_buckets(self) -> Iterator[tuple[str, float]]:
        """Each bound as text, with how many were at most that; the last is all of them."""
        count = 0
        for bound, here in zip((*map(str, self.bounds), "+Inf"), self._counts, strict=True):
            count += here
            yield bound, float(count)
