"""The port the origin serves on, and the care for all its connections."""

import asyncio
import contextlib
import time
from dataclasses import dataclass

from ingest.limits.seats import Seats
from ingest.origin.http.connection import Connection
from ingest.origin.http.responses import http_date
from ingest.origin.library import Library
from runtime.refusals import Refusals
from settings.addresses import bind_both


@dataclass(frozen=True)
class Patience:
    """Seconds that a client may take."""

    head: float = 10.0
    """Within which a request that has begun must be complete."""
    idle: float = 75.0
    """A connection without a request is closed after this."""
    stuck: float = 20.0
    """A client that takes no byte of its answer for so long is cut off."""
    sweep: float = 1.0
    """Between two looks at all of them."""


class HttpServer:
    """Listens, and looks after all connections. `stop` ends them within its deadline."""

    def __init__(
        self,
        library: Library,
        *,
        connections: int = 20_000,
        connections_per_address: int = 5_000,
        most_unsent: int = 1 << 30,
        downloads: int = 16,
        downloads_per_address: int = 4,
        patience: Patience = Patience(),
    ) -> None:
        self.library = library
        self._patience = patience
        self._most_unsent = most_unsent  # bytes of answers that all clients together may leave unread
        self.loop: asyncio.AbstractEventLoop = asyncio.get_running_loop()
        self.date = http_date(time.time())
        self.refusals = Refusals()
        self.stopping = False
        self.sent = 0
        """Bytes of answers' bodies."""
        self._seats: Seats[Connection] = Seats(connections, connections_per_address, lambda each: each.gives_way)
        self.downloads: Seats[Connection] = Seats(downloads, downloads_per_address, lambda _: False)
        self._server: asyncio.Server | None = None
        self._sweep: asyncio.TimerHandle | None = None
        self._empty = asyncio.Event()

    def __len__(self) -> int:
        """Open connections."""
        return len(self._seats)

    def connections(self) -> list[Connection]:
        """The open connections of this moment."""
        return self._seats.guests()

    @property
    def port(self) -> int:
        """The port it listens on, of use where 0 was asked for."""
        if self._server is None:
            raise RuntimeError("not started")
        number: int = self._server.sockets[0].getsockname()[1]
        return number

    async def start(self, host: str, port: int) -> None:
        """Listen.

        Raises:
            OSError: the address cannot be had.
        """
        if ":" in host:
            self._server = await self.loop.create_server(
                lambda: Connection(self), sock=bind_both(host, port), backlog=4096
            )
        else:
            self._server = await self.loop.create_server(lambda: Connection(self), host, port, backlog=4096)
        self._sweep = self.loop.call_later(self._patience.sweep, self._look_after_all)

    async def stop(self, patience: float) -> None:
        """Accept nobody, answer those who wait, give the rest `patience` seconds to take what is on its way."""
        self.stopping = True
        if self._server is not None:
            self._server.close()
        for connection in self._seats.guests():
            connection.bid_farewell()
        if len(self._seats):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(patience):
                    await self._empty.wait()
        if self._sweep is not None:
            self._sweep.cancel()
        for connection in self._seats.guests():
            connection.abort()
        if self._server is not None:
            await self._server.wait_closed()

    def welcome(self, connection: Connection) -> bool:
        """Note a new connection; False where there is no room for it."""
        if self.stopping:
            return False
        admitted, loser = self._seats.admit(connection, connection.address)
        if loser is not None:
            self.refusals.note("hls_gave_way", f"too many HLS connections; idle ones of {loser.address} are closed")
            loser.abort()
        if not admitted:
            self.refusals.note(
                "hls_full",
                f"no room for an HLS connection from {connection.address}: {len(self._seats)} are open, "
                f"{self._seats.count(connection.address)} of them from there. HLS_CONNECTIONS is {self._seats.most}, "
                f"HLS_CONNECTIONS_PER_ADDRESS {self._seats.most_per_address}; behind a proxy, all come from its own",
            )
        return admitted

    def forget(self, connection: Connection) -> None:
        """A connection is gone."""
        self._seats.leave(connection)
        if self.stopping and not len(self._seats):
            self._empty.set()

    def _look_after_all(self) -> None:
        # First of all: what fails below is logged by the loop, and must not be the last look.
        self._sweep = self.loop.call_later(self._patience.sweep, self._look_after_all)
        now = self.loop.time()
        self.date = http_date(time.time())
        self.library.sweep()
        head, idle, stuck = now - self._patience.head, now - self._patience.idle, now - self._patience.stuck
        connections = self._seats.guests()
        for connection in connections:
            connection.look_after(now, head, idle, stuck)
        self._bound_unsent([each for each in connections if each.is_behind])

    def _bound_unsent(self, behind: list[Connection]) -> None:
        """Media lives on for as long as an answer that holds it: who reads slowest is cut where all hold too much."""
        unsent = sum(each.unsent for each in behind)
        if unsent <= self._most_unsent:
            return
        for connection in sorted(behind, key=lambda each: each.unsent, reverse=True):
            self.refusals.note(
                "hls_unread", f"HLS clients leave {unsent >> 20} MiB of answers unread; cutting some off"
            )
            unsent -= connection.unsent
            connection.abort()
            if unsent <= self._most_unsent:
                return
