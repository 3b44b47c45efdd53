"""A large file that is sent as fast as its client takes it, a chunk at a time."""

import asyncio
import logging
from collections.abc import Callable
from email.utils import formatdate
from typing import Final, Protocol
from urllib.parse import quote

from ingest.origin.http.conditions import Span, choose, read_conditions
from ingest.origin.http.responses import NO_REFERRER, PRIVATE, Response

log = logging.getLogger(__name__)

CHUNK: Final = 256 << 10
"""Bytes of one that are in memory at a time, and as many again that its socket has not taken."""
READ_WITHIN: Final = 30.0
"""Seconds that a disk or a bucket has for a chunk."""
FOR_ONE: Final = "private, no-cache"
"""For what everybody may have: it fills a cache in front, and few ask for the same."""


class Body(Protocol):
    """What is sent, any part of it. It never changes."""

    size: int
    etag: str
    """With its quotes."""
    modified: int
    """Seconds since 1970."""
    name: str
    """What to call the file."""

    async def read(self, start: int, size: int, /) -> bytes:
        """These bytes.

        Raises:
            OSError: they cannot be had.
        """


class Download:
    """The answer to whoever asks for such a file; `private`: a pass opens it."""

    __slots__ = ("_private", "body", "touch")

    def __init__(self, body: Body, touch: Callable[[], object], *, private: bool) -> None:
        """`touch` is called every second or so while it is sent."""
        self.body = body
        self.touch = touch
        self._private = private

    def answer(self, head: bytes, *, head_only: bool) -> tuple[Response, Span | None]:
        """What to say to a request with this head, and which bytes follow."""
        body = self.body
        chosen = choose(read_conditions(head), body.size, body.etag, body.modified, head_only=head_only)
        cache, more = (PRIVATE, NO_REFERRER) if self._private else (FOR_ONE, "")
        said = (
            f"ETag: {body.etag}\r\nLast-Modified: {formatdate(body.modified, usegmt=True)}\r\n"
            # A proxy would put gigabytes on its own disk before it saw that nobody takes them.
            f"Accept-Ranges: bytes\r\nX-Accel-Buffering: no\r\n{more}"
            "Access-Control-Expose-Headers: Accept-Ranges, Content-Length, Content-Range, ETag\r\n"
        )
        span = chosen.span
        if chosen.status == 304:
            return Response(304, "", cache, headers=said), None
        if span is None:
            unmet = f"Content-Range: bytes */{body.size}\r\n"
            words = b"This file has no such bytes.\n"
            return Response(chosen.status, "text/plain; charset=utf-8", cache, [words], said + unmet), None
        if chosen.status == 206:
            said += f"Content-Range: bytes {span.start}-{span.end - 1}/{body.size}\r\n"
        said += f"Content-Disposition: {_write_disposition(body.name)}\r\n"
        response = Response(chosen.status, "video/mp4", cache, headers=said, size=span.end - span.start)
        return response, None if head_only else span


class Flow:
    """One answer's body on its way: read, written, and the next one read when the socket has taken it."""

    def __init__(
        self, download: Download, span: Span, transport: asyncio.Transport, done: Callable[[], None]
    ) -> None:
        """`done` is called once all is written. What cannot be read ends the connection: its client sees that there
        is less than was said, and may resume."""
        self._body = download.body
        self.touch = download.touch
        self._transport = transport
        self.sent = 0
        """Bytes that were written."""
        self._room = asyncio.Event()
        self._room.set()
        self._task = asyncio.get_running_loop().create_task(self._run(span, done), name="a download")

    def pause(self) -> None:
        """The socket takes no more for now."""
        self._room.clear()

    def resume(self) -> None:
        """It does again."""
        self._room.set()

    def stop(self) -> None:
        """Send nothing more."""
        self._task.cancel()

    async def _run(self, span: Span, done: Callable[[], None]) -> None:
        at = span.start
        try:
            while at < span.end:
                await self._room.wait()
                if self._transport.is_closing():
                    return  # nothing tells any more when to wait
                async with asyncio.timeout(READ_WITHIN):
                    data = await self._body.read(at, min(CHUNK, span.end - at))
                if not data:
                    raise OSError("it ends too soon")
                self._transport.write(data)
                at += len(data)
                self.sent += len(data)
            await self._room.wait()
        except OSError as error:  # `TimeoutError` is one
            log.warning("a download breaks off, as what follows cannot be read: %s", type(error).__name__)
            self._transport.abort()
            return
        except Exception:  # a task's outermost edge
            log.exception("a download failed")
            self._transport.abort()
            return
        done()


def _write_disposition(name: str) -> str:
    """RFC 6266: for those that know it in UTF-8, for the others as far as it goes in ASCII."""
    plain = "".join(each if (each.isascii() and each.isalnum()) or each in " -_.," else "_" for each in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
