"""The newest picture of each show that is live: learned from the nodes' reports, told to whoever looks at all shows.

A fact of seconds, which no table keeps: a process that begins hears it with the next report."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from contract.callbacks import ReportedSession
from contract.events.livestreams import STILL
from contract.feeds import FeedKind
from contract.gates import read_gate
from contract.livestreams import find_still
from live.channels.lobby import NAME as LOBBY
from realtime.board import Board
from realtime.bus.bus import Bus, Message
from realtime.hub import Hub
from realtime.render import render_still

EVERY: Final = 10.0
"""Seconds between two events of one livestream, at least."""
TOGETHER: Final = 2.0
"""Seconds in which news of several are gathered: with hundreds of shows each socket is still written to once."""


class Stills:
    """`note_report` with each report. `is_heard(node, session, livestream)`: whether that is the node's to tell."""

    def __init__(
        self, hub: Hub, board: Board, bus: Bus, is_heard: Callable[[str, str, str], bool], *, every: float = EVERY
    ) -> None:
        self._hub = hub
        self._board = board
        self._bus = bus
        self._is_heard = is_heard
        self._every = every
        self._told: dict[str, float] = {}
        self._untold: set[str] = set()
        self._timer: asyncio.TimerHandle | None = None
        bus.on("stills", self._hear)

    def stop(self) -> None:
        """Tell nobody any more."""
        if self._timer is not None:
            self._timer.cancel()

    def note_report(self, node: str, sessions: Sequence[ReportedSession]) -> None:
        """Which pictures a node has; where one is new, the other processes learn it."""
        known = self._board.stills
        new = {
            one.livestream_id: one.still
            for one in sessions
            if one.still != known.get(one.livestream_id, 0)
            and one.kind == FeedKind.SHOW
            and self._is_heard(node, one.session_id, one.livestream_id)
        }
        if new:
            message = {"kind": "stills", "stills": new}
            self._hear(message)
            self._bus.publish(message)

    def _hear(self, message: Message) -> None:
        stills: Mapping[str, int] = message["stills"]
        for livestream_id, still in stills.items():
            self._board.note_still(livestream_id, still)
            self._untold.add(livestream_id)
        if self._timer is None and self._untold:
            self._timer = asyncio.get_running_loop().call_later(TOGETHER, self._tell)

    def _tell(self) -> None:
        loop = asyncio.get_running_loop()
        now, self._timer = loop.time(), None
        self._told = {name: at for name, at in self._told.items() if now - at < self._every}
        due = self._untold - self._told.keys()
        self._untold -= due
        if self._untold:
            self._timer = loop.call_later(TOGETHER, self._tell)
        paths = {name: path for name in due if (path := self._find(name)) is not None}
        self._told |= dict.fromkeys(paths, now)
        for channel in self._hub.outlets(LOBBY) if paths else ():
            origin = channel.origin
            frames = {name: channel.wrap(render_still(name, path, origin), None) for name, path in paths.items()}
            channel.send_together(STILL, frames)

    def _find(self, livestream_id: str) -> str | None:
        """Where everybody finds the newest picture of what is live."""
        entry = self._board.get(livestream_id)
        if entry is None or entry.livestream["status"] != "live" or read_gate(entry.livestream):
            return None
        return find_still(entry.livestream, entry.still)
