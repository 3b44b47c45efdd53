"""One RTMP socket: hands media to the publisher at once, everything else to the controller, one by one.

Order is kept whatever a command waits for: while one does, the socket is not read, and what had come with it waits.
"""

import asyncio
import contextlib
import logging
import socket
import ssl
from collections.abc import Callable
from typing import cast

from ingest.errors import GreedError, HandshakeError, IngestError, ProtocolError, RefusedError
from ingest.limits.budget import Budget
from ingest.publishing.publisher import Publisher
from ingest.publishing.reasons import Reason
from ingest.rtmp.controller import PublishController
from ingest.rtmp.session import Session
from ingest.rtmp.wire.chunks import LARGEST_MESSAGE, ChunkReader
from ingest.rtmp.wire.handshake import Handshake
from ingest.rtmp.wire.messages import Message
from ingest.rtmp.wire.pyrtmp_parts import Acknowledgement
from settings.addresses import plain_address

log = logging.getLogger(__name__)

HANDSHAKE_TIMEOUT = 5.0
PUBLISH_TIMEOUT = 10.0
"""Seconds from the handshake, or from the end of a publisher, to the next `publish`."""
LINGER = 1.0
"""Seconds in which a refused encoder may read why; then the socket is cut."""
COMMAND_MESSAGE = 1 << 16
"""Bytes a message may have before a publisher was accepted."""
ALLOWANCE = 1_000
"""Steps (see `ChunkReader`) that somebody may cost in all before a publisher was accepted; encoders cost a few
hundred."""
STEPS_AT_ONCE = 20_000
STEPS_A_SECOND = 10_000
"""Steps that a publisher may cost; one who costs more is read more slowly. A step takes two to four microseconds.
Bytes earn steps (`_EARNS`), so that nobody is slowed who sends messages of an ordinary size, however many."""
COMMAND_STEPS = 20
"""What a message that is no media costs, besides a step for each 32 bytes."""
_EARNS = 9  # one step for 2**9 bytes
_COMMANDS_IN_A_ROW = 32
_LONGEST_REST = 1.0

_BAD_NAME = frozenset({"unknown_key", "already_publishing"})

# Bytes go from the kernel into this one buffer, and are taken out before any other connection is read.
_incoming = memoryview(bytearray(1 << 17))


class Connection(asyncio.BufferedProtocol):
    """A socket's life: handshake, conversation, one end. `on_made` may turn it away by returning False; `on_done` is
    called when everything about it is over."""

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
        self._on_made = on_made
        self._on_done = on_done
        self._loop = asyncio.get_running_loop()
        self._handshake: Handshake | None = Handshake()
        self._reader = ChunkReader(max_message=COMMAND_MESSAGE)
        self._reader.singly = True
        self._budget = Budget(ALLOWANCE, 0)
        self._handled = 0
        self.offended = False  # ended for what it sent, or did not send
        self._backlog: list[Message] = []
        self._busy = False  # the task has the backlog; until it is done, nothing may overtake it
        self._work = asyncio.Event()
        self._gone = asyncio.Event()
        self._received = self._acknowledged = 0
        self._deaf = False  # what still comes is thrown away
        self._error: IngestError | None = None
        self._stop: tuple[Reason, str] | None = None
        self._deadline: float | None = self._loop.time() + HANDSHAKE_TIMEOUT
        self._publisher: Publisher | None = None  # the one whose callbacks lead here
        self._transport: asyncio.Transport
        self._session: Session
        self._task: asyncio.Task[None] | None = None  # the TLS handshake's, where there is one, then `_run`'s
        self._securing: asyncio.Task[None] | None = None

    def secure(self, plain: socket.socket, address: str, context: ssl.SSLContext) -> None:
        """Begin with a TLS handshake. It counts as a connection already, and gives way as one."""
        self.address = address
        if not self._on_made(self):
            plain.close()
            return
        self._task = self._securing = self._loop.create_task(
            self._shake_tls(plain, context), name=f"TLS handshake with {address}"
        )

    async def _shake_tls(self, plain: socket.socket, context: ssl.SSLContext) -> None:
        try:
            await self._loop.connect_accepted_socket(
                lambda: self, plain, ssl=context, ssl_handshake_timeout=HANDSHAKE_TIMEOUT
            )
        except OSError as error:  # no TLS, or none in time, is one too
            self.offended = not isinstance(error, ConnectionResetError)
            log.debug("%s: no TLS, %s", self.address, error)
        except asyncio.CancelledError:
            pass  # by `stop`
        except Exception:
            log.exception("%s: closed for a fault of this server", self.address)
        finally:
            if self._task is self._securing:
                # The conversation has not begun, and nothing else ends this.
                self._deaf = True
                plain.close()
                self._on_done(self)

    # -- called by the event loop ------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport = cast("asyncio.Transport", transport)  # not isinstance: uvloop has classes of its own
        self._transport = transport
        if self._securing is not None:
            if self._stop is not None or self._deaf:  # stopped in the moment in which it was done
                transport.abort()
                return
            self._deadline = self._loop.time() + HANDSHAKE_TIMEOUT
        else:
            peer = transport.get_extra_info("peername")
            self.address = plain_address(str(peer[0])) if peer else "unknown"
        self._session = Session(transport, self.address, self._controller.refusals)
        if self._securing is None and not self._on_made(self):
            self._deaf = True
            transport.abort()
            return
        self._task = self._loop.create_task(self._run(), name=f"RTMP connection from {self.address}")

    def get_buffer(self, sizehint: int) -> memoryview:
        return _incoming

    def buffer_updated(self, nbytes: int) -> None:
        if self._deaf:
            return
        self._received += nbytes
        try:
            data: memoryview | bytes = _incoming[:nbytes]
            if self._handshake is not None:
                data = self._shake_hands(self._handshake, data)
                if not data:
                    return
            publisher = self._publisher
            if publisher is not None:
                publisher.remuxer.health.bytes += nbytes
            reader = self._reader
            if self._busy:
                reader.keep(data)  # what is being done may change how this is to be read
                return
            messages = reader.feed(data)
            if self._received - self._acknowledged >= self._session.window:
                self._acknowledge()
            now = self._loop.time()
            slow = reader.behind
            cost = reader.steps - (nbytes >> _EARNS)
            if cost > 0:
                self._budget.spend(cost, now)
                slow = slow or self._budget.debt(now) > 0
            if publisher is not None and messages:
                messages = publisher.take(messages, now)
                slow = slow or publisher.unsettled
            if not messages and not slow:
                return
        except IngestError as error:
            self._error = error
            self._deaf = True
            messages = []
        self._backlog += messages
        self._busy = True
        if not self._transport.is_closing():
            self._transport.pause_reading()
        self._work.set()

    def _acknowledge(self) -> None:
        self._acknowledged = self._received
        self._session.send(Acknowledgement(seq_number=self._received & 0xFFFFFFFF))

    def connection_lost(self, exc: Exception | None) -> None:
        self._gone.set()
        self._work.set()
        if self._task is None:
            self._on_done(self)

    # -- called by the server ----------------------------------------------------------------------------------

    @property
    def publishes(self) -> bool:
        """Whether a publisher was accepted on it."""
        return self._publisher is not None

    @property
    def gives_way(self) -> bool:
        """Whether it may be ended to make room for another: nothing of it is accepted, or being asked about."""
        return self._publisher is None and not self._admitting

    @property
    def _admitting(self) -> bool:
        return self._task is not self._securing and self._session.admitting

    def stop(self, reason: Reason, words: str) -> None:
        """End the conversation now, whatever it waits for; a publisher is told `words`."""
        if self._stop is None and self._task is not None and not self._task.done():
            self._stop = (reason, words)
            self._task.cancel()

    def check(self, now: float) -> None:
        """End what takes too long; to be called about twice a second."""
        if self._publisher is not None:
            if self._publisher.reason is None and self._publisher.silence(now) >= self._publisher_timeout:
                self.stop(Reason.SILENT, f"Nothing has arrived from you for {self._publisher_timeout:g} seconds.")
        elif self._deadline is not None and now >= self._deadline and not self._admitting:
            # Whatever it says meanwhile; only while web is asked about its key is it we who take long.
            self.offended = True
            self.stop(Reason.SILENT, "")

    async def finish(self) -> None:
        """Wait until everything about it is over."""
        if self._task is not None:
            await asyncio.wait([self._task])

    # -- the conversation --------------------------------------------------------------------------------------

    def _shake_hands(self, handshake: Handshake, data: memoryview | bytes) -> bytes:
        answer = handshake.feed(data)
        if answer:
            self._transport.write(answer)
        if not handshake.done:
            return b""
        self._handshake = None
        self._deadline = self._loop.time() + PUBLISH_TIMEOUT
        return handshake.rest

    async def _run(self) -> None:
        """The connection's one task: the conversation, and then the end for exactly one reason."""
        reason, code, words = Reason.LOST, "", ""
        try:
            await self._converse()
        except asyncio.CancelledError:
            if self._stop is None:
                self._stop = (Reason.STOPPING, "")
            reason, words = self._stop
        except GreedError as error:
            self.offended = True
            self._controller.refusals.note("greedy", f"RTMP connection of {self.address} closed: {error}")
            reason, words = Reason.PROTOCOL, "The encoder asks for more than a server can do."
        except RefusedError as refusal:
            log.info("%s: publisher turned away (%s)", self.address, refusal.code)
            reason, code, words = Reason.REFUSED, refusal.code, refusal.words
            if refusal.code == "packaging_failed":
                reason = Reason.PACKAGING
        except ProtocolError as error:
            self.offended = not isinstance(error, HandshakeError)
            log.info("%s: closed, %s", self.address, error)
            reason, words = Reason.PROTOCOL, "The encoder sent something that is no RTMP."
        except Exception:
            log.exception("%s: closed for a fault of this server", self.address)
            reason, words = Reason.PROTOCOL, "The streaming server failed; please tell its operator."
        self._stop = self._stop or (reason, words)  # from here on nothing cancels the task
        self._deaf = True
        try:
            await self._close(reason, "BadName" if code in _BAD_NAME else "Denied", words)
        except Exception:
            log.exception("%s: could not be closed in order", self.address)
        finally:
            self._transport.abort()
            self._on_done(self)

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
                if not self._backlog:
                    if self._error is not None or self._gone.is_set() or not await self._read_on():
                        break
                    continue
                await self._handle(session, self._backlog.pop(0))
            if self._error is not None:
                raise self._error
            if self._gone.is_set():
                return
            if self._received - self._acknowledged >= session.window:
                self._acknowledge()  # the peer has just asked for a smaller window
            self._busy = False
            if not self._transport.is_closing():
                self._transport.resume_reading()

    async def _handle(self, session: Session, message: Message) -> None:
        now = self._loop.time()
        self._budget.spend(COMMAND_STEPS + len(message[3]) // 32, now)
        if self._publisher is None and self._budget.debt(now):
            raise GreedError("it sent too much that publishes nothing")
        await self._controller.handle(session, message)
        self._adopt(session.publisher)
        self._handled += 1
        if self._handled % _COMMANDS_IN_A_ROW == 0:
            await asyncio.sleep(0)  # what is handled without a wait would else keep the loop to itself

    async def _read_on(self) -> bool:
        """Take in what the reader has not come to yet, after as long a rest as this peer's budget asks for; whether
        there was anything.

        Raises:
            ProtocolError: it is no RTMP, or has cost too much for somebody who publishes nothing.
        """
        debt = self._budget.debt(self._loop.time())
        if debt and self._publisher is None:
            raise GreedError("it sent too many small pieces that publish nothing")
        if debt:
            self._controller.refusals.note(
                "slowed", f"{self.address} publishes in pieces too small to be read at the speed they come at"
            )
            await asyncio.sleep(min(debt, _LONGEST_REST))
        elif self._reader.behind:
            await asyncio.sleep(0)
        if not self._reader.behind:
            return False
        self._backlog = self._reader.feed(b"")
        self._budget.spend(self._reader.steps, self._loop.time())
        return True

    def _adopt(self, publisher: Publisher | None) -> None:
        """Take note of a publisher that was accepted, or has stopped."""
        if publisher is self._publisher:
            return
        self._publisher = publisher
        self._reader.singly = publisher is None
        if publisher is not None:
            publisher.on_stop = self.stop
            self._deadline = None
            self._reader.max_message = LARGEST_MESSAGE
            self._budget = Budget(STEPS_AT_ONCE, STEPS_A_SECOND)
        else:
            self._deadline = self._loop.time() + PUBLISH_TIMEOUT
            self._reader.max_message = COMMAND_MESSAGE
            self._budget = Budget(ALLOWANCE, 0)

    async def _close(self, reason: Reason, code: str, words: str) -> None:
        session, transport = self._session, self._transport
        publisher, session.publisher = session.publisher, None
        if words and session.app is not None:
            session.send_error(f"NetStream.Publish.{code}", words)
        closing = asyncio.create_task(self._linger(), name=f"RTMP goodbye to {self.address}")
        try:
            if publisher is not None:
                await publisher.end(reason)
        finally:
            await closing
            transport.close()

    async def _linger(self) -> None:
        """Let the peer read what was sent. Closing at once, with bytes of its unread, would reset the connection, and
        with it throw away our words on their way."""
        transport = self._transport
        if self._gone.is_set() or transport.is_closing():
            return
        transport.resume_reading()
        if self._handshake is not None:
            return
        if transport.can_write_eof():
            with contextlib.suppress(OSError):  # it has gone this moment
                transport.write_eof()
        try:
            async with asyncio.timeout(LINGER):
                await self._gone.wait()
        except TimeoutError:
            pass
