"""One subscriber's stream of Server-Sent Events, after its HTTP request was answered."""

import asyncio
import socket

from realtime.channel import Channel
from realtime.hub import Hub
from realtime.sockets.sse import CLIENT_TIMEOUT_MS, PING_TEXT, close_text, goodbye_text
from realtime.sockets.subscriber import Subscriber

MOST_RECEIVED = 16 * 1024
"""Bytes a client may send after its request. It has nothing to say; what a pipelining one sends is lost on us."""


class Feed(Subscriber):
    """Only listens: whatever the client sends after its request is not read as anything."""

    __slots__ = ("_received",)

    def __init__(self, hub: Hub, channel: Channel, address: str, *, viewer: bool) -> None:
        super().__init__(hub, channel, address, viewer=viewer)
        self._received = 0

    def data_received(self, data: bytes) -> None:
        """Not read as anything; but reading costs, so one that goes on and on is cut."""
        self._received += len(data)
        if self._received > MOST_RECEIVED:
            self.transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """As any subscriber; the kernel is told to give up a peer that has vanished."""
        super().connection_made(transport)
        option = getattr(socket, "TCP_USER_TIMEOUT", None)
        plain = transport.get_extra_info("socket")
        if option is not None and plain is not None and plain.family != getattr(socket, "AF_UNIX", None):
            plain.setsockopt(socket.IPPROTO_TCP, option, CLIENT_TIMEOUT_MS)

    def resume_writing(self) -> None:
        """Taking what waited is the one sign of life this kind of client gives."""
        self.alive = True
        super().resume_writing()

    def ping(self) -> None:
        """A heart-beat. One that is still behind at the next sweep has taken nothing since, and is cut."""
        if not self.behind:
            self.alive = True
            self.transport.write(PING_TEXT)

    def say_goodbye(self, reconnect_in_ms: int) -> None:
        """The goodbye event, and the stream's end."""
        if not self.closing:
            self.closing = True
            self.hub.remove(self)
            self.transport.write(goodbye_text(reconnect_in_ms))
            self.transport.close()

    def _say_close(self, code: int, reason: str) -> None:
        self.transport.write(close_text(code, reason))
        self.transport.close()
