"""One RTMP socket: hands media to the publisher at once, everything else to the controller, one by one.

Order is kept whatever a command waits for: while one does, the socket is not read, and what had come with it waits.
"""

import asyncio
import logging
import socket
import ssl
from collections.abc import Callable, Coroutine
from typing import Any, cast

from contract.publishing import Reason
from ingest.errors import IngestError
from ingest.publishing.publisher import Publisher
from ingest.rtmp.controller import PublishController
from ingest.rtmp.farewell import LOST, STOPPING, Farewell, explain, part
from ingest.rtmp.life import Life, Phase
from ingest.rtmp.reading import EARNS, Reading
from ingest.rtmp.session import Session
from ingest.rtmp.wire.handshake import Handshake
from ingest.rtmp.wire.messages import Message
from ingest.rtmp.wire.pyrtmp_parts import Acknowledgement
from settings.addresses import plain_address

log = logging.getLogger(__name__)

_COMMANDS_IN_A_ROW = 32

# Bytes go from the kernel into this one buffer, and are taken out before any other connection is read.
_incoming = memoryview(bytearray(1 << 17))


class Connection(asyncio.BufferedProtocol):
    """A socket's life: handshake, conversation, one end. `on_made` may turn it away by returning False; of one that
    was not, `on_done` is called when everything about it is over."""

    def __init__(
        self,
        controller: PublishController,
        publisher_timeout: float,
        on_made: Callable[["Connection"], bool],
        on_done: Callable[["Connection"], None],
    ) -> None:
        self.address = ""
        self._controller = controller
        self._publisher_timeout = publisher_timeout
        self._on_made, self._on_done = on_made, on_done
        self._loop = asyncio.get_running_loop()
        self._life = Life(controller.bounds)
        self._farewell: Farewell | None = None  # once it is ending
        self._handshake: Handshake | None = Handshake()  # until it is done
        self._handled = 0
        self._backlog: list[Message] = []
        self._held = False  # the task has the backlog, and nothing may overtake it; or nothing is read any more
        self._work = asyncio.Event()
        self._gone = asyncio.Event()  # the peer
        self._received = self._acknowledged = 0
        self._publisher: Publisher | None = None  # the one whose callbacks lead here
        self._plain: socket.socket | None = None  # without a transport yet
        self._transport: asyncio.Transport
        self._session: Session
        self._reading: Reading
        self._task: asyncio.Task[None]

    # -- beginning and end -------------------------------------------------------------------------------------

    def secure(self, plain: socket.socket, address: str, context: ssl.SSLContext) -> None:
        """Begin with a TLS handshake. It counts as a connection already, and gives way as one."""
        self.address = address
        self._life.enter(Phase.SECURING, self._loop.time())
        if self._on_made(self):
            self._plain = plain
            self._begin(self._run_secured(plain, context))
        else:
            plain.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport = cast("asyncio.Transport", transport)  # not isinstance: uvloop has classes of its own
        if self._life.is_over:  # stopped in the moment in which TLS was agreed on
            transport.abort()
            return
        self._transport, self._plain = transport, None
        secured = self._life.phase is Phase.SECURING
        self._life.enter(Phase.SHAKING, self._loop.time())
        if not secured:
            peer = transport.get_extra_info("peername")
            self.address = plain_address(str(peer[0])) if peer else "unknown"
        self._session = Session(transport, self.address, self._controller.refusals, self._life)
        self._reading = Reading(self.address, self._controller.refusals, self._controller.bounds)
        if secured:
            return  # its task goes on by itself
        if self._on_made(self):
            self._begin(self._run())
        elif self._end(LOST):
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self._gone.set()
        self._work.set()

    def _begin(self, run: Coroutine[Any, Any, None]) -> None:
        self._task = self._loop.create_task(run, name=f"RTMP connection from {self.address}")
        # Not at the end of what it runs: one that is stopped before its first step runs nothing at all.
        self._task.add_done_callback(self._see_done)

    def _end(self, farewell: Farewell) -> bool:
        """End for this reason, if for no other yet; whether it does."""
        if self._life.is_over:
            return False
        self._life.enter(Phase.ENDING, self._loop.time())
        self._farewell = farewell
        self._held = True
        return True

    def _see_done(self, task: asyncio.Task[None]) -> None:
        self._end(STOPPING)
        self._life.enter(Phase.GONE, self._loop.time())
        if self._plain is not None:
            self._plain.close()
        else:
            self._transport.abort()
        self._on_done(self)

    # -- what comes --------------------------------------------------------------------------------------------

    def get_buffer(self, sizehint: int) -> memoryview:
        return _incoming

    @property
    def received(self) -> int:
        """Bytes that have come."""
        return self._received

    def buffer_updated(self, nbytes: int) -> None:
        if self._held:
            self._keep(nbytes)
            return
        self._received += nbytes
        try:
            data: memoryview | bytes = _incoming[:nbytes]
            if self._handshake is not None and not (data := self._shake_hands(self._handshake, data)):
                return
            publisher = self._publisher
            if publisher is not None:
                publisher.remuxer.health.bytes += nbytes
            now = self._loop.time()
            chunks = self._reading.chunks
            messages = chunks.feed(data)
            slow = chunks.behind
            if chunks.steps > nbytes >> EARNS:
                slow = self._reading.is_in_debt(nbytes, now) or slow
            if self._received - self._acknowledged >= self._session.window:
                self._acknowledge()
            if publisher is not None and messages:
                messages = publisher.take(messages, now)
                slow = slow or publisher.unsettled
            if not messages and not slow:
                return
        except IngestError as error:
            self._end_now(explain(error, self.address, self._controller.refusals))
            return
        self._backlog += messages
        self._held = True
        if not self._transport.is_closing():
            self._transport.pause_reading()
        self._work.set()

    def _keep(self, nbytes: int) -> None:
        if not self._life.is_over:
            self._received += nbytes
            if self._publisher is not None:
                self._publisher.remuxer.health.bytes += nbytes
            self._reading.chunks.keep(_incoming[:nbytes])  # what is being done may change how this is to be read

    def _shake_hands(self, handshake: Handshake, data: memoryview | bytes) -> bytes:
        answer = handshake.feed(data)
        if answer:
            self._transport.write(answer)
        if not handshake.done:
            return b""
        self._handshake = None
        self._life.enter(Phase.COMMANDING, self._loop.time())
        return handshake.rest

    def _acknowledge(self) -> None:
        self._acknowledged = self._received
        self._session.send(Acknowledgement(seq_number=self._received & 0xFFFFFFFF))

    # -- called by the server ----------------------------------------------------------------------------------

    @property
    def publishes(self) -> bool:
        """Whether a publisher was accepted on it."""
        return self._life.phase is Phase.PUBLISHING

    @property
    def gives_way(self) -> bool:
        """Whether it may be ended to make room for another: nothing of it is accepted, or being asked about."""
        return self._publisher is None and self._life.phase is not Phase.ADMITTING

    @property
    def offended(self) -> bool:
        """Whether it was ended for what it sent, or did not send."""
        return self._farewell is not None and self._farewell.offends

    def stop(self, reason: Reason, words: str) -> None:
        """End the conversation now, whatever it waits for; a publisher is told `words`."""
        self._end_now(Farewell(reason, words))

    def check(self, now: float) -> None:
        """End what takes too long, whatever it says meanwhile; to be called about twice a second."""
        if self._life.is_overdue(now):
            self._end_now(Farewell(Reason.SILENT, offends=True))
            return
        publisher, patience = self._publisher, self._publisher_timeout
        if publisher is not None and publisher.reason is None and publisher.silence(now) >= patience:
            self.stop(Reason.SILENT, f"Nothing has arrived from you for {patience:g} seconds.")

    def _end_now(self, farewell: Farewell) -> None:
        if self._end(farewell):
            self._task.cancel()

    async def finish(self) -> None:
        """Wait until everything about it is over."""
        await asyncio.wait([self._task])

    # -- the conversation --------------------------------------------------------------------------------------

    async def _run_secured(self, plain: socket.socket, context: ssl.SSLContext) -> None:
        try:
            await self._loop.connect_accepted_socket(
                lambda: self, plain, ssl=context, ssl_handshake_timeout=self._controller.bounds.handshake
            )
        except OSError as error:  # no TLS, or none in time, is one too
            log.debug("%s: no TLS, %s", self.address, error)
            self._end(Farewell(Reason.PROTOCOL, offends=not isinstance(error, ConnectionResetError)))
        except Exception as error:
            self._end(explain(error, self.address, self._controller.refusals))
        else:
            await self._run()

    async def _run(self) -> None:
        """The connection's one task: the conversation, and then the end for exactly one reason."""
        try:
            await self._converse()
            self._end(LOST)
        except asyncio.CancelledError:
            self._end(STOPPING)  # unless it was we who ended it
        except Exception as error:
            self._end(explain(error, self.address, self._controller.refusals))
        # From here on nothing cancels the task.
        try:
            patience = self._controller.bounds.farewell if self._handshake is None else 0.0
            await part(self._farewell or LOST, self._session, self._transport, self._gone, patience)
        except Exception:
            log.exception("%s: could not be closed in order", self.address)

    async def _converse(self) -> None:
        """Returns when the peer has gone.

        Raises:
            RefusedError, ProtocolError: it must go, and why.
        """
        session = self._session
        while True:
            await self._work.wait()
            self._work.clear()
            while True:
                publisher = session.publisher
                if publisher is not None:
                    if publisher.unsettled:
                        await publisher.settle(self._publisher_timeout)
                    self._backlog = publisher.take(self._backlog, self._loop.time())
                    if publisher.unsettled:
                        continue
                if self._backlog:
                    await self._handle(session, self._backlog.pop(0))
                elif self._gone.is_set() or not await self._reading.read_on(self._backlog):
                    break
            if self._gone.is_set():
                return
            if self._received - self._acknowledged >= session.window:
                self._acknowledge()  # the peer has just asked for a smaller window
            self._held = False
            if not self._transport.is_closing():
                self._transport.resume_reading()

    async def _handle(self, session: Session, message: Message) -> None:
        self._reading.charge(message, self._loop.time())
        await self._controller.handle(session, message)
        if session.publisher is not self._publisher:
            self._adopt(session.publisher)
        self._handled += 1
        if self._handled % _COMMANDS_IN_A_ROW == 0:
            await asyncio.sleep(0)  # what is handled without a wait would else keep the loop to itself

    def _adopt(self, publisher: Publisher | None) -> None:
        """Take note of a publisher that was accepted, or has stopped."""
        self._publisher = publisher
        if publisher is not None:
            publisher.on_stop = self.stop
        self._reading.admit(publishes=publisher is not None)
