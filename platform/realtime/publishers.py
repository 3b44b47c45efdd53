"""Which publishers the ingest nodes last reported, and how long each has been silent. Pure but for its clock."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

LOST_AFTER = 6.0
"""Seconds without a report of its session after which a publisher counts as lost with its node."""

FORGET_AFTER = 120.0
"""Seconds after which a session nobody reports any more is forgotten."""


class Report(NamedTuple):
    """One session, as last reported."""

    node: str
    livestream_id: str
    heard_at: float
    silent_since: float


class Publishers:
    """Reports of all nodes by session, and which session each livestream's publisher has."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._reports: dict[str, Report] = {}
        self._current: dict[str, str] = {}
        self._began = clock()

    def note_report(self, node: str, sessions: Sequence[Mapping[str, Any]]) -> None:
        """A node's open sessions. One it no longer names simply grows old: the report may have crossed its start."""
        now = self._clock()
        for session in sessions:
            if session.get("state") != "interrupted":
                silent_since = now - float(session.get("idle_ms") or 0) / 1000
                self._reports[str(session["session_id"])] = Report(
                    node, str(session["livestream_id"]), now, silent_since
                )
        for old in [name for name, known in self._reports.items() if now - known.heard_at > FORGET_AFTER]:
            del self._reports[old]

    def note_admission(self, node: str, session_id: str, livestream_id: str) -> None:
        """A publisher was let in: it is the livestream's current one, and counts as just heard of."""
        now = self._clock()
        self._current[livestream_id] = session_id
        self._reports[session_id] = Report(node, livestream_id, now, now)

    def note_end(self, session_id: str) -> None:
        """A session is over."""
        self._reports.pop(session_id, None)
        for livestream_id in [name for name, current in self._current.items() if current == session_id]:
            del self._current[livestream_id]

    def current(self, livestream_id: str) -> str | None:
        """The session of the livestream's publisher, if there is one."""
        return self._current.get(livestream_id)

    def reported(self, livestream_id: str) -> list[tuple[str, str]]:
        """Node and session of whoever a node reports as publishing this livestream, freshly."""
        now = self._clock()
        return [
            (report.node, session_id)
            for session_id, report in self._reports.items()
            if report.livestream_id == livestream_id and now - report.heard_at < LOST_AFTER / 2
        ]

    def strays(self) -> list[tuple[str, str, str]]:
        """Node, session and livestream of whoever is reported freshly where nobody counts as publishing."""
        now = self._clock()
        return [
            (report.node, session_id, report.livestream_id)
            for session_id, report in self._reports.items()
            if report.livestream_id not in self._current and now - report.heard_at < LOST_AFTER / 2
        ]

    def lost_sessions(self) -> list[str]:
        """The current sessions whose node no longer reports them."""
        return [session_id for session_id in self._current.values() if self.lost(session_id)]

    def silence(self, session_id: str) -> float | None:
        """Seconds since the session's last media as far as known; None where no node reports it."""
        report = self._reports.get(session_id)
        if report is None:
            return None
        now = self._clock()
        # Media may have come since the report; one second, the reports' pace, is not held against it.
        since_report = now - report.heard_at
        return max(0.0, report.heard_at - report.silent_since) + max(0.0, since_report - 1.0)

    def lost(self, session_id: str) -> bool:
        """Whether the session's node has been silent for so long that its publisher must be taken for gone.

        A process that has just begun has heard nobody yet, and waits as long as it would for a silent node.
        """
        report = self._reports.get(session_id)
        heard_at = self._began if report is None else report.heard_at
        return self._clock() - max(heard_at, self._began) > LOST_AFTER

    def restart_patience(self) -> None:
        """Nothing could be heard for a while (the bus was down): give every node its time again."""
        self._began = self._clock()
