"""Sockets that hear a room. The generator shares the cores with the server, so they do as little as they can: those
of the product look up what came among what others got already, and those of the peers, but for some, count bytes."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from bench.chat.book import MARK, Book, Frame
from bench.push.viewer import OnText, Tally, Viewer, join_on_snapshot

_CHAT = b'{"type":"chat"'


class Listener(Viewer):
    """Of the product: every frame is compared, byte by byte, with one that was read."""

    __slots__ = ("_book", "_heard", "seq")

    def __init__(self, tally: Tally, request: bytes, on_text: OnText | None, book: Book) -> None:
        super().__init__(tally, request, on_text)
        self._book = book
        self._heard: Frame | None = None
        self.seq = -1
        """What it has been told of the room."""

    def data_received(self, data: bytes) -> None:
        frame = self._book.chunks.get(data)
        if frame is not None and not self._tail:
            self.seq = self._book.hear(frame, self.seq)
            return
        whole = not self._tail
        self._heard = None
        super().data_received(data)
        heard: Frame | None = self._heard
        if heard is not None and whole and not self._tail and len(data) == heard.size + _head(heard.size):
            self._book.chunks[data] = heard

    def _receive(self, opcode: int, payload: bytes) -> None:
        if opcode == 1 and payload.startswith(_CHAT):
            self._heard = self._book.find(payload)
            self.seq = self._book.hear(self._heard, self.seq)
        else:
            super()._receive(opcode, payload)


def make_listeners(book: Book) -> Callable[[Tally, bytes, OnText | None], Viewer]:
    """For a `Dialect`."""
    return lambda tally, request, on_text: Listener(tally, request, on_text, book)


def join_room(viewer: Viewer, payload: bytes) -> None:
    """The livestream's channel: a member once its snapshot is there. All else but the chat is passed over."""
    if not viewer.joined.done():
        join_on_snapshot(viewer, payload)


def _head(size: int) -> int:
    return 2 if size < 126 else 4 if size < 65_536 else 10


EVERY = 100
"""One in so many of a peer's listeners reads what it gets."""
_PING = b"\x81\x012"
"""Engine.IO's heartbeat, as a whole frame."""


@dataclass(slots=True)
class Sample:
    """What some of a peer's listeners read, and how much the others got."""

    arrivals: dict[int, tuple[int, float]]
    """As `Book.list_arrivals`, of those who read."""
    bytes: int = 0
    """What the others got."""
    readers: int = 0
    made: int = 0


class _Counter(Viewer):
    """Of a peer: counts bytes, and answers heartbeats."""

    __slots__ = ("_sample",)

    def __init__(self, tally: Tally, request: bytes, on_text: OnText | None, sample: Sample) -> None:
        super().__init__(tally, request, on_text)
        self._sample = sample

    def data_received(self, data: bytes) -> None:
        if not self.joined.done():
            super().data_received(data)
            return
        self._sample.bytes += len(data)
        if data.endswith(_PING):
            self._sample.bytes -= len(_PING)
            self.transport.write(b"\x81\x81\x00\x00\x00\x003")


class _Reader(Viewer):
    """Of a peer: reads, as a page would."""

    __slots__ = ("_sample",)

    def __init__(self, tally: Tally, request: bytes, on_text: OnText | None, sample: Sample) -> None:
        super().__init__(tally, request, on_text)
        self._sample = sample

    def _receive(self, opcode: int, payload: bytes) -> None:
        super()._receive(opcode, payload)
        if opcode == 1 and (found := MARK.search(payload)) is not None:
            number = int(found[1])
            count = self._sample.arrivals.get(number, (0, 0.0))[0]
            self._sample.arrivals[number] = count + 1, time.perf_counter()


def make_sampled(sample: Sample) -> Callable[[Tally, bytes, OnText | None], Viewer]:
    """For a `Dialect`: one in `EVERY` reads, the last of a hundred times as many too."""

    def make(tally: Tally, request: bytes, on_text: OnText | None) -> Viewer:
        sample.made += 1
        if sample.made % EVERY:
            return _Counter(tally, request, on_text, sample)
        sample.readers += 1
        return _Reader(tally, request, on_text, sample)

    return make
