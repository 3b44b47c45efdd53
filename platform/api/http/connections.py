"""How many plain HTTP connections there may be: in all, and from one address; and how much of what was answered may
wait for clients that do not take it. Those that say nothing give way, and those that leave most unread."""

import socket
import struct
from typing import Any, Protocol

from runtime.refusals import Refusals

MOST_UNREAD = 64 * 1024 * 1024
"""Bytes in this process that wait for slow clients. What the kernel holds for each comes besides, and is bounded by
`server.SEND_BUFFER`."""

RESET = struct.pack("ii", 1, 0)
"""SO_LINGER: on, for no time at all."""


class Closable(Protocol):
    """A connection, as far as this needs one."""

    def close(self) -> None:
        """End it."""

    def abort(self) -> None:
        """End it with all that waits to be sent."""

    def get_write_buffer_size(self) -> int:
        """Bytes that wait to be sent."""

    def get_extra_info(self, name: str) -> Any:
        """`socket`."""


def cut_off(connection: Closable) -> None:
    """End it so that the kernel does not go on holding what nobody takes."""
    end = connection.get_extra_info("socket")
    if end is not None:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    connection.abort()


class Connections:
    """The connections that are no channel's: while a request is awaited, read and answered.

    A connection is *silent* while it owes us a request, which is nearly always: browsers keep some open. When there
    is no room for a new one, the one that has been silent longest is closed, of the same address if that is at its
    limit, else of the address that has most. Only where none is silent is the new one refused.
    """

    def __init__(
        self, most: int, most_per_address: int, refusals: Refusals, *, most_unread: int = MOST_UNREAD
    ) -> None:
        self._most = most
        self._most_per_address = most_per_address
        self._refusals = refusals
        self._addresses: dict[Closable, str] = {}
        self._of: dict[str, int] = {}
        self._silent: dict[str, dict[Closable, None]] = {}
        """By address; the longest silent first, as dicts keep their order."""
        self._most_unread = most_unread
        self._unread: dict[Closable, int] = {}
        """What waited for each when it was last looked at."""
        self._unread_sum = 0

    def __len__(self) -> int:
        return len(self._addresses)

    def admit(self, connection: Closable, address: str) -> bool:
        """A new one, which is silent. False: there is no room, and it is not counted."""
        if self._of.get(address, 0) >= self._most_per_address and not self._make_way(address):
            self._refusals.note(
                "connections_per_address",
                f"An address has more than {self._most_per_address} HTTP connections with a request under way, so "
                "further ones are refused. If many people are behind it, raise MAX_CONNECTIONS_PER_ADDRESS; if it is "
                "a proxy of yours, set TRUSTED_PROXIES.",
                address=address,
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
        self.note_read(connection)
        address = self._addresses.pop(connection, None)
        if address is None:
            return
        self._forget_silent(connection, address)
        self._of[address] -= 1
        if not self._of[address]:
            del self._of[address]

    def note_unread(self, connection: Closable) -> None:
        """It does not take what is written to it. Past the sum for all, those with the most are cut off."""
        self._look_at(connection)
        if self._unread_sum <= self._most_unread:
            return
        for each in list(self._unread):
            self._look_at(each)  # they may have taken some of it since
        while self._unread_sum > self._most_unread:
            worst = max(self._unread, key=self._unread.__getitem__)
            self.note_read(worst)
            cut_off(worst)
            self._refusals.note(
                "unread",
                f"Clients leave more than {self._most_unread >> 20} MiB of answers unread, so those that leave most "
                "are cut off.",
            )

    def note_read(self, connection: Closable) -> None:
        """It has taken it, or is gone."""
        self._unread_sum -= self._unread.pop(connection, 0)

    def _look_at(self, connection: Closable) -> None:
        self.note_read(connection)
        self._unread[connection] = size = connection.get_write_buffer_size()
        self._unread_sum += size

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
