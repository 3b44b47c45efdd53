"""Requests as they come in, head by head: `httptools` parses, and what a client sends again is known again."""

import asyncio
from abc import ABC, abstractmethod
from typing import Any

import httptools

from ingest.origin.http.responses import Response, say

MAX_REQUEST = 16_384
"""Bytes a request's line and headers may take together."""
KEPT_HEADERS = 1_024
"""Bytes of a request whose headers are remembered, to know them again."""
KEPT_LINE = 4_096
"""Bytes of a request's line that may come with them without being parsed."""
_FILM = "/film.mp4"
"""What an address has in it where the headers of its request count for the answer."""
METRICS = "/metrics"
"""Another such address, whole."""
_TOO_LONG = say(431, "The request's headers are too long.")
_MALFORMED = say(400, "This is no HTTP request.")
_HOSTLESS = say(400, "A request needs the header Host, once.")
_HEAD_END = b"\r\n\r\n"


class HeadReader(asyncio.Protocol, ABC):
    """The reading half of a connection."""

    __slots__ = (
        "_closing", "_headers", "_hosts", "_in_a_row", "_loop", "_parser", "_partial", "_plain", "_since", "_url",
    )  # fmt: skip

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._parser: Any = httptools.HttpRequestParser(self)
        self._url = b""
        self._headers = b""  # of a request that was in order
        self._partial = b""  # of a request that is not complete
        self._hosts = 0  # in it
        self._plain = False  # whether the last request was a GET like most
        self._in_a_row = 0  # requests answered since others had their turn
        self._since = 0.0  # when the connection became idle, a request began, or the client last took a byte
        self._closing = False

    @abstractmethod
    def _take(self, method: bytes, url: str, keep_alive: bool, head: bytes = b"") -> None:
        """A request is in order. `head`: its headers, where they count for the answer."""

    @abstractmethod
    def _refuse(self, response: Response) -> None:
        """What came is none; the connection ends with this answer."""

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
                self._refuse(_TOO_LONG)
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
        if " " in url or not (url.isascii() and url.isprintable()) or _FILM in url or url == METRICS:
            return False
        self._take(b"GET", url, True)
        return True

    def _feed(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._plain = False  # an offer to speak something else, which may be ignored (RFC 9110, 7.8)
        except httptools.HttpParserError:
            self._refuse(_MALFORMED)

    # -- httptools ---------------------------------------------------------------------------------------------

    def on_url(self, url: bytes) -> None:
        self._url += url

    def on_message_complete(self) -> None:
        url, self._url = self._url, b""
        head, self._partial = self._partial, b""
        parser = self._parser
        if self._hosts != 1 and (self._hosts or parser.get_http_version() != "1.0"):
            # Proxies in front might each take another one for the one that counts (RFC 9112, 3.2).
            self._refuse(_HOSTLESS)
            return
        method: bytes = parser.get_method()
        keep_alive = parser.should_keep_alive()
        self._plain = method == b"GET" and keep_alive and self._hosts == 1
        if not self._closing:
            address = url.decode("latin-1")
            self._take(method, address, keep_alive, head if _FILM in address or address == METRICS else b"")
