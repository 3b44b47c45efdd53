"""The clips that players ask a node for. What web says of one counts for seconds only: so what is hidden, deleted, or
not to be kept any more is gone from here soon, and no order is needed for that."""

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from contract.recordings import ReplayKnown
from ingest.errors import WebUnreachableError, WrongSecretError
from ingest.origin.http.responses import NOT_FOUND, Response, say
from ingest.origin.library import Library
from ingest.origin.wait import Wait, Waiting, wake
from ingest.recording.renditions.renditions import RecordedRenditions
from ingest.recording.showing.clip import Clip
from ingest.recording.showing.replays import ASKING, FIRST_PAUSE, LONGEST_PAUSE, OPEN_WITHIN, Ask, Replays
from ingest.recording.tasks import Tasks

GOOD: Final = 3.0
"""Seconds for which what web has said of a clip is answered by."""
OPENING: Final = 64
"""Clips that are looked for at a time; of more, players are asked to come again."""
MISSING: Final = 2.0
"""Seconds for which it is remembered that there is no such clip."""
MOST: Final = 2_000
"""Clips, and names that are none, that are remembered."""
IDLE: Final = 600.0
"""Seconds after which one that nobody asks for is put away."""
SWEEP: Final = 60.0
"""Seconds between two looks for them."""

NOT_NOW = say(503, "Who may see this clip cannot be asked just now; try again.", headers="Retry-After: 2\r\n")
BUSY = say(503, "Too many clips are asked for at this moment; try again.", headers="Retry-After: 1\r\n")


@dataclass
class _Entry:
    """A clip as this node knows it."""

    clip: Clip | None = None
    """None: it is looked for."""
    recording: str = ""
    withdrawn: bool = False
    """Of a recording that was deleted."""
    heard_at: float = float("-inf")
    """When web has spoken of it."""
    asking: bool = False
    waiting: Waiting = field(default_factory=dict)


class Clips:
    """`seek` one by its name. Its recording is opened for it, and has its gate."""

    def __init__(
        self,
        library: Library,
        ask: Ask,
        replays: Replays,
        renditions: RecordedRenditions,
        tasks: Tasks,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._library = library
        self._ask = ask
        self._replays = replays
        self._renditions = renditions
        self._tasks = tasks
        self._clock = clock
        self._entries: dict[str, _Entry] = {}
        self._missing: dict[str, float] = {}
        self._asking = asyncio.Semaphore(ASKING)

    def start(self) -> None:
        """Begin to put away what nobody asks for."""
        self._tasks.own(self._sweep(), "the clips that nobody asks for")

    def seek(self, name: str) -> Response | Wait:
        """What to answer, or wait for, where a clip is asked for that is not in the library."""
        if self._clock() - self._missing.get(name, float("-inf")) < MISSING:
            return NOT_FOUND
        entry = self._entries.get(name)
        if entry is None:
            if sum(each.clip is None for each in self._entries.values()) >= OPENING:
                return BUSY
            entry = self._entries[name] = _Entry(asking=True)
            self._tasks.own(self._load(name, entry), f"a look for clip {name}")
        return _wait(entry)

    def doubt(self, name: str) -> Wait | None:
        """What to wait for before somebody is refused at its gate. Of what was deleted nobody orders a gate: that its
        show takes no tokens any more, or others, is learned by asking."""
        entry = self._entries.get(name)
        return self._look(name, entry) if entry is not None and entry.clip is not None and entry.withdrawn else None

    def drop(self, recording: str) -> None:
        """A recording is put away, or about to be deleted."""
        for name, entry in [*self._entries.items()]:
            if entry.recording == recording and entry.clip is not None:  # else who looks for it sees to that
                self._put_away(name, entry)

    async def _load(self, name: str, entry: _Entry) -> None:
        known = await self._insist(name, entry)
        if known is None or known.begins_at is None or known.ends_at is None or not known.recording:
            self._note_missing(name, entry)
            return
        entry.recording, entry.withdrawn = known.recording, known.withdrawn
        replay = await self._replays.open(known.recording)
        if self._entries.get(name) is not entry:
            return
        if replay is None:
            # Or those who wait would ask again, and again at once.
            self._note_missing(name, entry)
            return
        begins_ms, ends_ms = _milliseconds(known.begins_at), _milliseconds(known.ends_at)
        entry.clip = Clip(name, replay, begins_ms, ends_ms, lambda: self._look(name, entry))
        entry.heard_at, entry.asking = self._clock(), False
        shown, others = self._renditions.show(known.recording, entry.clip)
        self._library.add_clip(name, known.recording, shown, others)
        self._make_room()
        wake(entry.waiting)

    async def _insist(self, name: str, entry: _Entry) -> ReplayKnown | None:
        """Ask web for as long as anybody waits."""
        pause = FIRST_PAUSE
        while True:
            try:
                async with self._asking:
                    return await self._ask(name)
            except (WebUnreachableError, WrongSecretError):
                if not entry.waiting:
                    self._put_away(name, entry)
                    return None
            await asyncio.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311 - spreads load, keeps no secret
            pause = min(2 * pause, LONGEST_PAUSE)

    def _look(self, name: str, entry: _Entry) -> Wait | None:
        """Whether what web has said of it still counts; else it is asked again, and waited for."""
        age = self._clock() - entry.heard_at
        if age > GOOD / 2 and not entry.asking:
            entry.asking = True
            self._tasks.own(self._ask_again(name, entry), f"a look at clip {name}")
        return _wait(entry) if age > GOOD else None

    async def _ask_again(self, name: str, entry: _Entry) -> None:
        """While web is away, what it has said last counts on."""
        known: ReplayKnown | None = None
        away = False
        try:
            known = await self._ask(name)
        except (WebUnreachableError, WrongSecretError):
            away = True
        entry.heard_at, entry.asking = self._clock(), False
        if known is None and not away:
            self._note_missing(name, entry)
        elif known is not None and known.withdrawn:
            # Nobody orders a gate for what is no livestream's recording any more.
            entry.withdrawn = True
            self._library.set_gate(entry.recording, bytes.fromhex(known.pass_key))
        wake(entry.waiting)

    def _note_missing(self, name: str, entry: _Entry) -> None:
        self._missing[name] = self._clock()
        if len(self._missing) > MOST:
            del self._missing[next(iter(self._missing))]
        self._put_away(name, entry)

    def _put_away(self, name: str, entry: _Entry) -> None:
        if self._entries.get(name) is entry:
            del self._entries[name]
        self._library.remove_clip(name, entry.recording)
        wake(entry.waiting)

    def _make_room(self) -> None:
        if len(self._entries) > MOST:
            there = [(each.heard_at, name) for name, each in self._entries.items() if each.clip is not None]
            _, name = min(there)
            self._put_away(name, self._entries[name])

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP)
            now = self._clock()
            for name, entry in [*self._entries.items()]:
                if entry.clip is not None and now - entry.heard_at > IDLE:
                    self._put_away(name, entry)


def _wait(entry: _Entry) -> Wait:
    return Wait(entry.waiting, ("clip", 0, 0), OPEN_WITHIN, NOT_NOW)


def _milliseconds(moment: str) -> int:
    return round(datetime.fromisoformat(moment).timestamp() * 1000)
