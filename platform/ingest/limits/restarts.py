"""How often one stream key may begin anew: each beginning takes a new FFmpeg, whatever comes of it."""

import math

from ingest.limits.budget import Budget

AT_ONCE = 20
A_SECOND = 1 / 10
"""An encoder on a bad network comes back every few seconds for a while; one that does so for ever is none."""
REMEMBERED = 1_000
"""Keys, before those that owe nothing any more are forgotten."""


class Restarts:
    """Counts accepted publishers by key, on one connection or on many, so that nobody else can use up a key's."""

    def __init__(self) -> None:
        self._budgets: dict[str, Budget] = {}

    def wait(self, key: str, now: float) -> int:
        """Whole seconds until a publisher with this key may begin; 0: now."""
        budget = self._budgets.get(key)
        return 0 if budget is None else math.ceil(budget.debt(now) - 1e-6)

    def note(self, key: str, now: float) -> None:
        """One has begun, or has got as far as its FFmpeg."""
        budget = self._budgets.get(key)
        if budget is None:
            if len(self._budgets) >= REMEMBERED:
                self._budgets = {known: each for known, each in self._budgets.items() if not each.is_clear(now)}
            budget = self._budgets[key] = Budget(AT_ONCE - 1, A_SECOND)
        budget.spend(1, now)
