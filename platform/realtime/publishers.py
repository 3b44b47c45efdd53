"""Which publishers the ingest nodes last reported, and how long each has been silent. Pure: the clock is passed in."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

LOST_AFTER = 6.0
"""Seconds without a report of its session after which a publisher counts as lost with its node."""


class Report(NamedTuple):
    """One session of a node's report."""

    node: str
    heard_at: float
    silent_since: float


class Publishers:
    """Reports of all nodes by session."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._reports: dict[str, Report] = {}
        self._began = clock()

    def note_report(self, node: str, sessions: Sequence[Mapping[str, Any]]) -> None:
        """A node's whole list of open sessions: what it no longer names is gone from it."""
        now = self._clock()
        named = {str(session["session_id"]): session for session in sessions}
        for gone in [name for name, known in self._reports.items() if known.node == node and name not in named]:
            del self._reports[gone]
        for name, session in named.items():
            if session.get("state") == "interrupted":
                self._reports.pop(name, None)
                continue
            silent_since = now - float(session.get("idle_ms") or 0) / 1000
            self._reports[name] = Report(node, now, silent_since)

    def note_start(self, node: str, session_id: str) -> None:
        """A session that began counts as heard of, until its node's next report."""
        now = self._clock()
        self._reports.setdefault(session_id, Report(node, now, now))

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
