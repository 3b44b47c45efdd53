"""The rehearsals that go on now. Every web process hears of all of them, so the dashboard may be on any."""

import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from catalog.shapes import PublisherSession
from contract.events.event import NoticeType
from live.rehearsals.verdict import Verdict, judge
from realtime.bus.bus import Bus, Handler, Message

Send = Callable[[NoticeType, str, Mapping[str, Any]], None]
"""Gives an artist's sockets of this process an event: its type, the artist, further fields."""

Save = Callable[[str, Mapping[str, Any]], Awaitable[None]]
"""Keeps the verdict of a session that has ended."""

WINDOW: Final = 6.0
"""Seconds of figures that a verdict looks at."""
QUIET: Final = 3.0
"""Seconds without figures after which another session of the same artist may take the place of one not ended."""
KEPT: Final = 120.0
"""Seconds after which one that nobody hears of any more is forgotten."""


class Run:
    """One rehearsal."""

    def __init__(self, session_id: str, now: float) -> None:
        self.session_id = session_id
        self.heard_at = now
        self.over = False
        self.verdict: Verdict = judge([], 0)
        self._first_at: float | None = None
        self._samples: deque[tuple[float, Mapping[str, Any]]] = deque(maxlen=20)

    def add(self, figures: Mapping[str, Any], now: float) -> None:
        """A second has passed, and this is how the stream was."""
        if self._first_at is None:
            self._first_at = now
        self.heard_at = now
        self._samples.append((now, figures))
        recent = [figures for at, figures in self._samples if now - at <= WINDOW]
        self.verdict = judge(recent, now - self._first_at)


class Runs:
    """By artist, as the callbacks and the reports of all processes tell of them.

    Messages on the bus are named as the events that they become on the artist's sockets.
    """

    def __init__(self, send: Send, bus: Bus, save: Save, clock: Callable[[], float] = time.monotonic) -> None:
        self._send = send
        self._bus = bus
        self._save = save
        self._clock = clock
        self._runs: dict[str, Run] = {}
        bus.on("rehearsal.started", self._hear_started)
        bus.on("rehearsal.health", self._hear_health)
        bus.on("rehearsal.ended", self._hear_ended)

    def find_verdict(self, artist_id: str) -> dict[str, Any] | None:
        """Of the one that goes on; None where none does, as far as this process has heard."""
        run = self._runs.get(artist_id)
        return None if run is None or run.over else run.verdict.to_dict()

    def start(self, session: PublisherSession) -> None:
        """Media flows."""
        who = {"artist_id": session.artist_id, "session_id": session.session_id}
        self._tell(self._hear_started, {"kind": "rehearsal.started", **who})

    def note_health(self, artist_id: str, session_id: str, health: Mapping[str, Any]) -> None:
        """An ingest node's figures. There are none to judge before the first second is over."""
        if health.get("bitrate_kbps") is not None:
            who = {"artist_id": artist_id, "session_id": session_id}
            self._tell(self._hear_health, {"kind": "rehearsal.health", **who, "health": dict(health)})

    async def end(self, session: PublisherSession) -> None:
        """The publisher is gone; what was found last stays."""
        run = self._runs.get(session.artist_id)
        known = run is not None and run.session_id == session.session_id
        verdict = (run.verdict if run is not None and known else judge([], 0)).to_dict()
        who = {"artist_id": session.artist_id, "session_id": session.session_id}
        self._tell(self._hear_ended, {"kind": "rehearsal.ended", **who, "verdict": verdict})
        await self._save(session.session_id, verdict)

    # Messages of this process's own, and from the bus.

    def _hear_started(self, message: Message) -> None:
        now, artist_id, session_id = self._clock(), message["artist_id"], message["session_id"]
        self._forget(now)
        run = self._runs.get(artist_id)
        if run is None or run.over or run.session_id != session_id:
            self._runs[artist_id] = Run(session_id, now)
        self._send("rehearsal.started", artist_id, {})

    def _hear_health(self, message: Message) -> None:
        now, artist_id = self._clock(), message["artist_id"]
        if (run := self._place(artist_id, message["session_id"], now)) is not None:
            run.add(message["health"], now)
            fields = {"health": message["health"], "verdict": run.verdict.to_dict()}
            self._send("rehearsal.health", artist_id, fields)

    def _hear_ended(self, message: Message) -> None:
        artist_id, session_id = message["artist_id"], message["session_id"]
        run = self._runs.setdefault(artist_id, Run(session_id, self._clock()))
        if run.session_id == session_id:
            run.over = True
        self._send("rehearsal.ended", artist_id, {"verdict": message["verdict"]})

    def _place(self, artist_id: str, session_id: str, now: float) -> Run | None:
        """The run these figures belong to. A report may cross its session's end, and must not revive it."""
        run = self._runs.get(artist_id)
        if run is not None and run.session_id == session_id:
            return None if run.over else run
        if run is not None and not run.over and now - run.heard_at < QUIET:
            return None
        # This process has begun after the rehearsal, or missed its start.
        run = self._runs[artist_id] = Run(session_id, now)
        return run

    def _tell(self, hear: Handler, message: Message) -> None:
        hear(message)
        self._bus.publish(message)

    def _forget(self, now: float) -> None:
        for artist_id in [name for name, run in self._runs.items() if now - run.heard_at > KEPT]:
            del self._runs[artist_id]
