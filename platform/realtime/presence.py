"""How many watch each livestream, over all processes. Pure: the clock is passed in."""

from collections import Counter
from collections.abc import Mapping

EXPIRES = 15.0
"""Seconds after which the viewers of a process that fell silent no longer count."""


class Presence:
    """This process's viewers, and what the others last said of theirs."""

    def __init__(self) -> None:
        self.local: Counter[str] = Counter()
        self._remote: dict[str, tuple[float, dict[str, int]]] = {}
        self._totals: Counter[str] = Counter()

    def count(self, livestream_id: str) -> int:
        """Viewers over all processes."""
        return self._totals.get(livestream_id, 0)

    def processes(self) -> set[str]:
        """The other processes that were heard of lately."""
        return set(self._remote)

    def change(self, livestream_id: str, by: int) -> None:
        """A viewer came to this process, or left it."""
        self._add(self.local, livestream_id, by)
        self._add(self._totals, livestream_id, by)

    def hear(self, process: str, counts: Mapping[str, int], now: float, *, whole: bool) -> set[str]:
        """Another process's viewers: all of them (`whole`), or only what changed. Returns what moved here."""
        _, known = self._remote.get(process, (0.0, {}))
        new = dict(counts) if whole else {**known, **counts}
        self._remote[process] = (now + EXPIRES, {name: count for name, count in new.items() if count > 0})
        return self._move(known, self._remote[process][1])

    def forget(self, process: str) -> set[str]:
        """A process said it ends. Returns the livestreams whose count moved."""
        _, known = self._remote.pop(process, (0.0, {}))
        return self._move(known, {})

    def expire(self, now: float) -> set[str]:
        """Drop processes that fell silent. Returns the livestreams whose count moved."""
        moved: set[str] = set()
        for process in [name for name, (until, _) in self._remote.items() if until <= now]:
            moved |= self.forget(process)
        return moved

    def _move(self, old: Mapping[str, int], new: Mapping[str, int]) -> set[str]:
        moved = {name for name in {*old, *new} if old.get(name, 0) != new.get(name, 0)}
        for name in moved:
            self._add(self._totals, name, new.get(name, 0) - old.get(name, 0))
        return moved

    @staticmethod
    def _add(counter: Counter[str], name: str, by: int) -> None:
        counter[name] += by
        if counter[name] <= 0:
            del counter[name]
