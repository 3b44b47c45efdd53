"""One subscriber's WebSocket after the handshake, as lean as Python allows."""

from typing import ClassVar

from realtime.channel import Channel
from realtime.errors import ProtocolError
from realtime.hub import Hub
from realtime.render import PING_EVENT, render_goodbye
from realtime.sockets.frames import (
    CLOSE,
    PING,
    PING_FRAME,
    PONG,
    Frame,
    frame_close,
    frame_pong,
    frame_text,
    read_close,
    read_frames,
)
from realtime.sockets.subscriber import Subscriber

_PING = frame_text(PING_EVENT) + PING_FRAME

CONTROLS = 200
"""Frames a client may send between two of our pings, 25 s: eight a second, and no client needs one."""


class PushSocket(Subscriber):
    """Answers pings and closes, notices the peer's end, refuses what nobody asked for."""

    __slots__ = ("_controls", "_pong", "_rest")

    texts: ClassVar = False
    """Whether it hears text messages."""

    def __init__(self, hub: Hub, channel: Channel, address: str, *, viewer: bool) -> None:
        super().__init__(hub, channel, address, viewer=viewer)
        self._rest = b""
        self._controls = 0
        self._pong: bytes | None = None
        """The answer to a ping that came while the peer did not read: the last one's only (RFC 6455, 5.5.3)."""

    def data_received(self, data: bytes) -> None:
        """Bytes of the client: control frames are answered, anything else ends the connection."""
        self.alive = True
        if self.closing:
            # Only the peer's close frame or its hang-up is of interest now.
            self._await_close(data)
            return
        try:
            data = self._rest + data if self._rest else data
            frames, self._rest = read_frames(data, CONTROLS - self._controls, texts=self.texts)
            self._controls += len(frames)
            ping: bytes | None = None
            for frame in frames:
                if frame.opcode == PING:
                    ping = frame.payload
                elif frame.opcode == CLOSE:
                    self._finish(read_close(frame.payload))
                    return
                elif frame.opcode != PONG:
                    self._hear(frame)
        except ProtocolError as error:
            self.close(error.code, str(error))
            return
        if ping is None:
            return
        if self.behind:
            self._pong = ping
        else:
            self.transport.write(frame_pong(ping))

    def _hear(self, frame: Frame) -> None:
        """A text frame or a continuation has come, which only a kind with `texts` is given.

        Raises ProtocolError
        """

    def resume_writing(self) -> None:
        """As any subscriber; the pong it was owed goes first."""
        if self._pong is not None and not self.closing:
            self.transport.write(frame_pong(self._pong))
        self._pong = None
        super().resume_writing()

    def _await_close(self, data: bytes) -> None:
        try:
            frames, self._rest = read_frames((self._rest + data)[-4096:], CONTROLS, texts=self.texts)
        except ProtocolError:
            # It goes on with what it was closed for. Not another byte of it is read; to end the connection now, with
            # the rest unread, would be a reset (RFC 1122, 4.2.2.13) that takes our close frame from it. Time ends it.
            self.transport.pause_reading()
            return
        if any(frame.opcode == CLOSE for frame in frames):
            self.transport.close()

    def _finish(self, code: int) -> None:
        self.closing = True
        self.transport.write(frame_close(code))
        self.transport.close()

    def ping(self) -> None:
        """Ping by event, which a page can see, and by control frame, which every client answers by itself."""
        self._controls = 0
        # Without the control frame one that is behind just now would have nothing to answer, and be taken for dead.
        # It is two bytes in 25 s, and whoever leaves it unanswered is cut at the next.
        self.transport.write(PING_FRAME if self.behind else _PING)

    def say_goodbye(self, reconnect_in_ms: int) -> None:
        """The goodbye event, then 1012."""
        if not self.closing:
            self.transport.write(frame_text(render_goodbye(reconnect_in_ms)))
            self.close(1012, "restarting: reconnect")

    def _say_close(self, code: int, reason: str) -> None:
        self._rest = b""
        self.transport.write(frame_close(code, reason))
