"""A channel: the sockets that hear the same frames, and what each new one must know first."""

from collections.abc import Callable

from realtime.socket import PushSocket

MAX_BACKLOG = 256 * 1024
"""Bytes a socket may owe before it is closed with 4408; it reconnects and resumes where it was."""


class Channel:
    """Sockets under one address. Frames come ready; nothing here encodes.

    `counts` renders the current counts as frames, for sockets that skipped some while they were behind.
    """

    __slots__ = ("_counts", "name", "sockets")

    def __init__(self, name: str, counts: Callable[[], bytes]) -> None:
        self.name = name
        self._counts = counts
        self.sockets: set[PushSocket] = set()

    def send_transition(self, frame: bytes) -> None:
        """Deliver a frame that must not be lost: a socket that cannot take it is closed and resumes later."""
        slow: list[PushSocket] = []
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

    def catch_up(self, socket: PushSocket) -> None:
        """Bring a socket that skipped counts to the present."""
        if frame := self._counts():
            socket.transport.write(frame)
