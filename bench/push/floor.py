"""The floor: a bare loop of `transport.write` of one ready frame, over sockets upgraded with the least work.

Run as a program: `PORT=... python -m bench.push.floor`. `POST /emit` sends its body to every socket as a text frame.
"""

import asyncio
import base64
import gc
import hashlib
import os
from typing import cast

import uvloop

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_sockets: set[asyncio.WriteTransport] = set()


def build_frame(payload: bytes) -> bytes:
    """One unmasked, final text frame (RFC 6455, section 5.2)."""
    size = len(payload)
    if size < 126:
        return b"\x81" + bytes([size]) + payload
    if size < 65_536:
        return b"\x81\x7e" + size.to_bytes(2, "big") + payload
    return b"\x81\x7f" + size.to_bytes(8, "big") + payload


class Connection(asyncio.Protocol):
    """An upgrade, or a trigger; nothing a WebSocket client sends afterwards is looked at."""

    __slots__ = ("_head", "_transport")

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)
        self._head: bytes | None = b""

    def data_received(self, data: bytes) -> None:
        if self._head is None:
            return
        self._head += data
        head, end, body = self._head.partition(b"\r\n\r\n")
        if not end:
            return
        fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
        if b"upgrade" not in fields:
            if len(body) < int(fields.get(b"content-length", 0)):
                return
            self._head = b""
            if head.startswith(b"POST /emit"):
                frame = build_frame(body)
                for transport in _sockets:
                    transport.write(frame)
            self._transport.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")
            return
        # Header values were lowered above, so the key is taken from the text as it came.
        key = head[head.lower().index(b"sec-websocket-key: ") + 19 :].split(b"\r\n", 1)[0]
        accept = base64.b64encode(hashlib.sha1(key + _GUID).digest())  # noqa: S324 - what RFC 6455 asks for
        self._transport.write(
            b"HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\n"
            b"sec-websocket-accept: " + accept + b"\r\n\r\n"
        )
        _sockets.add(self._transport)
        self._head = None

    def connection_lost(self, exc: Exception | None) -> None:
        _sockets.discard(self._transport)


async def serve(port: int) -> None:
    """Listen on 127.0.0.1 until killed."""
    gc.freeze()
    server = await asyncio.get_running_loop().create_server(Connection, "127.0.0.1", port, backlog=4096)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(serve(int(os.environ["PORT"])))
