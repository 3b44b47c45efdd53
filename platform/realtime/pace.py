"""Coalescing: the first change goes at once, later ones at an even pace, and the last is always sent."""

import asyncio
import time
from collections.abc import Callable

INTERVAL = 0.25
"""Seconds between two count events of one livestream, at least."""

SHARE = 0.1
"""The part of the loop's time that counts may take: with very many sockets they come less often."""


Emit = Callable[[str], bool | None]


class Pace:
    """Calls `emit(key)` for every touched key, never twice within `interval` seconds; again where it answers True.

    `emit` reads the value itself when it is called, so a burst of N changes costs one delivery, not N.
    """

    def __init__(self, emit: Emit, *, interval: float = INTERVAL, share: float = SHARE) -> None:
        self._emit = emit
        self._interval = interval
        self._share = share
        self._next: dict[str, float] = {}
        self._waiting: dict[str, asyncio.TimerHandle] = {}

    def touch(self, key: str) -> None:
        """The value under `key` changed."""
        if key in self._waiting:
            return
        loop = asyncio.get_running_loop()
        self._waiting[key] = loop.call_at(self._next.get(key, 0.0), self._fire, key)

    def _fire(self, key: str) -> None:
        del self._waiting[key]
        now = asyncio.get_running_loop().time()
        began = time.perf_counter()  # the loop's own clock may stand still within one of its rounds
        again = self._emit(key)
        cost = time.perf_counter() - began
        self._next[key] = now + max(self._interval, cost / self._share)
        if len(self._next) > 4096:
            self._next = {name: at for name, at in self._next.items() if at > now}
        if again:
            self.touch(key)

    def stop(self) -> None:
        """Forget what is waiting."""
        for handle in self._waiting.values():
            handle.cancel()
        self._waiting.clear()
