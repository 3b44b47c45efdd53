"""The board: every livestream as of one place in the transition log. Pure; the same on every process."""

from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from realtime.events import Transition

HISTORY = 10_000
"""Transitions kept for sockets that resume; about 1 KB each."""

RESTING = 2_000
"""Livestreams neither scheduled nor live that stay on the board, the longest unused leaving first."""


class Entry:
    """One livestream on the board. `bodies` caches its encodings, and goes with it."""

    __slots__ = ("artist_id", "bodies", "livestream", "private", "seq")

    def __init__(self, seq: int, artist_id: str, livestream: Mapping[str, Any], private: Mapping[str, Any]) -> None:
        self.seq = seq
        self.artist_id = artist_id
        self.livestream = livestream
        self.private = private
        self.bodies: dict[str, tuple[bytes, bytes]] = {}
        """By view: its JSON without counts and address, and the address's."""

    def refresh_private(self, fields: Mapping[str, Any]) -> None:
        """Change what only the artist sees, outside the log."""
        self.private = {**self.private, **fields}
        self.bodies.pop("artist", None)

    @property
    def active(self) -> bool:
        """Scheduled or live."""
        return self.livestream["status"] in ("scheduled", "live")


class Board:
    """State plus history. `seq` is the last transition it has seen; `apply` takes only the next one."""

    def __init__(self, epoch: str, seq: int) -> None:
        self.epoch = epoch
        self.seq = seq
        self.active: dict[str, Entry] = {}
        self._resting: OrderedDict[str, Entry] = OrderedDict()
        self._history: deque[Transition] = deque(maxlen=HISTORY)

    def get(self, livestream_id: str) -> Entry | None:
        """A livestream, if it is here; that it is not says nothing about the database."""
        return self.active.get(livestream_id) or self._resting.get(livestream_id)

    def put(self, livestream_id: str, entry: Entry) -> Entry:
        """Add what was read from the database as of `entry.seq`, unless the board knows something newer."""
        known = self.get(livestream_id)
        if known is not None and known.seq >= entry.seq:
            return known
        self.active.pop(livestream_id, None)
        self._resting.pop(livestream_id, None)
        if entry.active:
            self.active[livestream_id] = entry
        else:
            self._resting[livestream_id] = entry
            if len(self._resting) > RESTING:
                self._resting.popitem(last=False)
        return entry

    def apply(self, transition: Transition) -> None:
        """Take the next transition.

        Raises:
            ValueError: it is not the next one; the caller must bring the missing ones first.
        """
        if transition.seq != self.seq + 1:
            raise ValueError(f"the board is at {self.seq}, so {transition.seq} is not next")
        self.seq = transition.seq
        self._history.append(transition)
        if transition.type == "livestream.deleted":
            self.active.pop(transition.livestream_id, None)
            self._resting.pop(transition.livestream_id, None)
        else:
            entry = Entry(transition.seq, transition.artist_id, transition.livestream, transition.private)
            self.put(transition.livestream_id, entry)

    def missed(self, seq: int, wanted: Callable[[Transition], bool]) -> list[Transition] | None:
        """The wanted transitions after `seq`, or None where the history does not reach back (or `seq` is ahead)."""
        if seq > self.seq or seq < self.seq - len(self._history):
            return None
        found: list[Transition] = []
        for transition in reversed(self._history):
            if transition.seq <= seq:
                break
            if wanted(transition):
                found.append(transition)
        found.reverse()
        return found

    def remember(self, transitions: Iterable[Transition]) -> None:
        """Start the history with the log's last lines before `seq`, oldest first, when a process begins."""
        self._history.extendleft(reversed([line for line in transitions if line.seq <= self.seq]))
