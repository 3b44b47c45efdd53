"""Who publishes as far as this process has heard, who must be taken for lost, and whose time to return is over.

The judge of absence. Pure: every call brings the time of a steady clock, in seconds. What is counted here is not that
time but the part of it in which this process was awake: a process that stood still (was stopped, starved, swapped
out) heard nobody in the meantime, so nobody's silence grows, and nobody's wait runs out, while it did.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

LOST_AFTER = 6.0
"""Seconds in which nobody has heard of a publisher, after which it counts as lost with its node."""

STANDSTILL = 1.0
"""Seconds without a look, after which it was this process that stood still. It looks four times a second."""

LISTEN = 3.0
"""Seconds to listen after a standstill before anybody is judged: every node reports in this time."""

DOUBT = 2.5
"""Seconds of silence after which the other processes' witness is asked."""

WITNESS_AGE = 2.0
"""Seconds between two readings of the witness from which something follows."""

FORGET_AFTER = 120.0
"""Seconds after which a session nobody reports any more is forgotten."""


class Report(NamedTuple):
    """One session, as last reported. Times are of the waking clock."""

    node: str
    feed_id: str
    heard_at: float
    silent_since: float


class Attendance:
    """What one process knows; the same questions have the same answers wherever the same was heard."""

    def __init__(self, now: float) -> None:
        self._now = now
        self._awake = 0.0
        self._listening_until = LISTEN  # whoever has just begun has heard nobody yet
        self._reports: dict[str, Report] = {}
        self._holders: dict[str, str] = {}
        self._unsure: set[str] = set()
        self._witness: dict[str, tuple[int, float]] = {}
        self._witnessed_at = -WITNESS_AGE
        self._waits: dict[str, tuple[str, float]] = {}
        self.version = 0
        """Counts up with each change of who publishes."""

    def attend(self, now: float) -> float:
        """This process is awake; to be called at least every `STANDSTILL` seconds. The waking clock's time."""
        passed, self._now = now - self._now, now
        if passed > STANDSTILL:
            self._listening_until = self._awake + LISTEN
        else:
            self._awake += max(0.0, passed)
        return self._awake

    # -- what is heard -----------------------------------------------------------------------------------------

    def note_report(self, now: float, node: str, sessions: Sequence[Mapping[str, Any]]) -> None:
        """A node's open sessions. One it no longer names simply grows old: the report may have crossed its start."""
        awake = self.attend(now)
        held = set(self._holders.values())
        for session in sessions:
            session_id = str(session["session_id"])
            if session_id in held and self._is_elsewhere(session_id, node):
                continue  # another node's, and that one says so itself
            if session.get("state") != "interrupted":
                silent_since = awake - float(session.get("idle_ms") or 0) / 1000
                self._reports[session_id] = Report(node, str(session["feed_id"]), awake, silent_since)
        for name in [name for name, known in self._reports.items() if awake - known.heard_at > FORGET_AFTER]:
            if name not in held:
                del self._reports[name]

    def note_holder(self, now: float, node: str, session_id: str, feed_id: str) -> None:
        """This session has just become its feed's publisher: its media flows."""
        awake = self.attend(now)
        self._holders[feed_id] = session_id
        self._unsure.discard(feed_id)
        self._reports[session_id] = Report(node, feed_id, awake, awake)
        self.version += 1

    def note_holders(self, now: float, holders: Iterable[tuple[str, str, str]], version: int) -> None:
        """All publishers (node, session, feed) as the database had them when this was at `version`. If it has
        changed since, what was read may be older than what is known, and counts for nothing."""
        if version != self.version:
            return
        before = set(self._holders.values())
        self._holders.clear()
        for node, session_id, feed_id in holders:
            if session_id in before:
                self._holders[feed_id] = session_id
            else:
                self.note_holder(now, node, session_id, feed_id)
        self._unsure.clear()

    def note_witness(self, now: float, nodes: Iterable[tuple[str, int, Sequence[str]]]) -> None:
        """What other processes wrote down of the nodes: name, a number that grows with each report, sessions."""
        awake = self.attend(now)
        self._witnessed_at = awake
        for node, number, sessions in nodes:
            before, read_at = self._witness.get(node, (number, awake))
            self._witness[node] = number, awake
            if number == before or awake - read_at > WITNESS_AGE:
                continue  # nothing new; or new since long ago, which says nothing of now
            for session_id in sessions:
                known = self._reports.get(session_id)
                if known is not None and not self._is_elsewhere(session_id, node):
                    silence = known.heard_at - known.silent_since
                    self._reports[session_id] = known._replace(heard_at=awake, silent_since=awake - silence)

    def note_end(self, session_id: str) -> None:
        """A session is over, or given up."""
        self._reports.pop(session_id, None)
        for feed_id in [name for name, holder in self._holders.items() if holder == session_id]:
            del self._holders[feed_id]
        self.version += 1

    def note_change(self, feed_id: str) -> None:
        """Perhaps somebody else publishes there now, or nobody. Whoever did is watched until that is clear:
        to take for lost who does not publish changes nothing."""
        self._unsure.add(feed_id)
        self.version += 1

    @property
    def unsure(self) -> bool:
        """Whether the database should be asked who publishes."""
        return bool(self._unsure)

    # -- what follows ------------------------------------------------------------------------------------------

    def holds(self, session_id: str, feed_id: str) -> bool:
        """Whether this session surely is the publisher. If not, the database must be asked."""
        return self._holders.get(feed_id) == session_id and feed_id not in self._unsure

    def is_heard(self, node: str, session_id: str, feed_id: str) -> bool:
        """Whether this session is known to publish there, and this node is the one to tell of it."""
        return self._holders.get(feed_id) == session_id and not self._is_elsewhere(session_id, node)

    def find_node(self, feed_id: str) -> str:
        """The node that its publisher is connected to; empty: there is none, or nobody has said."""
        known = self._reports.get(self._holders.get(feed_id, ""))
        return "" if known is None else known.node

    def _is_elsewhere(self, session_id: str, node: str) -> bool:
        return self._reports[session_id].node not in ("", node)

    def silence(self, now: float, session_id: str) -> float | None:
        """Seconds since the session's last media as far as known; None where no node reports it."""
        known = self._reports.get(session_id)
        if known is None:
            return None
        # Media may have come since the report; one second, the reports' pace, is not held against it.
        since_report = self.attend(now) - known.heard_at
        return max(0.0, known.heard_at - known.silent_since) + max(0.0, since_report - 1.0)

    def in_doubt(self, now: float) -> bool:
        """Whether there is a publisher silent for so long that the witness should be read, and read again."""
        awake = self.attend(now)
        return any(self._unheard(session_id, awake) > DOUBT for session_id in self._holders.values())

    def find_lost(self, now: float, *, alone: bool) -> list[str]:
        """The publishers to be taken for lost. A guess: see docs/architecture.md. `alone`: there are no other
        processes that could have heard of them."""
        awake = self.attend(now)
        if awake < self._listening_until or not (alone or awake - self._witnessed_at < WITNESS_AGE):
            return []
        return [name for name in self._holders.values() if self._unheard(name, awake) > LOST_AFTER]

    def _unheard(self, session_id: str, awake: float) -> float:
        return awake - self._reports[session_id].heard_at

    def note_wait(self, now: float, livestream_id: str, until: str, seconds: float) -> None:
        """A livestream waits for its publisher, from now on for so long. `until` names the wait; told again, it
        changes nothing."""
        awake = self.attend(now)
        if self._waits.get(livestream_id, ("", 0.0))[0] != until:
            self._waits[livestream_id] = until, awake + seconds

    def find_expired(self, now: float, waiting: Mapping[str, str]) -> list[tuple[str, str]]:
        """Of the livestreams that wait now, by id with the wait's name, those whose wait is over."""
        awake = self.attend(now)
        self._waits = {name: wait for name, wait in self._waits.items() if waiting.get(name) == wait[0]}
        if awake < self._listening_until:
            return []  # nobody could come in while this process stood still
        return [(name, until) for name, (until, ends_at) in self._waits.items() if ends_at <= awake]
