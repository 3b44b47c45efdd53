"""What a peer may ask for: so much at once, then so much a second. Pure; the clock is the caller's."""


class Budget:
    """A leaky bucket that its last cost may overdraw: `most` at once, `rate` a second, in the caller's units."""

    __slots__ = ("_level", "_then", "most", "rate")

    def __init__(self, most: float, rate: float) -> None:
        self.most = most
        self.rate = rate
        self._level = 0.0
        self._then = 0.0

    def spend(self, cost: float, now: float) -> None:
        """Count what was done, at `now` (seconds of any steady clock)."""
        self._level = max(0.0, self._level - (now - self._then) * self.rate) + cost
        self._then = now

    def debt(self, now: float) -> float:
        """Seconds until no more than `most` is owed; 0 while that is so. Infinite where nothing flows back."""
        over = self._level - (now - self._then) * self.rate - self.most
        if over <= 0:
            return 0.0
        return over / self.rate if self.rate else float("inf")

    def is_clear(self, now: float) -> bool:
        """Whether nothing is owed any more, so that this budget need not be remembered."""
        return self._level <= (now - self._then) * self.rate
