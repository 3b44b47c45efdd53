"""One subscriber's WebSocket after the handshake, as lean as Python allows."""

from typing import TYPE_CHECKING

from realtime.errors import ProtocolError
from realtime.frames import CLOSE, PING, PING_FRAME, frame_close, frame_pong, frame_text, read_close, read_frames
from realtime.render import PING_EVENT, render_goodbye
from realtime.subscriber import Subscriber

if TYPE_CHECKING:
    from realtime.channel import Channel
    from realtime.hub import Hub

_PING = frame_text(PING_EVENT) + PING_FRAME


class PushSocket(Subscriber):
    """Answers pings and closes, notices the peer's end, refuses what nobody asked for."""

    __slots__ = ("_rest",)

    def __init__(self, hub: "Hub", channel: "Channel", address: str, *, viewer: bool) -> None:
        super().__init__(hub, channel, address, viewer=viewer)
        self._rest = b""

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

    def ping(self) -> None:
        """Ping by event, which a page can see, and by control frame, which every client answers by itself."""
        # Without the control frame one that is behind just now would have nothing to answer, and be taken for dead.
        self.transport.write(PING_FRAME if self.behind else _PING)

    def say_goodbye(self, reconnect_in_ms: int) -> None:
        """The goodbye event, then 1012."""
        if not self.closing:
            self.transport.write(frame_text(render_goodbye(reconnect_in_ms)))
            self.close(1012, "restarting: reconnect")

    def _say_close(self, code: int, reason: str) -> None:
        self._rest = b""
        self.transport.write(frame_close(code, reason))
