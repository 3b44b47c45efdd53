"""Who may be connected when not all can: so many in all, so many from one address, and the idle give way. Pure."""

from collections.abc import Callable
from itertools import islice
from typing import Any, Generic, TypeVar

from settings.addresses import address_block

T = TypeVar("T")

LOOKED_AT = 64
"""Guests that are asked whether they are idle, for each newcomer that finds no seat. Who was not is asked last the
next time, so that all are asked in turn, and a crowd at the door costs little."""
_COUNTED = 1_000  # addresses that are compared for each newcomer; a crowd from more has no one to blame


class Seats(Generic[T]):
    """Guests in the order in which they came. An address is an IPv4 address or an IPv6 network of 64 bits."""

    def __init__(self, most: int, most_per_address: int, is_idle: Callable[[T], bool]) -> None:
        self.most = most
        self.most_per_address = most_per_address
        self._is_idle = is_idle
        self._guests: dict[T, str] = {}
        self._by_address: dict[str, dict[T, None]] = {}

    def __len__(self) -> int:
        return len(self._guests)

    def __contains__(self, guest: T) -> bool:
        return guest in self._guests

    def guests(self) -> list[T]:
        """All of this moment."""
        return [*self._guests]

    def count(self, address: str) -> int:
        """How many come from there."""
        return len(self._by_address.get(address_block(address), ()))

    def admit(self, newcomer: T, address: str) -> tuple[bool, T | None]:
        """Whether there is a seat, and who gives up theirs for it: an idle one of the same address where that has too
        many, else of the address that has the most. Who gives way has left already; end its connection."""
        block = address_block(address)
        own = self._by_address.get(block, {})
        loser: T | None = None
        if len(own) >= self.most_per_address:
            loser = self._find_idle(own)
        elif len(self._guests) >= self.most:
            # Whoever holds the most seats is asked first, so that many connections of one do not turn away others.
            if len(self._by_address) <= _COUNTED:
                loser = self._find_idle(max(self._by_address.values(), key=len))
            loser = loser or self._find_idle(self._guests)
        else:
            self._seat(newcomer, block)
            return True, None
        if loser is None:
            return False, None
        self.leave(loser)
        self._seat(newcomer, block)
        return True, loser

    def leave(self, guest: T) -> None:
        """A guest has gone; one that was never seated is ignored."""
        block = self._guests.pop(guest, None)
        if block is None:
            return
        others = self._by_address[block]
        del others[guest]
        if not others:
            del self._by_address[block]

    def _seat(self, guest: T, block: str) -> None:
        self._guests[guest] = block
        self._by_address.setdefault(block, {})[guest] = None

    def _find_idle(self, guests: dict[T, Any]) -> T | None:
        for guest in [*islice(guests, LOOKED_AT)]:
            if self._is_idle(guest):
                return guest
            guests[guest] = guests.pop(guest)
        return None
