"""How many plain HTTP connections there may be: in all, and from one address. Those that say nothing give way."""

from typing import Protocol

from runtime.refusals import Refusals


class Closable(Protocol):
    """A connection, as far as this needs one."""

    def close(self) -> None:
        """End it."""


class Connections:
    """The connections that are no channel's: while a request is awaited, read and answered.

    A connection is *silent* while it owes us a request, which is nearly always: browsers keep some open. When there
    is no room for a new one, the one that has been silent longest is closed, of the same address if that is at its
    limit, else of the address that has most. Only where none is silent is the new one refused.
    """

    def __init__(self, most: int, most_per_address: int, refusals: Refusals) -> None:
        self._most = most
        self._most_per_address = most_per_address
        self._refusals = refusals
        self._addresses: dict[Closable, str] = {}
        self._of: dict[str, int] = {}
        self._silent: dict[str, dict[Closable, None]] = {}
        """By address; the longest silent first, as dicts keep their order."""

    def __len__(self) -> int:
        return len(self._addresses)

    def admit(self, connection: Closable, address: str) -> bool:
        """A new one, which is silent. False: there is no room, and it is not counted."""
        if self._of.get(address, 0) >= self._most_per_address and not self._make_way(address):
            self._refusals.note(
                "connections_per_address",
                f"{address} has more than {self._most_per_address} HTTP connections with a request under way, so "
                "further ones are refused. If many people are behind it, raise MAX_CONNECTIONS_PER_ADDRESS; if it is "
                "a proxy of yours, set TRUSTED_PROXIES.",
            )
            return False
        if len(self._addresses) >= self._most and not self._make_way(max(self._of, key=self._of.__getitem__)):
            self._refusals.note(
                "connections",
                f"There are {self._most} HTTP connections with a request under way, so further ones are refused. "
                "MAX_CONNECTIONS says how many there may be.",
            )
            return False
        self._addresses[connection] = address
        self._of[address] = self._of.get(address, 0) + 1
        self.note_silent(connection)
        return True

    def note_silent(self, connection: Closable) -> None:
        """Its last request is answered; or it has only just come."""
        address = self._addresses.get(connection)
        if address is not None:
            self._silent.setdefault(address, {})[connection] = None

    def note_request(self, connection: Closable) -> None:
        """It has said what it wants."""
        address = self._addresses.get(connection)
        if address is not None:
            self._forget_silent(connection, address)

    def remove(self, connection: Closable) -> None:
        """It is gone, or a channel's now. Harmless the second time."""
        address = self._addresses.pop(connection, None)
        if address is None:
            return
        self._forget_silent(connection, address)
        self._of[address] -= 1
        if not self._of[address]:
            del self._of[address]

    def _make_way(self, address: str) -> bool:
        for connection in self._silent.get(address, ()):
            self.remove(connection)
            connection.close()
            return True
        return False

    def _forget_silent(self, connection: Closable, address: str) -> None:
        silent = self._silent.get(address)
        if silent is not None:
            silent.pop(connection, None)
            if not silent:
                del self._silent[address]
