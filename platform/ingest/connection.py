"""One RTMP socket: hands media to the publisher at once, everything else to the controller, one by one.

Order is kept whatever a command waits for: while one does, the socket is not read, and what had come with it waits.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import cast

from ingest.chunks import LARGEST_MESSAGE, ChunkReader
from ingest.controller import PublishController
from ingest.errors import IngestError, ProtocolError, RefusedError
from ingest.handshake import Handshake
from ingest.messages import Message
from ingest.publisher import Publisher, Reason
from ingest.pyrtmp_parts import Acknowledgement
from ingest.session import Session

log = logging.getLogger(__name__)

HANDSHAKE_TIMEOUT = 5.0
PUBLISH_TIMEOUT = 10.0
"""Seconds from the handshake, or from the end of a publisher, to the next `publish`."""
LINGER = 1.0
"""Seconds in which a refused encoder may read why; then the socket is cut."""
COMMAND_MESSAGE = 1 << 16
"""Bytes a message may have before a publisher was accepted."""

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
        self._task: asyncio.Task[None] | None = None

    # -- called by the event loop ------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport = cast("asyncio.Transport", transport)  # not isinstance: uvloop has classes of its own
        peer = transport.get_extra_info("peername")
        self.address = str(peer[0]).removeprefix("::ffff:") if peer else "unknown"
        self._transport = transport
        self._session = Session(transport, self.address)
        if not self._on_made(self):
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
            messages = self._reader.feed(data)
            if self._received - self._acknowledged >= self._session.window:
                self._acknowledge()
            publisher = self._publisher
            if publisher is not None:
                publisher.remuxer.health.bytes += nbytes
            if not messages:
                return
            if publisher is not None and not self._busy:
                messages = publisher.take(messages, self._loop.time())
                if not messages and not publisher.unsettled:
                    return
        except IngestError as error:
            self._error = error
            self._deaf = True
            messages = []
        self._backlog += messages
        if not self._busy:
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

    def stop(self, reason: Reason, words: str) -> None:
        """End the conversation now, whatever it waits for; a publisher is told `words`."""
        if self._stop is None and self._task is not None and not self._task.done():
            self._stop = (reason, words)
            self._task.cancel()

    def check(self, now: float) -> None:
        """End what takes too long; to be called about twice a second."""
        if self._publisher is not None:
            if self._publisher.silence(now) >= self._publisher_timeout:
                self.stop(Reason.SILENT, f"Nothing has arrived from you for {self._publisher_timeout:g} seconds.")
        elif self._deadline is not None and now >= self._deadline and not self._busy:
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
        except RefusedError as refusal:
            log.info("%s: publisher turned away (%s)", self.address, refusal.code)
            reason, code, words = Reason.REFUSED, refusal.code, refusal.words
            if refusal.code == "packaging_failed":
                reason = Reason.PACKAGING
        except ProtocolError as error:
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
                    break
                await self._controller.handle(session, self._backlog.pop(0))
                self._adopt(session.publisher)
            if self._error is not None:
                raise self._error
            if self._gone.is_set():
                return
            if self._received - self._acknowledged >= session.window:
                self._acknowledge()  # the peer has just asked for a smaller window
            self._busy = False
            if not self._transport.is_closing():
                self._transport.resume_reading()

    def _adopt(self, publisher: Publisher | None) -> None:
        """Take note of a publisher that was accepted, or has stopped."""
        if publisher is self._publisher:
            return
        self._publisher = publisher
        self._deadline = None
        if publisher is not None:
            publisher.on_stop = self.stop
            self._reader.max_message = LARGEST_MESSAGE
        else:
            self._deadline = self._loop.time() + PUBLISH_TIMEOUT

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
