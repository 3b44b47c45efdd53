"""RTMPS' listening sockets. A TLS handshake costs a file, memory and work before the first byte of RTMP, so each
connection is handed over before it. asyncio's own server calls nobody until a handshake is done."""

import asyncio
import errno
import logging
import socket
import ssl
from collections.abc import Callable

from settings.addresses import bind_both, plain_address

log = logging.getLogger(__name__)

AT_ONCE = 64
"""Connections taken in a row, before anything else has its turn."""
REST = 1.0
"""Seconds without taking any, where the system has no file left for one."""
_NO_ROOM = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})

Take = Callable[[socket.socket, str, ssl.SSLContext], None]
"""Takes a connection that has yet to shake hands, its peer's address, and what it needs for that. The socket is the
taker's to close."""


class TlsListener:
    """Start once, stop once. `take` does the handshakes."""

    def __init__(self, context: ssl.SSLContext, take: Take) -> None:
        self._context = context
        self._take = take
        self._sockets: list[socket.socket] = []
        self._rests: dict[socket.socket, asyncio.TimerHandle] = {}

    async def start(self, host: str, port: int, backlog: int) -> int:
        """Listen; the port, which is of interest where 0 was asked for.

        Raises:
            OSError: it cannot be had.
        """
        loop = asyncio.get_running_loop()
        try:
            if ":" in host:
                self._sockets.append(bind_both(host, port))
            else:
                found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
                for family, _, _, _, address in dict.fromkeys(found):
                    self._sockets.append(_bind(family, address))
        except OSError:
            self.stop()
            raise
        for listener in self._sockets:
            listener.listen(backlog)
            loop.add_reader(listener, self._accept, listener)
        bound: int = self._sockets[0].getsockname()[1]
        return bound

    def stop(self) -> None:
        """Take no more; what was taken is not touched."""
        loop = asyncio.get_running_loop()
        for listener in self._sockets:
            loop.remove_reader(listener)
            listener.close()
        for rest in self._rests.values():
            rest.cancel()
        self._sockets.clear()
        self._rests.clear()

    def _accept(self, listener: socket.socket) -> None:
        for _ in range(AT_ONCE):
            try:
                taken, peer = listener.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError as error:
                if error.errno not in _NO_ROOM:
                    raise
                log.error("RTMPS takes nobody for %g s: %s", REST, error.strerror)
                loop = asyncio.get_running_loop()
                loop.remove_reader(listener)
                self._rests[listener] = loop.call_later(REST, self._go_on, listener)
                return
            taken.setblocking(False)
            self._take(taken, plain_address(str(peer[0])), self._context)

    def _go_on(self, listener: socket.socket) -> None:
        del self._rests[listener]
        asyncio.get_running_loop().add_reader(listener, self._accept, listener)


def _bind(family: int, address: tuple[object, ...]) -> socket.socket:
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.setblocking(False)
        listener.bind(address)
    except OSError:
        listener.close()
        raise
    return listener
