"""How a connection leaves the HTTP server: uvicorn's protocols, taught to let go of a socket.

Two ways lead to the hub. A request that needs neither an account nor the database is upgraded on the spot, 101 and
snapshot in one write. Any other goes through Quart, which accepts and authorises it and then takes the transport
out of uvicorn's hands (`scope["extensions"]["encryptedmedia.detach"]`). Server-Sent Events take the second way.
"""

import asyncio
from collections.abc import Callable
from typing import Any, cast

from uvicorn._types import ASGISendEvent
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request as HandshakeRequest

from api.http.bounded_http import BoundedHttp, write_refusal
from api.http.connections import Connections
from realtime.sockets.handshake import find_version, plain_request_key

DETACH = "encryptedmedia.detach"

MOST_RECEIVED = 128 * 1024
"""Bytes a client may send before it is admitted, its request included, and after it was refused. None has reason to;
uvicorn would answer every ping among them, whether or not the answers are read."""

WRONG_VERSION = write_refusal(
    426,
    "Upgrade Required",
    "websocket_version",
    "This server speaks version 13 of the WebSocket protocol.",
    b"sec-websocket-version: 13\r\nupgrade: websocket\r\n",
)
"""RFC 6455, section 4.4."""

Detach = Callable[[], asyncio.Transport | None]

TakeAtOnce = Callable[[asyncio.Transport, bytes, dict[str, Any]], bool]
"""Gets the transport, the handshake's key and the ASGI scope (path and query filled in); False: not a plain case."""


class _Gone:
    """Stands where the transport was, so that uvicorn's last motions touch nothing."""

    def is_closing(self) -> bool:
        return True

    def close(self) -> None:
        pass

    def write(self, data: bytes) -> None:
        pass

    def resume_reading(self) -> None:
        pass


class DetachableWebSocket(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket connection until its transport is taken."""

    pool: Connections
    """Of this process; a subclass sets it."""
    detached = False
    _received = 0

    def data_received(self, data: bytes) -> None:
        """Bytes of a client that is not admitted yet, or no longer."""
        self._received += len(data)
        if self._received > MOST_RECEIVED:
            self.transport.abort()
        else:
            super().data_received(data)

    def handle_connect(self, event: HandshakeRequest) -> None:
        """Offer the application the way out."""
        super().handle_connect(event)
        scope = getattr(self, "scope", None)
        if scope is not None:
            scope["extensions"][DETACH] = self.detach

    def detach(self) -> asyncio.Transport | None:
        """Let go of the transport, or None when the client has gone, or has already sent what it must not."""
        if self.detached or self.disconnected or self.close_sent or self.transport.is_closing():
            return None
        if not self.queue.empty():
            return None
        self.stop_keepalive()
        self.detached = True
        self.pool.remove(self.transport)
        self.connections.discard(self)
        transport, self.transport = self.transport, cast("asyncio.Transport", _Gone())
        return transport

    def connection_lost(self, exc: Exception | None) -> None:
        """The peer is gone."""
        self.pool.remove(self.transport)
        super().connection_lost(exc)

    async def send(self, message: ASGISendEvent) -> None:
        """Quart's farewell after the hand-over goes nowhere."""
        if not self.detached:
            await super().send(message)


def detachable_websocket(connections: Connections) -> type[DetachableWebSocket]:
    """The class for a process whose plain connections are `connections`; a channel's are none any more."""

    class PooledWebSocket(DetachableWebSocket):
        pool = connections

    return PooledWebSocket


def upgrading_http(take_at_once: TakeAtOnce, request_timeout: float, connections: Connections) -> type[BoundedHttp]:
    """uvicorn's HTTP protocol, asking `take_at_once` before it starts an ASGI WebSocket."""
    seconds, pool_ = request_timeout, connections

    class UpgradingHttp(BoundedHttp):
        request_timeout = seconds
        pool = pool_

        def on_message_begin(self) -> None:
            super().on_message_begin()
            extensions: dict[str, Any] = {DETACH: self.detach}
            self.scope["extensions"] = extensions

        def detach(self) -> asyncio.Transport | None:
            """Let go of the transport before anything was answered, or None when the client has gone."""
            cycle = self.cycle
            if self.transport.is_closing() or cycle.disconnected or cycle.response_started or self.pipeline:
                return None
            self.connections.discard(self)
            self.pool.remove(self.transport)
            self.flow.resume_reading()
            cycle.disconnected = True  # what the application still answers goes nowhere
            transport, self.transport = self.transport, cast("asyncio.Transport", _Gone())
            return transport

        def handle_websocket_upgrade(self) -> None:
            if find_version(self.scope["headers"]) != b"13":
                self.transport.write(WRONG_VERSION)
                self.transport.close()
                return
            key = plain_request_key(self.scope["method"], self.scope["headers"])
            if key is not None:
                path, _, query = self.url.partition(b"?")
                scope = {**self.scope, "path": path.decode("latin-1"), "query_string": query}
                self._unset_keepalive_if_required()
                if take_at_once(self.transport, key, scope):
                    self.connections.discard(self)
                    self.pool.remove(self.transport)
                    return
            super().handle_websocket_upgrade()

    return UpgradingHttp
