"""Whose attempt is next, so that nobody's slow receivers take everybody's places. Pure."""

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heapify, heappop, heappush


@dataclass(frozen=True, slots=True)
class Place:
    """A webhook, as far as its share matters."""

    webhook_id: str
    account_id: str
    host: str
    failing: bool
    """Whether the attempt before failed."""


@dataclass(frozen=True, slots=True)
class Shares:
    """How many attempts may be under way at once, over all processes; `failing` is what this process has left."""

    webhook: int
    account: int
    host: int
    failing: int


class Turns:
    """One round: the account with the fewest attempts under way is next, and of several the one that waits longest.

    `under_way` has a place for each attempt; `waiting` one for each webhook with something due, the longest first.
    """

    def __init__(self, shares: Shares, under_way: Iterable[Place], waiting: Iterable[Place]) -> None:
        self._shares = shares
        self._failing_left = shares.failing
        self._webhooks: Counter[str] = Counter()
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
        """The webhook that may take one attempt now; say `took` or `passed` before asking again. None: nobody may."""
        while self._order:
            _, _, account = self._order[0]
            queue = self._queues[account]
            while queue and not self._has_room(queue[0]):
                queue.popleft()
            if queue and self._accounts[account] < self._shares.account:
                return queue[0]
            heappop(self._order)
        return None

    def took(self, place: Place) -> None:
        """It has begun an attempt; its account's other webhooks come first now, and other accounts before."""
        self._count(place)
        self._failing_left -= place.failing
        _, age, account = heappop(self._order)
        self._queues[account].rotate(-1)
        heappush(self._order, (self._accounts[account], age, account))

    def passed(self, place: Place) -> None:
        """There is nothing for it to do after all."""
        self._queues[place.account_id].popleft()

    def _count(self, place: Place) -> None:
        self._webhooks[place.webhook_id] += 1
        self._accounts[place.account_id] += 1
        self._hosts[place.host] += 1

    def _has_room(self, place: Place) -> bool:
        under_way = self._webhooks[place.webhook_id]
        if place.failing and (under_way or self._failing_left <= 0):
            return False
        return under_way < self._shares.webhook and self._hosts[place.host] < self._shares.host
