"""A channel: the subscribers that hear the same frames, and what each new one must know first."""

import asyncio
from collections.abc import Callable
from typing import cast

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

    Those who reach the HLS origin by different names are told different addresses, so each `origin` is a kind of its
    own: still one frame for all of them, and no socket looks at it. `counts` renders the current counts as frames,
    for sockets that skipped some while they were behind. `wrap` is how this kind's frames are made.
    """

    __slots__ = ("_counts", "_falling", "late", "name", "origin", "ready", "wrap")

    def __init__(self, name: str, counts: Callable[[], bytes], wrap: Wrap = wrap_frame, origin: bytes = b"") -> None:
        self.name = name
        self.origin = origin
        self._counts = counts
        self.wrap = wrap
        self.ready: set[asyncio.Transport] = set()
        """Connections that take whatever is written: delivering is one loop over them, and nothing else."""
        self.late: set[Subscriber] = set()
        """Subscribers that owe more than their high-water mark."""
        self._falling: list[Subscriber] = []
        # A write may find its own socket full, and `ready` must not change while it is walked over.

    def __len__(self) -> int:
        return len(self.ready) + len(self.late)

    def subscribers(self) -> list[Subscriber]:
        """All of them, for what is rare."""
        return [cast("Subscriber", transport.get_protocol()) for transport in self.ready] + list(self.late)

    def add(self, socket: Subscriber) -> None:
        """A subscriber joins."""
        self.ready.add(socket.transport)

    def remove(self, socket: Subscriber) -> None:
        """A subscriber leaves; harmless the second time."""
        self.ready.discard(socket.transport)
        self.late.discard(socket)

    def fall_behind(self, socket: Subscriber) -> None:
        """A subscriber reads more slowly than we write."""
        self._falling.append(socket)

    def catch_up(self, socket: Subscriber) -> None:
        """A subscriber has taken what waited: bring it to the present."""
        self._settle()
        if socket in self.late:
            self.late.discard(socket)
            self.ready.add(socket.transport)
        if frame := self._counts():
            socket.transport.write(frame)

    def send_transition(self, frame: bytes) -> None:
        """Deliver a frame that must not be lost: a socket that cannot take it is closed and resumes later."""
        self._settle()
        for transport in self.ready:
            transport.write(frame)
        for socket in list(self.late):
            if socket.transport.get_write_buffer_size() + len(frame) > MAX_BACKLOG:
                socket.hub.slow_closed += 1
                socket.close(4408, "too slow: reconnect and resume")
            else:
                socket.transport.write(frame)

    def send_counts(self, frame: bytes) -> None:
        """Deliver a frame that only matters while it is the newest: sockets that are behind skip it."""
        self._settle()
        for transport in self.ready:
            transport.write(frame)
        for socket in self.late:
            socket.hub.counts_skipped += 1

    def _settle(self) -> None:
        for socket in self._falling:
            # It may have caught up, or left, in the meantime.
            if socket.behind and socket.transport in self.ready:
                self.ready.discard(socket.transport)
                self.late.add(socket)
        self._falling.clear()
