"""What the origin answers, ready to be written to a socket. Pure."""

from collections.abc import Sequence
from email.utils import formatdate
from http import HTTPStatus

ANY_ORIGIN = "Access-Control-Allow-Origin: *\r\n"
NOSNIFF = "X-Content-Type-Options: nosniff\r\n"
"""On all: a publisher chooses the bytes of its media, and no browser is to take them for a page."""
BARE = "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"

FOREVER = "public, max-age=86400, immutable"
"""For addresses that never stand for anything else: they carry the stream's own token and a number."""
NEVER = "no-store"
SHORTLY = "public, max-age=1"
PRIVATE = "private, no-store"
"""For what a pass opens: kept under an address with the pass in it, it would outlive the pass."""


NO_REFERRER = "Referrer-Policy: no-referrer\r\n"
"""For what is at an address that nobody else is to learn."""


class Response:
    """`head` is the headers without `Date` and the empty line, `body` the chunks that follow it. `size`: of a body
    that is none of these, but is sent after them."""

    __slots__ = ("_date", "_dated", "_small", "_start", "body", "head", "size", "status")

    def __init__(
        self,
        status: int,
        content_type: str,
        cache: str,
        body: Sequence[bytes] = (),
        headers: str = "",
        size: int | None = None,
    ) -> None:
        self.status = status
        self.body = tuple(body)
        self.size = sum(map(len, self.body)) if size is None else size
        kind = f"Content-Type: {content_type}\r\n" if content_type else ""
        length = "" if status in (204, 304) else f"Content-Length: {self.size}\r\n"
        self._start = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n".encode("latin-1")
        self.head = f"{kind}{length}Cache-Control: {cache}\r\n{ANY_ORIGIN}{NOSNIFF}{headers}".encode("latin-1")
        # Small answers go out in one piece; big ones are not copied for it.
        self._small = self.size <= 16_384
        self._date = b""
        self._dated: tuple[bytes, ...] = ()

    def write(self, date: bytes) -> tuple[bytes, ...]:
        """What to send to one of many who ask within the same second; `date` as `http_date` gives it."""
        if date is not self._date:
            self._date = date
            head = b"".join((self._start, date, self.head, b"\r\n"))
            self._dated = (b"".join((head, *self.body)),) if self._small else (head, *self.body)
        return self._dated

    def with_body(self, body: Sequence[bytes]) -> "Response":
        """The same to caches and browsers, with other bytes."""
        other = Response(self.status, "", NEVER, body)
        length = f"Content-Length: {other.size}\r\n".encode("latin-1")
        other.head = self.head.replace(f"Content-Length: {self.size}\r\n".encode("latin-1"), length)
        return other

    def write_head(self, date: bytes, last: bytes = b"") -> bytes:
        """The status line and all headers, `last` among them."""
        return b"".join((self._start, date, self.head, last, b"\r\n"))


def http_date(now: float) -> bytes:
    """The header `Date` for `now`, seconds since 1970, with the line's end (RFC 9110, 6.6.1)."""
    return f"Date: {formatdate(now, usegmt=True)}\r\n".encode()


def say(status: int, words: str, *, cache: str = NEVER, headers: str = "") -> Response:
    """A short answer in words."""
    return Response(status, "text/plain; charset=utf-8", cache, [f"{words}\n".encode()], BARE + headers)


HELLO = say(200, "EncryptedMedia Live: the HLS origin is running.", cache=NEVER)
ADMITTED = Response(204, "", NEVER)
"""To a cache in front: this pass opens its stream now."""
FOR_EVERYBODY = say(200, "This stream asks for no pass.")
NOTHING_TO_GUARD = say(202, "There is no such stream.")
"""What is not there needs no pass either, and is not to be remembered."""
ALIVE = Response(200, "application/json", NEVER, [b'{"status": "ok"}\n'])
NOT_FOUND = say(404, "There is no such stream or file.", cache=SHORTLY)
NOT_YET = say(404, "There is no such stream or file.")
"""For what may be there at any moment: nobody is to remember that it was not."""
NOTHING = Response(200, "video/mp4", NEVER, [b"\0\0\0\x08free"])
"""For the part after the last: media that holds nothing."""
GONE = say(410, "This part of the stream is no longer kept.", cache=SHORTLY)
LATE = say(503, "The stream did not go on in time; ask again.", headers="Retry-After: 1\r\n")
STARTING = say(503, "The stream has not started yet; ask again.", headers="Retry-After: 1\r\n")
FULL = say(503, "The server has no room for another connection now.", headers="Retry-After: 5\r\n")
MANY_DOWNLOADS = say(
    503, "As many downloads as this server sends at a time are under way; try again.", headers="Retry-After: 30\r\n"
)
STOPPING = say(503, "The server is stopping.", headers="Retry-After: 2\r\n")
WRONG_METHOD = say(405, "Only GET, HEAD and OPTIONS are understood.", headers="Allow: GET, HEAD, OPTIONS\r\n")
PREFLIGHT = Response(
    204, "", "public, max-age=86400",
    headers="Access-Control-Allow-Methods: GET, HEAD, OPTIONS\r\nAccess-Control-Allow-Headers: *\r\n"
    "Access-Control-Max-Age: 86400\r\n",
)  # fmt: skip
