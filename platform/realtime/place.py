"""Where a subscriber is that is not at the present, and what is counted of those who never get there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

ReadPast = Callable[[int, int], tuple[list[bytes], int] | None]
"""`(seq, room)`: a channel's numbered frames after `seq`, at least one if there are any and about `room` bytes at
most, and the number that they lead up to. None where the history does not reach back."""


@dataclass(slots=True)
class Drops:
    """What was given up for those who read too slowly, counted over all channels."""

    slow_closed: int = 0
    """Of numbered frames more were waiting than may: connections closed."""
    newest_replaced: int = 0
    """Newest frames that one who was behind, or had only just come, never got, for a newer one was there."""
    passing_dropped: int = 0
    """Passing frames that one who was behind went without."""


class Numbered:
    """A sequence of frames that must arrive in order: how far it is, and its past."""

    __slots__ = ("about", "read_past", "seq")

    def __init__(self, seq: int, read_past: ReadPast, about: str = "") -> None:
        self.seq = seq
        """The last frame's."""
        self.read_past = read_past
        self.about = about
        """What it tells of."""


class Place:
    """How far a subscriber is that is not at the present.

    `seq` and `stamp` are the last numbered and the last newest frame it was written, `chat` the last numbered one of
    a chat, `owed` the bytes of numbered ones that happened since. `first` is what it gets in between, as far as it
    has not yet.
    """

    __slots__ = ("chat", "first", "owed", "seq", "stamp")

    def __init__(self, seq: int, stamp: int, first: Sequence[bytes] = (), chat: int = 0) -> None:
        self.seq = seq
        self.stamp = stamp
        self.chat = chat
        self.first = first
        self.owed = 0


class Opening:
    """Frames made for one joiner that others may begin with as well, and the place they are true of."""

    __slots__ = ("frames", "seq", "stamp")

    def __init__(self, frames: Sequence[bytes], seq: int, stamp: int) -> None:
        self.frames = frames
        self.seq = seq
        self.stamp = stamp
