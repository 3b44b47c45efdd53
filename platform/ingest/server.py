"""The RTMP listener: who may connect, who has taken too long, and the orderly end."""

import asyncio
import errno
import logging
from collections import Counter

from ingest.connection import Connection
from ingest.controller import PublishController
from ingest.errors import StartError
from ingest.loops import Loop
from ingest.publisher import Reason
from ingest.tls import Certificates

log = logging.getLogger(__name__)

MAX_CONNECTIONS = 1_000
MAX_PER_ADDRESS = 200
"""Of those, from one client address; publishers behind one router or proxy share theirs."""
CHECK_PERIOD = 0.5
STANDSTILL = 1.0
"""Seconds a check may come late before it proves nothing about the others."""
_BACKLOG = 256


class RtmpServer:
    """Owns the listening sockets and every connection. Start once, stop once."""

    def __init__(
        self,
        controller: PublishController,
        *,
        host: str,
        port: int,
        publisher_timeout: float,
        rtmps_port: int | None = None,
        certificates: Certificates | None = None,
    ) -> None:
        self._controller = controller
        self._host = host
        self._port = port
        self._publisher_timeout = publisher_timeout
        self._rtmps_port = rtmps_port
        self._certificates = certificates
        self._servers: list[asyncio.Server] = []
        self._connections: set[Connection] = set()
        self._addresses: Counter[str] = Counter()
        self._checks = Loop("the check of RTMP time-outs", self._check)
        self._checked_at = 0.0
        self._rounds = 0
        self._full_since = 0.0

    async def start(self) -> None:
        """Listen.

        Raises:
            StartError: a port cannot be had; the words name the setting.
        """
        await self._listen("RTMP_PORT", self._port, None)
        if self._rtmps_port is not None and self._certificates is not None:
            await self._listen("RTMPS_PORT", self._rtmps_port, self._certificates)
        self._checked_at = asyncio.get_running_loop().time()
        self._checks.start()

    @property
    def ports(self) -> list[int]:
        """The ports listened on, RTMP first; of interest where 0 was asked for."""
        return [server.sockets[0].getsockname()[1] for server in self._servers]

    @property
    def connections(self) -> int:
        """Open connections, publishing or not."""
        return len(self._connections)

    def readiness(self) -> str:
        """ "ok", or what is wrong; for `/ready`."""
        return self._checks.readiness()

    async def stop(self, patience: float) -> None:
        """Take no new publishers, end the running ones in order, and be done within `patience` seconds."""
        self._controller.closing = True
        for server in self._servers:
            server.close()
        for connection in list(self._connections):
            words = "The streaming server is restarting; start streaming again in a moment."
            connection.stop(Reason.STOPPING, words if connection.publishes else "")
        waits = [asyncio.create_task(each.finish(), name="RTMP end") for each in self._connections]
        if waits:
            _, late = await asyncio.wait(waits, timeout=patience)
            for wait in late:
                wait.cancel()
            if late:
                log.warning("%d RTMP connections did not end in time", len(late))
        await self._checks.stop()

    async def _listen(self, setting: str, port: int, certificates: Certificates | None) -> None:
        loop = asyncio.get_running_loop()
        try:
            server = await loop.create_server(
                lambda: Connection(self._controller, self._publisher_timeout, self._enter, self._leave),
                self._host,
                port,
                backlog=_BACKLOG,
                ssl=certificates.listening if certificates is not None else None,
                ssl_handshake_timeout=5.0 if certificates is not None else None,
            )
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise StartError(f"{setting} is {port}, and another program listens there; set another.") from error
            raise StartError(f"{setting} is {port}, and cannot be listened on: {error.strerror or error}.") from error
        self._servers.append(server)

    def _enter(self, connection: Connection) -> bool:
        address = connection.address
        if len(self._connections) >= MAX_CONNECTIONS or self._addresses[address] >= MAX_PER_ADDRESS:
            now = asyncio.get_running_loop().time()
            if now - self._full_since > 10:
                self._full_since = now
                log.warning("too many RTMP connections (%d); turning %s away", len(self._connections), address)
            return False
        self._connections.add(connection)
        self._addresses[address] += 1
        return True

    def _leave(self, connection: Connection) -> None:
        if connection in self._connections:
            self._connections.remove(connection)
            self._addresses[connection.address] -= 1
            if not self._addresses[connection.address]:
                del self._addresses[connection.address]

    async def _check(self) -> None:
        await asyncio.sleep(CHECK_PERIOD)
        now = asyncio.get_running_loop().time()
        slept, self._checked_at = now - self._checked_at, now
        if slept > CHECK_PERIOD + STANDSTILL:
            return  # it was this process that stood still: what came meanwhile is yet to be read
        for connection in list(self._connections):
            connection.check(now)
        self._rounds += 1
        if self._certificates is not None and self._rounds % 10 == 0:
            await asyncio.to_thread(self._certificates.refresh)
