"""Which complete segments are listed, which are still served after that, and when their bytes go. Pure."""

from collections import deque

from ingest.origin.stream.memory import Memory
from ingest.origin.stream.segments import Change, Segment
from ingest.origin.stream.shape import Shape

LONGEST_REACH = 60.0
"""Seconds back from the end up to which a keyframe stays listed, where later ones are missing. Nobody would load more
in order to join, and an encoder that never sends a second one would have the list grow for ever."""


class Retention:
    """`count` every byte that comes, `add` each segment that is complete, and `trim` after each step."""

    __slots__ = ("_cut", "_retired_seconds", "_starved", "listed", "listed_seconds", "memory", "retired", "size")

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.memory.streams += 1
        self.listed: deque[Segment] = deque()
        self.listed_seconds = 0.0
        self.retired: deque[Segment] = deque()
        """No longer listed, still served (6.2.2: as long as the playlist was)."""
        self._retired_seconds = 0.0
        self.size = 0
        """Bytes of all segments, the open one's too."""
        self._cut = False  # memory has cut the rewind window, and that was told
        self._starved = False  # memory has cut what must be listed, and that was told

    def count(self, size: int) -> None:
        """So many bytes more."""
        self.size += size
        self.memory.used += size

    def add(self, segment: Segment) -> None:
        """One that is complete is listed from now on."""
        self.listed.append(segment)
        self.listed_seconds += segment.duration

    def trim(self, shape: Shape, change: Change) -> None:
        """Let go of what need not be kept any longer, or cannot be; `change` is told."""
        while self._can_unlist(shape, shape.window):
            self._unlist()
        keep = self.listed_seconds + shape.longest_segment
        while self.retired and self._retired_seconds - self.retired[0].duration > keep:
            self._drop(change)
        # Too much to hold: what has left the list goes first, but for what players at its far end still load; then
        # the list gets shorter by as much as is needed.
        while self.size > self._most(shape):
            if self._retired_seconds < shape.least_window and self._can_unlist(shape, shape.least_window):
                self._unlist()
                if not self._cut:
                    self._cut, change.window = True, self.listed_seconds
            elif self.retired:
                self._drop(change)
            elif len(self.listed) > 1:
                # More than can be held of what must be listed: no bitrate is that high, but a clock may be so slow.
                self._unlist()
                if not self._starved:
                    self._starved = change.starved = True
            else:
                return

    def drop_all(self) -> None:
        """The stream is gone."""
        self.listed.clear()
        self.retired.clear()
        self.count(-self.size)
        self.memory.streams -= 1

    def _most(self, shape: Shape) -> int:
        share = self.memory.share
        return shape.max_bytes if share is None else min(shape.max_bytes, share)

    def _unlist(self) -> None:
        segment = self.listed.popleft()
        self.listed_seconds -= segment.duration
        self.retired.append(segment)
        self._retired_seconds += segment.duration

    def _drop(self, change: Change) -> None:
        segment = self.retired.popleft()
        self._retired_seconds -= segment.duration
        self.count(-segment.size)
        change.dropped.append(segment)

    def _can_unlist(self, shape: Shape, floor: float) -> bool:
        """Whether the oldest segment may leave the list, with `floor` seconds to stay in it."""
        if len(self.listed) <= shape.list_size:
            return False
        if self.listed_seconds - self.listed[0].duration < floor - 1e-6:
            return False
        if self.listed_seconds > max(floor, LONGEST_REACH) + shape.longest_segment:
            return True
        # A joining player needs a keyframe: one must stay listed, and with long groups of pictures there are few.
        rest = iter(self.listed)
        next(rest)
        return any(segment.independent for segment in rest)
