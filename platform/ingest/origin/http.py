"""The port the origin serves on, and the care for all its connections."""

import asyncio
import contextlib

from ingest.origin.connection import Connection
from ingest.origin.library import Library

MAX_CONNECTIONS = 20_000
SWEEP_SECONDS = 1.0


class HttpServer:
    """Listens, and looks after all connections. `stop` ends them within its deadline."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.loop: asyncio.AbstractEventLoop = asyncio.get_running_loop()
        self._connections: set[Connection] = set()
        self._server: asyncio.Server | None = None
        self._sweep: asyncio.TimerHandle | None = None
        self._stopping = False
        self._empty = asyncio.Event()

    def __len__(self) -> int:
        """Open connections."""
        return len(self._connections)

    def connections(self) -> list[Connection]:
        """The open connections of this moment."""
        return [*self._connections]

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
        self._server = await self.loop.create_server(lambda: Connection(self), host, port, backlog=4096)
        self._sweep = self.loop.call_later(SWEEP_SECONDS, self._look_after_all)

    async def stop(self, patience: float) -> None:
        """Accept nobody, answer those who wait, give the rest `patience` seconds to take what is on its way."""
        self._stopping = True
        if self._server is not None:
            self._server.close()
        for connection in [*self._connections]:
            connection.bid_farewell()
        if self._connections:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(patience):
                    await self._empty.wait()
        if self._sweep is not None:
            self._sweep.cancel()
        for connection in [*self._connections]:
            connection.abort()
        if self._server is not None:
            await self._server.wait_closed()

    def welcome(self, connection: Connection) -> bool:
        """Note a new connection; False where there is no room for it."""
        if self._stopping or len(self._connections) >= MAX_CONNECTIONS:
            return False
        self._connections.add(connection)
        return True

    def forget(self, connection: Connection) -> None:
        """A connection is gone."""
        self._connections.discard(connection)
        if self._stopping and not self._connections:
            self._empty.set()

    def _look_after_all(self) -> None:
        now = self.loop.time()
        for connection in [*self._connections]:
            connection.look_after(now)
        self._sweep = self.loop.call_later(SWEEP_SECONDS, self._look_after_all)
