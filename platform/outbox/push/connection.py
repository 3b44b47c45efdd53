"""One connection to a push service, in HTTP/1.1, with one request at a time: thousands of small requests to the same
few servers, for which a client of all trades takes longer than the encryption does."""

import asyncio
from typing import Final, cast

import httptools

MOST_ANSWERED: Final = 64 * 1024
"""Octets of one answer."""


class BrokenError(OSError):
    """The connection ended, or what came over it is no answer."""


class Reply:
    """The status, and after how many seconds the server wants to be asked again."""

    __slots__ = ("retry_after", "status")

    def __init__(self, status: int, retry_after: float | None) -> None:
        self.status = status
        self.retry_after = retry_after


class Connection(asyncio.Protocol):
    """Made by `loop.create_connection`."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._waiting: asyncio.Future[Reply] | None = None
        self._parser: httptools.HttpResponseParser | None = None
        self._octets = 0
        self._retry_after: float | None = None
        self.open = False
        """Whether another request may follow."""

    async def post(self, request: bytes) -> Reply:
        """Send one, head and body.

        Raises:
            BrokenError
        """
        if self._transport is None or not self.open:
            raise BrokenError("closed")
        self._waiting = asyncio.get_running_loop().create_future()
        self._parser, self._octets, self._retry_after = httptools.HttpResponseParser(self), 0, None
        self._transport.write(request)
        try:
            return await self._waiting
        except asyncio.CancelledError:
            self.close()  # whose answer comes next is not known any more
            raise
        finally:
            self._waiting = None

    def close(self) -> None:
        """At once."""
        self.open = False
        if self._transport is not None:
            self._transport.abort()

    # -- asyncio.Protocol --------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport, self.open = cast("asyncio.Transport", transport), True

    def data_received(self, data: bytes) -> None:
        self._octets += len(data)
        if self._parser is None or self._waiting is None or self._octets > MOST_ANSWERED:
            self._fail("said what nobody asked for")
            return
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self._fail("gave no answer in HTTP/1.1")

    def connection_lost(self, exc: Exception | None) -> None:
        self._fail("closed the connection before there was an answer")

    # -- httptools ---------------------------------------------------------------------------------------------

    def on_header(self, name: bytes, value: bytes) -> None:
        """Called by the parser."""
        if name.lower() == b"retry-after" and value.isdigit() and len(value) < 8:
            self._retry_after = float(value)

    def on_message_complete(self) -> None:
        """Called by the parser."""
        if self._parser is None:
            return
        status = self._parser.get_status_code()
        if 100 <= status < 200:
            return  # the answer is still to come
        if not self._parser.should_keep_alive():
            self.close()
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(Reply(status, self._retry_after))

    def _fail(self, words: str) -> None:
        self.close()
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(BrokenError(words))
