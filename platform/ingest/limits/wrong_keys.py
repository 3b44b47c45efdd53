"""Stream keys that nobody has: who tries them is made to wait, and whoever has a good one is not."""

import math
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from hashlib import blake2b

from ingest.limits.budget import Budget
from settings.addresses import address_block

TRIES = 10
SECONDS = 60.0
"""So many wrong keys at once from one address, and as many again in so many seconds."""
CAPACITY = 10_000
"""Addresses remembered, and good keys; the ones longest untouched are forgotten first."""


class WrongKeys:
    """Web is not asked about a key from an address that has tried too many, unless the key was good here before:
    those behind one router with whoever guesses go on publishing."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tries: OrderedDict[str, Budget] = OrderedDict()
        self._good: OrderedDict[bytes, None] = OrderedDict()
        self._pepper = secrets.token_bytes(32)  # a key is not kept, and how long it takes to find says nothing of it

    def wait(self, address: str, key: str) -> int:
        """Whole seconds until a key from there is asked about; 0: now."""
        budget = self._tries.get(address_block(address))
        if budget is None or self._digest(key) in self._good:
            return 0
        return math.ceil(max(0.0, budget.debt(self._clock())) - 1e-6)

    def note_wrong(self, address: str) -> None:
        """Web does not know a key that came from there."""
        block = address_block(address)
        budget = self._tries.pop(block, None) or Budget(
            TRIES - 1, TRIES / SECONDS
        )  # the last try is the one too many
        budget.spend(1, self._clock())
        self._tries[block] = budget
        if len(self._tries) > CAPACITY:
            self._tries.popitem(last=False)

    def note_good(self, key: str) -> None:
        """A publisher was accepted with it."""
        digest = self._digest(key)
        self._good.pop(digest, None)
        self._good[digest] = None
        if len(self._good) > CAPACITY:
            self._good.popitem(last=False)

    def _digest(self, key: str) -> bytes:
        return blake2b(key.encode("utf-8", "replace"), key=self._pepper, digest_size=16).digest()
