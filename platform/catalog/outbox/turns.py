"""Whose attempt is next, so that nobody's slow receivers take everybody's places. Pure."""

from collections import Counter, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from catalog.outbox.shapes import Condition


@dataclass(frozen=True, slots=True)
class Place:
    """A receiver, as far as its share matters."""

    kind: str
    receiver: str
    account_id: str
    condition: Condition


@dataclass(frozen=True, slots=True)
class Shares:
    """How many attempts of one kind may be under way at once: in this process `attempts`, and of those `failing` for
    receivers whose last one failed; over all processes those of one receiver, of one account and to one host."""

    attempts: int
    failing: int
    receiver: int
    account: int
    host: int


class Turns:
    """One round: the account with the fewest attempts under way, of all kinds, is next, and of several the one that
    waits longest.

    `shares` has each kind's, with what this process has left of `attempts` and `failing`: a kind that has none left
    keeps no other. `under_way` has a place for each attempt; `waiting` one for each receiver with something due, the
    longest first.
    """

    def __init__(self, shares: Mapping[str, Shares], under_way: Iterable[Place], waiting: Iterable[Place]) -> None:
        self._shares = shares
        self._left = Counter({kind: each.attempts for kind, each in shares.items()})
        self._failing_left = Counter({kind: each.failing for kind, each in shares.items()})
        self._receivers: Counter[tuple[str, str]] = Counter()
        self._accounts_of_kind: Counter[tuple[str, str]] = Counter()
        self._accounts: Counter[str] = Counter()
        self._hosts: Counter[str] = Counter()
        for place in under_way:
            self._count(place)
        self._queues: dict[str, deque[Place]] = {}
        for place in waiting:
            self._queues.setdefault(place.account_id, deque()).append(place)
        self._order = [(self._accounts[account], age, account) for age, account in enumerate(self._queues)]
        heapify(self._order)

    def next(self) -> Place | None:
        """Who may take one attempt now; say `took` or `passed` before asking again. None: nobody may."""
        while self._order:
            _, _, account = self._order[0]
            queue = self._queues[account]
            while queue and not self._has_room(queue[0]):
                queue.popleft()
            if queue:
                return queue[0]
            heappop(self._order)
        return None

    def took(self, place: Place) -> None:
        """It has begun an attempt; its account's other receivers come first now, and other accounts before."""
        self._count(place)
        self._left[place.kind] -= 1
        self._failing_left[place.kind] -= place.condition.failing
        _, age, account = heappop(self._order)
        self._queues[account].rotate(-1)
        heappush(self._order, (self._accounts[account], age, account))

    def passed(self, place: Place) -> None:
        """There is nothing for it to do after all."""
        self._queues[place.account_id].popleft()

    def _count(self, place: Place) -> None:
        self._receivers[place.kind, place.receiver] += 1
        self._accounts_of_kind[place.kind, place.account_id] += 1
        self._accounts[place.account_id] += 1
        self._hosts[place.condition.host] += 1

    def _has_room(self, place: Place) -> bool:
        if place.condition.paused or self._left[place.kind] <= 0:
            return False
        under_way = self._receivers[place.kind, place.receiver]
        if place.condition.failing and (under_way or self._failing_left[place.kind] <= 0):
            return False
        shares = self._shares[place.kind]
        return (
            under_way < shares.receiver
            and self._accounts_of_kind[place.kind, place.account_id] < shares.account
            and self._hosts[place.condition.host] < shares.host
        )
