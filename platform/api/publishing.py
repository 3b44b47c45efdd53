"""Who publishes what, as the ingest nodes report it, and which of them must stop."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from catalog.rehearsing import find_artist_id
from realtime.board import Entry
from realtime.bus import Bus, Message
from realtime.publishers import Publishers

Notify = Callable[[str, str, Mapping[str, Any]], None]
"""Tells a livestream's artist: event type, livestream, further fields."""

NoteRehearsal = Callable[[str, str, Mapping[str, Any]], None]
"""Takes a rehearsal's figures: artist, session, health."""

TERMINAL = ("ended", "archived", "cancelled")


class Publishing:
    """The reports of all nodes, shared between the web processes, and the nodes' waiting questions."""

    def __init__(
        self,
        find: Callable[[str], Awaitable[Entry | None]],
        notify: Notify,
        note_rehearsal: NoteRehearsal,
        bus: Bus,
    ) -> None:
        self.reports = Publishers()
        self._find = find
        self._notify = notify
        self._note_rehearsal = note_rehearsal
        self._bus = bus
        self._waiters: set[tuple[frozenset[str], asyncio.Event]] = set()

    def note_admission(self, node: str, session_id: str, livestream_id: str) -> None:
        """A publisher was let in by this process; the others learn whose turn it is."""
        message = {"kind": "admission", "node": node, "session_id": session_id, "livestream_id": livestream_id}
        self.receive(message)
        self._bus.publish(message)

    def note_report(self, node: str, sessions: Sequence[Mapping[str, Any]]) -> None:
        """An ingest node's report: who publishes, and how silent."""
        seen = [
            {name: one.get(name) for name in ("session_id", "livestream_id", "idle_ms", "state")} for one in sessions
        ]
        message = {"kind": "report", "node": node, "sessions": seen}
        self.receive(message)
        self._bus.publish(message)
        for session in sessions:
            if not session.get("health"):
                continue
            livestream_id = str(session["livestream_id"])
            if (artist_id := find_artist_id(livestream_id)) is not None:
                self._note_rehearsal(artist_id, str(session["session_id"]), session["health"])
            else:
                self._notify("ingest.health", livestream_id, {"health": session["health"]})

    def note_end(self, session_id: str) -> None:
        """A session is over."""
        message = {"kind": "end", "session_id": session_id}
        self.receive(message)
        self._bus.publish(message)

    def silence(self, session_id: str) -> float | None:
        """Seconds since the session's last media; None: no node reports it."""
        return self.reports.silence(session_id)

    def receive(self, message: Message) -> None:
        """Take a message of this process's own or from the bus."""
        if message["kind"] == "report":
            self.reports.note_report(message["node"], message["sessions"])
        elif message["kind"] == "end":
            self.reports.note_end(message["session_id"])
        else:
            self.reports.note_admission(message["node"], message["session_id"], message["livestream_id"])
            self.wake(message["livestream_id"])

    async def wait_for_stop(self, sessions: Mapping[str, str], timeout: float) -> list[dict[str, Any]]:
        """Which of these sessions (session id -> livestream id) must stop: at once, or as soon as one must.

        Answers `[{session_id, reason, message}]`, empty when none must within `timeout` seconds.
        """
        woken = asyncio.Event()
        waiter = (frozenset(sessions.values()), woken)
        self._waiters.add(waiter)
        try:
            async with asyncio.timeout(timeout):
                while True:
                    woken.clear()
                    if stops := await self.find_stops(sessions):
                        return stops
                    await woken.wait()
        except TimeoutError:
            return []
        finally:
            self._waiters.discard(waiter)

    async def find_stops(self, sessions: Mapping[str, str]) -> list[dict[str, Any]]:
        """Which of these sessions must stop now."""
        stops: list[dict[str, Any]] = []
        for session_id, livestream_id in sessions.items():
            rehearsal = find_artist_id(livestream_id) is not None
            entry = None if rehearsal else await self._find(livestream_id)
            if rehearsal and self.reports.current(livestream_id) in (None, session_id):
                continue  # there is no livestream that could end
            if rehearsal:
                reason, message = "taken_over", "Another connection rehearses with this key now."
            elif entry is None:
                reason, message = "deleted", "This livestream no longer exists."
            elif (status := entry.livestream["status"]) in TERMINAL:
                reason, message = status, f"This livestream is {status}."
            elif self.reports.current(livestream_id) not in (None, session_id):
                reason, message = "taken_over", "Another connection publishes this livestream now."
            else:
                continue
            stops.append({"session_id": session_id, "reason": reason, "message": message})
        return stops

    def wake(self, livestream_id: str) -> None:
        """Something happened to a livestream: whoever waits for it looks again."""
        for livestream_ids, woken in self._waiters:
            if livestream_id in livestream_ids:
                woken.set()
