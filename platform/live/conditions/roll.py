"""Who has been heard of: ingest nodes by their reports, web processes by what they tell each other."""

import asyncio
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from contract.conditions.nodes import NodeTold, read_node
from contract.moments import to_rfc3339
from live.conditions.shapes import NodeHeard, WebHeard, WebTold
from realtime.bus.bus import Bus, Message
from runtime.loops import Loop

EVERY: Final = 5.0
"""Seconds between two accounts of this process to the others."""
FORGET: Final = timedelta(minutes=10)
"""After so long without a word nobody expects one any more."""
MOST: Final = 1_000
"""Nodes that are remembered, and web processes; of more, those heard of longest ago are forgotten."""


class Roll:
    """`start` to tell the others of this process, as `describe` says; what they tell is heard by itself."""

    def __init__(self, bus: Bus, wall: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.describe: Callable[[], WebTold] | None = None
        """How this process is; None: nobody says so."""
        self._bus = bus
        self._wall = wall
        self._nodes: dict[str, NodeHeard] = {}
        self._web: dict[str, WebHeard] = {}
        self.loop = Loop("the account of this process to the others", self._beat)
        bus.on("node", self._hear_node)
        bus.on("web", self._hear_web)
        bus.on("bye", self._hear_bye)

    def note_node(self, node: str, address: str, media_url: str, told: dict[str, Any]) -> None:
        """A node's report has said how it is; where that makes no sense it is as if it had not."""
        message = {"kind": "node", "node": node, "address": address, "media_url": media_url, "told": told}
        self._hear_node(message)
        self._bus.publish(message)

    def web(self) -> list[WebHeard]:
        """The web processes, this one first."""
        now = self._wall()
        own = [WebHeard(self.describe(), now)] if self.describe is not None else []
        others = sorted(self._web.values(), key=lambda one: (one.told.address, one.told.since, one.told.pid))
        return own + [one for one in others if now - one.heard_at < FORGET]

    def nodes(self) -> list[NodeHeard]:
        """The ingest nodes, by name."""
        now = self._wall()
        return [self._nodes[name] for name in sorted(self._nodes) if now - self._nodes[name].heard_at < FORGET]

    async def _beat(self) -> None:
        if self.describe is not None and not self._bus.alone:
            told = self.describe()
            self._bus.publish({"kind": "web", "told": {**asdict(told), "since": to_rfc3339(told.since)}})
        await asyncio.sleep(EVERY)

    def _hear_node(self, message: Message) -> None:
        told: NodeTold | None = read_node(message["told"])
        if told is None:
            return
        name = message["node"]
        if name not in self._nodes and len(self._nodes) >= MOST:
            del self._nodes[min(self._nodes, key=lambda one: self._nodes[one].heard_at)]
        self._nodes[name] = NodeHeard(name, message["address"], message["media_url"], told, self._wall())

    def _hear_bye(self, message: Message) -> None:
        self._web.pop(message["process"], None)

    def _hear_web(self, message: Message) -> None:
        said = message["told"]
        try:
            told = replace(WebTold(**said), since=datetime.fromisoformat(said["since"]))
        except (TypeError, ValueError, LookupError):
            return  # another version's
        if told.process not in self._web and len(self._web) >= MOST:
            del self._web[min(self._web, key=lambda one: self._web[one].heard_at)]
        self._web[told.process] = WebHeard(told, self._wall())
