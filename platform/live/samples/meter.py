"""How long this process's sockets watch, by sample. Pure: the clock is passed in."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from catalog.audience.keeping import EVERY, Seen

LENGTH: Final = EVERY * 1000
MOST: Final = 20_000
"""Samples that wait while the database is away; more are lost."""
LONGEST: Final = 600_000
"""Milliseconds that are counted at once. A clock that was put forward, or a machine that slept, is no audience."""


class _Watched:
    """One live show: who is here, and from when on that is not counted yet."""

    __slots__ = ("here", "since")

    def __init__(self, here: int, since: int) -> None:
        self.here = here
        self.since = since


class Meter:
    """`change` for each viewer who comes or goes: two sums, nothing else."""

    def __init__(self, clock: Callable[[], int]) -> None:
        """`clock`: milliseconds since 1970."""
        self._clock = clock
        self._shows: dict[str, _Watched] = {}
        self._samples: dict[tuple[str, int], list[int]] = {}

    def follow(self, live: Iterable[str], local: Mapping[str, int]) -> None:
        """These shows are live, and no other; so many are here for each (`local`). Who waits for a show joins as it
        begins."""
        known = set(live)
        for livestream_id in [name for name in self._shows if name not in known]:
            self.end(livestream_id)
        for livestream_id in known:
            self.begin(livestream_id, local.get(livestream_id, 0))

    def begin(self, livestream_id: str, here: int) -> None:
        """It goes live, with so many here. Harmless the second time."""
        if livestream_id not in self._shows:
            now = self._clock()
            self._shows[livestream_id] = _Watched(here, now)
            if here:
                self._add(livestream_id, now, 1, here)

    def end(self, livestream_id: str) -> None:
        """It is live no more: who is here has not left, and watches no longer."""
        if (show := self._shows.pop(livestream_id, None)) is not None:
            self._settle(livestream_id, show, self._clock())

    def change(self, livestream_id: str, by: int) -> None:
        """So many viewers came to this process, or left it."""
        show = self._shows.get(livestream_id)
        if show is None:
            return
        now = self._clock()
        self._settle(livestream_id, show, now)
        show.here = max(0, show.here + by)
        self._add(livestream_id, now, 1 if by > 0 else 2, abs(by))

    def take(self) -> dict[tuple[str, int], Seen]:
        """What came together since the last time."""
        now = self._clock()
        for livestream_id, show in self._shows.items():
            self._settle(livestream_id, show, now)
        samples, self._samples = self._samples, {}
        return {key: Seen(*sums) for key, sums in samples.items()}

    def put_back(self, samples: Mapping[tuple[str, int], Seen]) -> None:
        """They could not be written down."""
        for (livestream_id, at), seen in samples.items():
            for which, amount in enumerate((seen.watched, seen.joins, seen.leaves)):
                self._add(livestream_id, at * 1000, which, amount)

    def _settle(self, livestream_id: str, show: _Watched, now: int) -> None:
        since, show.since = max(show.since, now - LONGEST), max(show.since, now)
        while show.here and since < now:
            until = min(now, (since // LENGTH + 1) * LENGTH)
            self._add(livestream_id, since, 0, show.here * (until - since))
            since = until

    def _add(self, livestream_id: str, at: int, which: int, amount: int) -> None:
        key = livestream_id, at // LENGTH * EVERY
        sums = self._samples.get(key)
        if sums is None:
            if len(self._samples) >= MOST:
                return
            sums = self._samples[key] = [0, 0, 0]
        sums[which] += amount
