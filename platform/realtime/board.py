"""The board: every livestream as of one place in the transition log. Pure; the same on every process."""

from bisect import bisect_left, bisect_right, insort
from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Any

from contract.livestreams import Entry, Transition

HISTORY = 10_000
"""Transitions kept for sockets that resume; about 1 KB each."""

UPCOMING = 100
"""Scheduled livestreams that the lobby's snapshot holds, soonest first; the others are read over REST, by page."""

MOST_STILLS = 10_000

RESTING = 2_000
"""Livestreams neither scheduled nor live that stay on the board, the longest unused leaving first."""


class Listing:
    """A livestream as the board lists it, as of `seq`. `bodies` caches its encodings, and goes with it."""

    __slots__ = ("artist_id", "bodies", "livestream", "private", "seq", "still")

    def __init__(self, seq: int, entry: Entry | Transition) -> None:
        self.seq = seq
        self.artist_id = entry.artist_id
        self.livestream = entry.livestream
        self.private = entry.private
        self.still = 0
        """Which is the newest picture, as `Board.stills`."""
        self.bodies: dict[str, tuple[bytes, bytes, bytes, bytes]] = {}
        """By view: its JSON without counts and addresses, and those: its replay's (empty: there is none), of a
        picture that stands for that, and its own."""

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
        self.active: dict[str, Listing] = {}
        self._live: dict[str, Listing] = {}
        self._upcoming: list[tuple[bool, str, str]] = []
        self._own: dict[str, dict[str, Listing]] = {}
        self._resting: OrderedDict[str, Listing] = OrderedDict()
        self._history: deque[Transition] = deque()
        self.stills: dict[str, int] = {}
        """Which is the newest picture of each stream; no fact of the log, and of the last `MOST_STILLS` alone."""
        self._lines: dict[str, list[Transition]] = {}
        """The history again by whom a line concerns, its livestream and its artist: whoever resumes on a channel of
        one must not cost a look at what happened to all the others."""

    def get(self, livestream_id: str) -> Listing | None:
        """A livestream, if it is here; that it is not says nothing about the database."""
        return self.active.get(livestream_id) or self._resting.get(livestream_id)

    def put(self, livestream_id: str, entry: Listing) -> Listing:
        """Add what was read from the database as of `entry.seq`, unless the board knows something newer."""
        known = self.get(livestream_id)
        if known is not None and known.seq >= entry.seq:
            return known
        self._remove(livestream_id)
        entry.still = self.stills.get(livestream_id, 0)
        if entry.active:
            self._add(livestream_id, entry)
        else:
            self._resting[livestream_id] = entry
            if len(self._resting) > RESTING:
                self._resting.popitem(last=False)
        return entry

    def note_still(self, livestream_id: str, still: int) -> None:
        """There is a newer picture, or with 0 none any more."""
        self.stills.pop(livestream_id, None)
        if still:
            self.stills[livestream_id] = still
            if len(self.stills) > MOST_STILLS:
                del self.stills[next(iter(self.stills))]
        if (entry := self.get(livestream_id)) is not None:
            entry.still = still

    def apply(self, transition: Transition) -> None:
        """Take the next transition.

        Raises:
            ValueError: it is not the next one; the caller must bring the missing ones first.
        """
        if transition.seq != self.seq + 1:
            raise ValueError(f"the board is at {self.seq}, so {transition.seq} is not next")
        self.seq = transition.seq
        self._remember(transition)
        if transition.type == "livestream.deleted":
            self._remove(transition.livestream_id)
        else:
            entry = Listing(transition.seq, transition)
            self.put(transition.livestream_id, entry)

    def after(self, seq: int, subject: str | None = None) -> Iterator[Transition] | None:
        """The transitions after `seq`, or None where the history does not reach back (or `seq` is ahead). `subject`
        is a livestream or an artist, and only what concerns it is wanted."""
        missing = self.seq - seq
        if not 0 <= missing <= len(self._history):
            return None
        if subject is None:
            # By number: a deque finds what is near either end at once, and would else be walked from its beginning.
            count = len(self._history)
            return (self._history[index] for index in range(count - missing, count))
        lines = self._lines.get(subject, [])
        return (lines[index] for index in range(bisect_right(lines, seq, key=attrgetter("seq")), len(lines)))

    def present(self, line: Transition) -> Mapping[str, Any] | None:
        """The livestream of a line of the history as it is now, or None where it is deleted."""
        latest, entry = self._latest(line.livestream_id) or line, self.get(line.livestream_id)
        if entry is not None and entry.seq >= latest.seq:
            return entry.livestream
        return None if latest.type == "livestream.deleted" else latest.livestream

    def present_about(self, line: Transition) -> Mapping[str, Any]:
        """What a line of the history tells besides, as far as is known now: of a thing that was changed later, what
        was said of it last; of one that is gone with its livestream, no text that somebody typed."""
        if line.thing is None:
            return line.about
        name, thing = line.thing
        for later in reversed(self._lines.get(line.livestream_id, [])):
            if later.seq <= line.seq:
                break
            if later.type == "livestream.deleted":
                return {**line.about, name: {**thing, "title": ""}}
            if later.thing is not None and later.thing[0] == name and later.thing[1]["id"] == thing["id"]:
                return later.about
        return line.about

    def changed_at(self, livestream_id: str) -> int:
        """The number of the last change to a livestream that `present` knows of."""
        latest, entry = self._latest(livestream_id), self.get(livestream_id)
        return max(latest.seq if latest is not None else 0, entry.seq if entry is not None else 0)

    def lobby(self) -> list[tuple[str, Listing]]:
        """What is live, and the next of what is to come: `UPCOMING` of them."""
        coming = [livestream_id for _, _, livestream_id in self._upcoming[:UPCOMING]]
        return [*self._live.items(), *((livestream_id, self.active[livestream_id]) for livestream_id in coming)]

    def own(self, artist_id: str) -> list[tuple[str, Listing]]:
        """An artist's livestreams that are scheduled or live."""
        return list(self._own.get(artist_id, {}).items())

    def remember(self, transitions: Iterable[Transition]) -> None:
        """Start the history with the log's last lines before `seq`, oldest first, when a process begins."""
        for line in transitions:
            if line.seq <= self.seq:
                self._remember(line)

    def _remember(self, line: Transition) -> None:
        if len(self._history) == HISTORY:
            oldest = self._history.popleft()
            for subject in (oldest.livestream_id, oldest.artist_id):
                del self._lines[subject][0]
                if not self._lines[subject]:
                    del self._lines[subject]
        self._history.append(line)
        for subject in (line.livestream_id, line.artist_id):
            self._lines.setdefault(subject, []).append(line)

    def _latest(self, livestream_id: str) -> Transition | None:
        lines = self._lines.get(livestream_id)
        return lines[-1] if lines else None

    def _add(self, livestream_id: str, entry: Listing) -> None:
        self.active[livestream_id] = entry
        self._own.setdefault(entry.artist_id, {})[livestream_id] = entry
        if entry.livestream["status"] == "live":
            self._live[livestream_id] = entry
        else:
            insort(self._upcoming, _turn(livestream_id, entry))

    def _remove(self, livestream_id: str) -> None:
        self._resting.pop(livestream_id, None)
        entry = self.active.pop(livestream_id, None)
        if entry is None:
            return
        own = self._own[entry.artist_id]
        del own[livestream_id]
        if not own:
            del self._own[entry.artist_id]
        if self._live.pop(livestream_id, None) is None:
            del self._upcoming[bisect_left(self._upcoming, _turn(livestream_id, entry))]


def _turn(livestream_id: str, entry: Listing) -> tuple[bool, str, str]:
    """Where a scheduled livestream comes in the order of what is next; what has no date comes last."""
    start = entry.livestream.get("scheduled_start_at")
    return start is None, start or "", livestream_id
