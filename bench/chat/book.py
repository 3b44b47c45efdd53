"""What the listeners of a room heard: each frame is looked into once, and counted for each of them. Pure but for its
clock."""

import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

MARK = re.compile(rb"\bno(\d{7})\b")
"""A message of the bench holds its number."""


def make_text(number: int) -> str:
    """What is said: as long as what people write in a chat, and all of one length."""
    return f"no{number:07} that bass line, please play it once more for us over here"


@dataclass(slots=True)
class Frame:
    """One frame of a room, as however many listeners got it."""

    after: int
    seq: int
    numbers: Sequence[int]
    """Of the bench's messages in it."""
    removed: Sequence[str]
    """Ids of messages that it takes away."""
    size: int
    """Of its text."""
    count: int = 0
    last_at: float = 0.0
    """`time.perf_counter()` when the last listener so far had it."""


@dataclass(slots=True)
class Book:
    """All frames that were heard, and all that was wrong with them."""

    chunks: dict[bytes, Frame] = field(default_factory=dict)
    """By what came from the socket in one piece: nearly all is looked up here, and nothing else is done."""
    frames: dict[bytes, Frame] = field(default_factory=dict)
    """By a frame's text."""
    messages: dict[int, tuple[str, int]] = field(default_factory=dict)
    """Each message's id and the bench's number, by its `seq`."""
    lost: int = 0
    """Numbers that a listener was not told, added up over all of them."""
    doubled: int = 0
    """Numbers that a listener was told again."""
    muddled: int = 0
    """Frames whose messages are not in order, or not those that other frames have."""

    def find(self, text: bytes) -> Frame:
        """The frame of this text, read when it is heard the first time."""
        frame = self.frames.get(text)
        if frame is None:
            frame = self.frames[text] = self._read(text)
        return frame

    def _read(self, text: bytes) -> Frame:
        told = json.loads(text)
        after, numbers = told["after"], list[int]()
        at = -1 if told["reset"] else after
        for message in told["messages"]:
            found = MARK.search(message["text"].encode())
            number = int(found[1]) if found else -1
            known = self.messages.setdefault(message["seq"], (message["id"], number))
            self.muddled += known != (message["id"], number) or not at < message["seq"] <= told["seq"]
            at = message["seq"]
            numbers.append(number)
        return Frame(-1 if told["reset"] else after, told["seq"], numbers, told["removed"], len(text))

    def hear(self, frame: Frame, seq: int) -> int:
        """A listener that had come to `seq` gets a frame; -> what it has come to. A frame's `after` is -1 where all
        begins anew."""
        if frame.after != seq and frame.after >= 0:
            self.lost += max(0, frame.after - seq)
            self.doubled += max(0, seq - frame.after)
        frame.count += 1
        frame.last_at = time.perf_counter()
        return frame.seq

    def settle(self, listeners: Sequence[int], seq: int) -> None:
        """What each listener has come to, when the room stands at `seq`: who is not there lacks the rest."""
        self.lost += sum(max(0, seq - at) for at in listeners)

    def find_removal(self, message_id: str) -> tuple[int, float]:
        """From how many a message has been taken away, and when from the last of them."""
        frames = [frame for frame in self.frames.values() if message_id in frame.removed]
        return sum(frame.count for frame in frames), max((frame.last_at for frame in frames), default=0.0)

    def list_arrivals(self) -> dict[int, tuple[int, float]]:
        """Of each of the bench's messages: how many have it, and when the last of them had it."""
        found: dict[int, tuple[int, float]] = {}
        for frame in self.frames.values():
            for number in frame.numbers:
                count, at = found.get(number, (0, 0.0))
                found[number] = count + frame.count, max(at, frame.last_at)
        return found
