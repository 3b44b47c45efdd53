"""One subscriber's connection after the handshake, as lean as Python allows: thousands of these sit idle."""

import asyncio
from typing import TYPE_CHECKING, cast

from realtime.errors import ProtocolError
from realtime.frames import CLOSE, PING, frame_close, frame_pong, read_close, read_frames

if TYPE_CHECKING:
    from realtime.channel import Channel
    from realtime.hub import Hub

CLOSE_TIMEOUT = 5.0
"""Seconds a peer has to take our last bytes and answer a close frame."""

HIGH_WATER = 16 * 1024
"""Bytes waiting in this process, beyond the kernel's own buffer, from which on a socket counts as behind."""


class PushSocket(asyncio.Protocol):
    """Answers pings and closes, notices the peer's end, refuses what nobody asked for.

    Sending is not here: the channel writes ready frames to `transport` in one loop over its sockets.
    """

    __slots__ = ("_rest", "address", "alive", "behind", "channel", "closing", "hub", "transport", "viewer", "ward")

    def __init__(self, hub: "Hub", channel: "Channel", address: str, *, viewer: bool) -> None:
        self.hub = hub
        self.channel = channel
        self.address = address
        self.viewer = viewer
        self.alive = True
        """Heard of since the last sweep; the hub's sweeper clears it and asks with a ping."""
        self.behind = False
        """More than HIGH_WATER waits: counts are not sent until it has drained."""
        self.closing = False
        self.ward = 0
        self._rest = b""
        self.transport: asyncio.Transport = cast("asyncio.Transport", None)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take over an upgraded connection."""
        self.transport = cast("asyncio.Transport", transport)
        self.transport.set_write_buffer_limits(high=HIGH_WATER)
        self.hub.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """The peer is gone, whoever ended it."""
        self.closing = True
        self.hub.remove(self)

    def pause_writing(self) -> None:
        """The peer reads more slowly than we write."""
        self.behind = True

    def resume_writing(self) -> None:
        """It has caught up: what was skipped is sent as it is now."""
        self.behind = False
        if not self.closing:
            self.channel.catch_up(self)

    def data_received(self, data: bytes) -> None:
        """Bytes of the client: control frames are answered, anything else ends the connection."""
        self.alive = True
        if self.closing:
            # Only the peer's close frame or its hang-up is of interest now.
            self._await_close(data)
            return
        try:
            frames, self._rest = read_frames(self._rest + data if self._rest else data)
            for frame in frames:
                if frame.opcode == PING:
                    self.transport.write(frame_pong(frame.payload))
                elif frame.opcode == CLOSE:
                    self._finish(read_close(frame.payload))
                    return
        except ProtocolError as error:
            self.close(error.code, str(error))

    def _await_close(self, data: bytes) -> None:
        try:
            frames, self._rest = read_frames((self._rest + data)[-4096:])
        except ProtocolError:
            self.transport.close()
            return
        if any(frame.opcode == CLOSE for frame in frames):
            self.transport.close()

    def _finish(self, code: int) -> None:
        self.closing = True
        self.transport.write(frame_close(code))
        self.transport.close()

    def close(self, code: int, reason: str = "") -> None:
        """Send a close frame and leave the channel; the connection ends when the peer answers, or by time-out."""
        if self.closing:
            return
        self.closing = True
        self._rest = b""
        self.hub.remove(self)
        if self.transport.is_closing():
            return
        self.transport.write(frame_close(code, reason))
        self.hub.abort_later(self.transport, CLOSE_TIMEOUT)
