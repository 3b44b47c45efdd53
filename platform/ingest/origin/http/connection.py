"""One HTTP/1.1 client of the origin: `httptools` parses, `Library.respond` answers, this file moves bytes.

Not ASGI: the same answers under uvicorn cost two to three times the CPU (figures in docs/delivery.md), and this
process also carries every publisher.
"""

import asyncio
from collections import deque
from typing import Any, Protocol, cast

import httptools

from ingest.origin.http.responses import FULL, STOPPING, Response, say
from ingest.origin.library import Library
from ingest.origin.wait import Wait

MAX_REQUEST = 16_384
"""Bytes a request's line and headers may take together."""
MAX_QUEUED = 32
"""Pipelined requests that wait for an earlier answer; past that the socket is read no further."""
MAX_AHEAD = 32_768
"""Bytes that those may take; who goes further ahead is cut off. No player asks again before it has its answer, and
one read may bring thousands."""
QUEUED_BYTES = 64
"""What a queued request takes besides its address, about."""
KEPT_HEADERS = 1_024
"""Bytes of a request whose headers are remembered, to know them again."""
KEPT_LINE = 4_096
"""Bytes of a request's line that may come with them without being parsed."""
MAX_IN_A_ROW = 16
"""Requests answered before others have their turn."""

_TOO_LONG = say(431, "The request's headers are too long.")
_MALFORMED = say(400, "This is no HTTP request.")
_HOSTLESS = say(400, "A request needs the header Host, once.")
_TOO_MANY = say(429, "Too many requests came before their answers.")
_TOO_SLOW = say(408, "The request took too long.")
_HEAD_END = b"\r\n\r\n"
_METHODS = {b"GET": "GET", b"HEAD": "HEAD", b"OPTIONS": "OPTIONS"}
_CLOSE = b"Connection: close\r\n"


class Host(Protocol):
    """What a connection needs of its server."""

    library: Library
    loop: asyncio.AbstractEventLoop
    date: bytes
    """The header `Date` of this second."""
    stopping: bool

    def welcome(self, connection: "Connection", /) -> bool:
        """Note a new connection; False where there is no room for it."""

    def forget(self, connection: "Connection", /) -> None:
        """A connection is gone."""


class Connection(asyncio.Protocol):
    """One client. Answers go out in the order of the requests; while one waits, the next ones queue."""

    __slots__ = (
        "_ahead", "_asked", "_closing", "_head_only", "_headers", "_hosts", "_in_a_row", "_keep_alive", "_loop",
        "_parser", "_partial", "_paused", "_plain", "_queue", "_server", "_since", "_transport", "_unsent", "_until",
        "_url", "_wait", "address",
    )  # fmt: skip

    def __init__(self, server: Host) -> None:
        self._server = server
        self._loop = server.loop
        self._parser: Any = httptools.HttpRequestParser(self)
        self._transport: asyncio.Transport | None = None
        self.address = ""
        self._url = b""
        self._headers = b""  # of a request that was in order
        self._partial = b""  # of a request that is not complete
        self._hosts = 0  # in it
        self._plain = False  # whether the last request was a GET like most
        self._in_a_row = 0
        self._queue: deque[tuple[bytes, str, bool]] = deque()
        self._ahead = 0  # bytes of those
        self._wait: Wait | None = None
        self._asked = ("", "", "")  # method, path and query of what is waited for
        self._until = 0.0  # when the wait is over
        self._since = 0.0  # when the connection became idle, a request began, or the client last took a byte
        self._unsent = 0
        self._paused = False
        self._closing = False
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
            self._wait.cancel(self.wake)
            self._wait = None
        self._queue.clear()
        self._closing = True
        self._transport = None

    def data_received(self, data: bytes) -> None:
        if self._closing:
            return
        self._in_a_row = 0
        if not self._partial:
            self._since = self._loop.time()
            end = data.find(b"\n")
            if data[end:] == self._headers and self._take_line(data[:end]):
                return
        # Head by head, so that each is seen whole before the parser answers it.
        whole, fed, begin = self._partial + data, len(self._partial), 0
        while fed < len(whole) and not self._closing:
            end = whole.find(_HEAD_END, max(begin, fed - 3)) + 4
            if end == 3:
                end = len(whole)
            self._partial = whole[begin:end]
            if len(self._partial) > MAX_REQUEST:
                self._send(_TOO_LONG, head_only=False, keep_alive=False)
                return
            self._hosts = self._partial.lower().count(b"\nhost:")
            self._plain = False
            self._feed(whole[fed:end])
            fed = end
            if not self._partial:
                if self._plain and end - begin <= KEPT_HEADERS:
                    self._headers = whole[whole.find(b"\n", begin) : end]
                begin = end

    def _take_line(self, line: bytes) -> bool:
        """Serve a GET whose headers are those of the last one, which the parser found to be in order; a client sends
        the same ones again and again. Whether it was that."""
        if len(line) > KEPT_LINE or not (line.startswith(b"GET /") and line.endswith(b" HTTP/1.1\r")):
            return False
        url = line[4:-10].decode("latin-1")
        if " " in url or not (url.isascii() and url.isprintable()):
            return False
        self._take(b"GET", url, True)
        return True

    def _feed(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._plain = False  # an offer to speak something else, which may be ignored (RFC 9110, 7.8)
        except httptools.HttpParserError:
            self._send(_MALFORMED, head_only=False, keep_alive=False)

    def eof_received(self) -> bool:
        return self._wait is not None or bool(self._queue)  # a client may half-close and still wait for its answer

    def pause_writing(self) -> None:
        self._paused = True
        self._since = self._loop.time()
        if self._transport is not None:
            self._unsent = self._transport.get_write_buffer_size()

    def resume_writing(self) -> None:
        self._paused = False
        self._since = self._loop.time()
        self._serve_queue()

    @property
    def gives_way(self) -> bool:
        """Whether it may be closed to make room for another: nothing is asked for, and has not been for a second."""
        return self._wait is None and not self._queue and self._loop.time() - self._since > 1.0

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

    # -- httptools ---------------------------------------------------------------------------------------------

    def on_url(self, url: bytes) -> None:
        self._url += url

    def on_message_complete(self) -> None:
        url, self._url = self._url, b""
        self._partial = b""
        parser = self._parser
        if self._hosts != 1 and (self._hosts or parser.get_http_version() != "1.0"):
            # Proxies in front might each take another one for the one that counts (RFC 9112, 3.2).
            self._send(_HOSTLESS, head_only=False, keep_alive=False)
            return
        method: bytes = parser.get_method()
        keep_alive = parser.should_keep_alive()
        self._plain = method == b"GET" and keep_alive and self._hosts == 1
        if not self._closing:
            self._take(method, url.decode("latin-1"), keep_alive)

    def _take(self, method: bytes, url: str, keep_alive: bool) -> None:
        """Answer a request, or queue it where an earlier one is not answered yet."""
        self._in_a_row += 1
        if self._wait is not None or self._paused or self._queue or self._in_a_row > MAX_IN_A_ROW:
            self._queue.append((method, url, keep_alive))
            self._ahead += len(url) + QUEUED_BYTES
            if self._ahead > MAX_AHEAD:
                self._queue.clear()
                self._send(_TOO_MANY, head_only=False, keep_alive=False)
                return
            if len(self._queue) == 1 and self._wait is None and not self._paused:
                self._loop.call_soon(self._serve_queue)
            if len(self._queue) >= MAX_QUEUED and self._transport is not None:
                self._transport.pause_reading()
            return
        self._serve(method, url, keep_alive)

    # -- answers -----------------------------------------------------------------------------------------------

    def wake(self) -> None:
        """What this client waits for is there."""
        if self._wait is None:
            return
        self._wait = None
        answer = self._server.library.respond(*self._asked)
        if isinstance(answer, Wait):
            self._hold(answer)
        else:
            self._finish(answer)

    def look_after(self, now: float, head: float, idle: float, stuck: float) -> None:
        """Called every second or so: end a wait that is over, and what has gone on since before these moments (see
        `Patience`)."""
        transport = self._transport
        if transport is None:
            return
        if self._wait is not None:
            if now >= self._until:
                wait, self._wait = self._wait, None
                wait.cancel(self.wake)
                self._finish(wait.late)
        elif self._paused or self._closing:
            unsent = transport.get_write_buffer_size()
            if unsent < self._unsent or (unsent and not self._unsent):
                self._since = now
            self._unsent = unsent
            if self._since < stuck:
                transport.abort()
        elif self._partial:
            if self._since < head:
                self._send(_TOO_SLOW, head_only=False, keep_alive=False)
        elif self._since < idle:
            transport.close()

    def bid_farewell(self) -> None:
        """The server stops: nobody waits any longer, and the connection ends with what is on its way."""
        if self._wait is not None:
            wait, self._wait = self._wait, None
            wait.cancel(self.wake)
            self._keep_alive = False
            self._finish(STOPPING)
        elif not self._closing and self._transport is not None:
            self._closing = True
            self._transport.close()

    def abort(self) -> None:
        """End the connection, whatever is still on its way."""
        if self._transport is not None:
            self._transport.abort()

    def _serve(self, method: bytes, url: str, keep_alive: bool) -> None:
        path, _, query = url.partition("?")
        if path[0] != "/":
            # The absolute form, which proxies send and every server must take (RFC 9112, 3.2.2). The parser lets
            # nothing else through but the asterisk of OPTIONS.
            path = "/" + path.partition("://")[2].partition("/")[2]
        self._head_only, self._keep_alive = method == b"HEAD", keep_alive
        name = _METHODS.get(method, "other")
        answer = self._server.library.respond(name, path, query)
        if isinstance(answer, Wait):
            self._asked = name, path, query
            self._hold(answer)
        else:
            self._finish(answer)

    def _hold(self, wait: Wait) -> None:
        self._wait = wait
        self._until = self._loop.time() + wait.seconds
        wait.subscribe(self.wake)

    def _finish(self, answer: Response) -> None:
        self._send(answer, head_only=self._head_only, keep_alive=self._keep_alive)
        if self._queue and not self._paused and self._wait is None:
            # Not at once: a client that pipelines must not keep the loop to itself.
            self._loop.call_soon(self._serve_queue)

    def _serve_queue(self) -> None:
        # One: `_finish` sees to the next.
        if self._queue and self._wait is None and not self._paused and not self._closing:
            request = self._queue.popleft()
            self._ahead -= len(request[1]) + QUEUED_BYTES
            if len(self._queue) == MAX_QUEUED - 1 and self._transport is not None:
                self._transport.resume_reading()
            self._serve(*request)

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
        else:
            transport.write(response.write_head(date, b"" if keep_alive else _CLOSE))
            if not head_only:
                transport.writelines(response.body)
        self._since = self._loop.time()
        if not keep_alive:
            self._closing = True
            transport.close()
