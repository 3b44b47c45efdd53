"""Applause of all shows in a process: its own people's, and what the other processes say of theirs."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from contract.events.applause import APPLAUSE
from contract.moments import now_text
from live.applause.crowd import Crowd, find_level
from live.applause.keeper import Keeper
from live.applause.store import ApplauseStore
from live.channels.kinds import KINDS
from realtime.board import Board
from realtime.bus.bus import Bus, Message
from realtime.hub import Hub
from realtime.pace import Pace
from realtime.render import encode

TOPIC: Final = "applause"
"""What a channel's sockets ask for that want to hear it."""
TICK: Final = 0.25
"""Seconds between two events of one show, at least, and between two messages to the other processes."""
SHARE: Final = 0.3
"""The part of the loop's time that telling may take: with very many sockets it happens less often."""
LAST: Final = timedelta(minutes=2)
"""After its end a show is clapped for so long. That is heard, and not kept: no picture of it is left."""
_ALL: Final = "all shows"
"""The one key of the pace for the bus: a message carries what was clapped anywhere."""


class Applause:
    """`clap` for each message of a socket here. Each process counts and keeps its own people's applause, and tells
    the others of it while there is some; one whose bus is away has only its own people's to tell."""

    def __init__(
        self,
        hub: Hub,
        board: Board,
        bus: Bus,
        store: ApplauseStore,
        count_watching: Callable[[str], int],
        *,
        tick: float = TICK,
    ) -> None:
        self._hub = hub
        self._board = board
        self._bus = bus
        self._count_watching = count_watching
        self._crowds: dict[str, Crowd] = {}
        self._untold: dict[str, int] = {}
        """Of this process's people, what the others have not been told."""
        self._pace = Pace(self._tell, interval=tick, share=SHARE)
        self._bus_pace = Pace(self._tell_others, interval=tick)
        self.keeper = Keeper(store)
        bus.on("applause", self._hear)

    def start(self) -> None:
        """Begin."""
        self.keeper.loop.start()

    async def stop(self) -> None:
        """Tell nobody any more, and write down what was counted."""
        self._pace.stop()
        self._bus_pace.stop()
        await self.keeper.stop()

    @property
    def problem(self) -> str | None:
        """What is wrong, in an operator's words."""
        return self.keeper.loop.problem

    def clap(self, livestream_id: str, count: int) -> None:
        """Somebody here has clapped; it counts while the show is live, and for a while after."""
        entry = self._board.get(livestream_id)
        if entry is None:
            return
        if entry.livestream["status"] == "live":
            self.keeper.note(livestream_id, count)
        elif not _is_just_over(entry.livestream):
            return
        self._add(livestream_id, count)
        if not self._bus.alone:
            self._untold[livestream_id] = self._untold.get(livestream_id, 0) + count
            self._bus_pace.touch(_ALL)

    def _hear(self, message: Message) -> None:
        counts: Mapping[str, int] = message["counts"]
        for livestream_id, count in counts.items():
            self._add(livestream_id, count)

    def _add(self, livestream_id: str, count: int) -> None:
        crowd = self._crowds.get(livestream_id)
        if crowd is None:
            crowd = self._crowds[livestream_id] = Crowd()
        crowd.untold += count
        self._pace.touch(livestream_id)

    def _tell_others(self, _: str) -> None:
        counts, self._untold = self._untold, {}
        self._bus.publish({"kind": "applause", "counts": counts})

    def _tell(self, livestream_id: str) -> bool:
        """Again and again while it can be heard, so that it fades; the last one says 0."""
        crowd = self._crowds[livestream_id]
        count = crowd.tell(asyncio.get_running_loop().time())
        level = find_level(crowd.claps, self._count_watching(livestream_id))
        if not crowd.claps:
            del self._crowds[livestream_id]
        entry = self._board.get(livestream_id)
        artist_id = entry.artist_id if entry is not None else ""
        payload = None
        for kind in KINDS:
            for channel in self._hub.outlets(kind.name(livestream_id, artist_id), TOPIC):
                payload = payload or render_applause(livestream_id, level, count)
                channel.send(APPLAUSE, livestream_id, channel.wrap(payload, None))
        return crowd.claps > 0


def _is_just_over(livestream: Mapping[str, Any]) -> bool:
    ended: str | None = livestream.get("ended_at")
    if livestream["status"] != "ended" or ended is None:
        return False
    return datetime.now(UTC) - datetime.fromisoformat(ended) < LAST


def render_applause(livestream_id: str, level: float, count: int) -> bytes:
    """The event, now."""
    return encode(
        {"type": "applause", "livestream_id": livestream_id, "level": level, "count": count, "at": now_text()}
    )
