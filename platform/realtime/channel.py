"""A channel: the subscribers that hear the same frames, and what each is still to hear.

There are three ways to deliver. *Numbered*: must arrive, in order. *Newest*: only the last frame under each key
matters. *Passing*: only the moment matters. Which one an event takes, the registry says (`contract.events.registry`).

Whoever reads as fast as we write gets all of it, in one loop of bare writes. Whoever does not is written nothing: it
keeps its place, and when it has taken what it has, gets what it missed from there on. So a subscriber costs a bounded
piece of memory however slowly it reads, and what waits for many is in memory once.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile
from typing import Protocol, cast

from contract.events.event import Delivery, Event
from realtime.place import Drops, Numbered, Opening, Place, ReadPast
from realtime.sockets.frames import frame_text

Wrap = Callable[[bytes, str | None], bytes]
"""Makes an event's JSON the bytes of one kind of connection; the second argument is its cursor, where it has one."""

HIGH_WATER = 16 * 1024
"""Bytes waiting in this process, beyond the kernel's own buffer, from which on a subscriber counts as behind."""

MAX_BACKLOG = 256 * 1024
"""Bytes a socket may be behind before it is closed with 4408; it reconnects and resumes where it was."""

PIECE = HIGH_WATER
"""Bytes of one write to a socket that catches up: more would make it one that is behind at once."""

TURN = 64 * 1024
"""Bytes written to one that catches up before the others have their turn."""


class Listener(Protocol):
    """What channels and the hub need of a subscriber: see `sockets.subscriber.Subscriber`, which is one."""

    address: str
    alive: bool
    behind: bool
    channel: "Channel"
    closing: bool
    transport: asyncio.Transport
    viewer: bool
    ward: int

    def ping(self) -> None:
        """Show the peer that the connection lives, and have it show the same."""

    def say_goodbye(self, reconnect_in_ms: int, /) -> None:
        """This process ends: say when to come back, and close."""

    def close(self, code: int, reason: str = "", /) -> None:
        """Say why, and leave the channel."""


def wrap_frame(payload: bytes, cursor: str | None = None) -> bytes:
    """As WebSockets take it."""
    return frame_text(payload)


class Channel:
    """Subscribers under one address, of one kind. Frames come ready; nothing here encodes.

    Those who reach the HLS origin by different names are told different addresses, so each `origin` is a kind of its
    own: still one frame for all of them, and no socket looks at it. So are those who asked for the same `topics`
    besides; whoever did not pays nothing for them. `seq` is where the channel begins, `read_past` reads its numbered
    frames again, `wrap` is how this kind's are made. Where there is a `chat`, that is a second sequence of them.
    """

    __slots__ = (
        "_falling",
        "_kept",
        "_newest",
        "chat",
        "drops",
        "late",
        "name",
        "openings",
        "origin",
        "read_past",
        "ready",
        "seq",
        "stamp",
        "topics",
        "wrap",
    )

    def __init__(
        self,
        name: str,
        seq: int,
        read_past: ReadPast,
        wrap: Wrap = wrap_frame,
        origin: bytes = b"",
        drops: Drops | None = None,
        topics: frozenset[str] = frozenset(),
        chat: Numbered | None = None,
    ) -> None:
        self.name = name
        self.topics = topics
        self.chat = chat
        self.drops = drops or Drops()
        self.origin = origin
        self.seq = seq
        """The last numbered frame's."""
        self.stamp = 0
        """Counts the newest frames."""
        self.read_past = read_past
        self.wrap = wrap
        self.openings: dict[object, Opening] = {}
        self.ready: set[asyncio.Transport] = set()
        """Connections that take whatever is written: delivering is one loop over them, and nothing else."""
        self.late: dict[Listener, Place] = {}
        """Subscribers that are not at the present, because they read too slowly or have only just come."""
        self._newest: dict[str, tuple[int, bytes]] = {}
        """The last frame under each key, in the order of stamps, while there is somebody who may have missed it."""
        self._kept = 0
        """Counts the frames of things of which more than one is kept."""
        self._falling: list[Listener] = []
        # A write may find its own socket full, and `ready` must not change while it is walked over.

    def __len__(self) -> int:
        return len(self.ready) + len(self.late)

    def subscribers(self) -> list[Listener]:
        """All of them, for what is rare."""
        return [cast("Listener", transport.get_protocol()) for transport in self.ready] + list(self.late)

    def add(self, socket: Listener) -> None:
        """A subscriber joins, at the present."""
        self.ready.add(socket.transport)

    def remove(self, socket: Listener) -> None:
        """A subscriber leaves; harmless the second time."""
        self.ready.discard(socket.transport)
        self.late.pop(socket, None)

    def set_back(self, socket: Listener, place: Place) -> None:
        """A subscriber that has just joined begins at `place`: write it what it misses, as it takes it."""
        self.ready.discard(socket.transport)
        self.late[socket] = place
        self.catch_up(socket)

    def fall_behind(self, socket: Listener) -> None:
        """A subscriber reads more slowly than we write."""
        self._falling.append(socket)

    def catch_up(self, socket: Listener) -> None:
        """A subscriber has taken what waited: bring it nearer to the present, or there."""
        self._settle()
        written = 0
        while not socket.behind and (place := self.late.get(socket)) is not None:
            if written > TURN:
                # Asked before anything is read: what is read counts as written.
                asyncio.get_running_loop().call_soon(self.catch_up, socket)
                return
            frames = self._read_on(place)
            if frames is None:
                self._close_slow(socket)
            elif not frames:
                del self.late[socket]
                self.ready.add(socket.transport)
            else:
                written += sum(map(len, frames))
                socket.transport.writelines(frames)

    def send_numbered(self, frame: bytes, seq: int) -> None:
        """Deliver what must not be lost: whoever is too far behind for it is closed, and resumes later."""
        self._settle()
        self.seq = seq
        self._write_numbered(frame)

    def send_chat(self, frame: bytes, seq: int) -> None:
        """The same of the chat's sequence, which there is."""
        self._settle()
        if self.chat is not None:
            self.chat.seq = seq
        self._write_numbered(frame)

    def change_chat(self, chat: Numbered) -> None:
        """Another sequence takes the place of the chat's; everybody is at its beginning, wherever that is."""
        self._settle()
        self.chat = chat
        for place in self.late.values():
            place.chat = chat.seq

    def _write_numbered(self, frame: bytes) -> None:
        for transport in self.ready:
            transport.write(frame)
        for socket, place in list(self.late.items()):
            place.owed += len(frame)
            if place.owed > MAX_BACKLOG:
                self._close_slow(socket)

    def send(self, event: Event, about: str, frame: bytes) -> None:
        """Deliver an event that is not numbered, the way the registry says; `about` is what its thing is one of."""
        if event.delivery is Delivery.PASSING:
            self.send_passing(frame)
        elif event.kept == 1:
            self.send_newest(f"{event.thing} {about}", frame)
        else:
            self._kept += 1
            self.send_newest(f"{event.thing} {about} {self._kept % event.kept}", frame)

    def send_newest(self, key: str, frame: bytes) -> None:
        """Deliver what only matters while it is the newest under `key`; whoever is behind gets the last one."""
        self._settle()
        self._keep_newest(key, frame)
        for transport in self.ready:
            transport.write(frame)

    def _keep_newest(self, key: str, frame: bytes) -> None:
        self.stamp += 1
        if self.late or self.openings:
            self._newest.pop(key, None)  # a dictionary keeps the order of insertion, which is to be that of stamps
            self._newest[key] = (self.stamp, frame)
        elif self._newest:
            self._newest.clear()

    def send_together(self, event: Event, frames: Mapping[str, bytes]) -> None:
        """Deliver newest frames about several things in one write to each who reads as fast as we write: a write
        costs more than what is written."""
        self._settle()
        for about, frame in frames.items():
            self._keep_newest(f"{event.thing} {about}", frame)
        together = b"".join(frames.values())
        for transport in self.ready:
            transport.write(together)

    def send_passing(self, frame: bytes) -> None:
        """Deliver what the next one makes worthless: whoever is behind goes without."""
        self._settle()
        for transport in self.ready:
            transport.write(frame)
        self.drops.passing_dropped += len(self.late)

    def _read_on(self, place: Place) -> Sequence[bytes] | None:
        """The next piece of what is missing, the numbered first; empty: nothing is; None: it is gone for good."""
        if place.seq < self.seq:
            read = self.read_past(place.seq, PIECE)
            if read is None:
                return None
            frames, place.seq = read
            place.owed = max(0, place.owed - sum(map(len, frames)))
            if frames:
                return frames
        if self.chat is not None and place.chat < self.chat.seq:
            read = self.chat.read_past(place.chat, PIECE)
            if read is None:
                return None
            frames, place.chat = read
            place.owed = max(0, place.owed - sum(map(len, frames)))
            if frames:
                return frames
        if place.first:
            piece = _take(place.first)
            place.first = place.first[len(piece) :]
            return piece
        missed = list(takewhile(lambda newest: newest[0] > place.stamp, reversed(self._newest.values())))
        missed.reverse()
        piece = _take([frame for _, frame in missed])
        stamp = missed[len(piece) - 1][0] if len(piece) < len(missed) else self.stamp
        self.drops.newest_replaced += stamp - place.stamp - len(piece)
        place.stamp = stamp
        return piece

    def _close_slow(self, socket: Listener) -> None:
        self.drops.slow_closed += 1
        socket.close(4408, "too slow: reconnect and resume")

    def _settle(self) -> None:
        for socket in self._falling:
            # It may have caught up, or left, in the meantime.
            if socket.behind and socket.transport in self.ready:
                self.ready.discard(socket.transport)
                self.late[socket] = Place(self.seq, self.stamp, chat=self.chat.seq if self.chat is not None else 0)
        self._falling.clear()


def _take(frames: Sequence[bytes]) -> Sequence[bytes]:
    """As many from the beginning as one that is not behind takes without falling behind; at least one."""
    size = 0
    for number, frame in enumerate(frames):
        size += len(frame)
        if size > PIECE and number:
            return frames[:number]
    return frames
