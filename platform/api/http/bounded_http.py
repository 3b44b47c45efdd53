"""uvicorn's HTTP protocol with a limit to how long a client may take to say what it wants, and to how much it says.

httptools takes headers of any length. uvicorn times the quiet between two requests, and Quart a body that is read
(BODY_TIMEOUT). Nobody times the rest: a client that connects and says nothing, or sends a byte a minute, would hold
its descriptor for ever.
"""

import asyncio
import json
from typing import cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.http.connections import Connections, cut_off
from settings.addresses import address_block

MOST_HEADERS = 64 * 1024
"""Bytes of headers after a request's first piece; the proxies in use let less through."""

MOST_LINES = 200
"""Headers of one request. What is done with each is little, and a request could bring sixteen thousand."""
MOST_URL = 8 * 1024

MOST_PIPELINED = 16
"""Requests that wait behind the one that is being answered. One read may bring thousands, and each would be made
ready before anybody else had a turn; browsers and proxies send the next one when they have the answer."""


def write_refusal(status: int, title: str, code: str, detail: str, headers: bytes = b"") -> bytes:
    """An answer that no application gives. `headers` are further lines, each with its end."""
    problem = {"type": "about:blank", "status": status, "code": code, "title": title, "detail": detail}
    body = json.dumps(problem).encode()
    return (
        b"HTTP/1.1 %d %b\r\ncontent-type: application/problem+json\r\ncache-control: no-store\r\n"
        b"x-content-type-options: nosniff\r\n"
        b"%bconnection: close\r\ncontent-length: %d\r\n\r\n%b" % (status, title.encode(), headers, len(body), body)
    )


TOO_MANY = write_refusal(
    429, "Too Many Requests", "too_many_connections", "There are too many connections from your network. Try again."
)
TOO_SLOW = write_refusal(
    408, "Request Timeout", "headers_too_slow", "The request's headers did not arrive in time. Try again."
)
TOO_LARGE = write_refusal(
    431, "Request Header Fields Too Large", "headers_too_large", "The request's headers are too long. Send fewer."
)
TOO_LONG_URL = write_refusal(
    414, "URI Too Long", "address_too_long", "The request's address is too long. Take something out of its query."
)
TOO_FAST = write_refusal(
    429, "Too Many Requests", "too_many_pipelined", "Too many requests came before their answers. Send fewer at once."
)
NOT_HTTP = write_refusal(400, "Bad Request", "not_http", "This is not a request in HTTP/1.1.")
BAD_HOST = write_refusal(400, "Bad Request", "bad_host", "A request needs exactly one Host header (RFC 9112, 3.2).")


_BODIES = frozenset({b"content-length", b"transfer-encoding"})


class _RefusedError(Exception):
    """What keeps httptools from reading on, where it must not."""


class _Open:
    """A transport while it is open, as far as an answer needs one.

    Where requests are pipelined, uvicorn tells only the last of them that the client has left; the one that is being
    answered would write on, and fill the log with a traceback for each client that asks twice and goes.
    """

    __slots__ = ("_transport",)

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport

    def is_closing(self) -> bool:
        return self._transport.is_closing()

    def write(self, data: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(data)

    def close(self) -> None:
        self._transport.close()


class BoundedHttp(HttpToolsProtocol):
    """Ends a connection whose next request takes longer than `request_timeout` seconds to arrive.

    The clock runs only while nothing is being answered: from the connection, or from the first byte after uvicorn's
    keep-alive time, until the headers are complete. It is one timer, and no byte that dribbles in sets it back.

    A client that takes no byte of what it asked for, for as long, is cut off: its answer would be held for ever.
    """

    request_timeout: float
    """Seconds; a subclass sets it."""
    pool: Connections
    """Of this process; a subclass sets it."""

    _clock: asyncio.TimerHandle | None = None
    _reader_clock: asyncio.TimerHandle | None = None
    _received = 0
    _in_headers = False
    _malformed = NOT_HTTP

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        """The first request is awaited from here on."""
        super().connection_made(transport)
        if not self.pool.admit(transport, address_block(self.client[0]) if self.client else ""):
            transport.write(TOO_MANY)
            transport.close()
            return
        self._start_clock()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is awaited any more."""
        self._stop_clock()
        self._stop_reader_clock()
        self.pool.remove(self.transport)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Bytes of a request, or of a body that the answer did not wait for."""
        if self.timeout_keep_alive_task is not None:
            # uvicorn stops its own clock at any byte at all, even one that begins no request.
            self._start_clock()
        self._received += len(data)
        super().data_received(data)
        if self._in_headers and self._received > MOST_HEADERS:
            self._refuse(TOO_LARGE)

    def on_message_begin(self) -> None:
        """A request's first byte."""
        super().on_message_begin()
        self._in_headers = True
        self._received = 0
        if self.cycle is not None and self.cycle.response_complete:
            self._start_clock()  # what ran may have been for the rest of the last one's body

    def on_headers_complete(self) -> None:
        """It is known what the client wants; the rest is the application's, or the hub's."""
        self._in_headers = False
        self._stop_clock()
        hosts = sum(name == b"host" for name, _ in self.headers)
        if hosts > 1 or (hosts == 0 and self.parser.get_http_version() != "1.0"):
            self._malformed = BAD_HOST
            raise _RefusedError
        if len(self.headers) > MOST_LINES or len(self.url) > MOST_URL:
            self._malformed = TOO_LARGE if len(self.headers) > MOST_LINES else TOO_LONG_URL
            raise _RefusedError
        if len(self.pipeline) >= MOST_PIPELINED:
            self._malformed = TOO_FAST
            raise _RefusedError
        if not any(name in _BODIES for name, _ in self.headers):
            self.pool.note_request(self.transport)  # else it owes us the rest of it, which may never come
        super().on_headers_complete()
        if self.cycle is not None:
            self.cycle.transport = cast("asyncio.Transport", _Open(self.transport))

    def on_message_complete(self) -> None:
        """All of a request is there, its body too."""
        super().on_message_complete()
        if self.cycle is not None and not self.cycle.response_complete:
            self.pool.note_request(self.transport)

    def on_response_complete(self) -> None:
        """Silent again, unless the next request has come already."""
        super().on_response_complete()
        if self.cycle is None or self.cycle.response_complete:
            self.pool.note_silent(self.transport)

    def pause_writing(self) -> None:
        """The client does not take what is written to it."""
        super().pause_writing()
        self.pool.note_unread(self.transport)
        self._watch_reader()

    def resume_writing(self) -> None:
        """It has."""
        self._stop_reader_clock()
        self.pool.note_read(self.transport)
        super().resume_writing()

    def timeout_keep_alive_handler(self) -> None:
        """Nothing more is asked; what was answered may not have been taken yet."""
        super().timeout_keep_alive_handler()
        self._watch_reader()

    def send_400_response(self, msg: str) -> None:
        """What the parser could not take, or we would not, is answered as everything else is: with a problem."""
        self._stop_clock()
        self.transport.write(self._malformed)
        self.transport.close()

    def _start_clock(self) -> None:
        self._stop_clock()
        self._clock = self.loop.call_later(self.request_timeout, self._give_up)

    def _stop_clock(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None

    def _watch_reader(self) -> None:
        self._stop_reader_clock()
        owed = self.transport.get_write_buffer_size()
        if owed:
            self._reader_clock = self.loop.call_later(self.request_timeout, self._check_reader, owed)

    def _check_reader(self, owed: int) -> None:
        if self.transport.get_protocol() is not self:
            return  # a channel's by now, which has rules of its own
        if self.transport.get_write_buffer_size() >= owed:
            cut_off(self.transport)
        else:
            self._watch_reader()

    def _stop_reader_clock(self) -> None:
        if self._reader_clock is not None:
            self._reader_clock.cancel()
            self._reader_clock = None

    def _give_up(self) -> None:
        self._refuse(TOO_SLOW)

    def _refuse(self, answer: bytes) -> None:
        self._stop_clock()
        if self.transport.is_closing():
            return
        if self._in_headers:
            self.transport.write(answer)
        self.transport.close()
        self._watch_reader()
