"""The RTMP listener: who may connect, who has taken too long, and the orderly end."""

import asyncio
import errno
import logging
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from contract.publishing import Reason
from ingest.errors import StartError
from ingest.limits.budget import Budget
from ingest.limits.seats import Seats
from ingest.rtmp.connection import Connection
from ingest.rtmp.controller import PublishController
from ingest.rtmp.tls import Certificates
from ingest.rtmp.tls_listener import TlsListener
from runtime.loops import Loop
from settings.addresses import address_block, bind_both

log = logging.getLogger(__name__)

OFFENCE = 20
"""Connections that one counts for which was ended for what it sent, or because it sent nothing."""
KNOWN_ADDRESSES = 10_000
"""Addresses whose connections are counted; past them, those counted longest ago are forgotten."""
CHECK_PERIOD = 0.5
STANDSTILL = 1.0
"""Seconds a check may come late before it proves nothing about the others."""
_BACKLOG = 256
"""Connections that the kernel keeps while the loop is busy. Where more come than a node can hear, a longer queue
would only have everybody wait for longer: who finds no room tries again by itself."""


class RtmpServer:
    """Owns the listening sockets and every connection. Start once, stop once."""

    def __init__(
        self,
        controller: PublishController,
        *,
        host: str,
        port: int,
        publisher_timeout: float,
        connections: int = 1_000,
        connections_per_address: int = 200,
        rtmps_port: int | None = None,
        certificates: Certificates | None = None,
    ) -> None:
        self._controller = controller
        self._host = host
        self._port = port
        self._publisher_timeout = publisher_timeout
        self._rtmps_port = rtmps_port
        self._certificates = certificates
        self._server: asyncio.Server | None = None
        self._tls_listener: TlsListener | None = None
        self.ports: list[int] = []
        """The ports listened on, RTMP first; of interest where 0 was asked for."""
        self._checks = Loop("the check of RTMP time-outs", self._check)
        self._checked_at = 0.0
        self._rounds = 0
        self._seats: Seats[Connection] = Seats(connections, connections_per_address, lambda each: each.gives_way)
        self._received = 0  # by connections that are gone
        self._arrivals: dict[str, Budget] = {}
        """Connections of late, by address: as many at once as may be open, then a twentieth of that a second."""

    async def start(self) -> None:
        """Listen.

        Raises:
            StartError: a port cannot be had; the words name the setting.
        """
        with _named("RTMP_PORT", self._port):
            self.ports.append(await self._listen())
        if self._rtmps_port is not None and self._certificates is not None:
            self._tls_listener = TlsListener(self._certificates.listening, self._secure)
            with _named("RTMPS_PORT", self._rtmps_port):
                self.ports.append(await self._tls_listener.start(self._host, self._rtmps_port, _BACKLOG))
        self._checked_at = asyncio.get_running_loop().time()
        self._checks.start()

    @property
    def connections(self) -> int:
        """Open connections, publishing or not."""
        return len(self._seats)

    @property
    def received(self) -> int:
        """Bytes that have come, in all."""
        return self._received + sum(each.received for each in self._seats.guests())

    def readiness(self) -> str:
        """ "ok", or what is wrong; for `/ready`."""
        return self._checks.readiness()

    async def stop(self, patience: float) -> None:
        """Take no new publishers, end the running ones in order, and be done within `patience` seconds."""
        self._controller.closing = True
        if self._server is not None:
            self._server.close()
        if self._tls_listener is not None:
            self._tls_listener.stop()
        for connection in self._seats.guests():
            words = "The streaming server is restarting; start streaming again in a moment."
            connection.stop(Reason.STOPPING, words if connection.publishes else "")
        waits = [asyncio.create_task(each.finish(), name="RTMP end") for each in self._seats.guests()]
        if waits:
            _, late = await asyncio.wait(waits, timeout=patience)
            for wait in late:
                wait.cancel()
            if late:
                log.warning("%d RTMP connections did not end in time", len(late))
        await self._checks.stop()

    async def _listen(self) -> int:
        loop = asyncio.get_running_loop()
        both = ":" in self._host
        self._server = server = await loop.create_server(
            self._make,
            **({"sock": bind_both(self._host, self._port)} if both else {"host": self._host, "port": self._port}),
            backlog=_BACKLOG,
        )
        bound: int = server.sockets[0].getsockname()[1]
        return bound

    def _make(self) -> Connection:
        return Connection(self._controller, self._publisher_timeout, self._enter, self._leave)

    def _secure(self, plain: socket.socket, address: str, context: ssl.SSLContext) -> None:
        self._make().secure(plain, address, context)

    def _enter(self, connection: Connection) -> bool:
        address, refusals = connection.address, self._controller.refusals
        if self._note_arrival(address, 1):
            refusals.note("rtmp_arrivals", f"RTMP connections come too fast from {address}; turning some away")
            return False
        admitted, loser = self._seats.admit(connection, address)
        if loser is not None:
            refusals.note(
                "rtmp_gave_way", f"too many RTMP connections; one from {loser.address} that was idle is ended"
            )
            loser.stop(Reason.SILENT, "")
        if not admitted:
            refusals.note(
                "rtmp_full",
                f"no room for an RTMP connection from {address}: {len(self._seats)} are open, "
                f"{self._seats.count(address)} of them from there. RTMP_CONNECTIONS is {self._seats.most}, "
                f"RTMP_CONNECTIONS_PER_ADDRESS {self._seats.most_per_address}",
            )
        return admitted

    def _leave(self, connection: Connection) -> None:
        if connection in self._seats:
            self._received += connection.received
        self._seats.leave(connection)
        if connection.offended:
            self._note_arrival(connection.address, OFFENCE)

    def _note_arrival(self, address: str, cost: float) -> bool:
        """Count connections of an address; whether it has had too many of late."""
        now = asyncio.get_running_loop().time()
        block = address_block(address)
        most = self._seats.most_per_address
        budget = self._arrivals.get(block)
        if budget is None:
            if len(self._arrivals) >= KNOWN_ADDRESSES:
                del self._arrivals[next(iter(self._arrivals))]
            budget = self._arrivals[block] = Budget(most, max(1.0, most / 20))
        elif budget.debt(now):
            return True  # not counted: whoever waits gets in again, however often they were turned away
        budget.spend(cost, now)
        return False

    async def _check(self) -> None:
        await asyncio.sleep(CHECK_PERIOD)
        now = asyncio.get_running_loop().time()
        slept, self._checked_at = now - self._checked_at, now
        for block in [block for block, budget in self._arrivals.items() if budget.is_clear(now)]:
            del self._arrivals[block]
        if slept > CHECK_PERIOD + STANDSTILL:
            return  # it was this process that stood still: what came meanwhile is yet to be read
        for connection in self._seats.guests():
            connection.check(now)
        self._rounds += 1
        if self._certificates is not None and self._rounds % 10 == 0:
            await asyncio.to_thread(self._certificates.refresh)


@contextmanager
def _named(setting: str, port: int) -> Iterator[None]:
    """Say of a port that cannot be had which setting it is."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise StartError(f"{setting} is {port}, and another program listens there; set another.") from error
        raise StartError(f"{setting} is {port}, and cannot be listened on: {error.strerror or error}.") from error
