"""A channel: the subscribers that hear the same frames, and what each new one must know first."""

from collections.abc import Callable

from realtime.frames import frame_text
from realtime.subscriber import Subscriber

Wrap = Callable[[bytes, str | None], bytes]
"""Makes an event's JSON the bytes of one kind of connection; the second argument is its cursor, where it has one."""

MAX_BACKLOG = 256 * 1024
"""Bytes a socket may owe before it is closed with 4408; it reconnects and resumes where it was."""


def wrap_frame(payload: bytes, cursor: str | None = None) -> bytes:
    """As WebSockets take it."""
    return frame_text(payload)


class Channel:
    """Subscribers under one address, of one kind. Frames come ready; nothing here encodes.

    `counts` renders the current counts as frames, for sockets that skipped some while they were behind. `wrap` is how
    this kind's frames are made.
    """

    __slots__ = ("_counts", "name", "sockets", "wrap")

    def __init__(self, name: str, counts: Callable[[], bytes], wrap: Wrap = wrap_frame) -> None:
        self.name = name
        self._counts = counts
        self.wrap = wrap
        self.sockets: set[Subscriber] = set()

    def send_transition(self, frame: bytes) -> None:
        """Deliver a frame that must not be lost: a socket that cannot take it is closed and resumes later."""
        slow: list[Subscriber] = []
        for socket in self.sockets:
            if socket.behind and socket.transport.get_write_buffer_size() + len(frame) > MAX_BACKLOG:
                slow.append(socket)
            else:
                socket.transport.write(frame)
        for socket in slow:  # closing leaves the set, so not while walking it
            socket.hub.slow_closed += 1
            socket.close(4408, "too slow: reconnect and resume")

    def send_counts(self, frame: bytes) -> None:
        """Deliver a frame that only matters while it is the newest: sockets that are behind skip it."""
        for socket in self.sockets:
            if socket.behind:
                socket.hub.counts_skipped += 1
            else:
                socket.transport.write(frame)

    def catch_up(self, socket: Subscriber) -> None:
        """Bring a socket that skipped counts to the present."""
        if frame := self._counts():
            socket.transport.write(frame)
