"""One HTTP/1.1 client of the origin: `heads` reads, `Library.respond` answers, this file moves bytes.

Not ASGI: the same answers under uvicorn cost two to three times the CPU (figures in docs/delivery.md), and this
process also carries every publisher.
"""

import asyncio
from typing import Protocol, cast

from ingest.limits.seats import Seats
from ingest.origin.http.download import Download, Flow
from ingest.origin.http.heads import METRICS, HeadReader
from ingest.origin.http.pipeline import MAX_QUEUED, Pipeline, Request
from ingest.origin.http.responses import FULL, MANY_DOWNLOADS, STOPPING, Response, say
from ingest.origin.library import Answer, Library
from ingest.origin.wait import Wait

MAX_IN_A_ROW = 16
"""Requests answered before others have their turn."""

_TOO_MANY = say(429, "Too many requests came before their answers.")
_TOO_SLOW = say(408, "The request took too long.")
_METHODS = {b"GET": "GET", b"HEAD": "HEAD", b"OPTIONS": "OPTIONS"}
_CLOSE = b"Connection: close\r\n"


class Host(Protocol):
    """What a connection needs of its server."""

    library: Library
    loop: asyncio.AbstractEventLoop
    date: bytes
    """The header `Date` of this second."""
    stopping: bool
    downloads: Seats["Connection"]
    """Who is sent a large file."""
    sent: int
    """Bytes of answers' bodies."""

    def welcome(self, connection: "Connection", /) -> bool:
        """Note a new connection; False where there is no room for it."""

    def forget(self, connection: "Connection", /) -> None:
        """A connection is gone."""


class Connection(HeadReader):
    """One client. Answers go out in the order of the requests; while one waits, the next ones queue."""

    __slots__ = (
        "_asked", "_flow", "_head", "_head_only", "_keep_alive", "_paused", "_queue", "_server", "_transport",
        "_unsent", "_until", "_wait", "address",
    )  # fmt: skip

    def __init__(self, server: Host) -> None:
        super().__init__(server.loop)
        self._server = server
        self._transport: asyncio.Transport | None = None
        self.address = ""
        self._queue = Pipeline()
        self._wait: Wait | None = None
        self._flow: Flow | None = None  # a large answer's body, under way
        self._asked = ("", "", "")  # method, path and query of what is waited for, or under way
        self._head = b""  # its headers, where they count
        self._until = 0.0  # when the wait is over
        self._unsent = 0
        self._paused = False
        self._head_only = False  # these two: of the request that is being answered
        self._keep_alive = True

    # -- asyncio.Protocol --------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # not isinstance: uvloop's has no such base
        self._since = self._loop.time()
        peer = transport.get_extra_info("peername")
        self.address = str(peer[0]) if peer else "unknown"
        if not self._server.welcome(self):
            self._send(STOPPING if self._server.stopping else FULL, head_only=False, keep_alive=False)

    def connection_lost(self, exc: Exception | None) -> None:
        self._server.forget(self)
        if self._wait is not None:
            self._end_wait(self._wait)
        if self._flow is not None:
            self._flow.stop()
            self._end_flow()
        self._queue.clear()
        self._closing = True
        self._transport = None

    def eof_received(self) -> bool:
        return self._is_busy or bool(self._queue)  # a client may half-close and still wait for its answer

    def pause_writing(self) -> None:
        self._paused = True
        self._since = self._loop.time()
        if self._transport is not None:
            self._unsent = self._transport.get_write_buffer_size()
        if self._flow is not None:
            self._flow.pause()

    def resume_writing(self) -> None:
        self._paused = False
        self._since = self._loop.time()
        if self._flow is not None:
            self._flow.resume()
        self._serve_queue()

    @property
    def _is_busy(self) -> bool:
        """Whether the last request is not answered yet."""
        return self._wait is not None or self._flow is not None

    @property
    def gives_way(self) -> bool:
        """Whether it may be closed to make room for another: nothing is asked for, and has not been for a second."""
        return not self._is_busy and not self._queue and self._loop.time() - self._since > 1.0

    @property
    def is_behind(self) -> bool:
        """Whether it takes its answers more slowly than they are there."""
        return self._paused

    @property
    def unsent(self) -> int:
        """Bytes of answers that the client has not taken yet."""
        return 0 if self._transport is None else self._transport.get_write_buffer_size()

    @property
    def queued(self) -> int:
        """Requests that wait for an earlier answer."""
        return len(self._queue)

    def _take(self, method: bytes, url: str, keep_alive: bool, head: bytes = b"") -> None:
        """Answer a request, or queue it where an earlier one is not answered yet."""
        self._in_a_row += 1
        busy = self._wait is not None or self._flow is not None or self._paused
        if not busy and not self._queue and self._in_a_row <= MAX_IN_A_ROW:
            self._serve(method, url, keep_alive, head)
            return
        if not self._queue.put(Request(method, url, keep_alive, head)):
            self._send(_TOO_MANY, head_only=False, keep_alive=False)
            return
        if len(self._queue) == 1 and not busy:
            self._loop.call_soon(self._serve_queue)
        if len(self._queue) >= MAX_QUEUED and self._transport is not None:
            self._transport.pause_reading()

    # -- answers -----------------------------------------------------------------------------------------------

    def wake(self) -> None:
        """What this client waits for is there."""
        wait = self._wait
        if wait is None:
            return
        self._wait = None
        self._give(self._server.library.respond(*self._asked))
        if wait.takes_seat:
            self._leave_seat()

    def look_after(self, now: float, head: float, idle: float, stuck: float) -> None:
        """Called every second or so: end a wait that is over, and what has gone on since before these moments (see
        `Patience`)."""
        transport = self._transport
        if transport is None:
            return
        if self._wait is not None:
            if now >= self._until:
                wait = self._wait
                self._end_wait(wait)
                self._finish(wait.late)
            return
        if self._flow is not None:
            self._flow.touch()
        if self._flow is not None and not self._server.library.admits(self._asked[1]):
            transport.abort()  # what was begun with is good no longer
        elif self._paused or self._closing:
            unsent = transport.get_write_buffer_size()
            if unsent < self._unsent or (unsent and not self._unsent):
                self._since = now
            self._unsent = unsent
            if self._since < stuck:
                transport.abort()
        elif self._flow is not None:
            pass  # it is being read, for which there is a bound
        elif self._partial:
            if self._since < head:
                self._send(_TOO_SLOW, head_only=False, keep_alive=False)
        elif self._since < idle:
            transport.close()

    def bid_farewell(self) -> None:
        """The server stops: nobody waits any longer, and the connection ends with what is on its way."""
        if self._wait is not None:
            self._end_wait(self._wait)
            self._keep_alive = False
            self._finish(STOPPING)
        elif self._flow is not None:
            self.abort()  # its client resumes where it is
        elif not self._closing and self._transport is not None:
            self._closing = True
            self._transport.close()

    def abort(self) -> None:
        """End the connection, whatever is still on its way."""
        if self._transport is not None:
            self._transport.abort()

    def _serve(self, method: bytes, url: str, keep_alive: bool, head: bytes) -> None:
        path, _, query = url.partition("?")
        if path[0] != "/":
            # The absolute form, which proxies send and every server must take (RFC 9112, 3.2.2). The parser lets
            # nothing else through but the asterisk of OPTIONS.
            path = "/" + path.partition("://")[2].partition("/")[2]
        self._head_only, self._keep_alive, self._head = method == b"HEAD", keep_alive, head
        self._asked = name, path, query = _METHODS.get(method, "other"), path, query
        if head and path == METRICS:
            self._finish(self._server.library.answer_metrics(self.address, head))
            return
        self._give(self._server.library.respond(name, path, query))

    def _give(self, answer: Answer) -> None:
        if isinstance(answer, Response):
            self._finish(answer)
        elif isinstance(answer, Wait):
            self._hold(answer)
        else:
            self._begin(answer)

    def _begin(self, download: Download) -> None:
        """Send a large file: its head now, and its body as the client takes it."""
        response, span = download.answer(self._head, head_only=self._head_only)
        transport = self._transport
        if span is None or transport is None or self._closing:
            self._finish(response)
        elif not self._take_seat():
            self._finish(MANY_DOWNLOADS)
        else:
            transport.write(response.write_head(self._server.date, b"" if self._keep_alive else _CLOSE))
            self._since = self._loop.time()
            self._flow = Flow(download, span, transport, self._complete)
            if self._paused:
                self._flow.pause()

    def _complete(self) -> None:
        """All of it is on its way."""
        self._end_flow()
        self._since = self._loop.time()
        if not self._keep_alive and self._transport is not None:
            self._closing = True
            self._transport.close()
        self._serve_queue()

    def _end_flow(self) -> None:
        if self._flow is not None:
            self._server.sent += self._flow.sent
        self._flow = None
        self._server.downloads.leave(self)

    def _take_seat(self) -> bool:
        downloads = self._server.downloads
        return self in downloads or downloads.admit(self, self.address)[0]

    def _leave_seat(self) -> None:
        """Unless it is for what follows."""
        if self._flow is None and (self._wait is None or not self._wait.takes_seat):
            self._server.downloads.leave(self)

    def _end_wait(self, wait: Wait) -> None:
        """It was in vain."""
        self._wait = None
        wait.cancel(self.wake)
        if wait.takes_seat:
            self._server.downloads.leave(self)

    def _hold(self, wait: Wait) -> None:
        if wait.takes_seat and not self._take_seat():
            self._finish(MANY_DOWNLOADS)
            return
        self._wait = wait
        self._until = self._loop.time() + wait.seconds
        wait.subscribe(self.wake)

    def _finish(self, answer: Response) -> None:
        self._send(answer, head_only=self._head_only, keep_alive=self._keep_alive)
        if self._queue and not self._paused and not self._is_busy:
            # Not at once: a client that pipelines must not keep the loop to itself.
            self._loop.call_soon(self._serve_queue)

    def _serve_queue(self) -> None:
        # One: `_finish` sees to the next.
        if self._queue and not self._is_busy and not self._paused and not self._closing:
            request = self._queue.take()
            if len(self._queue) == MAX_QUEUED - 1 and self._transport is not None:
                self._transport.resume_reading()
            self._serve(*request)

    def _refuse(self, response: Response) -> None:
        self._send(response, head_only=False, keep_alive=False)

    def _send(self, response: Response, *, head_only: bool, keep_alive: bool) -> None:
        transport = self._transport
        if transport is None or self._closing:
            return
        date = self._server.date
        if keep_alive and not head_only:
            pieces = response.write(date)
            if len(pieces) == 1:
                transport.write(pieces[0])
            else:
                transport.writelines(pieces)
            self._server.sent += response.size
        else:
            transport.write(response.write_head(date, b"" if keep_alive else _CLOSE))
            if not head_only:
                transport.writelines(response.body)
                self._server.sent += response.size
        self._since = self._loop.time()
        if not keep_alive:
            self._closing = True
            transport.close()
