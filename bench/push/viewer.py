"""One WebSocket of the load generator, and what it counts: as little work per frame as Python allows.

The generator shares the machine with the server, so what it does per frame shows in the time to the last delivery
(not in the server's CPU). It checks frame boundaries and opcodes and looks for a marker in the payload; it parses no
JSON.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

_PONG = b"\x8a\x80\x00\x00\x00\x00"  # masked with zeros, as a client must mask


@dataclass(slots=True, eq=False)
class Tally:
    """Counts over all viewers of one swarm."""

    frames: int = 0
    """Text frames received."""
    pings: int = 0
    lost: int = 0
    """Sockets closed by the server or the network."""
    marker: bytes = b"\x00"
    """What the awaited event holds."""
    awaited: int = 0
    """Deliveries of the awaited event still missing."""
    done: asyncio.Event = field(default_factory=asyncio.Event)
    done_at: float = 0.0
    """`time.perf_counter()` at the last awaited delivery (the loop's own clock counts whole milliseconds)."""


class Viewer(asyncio.Protocol):
    """Connects, upgrades, counts. `joined` is set when the dialect says so; `on_text` sees every payload."""

    __slots__ = ("_head", "_tail", "joined", "last", "on_text", "tally", "transport", "upgraded")

    def __init__(self, tally: Tally, request: bytes, on_text: "OnText | None") -> None:
        loop = asyncio.get_running_loop()
        self._head = request
        self._tail = b""
        self.tally = tally
        self.on_text = on_text
        self.joined: asyncio.Future[None] = loop.create_future()
        self.upgraded = False
        self.last: int | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # uvloop's are none by inheritance
        self.transport.write(self._head)
        self._head = b""

    def data_received(self, data: bytes) -> None:
        if not self.upgraded:
            self._head += data
            head, end, data = self._head.partition(b"\r\n\r\n")
            if not end:
                return
            self._head = b""
            if not head.startswith(b"HTTP/1.1 101"):
                self._fail(ConnectionError(head.decode("latin-1").split("\r\n")[0]))
                return
            self.upgraded = True
            if self.on_text is None:
                self._join()
        if self._tail:
            data = self._tail + data
            self._tail = b""
        position, size = 0, len(data)
        while position < size:
            if size - position < 2:
                break
            length, begin = data[position + 1], position + 2
            if length == 126:
                if size - begin < 2:
                    break
                length = int.from_bytes(data[begin : begin + 2], "big")
                begin += 2
            elif length == 127:
                if size - begin < 8:
                    break
                length = int.from_bytes(data[begin : begin + 8], "big")
                begin += 8
            if size - begin < length:
                break
            self._receive(data[position] & 15, data[begin : begin + length])
            position = begin + length
        if position < size:
            self._tail = data[position:]

    def _receive(self, opcode: int, payload: bytes) -> None:
        tally = self.tally
        if opcode == 1:
            tally.frames += 1
            if self.on_text is not None:
                self.on_text(self, payload)
            if tally.marker in payload:
                tally.awaited -= 1
                if tally.awaited == 0:
                    tally.done_at = time.perf_counter()
                    tally.done.set()
        elif opcode == 9:
            tally.pings += 1
            self.transport.write(
                _PONG if not payload else b"\x8a" + bytes([0x80 | len(payload)]) + bytes(4) + payload
            )
        elif opcode == 8:
            code = int.from_bytes(payload[:2], "big")
            self._fail(ConnectionError(f"closed with {code} {payload[2:].decode(errors='replace')}"))

    def _join(self) -> None:
        if not self.joined.done():
            self.joined.set_result(None)

    def _fail(self, error: Exception) -> None:
        if not self.joined.done():
            self.joined.set_exception(error)
        self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self.tally.lost += 1
        if not self.joined.done():
            self.joined.set_exception(exc or ConnectionError("closed before joining"))

    def mark_joined(self) -> None:
        """A dialect's word that the server has taken this socket in."""
        self._join()


OnText = Callable[[Viewer, bytes], None]
"""Sees each text that a viewer receives."""


def join_on_snapshot(viewer: Viewer, payload: bytes) -> None:
    """The product: a member once the snapshot is there."""
    if not viewer.joined.done():
        if not payload.startswith(b'{"type":"snapshot"') and b'"snapshot"' not in payload[:40]:
            viewer.joined.set_exception(ConnectionError(f"first frame is {payload[:60]!r}"))
            return
        viewer.mark_joined()


def join_socketio(viewer: Viewer, payload: bytes) -> None:
    """Engine.IO 4 and Socket.IO 5: open, connect to the main namespace, answer heartbeats."""
    kind = payload[:2]
    if kind[:1] == b"0":
        viewer.transport.write(b"\x81\x82\x00\x00\x00\x0040")
    elif kind[:1] == b"2":
        viewer.transport.write(b"\x81\x81\x00\x00\x00\x003")
    elif kind == b"40":
        viewer.mark_joined()
