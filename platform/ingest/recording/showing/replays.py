"""The recordings that players ask a node for, and those that it makes."""

import asyncio
import contextlib
import logging
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from contract.passes import name_key
from contract.recordings import ReplayKnown, ReportedReplay
from ingest.errors import WebUnreachableError, WrongSecretError
from ingest.origin.http.responses import NOT_FOUND, Response, say
from ingest.origin.library import Library
from ingest.origin.wait import Wait, Waiting, wake
from ingest.recording.disk.folder import find_all, find_pictures
from ingest.recording.disk.segment import RecordedSegment, is_recording
from ingest.recording.renditions.renditions import RecordedRenditions
from ingest.recording.showing.listing import Listing
from ingest.recording.showing.reading import Reader
from ingest.recording.showing.replay import Films, Replay, Withdrawn
from ingest.recording.store.elsewhere import BucketSide
from ingest.recording.tasks import Tasks
from ingest.stills.pictures import Pictures

log = logging.getLogger(__name__)

OPEN_WITHIN: Final = 10.0
"""Seconds that who asks for a recording waits for web to say who may."""
OPENING: Final = 64
"""Recordings that are looked for at a time; of more, players are asked to come again."""
ASKING: Final = 4
"""Recordings that are not on the disk about which web is asked at a time: anybody may make up names."""
MISSING: Final = 5.0
"""Seconds for which it is remembered that there is no such recording."""
MOST_MISSING: Final = 1_000
IDLE: Final = 600.0
"""Seconds after which a recording that nobody asks for is put away."""
SWEEP: Final = 5.0
"""Seconds between two looks for them."""
ASKED: Final = 60.0
"""Seconds for which one that was asked for is reported to web."""
FIRST_LOOK: Final = 2.0
"""Seconds that who asks for a recording waits for the bucket, where some of it is here."""
LOOK_AGAIN: Final = 60.0
"""Seconds after which the bucket is asked again what it has of a recording that is asked for: nodes that were away
send it more."""
FIRST_PAUSE, LONGEST_PAUSE = 0.3, 10.0
"""Seconds before web is asked again, and at most."""

NOT_NOW = say(503, "Who may see this recording cannot be asked just now; try again.", headers="Retry-After: 2\r\n")
BUSY = say(503, "Too many recordings are asked for at this moment; try again.", headers="Retry-After: 1\r\n")

Ask = Callable[[str], Awaitable[ReplayKnown | None]]
"""Web: whose recording this is. None: there is none.

Raises:
    WebUnreachableError, WrongSecretError
"""


@dataclass
class _Entry:
    """A recording as this node knows it, while it is made or asked for."""

    replay: Replay
    livestream_id: str = ""
    asked_at: float = 0.0
    looked_at: float = float("-inf")
    """When the bucket said what it has of it; infinite while it is asked."""
    loaded: bool = False
    """Its former runs are in the listing."""
    known: bool = False
    """Web has said who may see it."""
    waiting: Waiting = field(default_factory=dict)
    new: list[tuple[str, Sequence[RecordedSegment]]] = field(default_factory=list)
    """What was sealed before it was loaded."""


class Replays:
    """What the library asks for a name that it does not have. `begin`, `add` and `end` come from who makes one."""

    def __init__(
        self,
        store: Path,
        library: Library,
        ask: Ask,
        elsewhere: BucketSide | None,
        tasks: Tasks,
        memory: int,
        make_pictures: Callable[[str], Pictures],
        renditions: RecordedRenditions,
        films: Films | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`memory`: bytes of recordings that are kept for who asks next. `renditions`: what else they may be had as.
        `films`: who makes downloads of them."""
        self._store = store
        self._library = library
        self._ask = ask
        self._elsewhere = elsewhere
        self._tasks = tasks
        self._films = films
        self._renditions = renditions
        self._clock = clock
        self._make_pictures = make_pictures
        self._reader = Reader(memory)
        self._entries: dict[str, _Entry] = {}
        self._made: dict[str, set[str]] = {}  # runs that are added to, by recording
        self._missing: dict[str, float] = {}
        self._barred: set[str] = set()
        self._asking = asyncio.Semaphore(ASKING)
        self.put_away: Callable[[str], None] = lambda _: None
        """Is told before a recording leaves the library."""

    def start(self) -> None:
        """Begin to put away what nobody asks for."""
        self._tasks.own(self._sweep(), "the recordings that nobody asks for")

    def stop(self) -> None:
        """Read no more."""
        self._reader.close()

    # -- for who makes them ------------------------------------------------------------------------------------

    def begin(self, recording: str, run: str) -> Listing | None:
        """A run is about to be added to; what there is already. None: it is being deleted."""
        if recording in self._barred:
            return None
        self._missing.pop(recording, None)
        entry = self._open(recording)
        entry.replay.set_over(False)
        self._made.setdefault(recording, set()).add(run)
        return entry.replay.listing

    def add(self, recording: str, run: str, sealed: Sequence[RecordedSegment]) -> None:
        """These are sealed, after all that are there."""
        entry = self._entries.get(recording)
        if entry is None:
            return
        if entry.loaded:
            entry.replay.add(run, sealed)
        else:
            entry.new.append((run, sealed))

    def include(self, recording: str, found: Sequence[tuple[str, Sequence[RecordedSegment]]]) -> None:
        """Of each run this was found late, as it had to be mended first."""
        if (entry := self._entries.get(recording)) is not None and entry.loaded:
            entry.replay.include(found)

    def end(self, recording: str, run: str) -> None:
        """Nothing is added to this run any more."""
        runs = self._made.get(recording, set())
        runs.discard(run)
        if not runs:
            self._made.pop(recording, None)
            self.set_over(recording, over=True)

    def is_made(self, recording: str) -> bool:
        """Whether it is added to."""
        return recording in self._made

    def find(self, recording: str) -> Listing | None:
        """All that is known to be there; None: it is not made nor asked for, or not yet found."""
        entry = self._entries.get(recording)
        return entry.replay.listing if entry is not None and entry.loaded else None

    def find_pictures(self, recording: str) -> Pictures | None:
        """Those of one that is made or asked for."""
        entry = self._entries.get(recording)
        return None if entry is None else entry.replay.pictures

    # -- for players and web -----------------------------------------------------------------------------------

    def __contains__(self, recording: str) -> bool:
        return recording in self._entries

    def seek(self, name: str) -> Response | Wait:
        """What to answer, or wait for, where something is asked for that is not in the library."""
        if not is_recording(name) or name in self._barred:
            return NOT_FOUND
        now = self._clock()
        if now - self._missing.get(name, float("-inf")) < MISSING:
            return NOT_FOUND
        if name not in self._entries and sum(not each.known for each in self._entries.values()) >= OPENING:
            return BUSY
        entry = self._open(name)
        entry.asked_at = now
        return Wait(entry.waiting, ("replay", 0, 0), OPEN_WITHIN, NOT_NOW)

    def report(self) -> list[ReportedReplay]:
        """Those that are made, or were asked for a moment ago, as web is told of them."""
        since = self._clock() - ASKED
        return [
            ReportedReplay(
                recording=name,
                livestream_id=entry.livestream_id,
                over=entry.replay.over,
                gated=(gate := self._library.find_gate(name)) is not None,
                gate="" if gate is None else name_key(gate.key),
                revocations=None if gate is None else gate.number,
            )
            for name, entry in self._entries.items()
            if entry.known and (entry.asked_at > since or self.is_made(name))
        ]

    def set_over(self, recording: str, *, over: bool) -> None:
        """Whether something follows, as far as this node does not add to it itself."""
        entry = self._entries.get(recording)
        if entry is not None and not self.is_made(recording):
            entry.replay.set_over(over)

    def bar(self, recording: str) -> None:
        """It is being deleted, and shown to nobody until it is released."""
        self._barred.add(recording)
        if (pictures := self.find_pictures(recording)) is not None:
            pictures.over = True
        self._put_away(recording)

    def is_barred(self, recording: str) -> bool:
        """Whether it is being deleted."""
        return recording in self._barred

    def release(self, recording: str) -> None:
        """It is deleted."""
        self._barred.discard(recording)

    async def open(self, recording: str) -> Replay | None:
        """One of which a clip is asked for, once it is in the library, though nobody be shown all of it. None: it
        cannot be had, or not in time."""
        if recording in self._barred:
            return None
        entry = self._open(recording)
        entry.asked_at = self._clock()
        opened = asyncio.Event()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(OPEN_WITHIN):
                while not entry.known and self._entries.get(recording) is entry:
                    Wait(entry.waiting, ("replay", 0, 0), OPEN_WITHIN, NOT_NOW).subscribe(opened.set)
                    await opened.wait()
                    opened.clear()
        return entry.replay if entry.known and self._entries.get(recording) is entry else None

    # -- finding them ------------------------------------------------------------------------------------------

    def _open(self, recording: str) -> _Entry:
        entry = self._entries.get(recording)
        if entry is None:
            pictures = self._make_pictures(recording)
            replay = Replay(self._store / recording, self._reader, Listing(), self._elsewhere, self._films, pictures)
            entry = self._entries[recording] = _Entry(replay, asked_at=self._clock())
            self._tasks.own(self._load(recording, entry), f"a look for recording {recording}")
        return entry

    async def _load(self, recording: str, entry: _Entry) -> None:
        """Find what there is, and have web say who may see it; then it is in the library."""
        try:
            found = await asyncio.to_thread(find_all, self._store, recording)
            entry.replay.pictures.add(await asyncio.to_thread(find_pictures, self._store, recording))
        except OSError as error:
            log.error("recording %s cannot be read: %s", recording, error)
            found = []
        # From here on without a wait, so that nothing sealed meanwhile is lost.
        for run, segments in [*found, *entry.new]:
            entry.replay.listing.add(run, segments)
        entry.new.clear()
        entry.loaded = True
        here = bool(found) or self.is_made(recording)
        if not here and self._elsewhere is None:
            self._note_missing(recording)
            return
        known = await self._ask_web(recording, asking=contextlib.nullcontext() if here else self._asking)
        if known is None:
            self._note_missing(recording)
            return
        # The bucket is asked after web, or whoever makes up a name has it asked.
        if here:
            looking = self._look_for_more(recording, entry)
            if looking is not None:
                # Once somebody follows the list, what is said then comes too late for its place in it.
                await asyncio.wait([looking], timeout=FIRST_LOOK)
        elif not await self._look(recording, entry):
            self._put_away(recording)  # who asks again has the bucket asked again
            return
        elif not entry.replay.listing.segments:
            self._note_missing(recording)
            return
        if self._entries.get(recording) is not entry:
            return
        entry.livestream_id, entry.known = known.livestream_id, True
        entry.replay.set_over(known.over and not self.is_made(recording))
        pass_key = bytes.fromhex(known.pass_key)
        if known.withdrawn:
            self._library.add_replay(recording, Withdrawn(entry.replay), pass_key)
        else:
            shown, others = self._renditions.show(recording, entry.replay)
            self._library.add_replay(recording, shown, pass_key, others)
        wake(entry.waiting)

    async def _ask_web(
        self, recording: str, asking: contextlib.AbstractAsyncContextManager[None]
    ) -> ReplayKnown | None:
        pause = FIRST_PAUSE
        while True:
            try:
                async with asking:
                    return await self._ask(recording)
            except (WebUnreachableError, WrongSecretError):
                await asyncio.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311 - spreads load, keeps no secret
                pause = min(2 * pause, LONGEST_PAUSE)

    def _look_for_more(self, recording: str, entry: _Entry) -> asyncio.Task[None] | None:
        if self._elsewhere is None:
            return None
        return self._tasks.own(self._look(recording, entry), f"a look in the bucket for recording {recording}")

    async def _look(self, recording: str, entry: _Entry) -> bool:
        """Add what the bucket has besides: of other nodes, or no longer here. Whether it said so while anybody wanted
        to know."""

        def is_wanted() -> bool:
            asked = self._clock() - entry.asked_at < OPEN_WITHIN or self.is_made(recording)
            return asked and self._entries.get(recording) is entry

        if self._elsewhere is None:
            return False
        entry.looked_at = float("inf")
        pictures: list[tuple[str, str]] = []
        found = await self._elsewhere.find(recording, is_wanted, pictures)
        entry.looked_at = self._clock()
        entry.replay.pictures.add(pictures)
        entry.replay.include(found or [])
        return found is not None

    def _note_missing(self, recording: str) -> None:
        self._missing[recording] = self._clock()
        if len(self._missing) > MOST_MISSING:
            del self._missing[next(iter(self._missing))]
        self._put_away(recording)

    def _put_away(self, recording: str) -> None:
        self.put_away(recording)
        entry = self._entries.pop(recording, None)
        self._library.remove_replay(recording)
        if entry is not None:
            wake(entry.waiting)

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP)
            now = self._clock()
            for name, entry in [*self._entries.items()]:
                if entry.replay.asked:
                    entry.asked_at, entry.replay.asked = now, False
                if entry.known and entry.asked_at > entry.looked_at + LOOK_AGAIN:
                    self._look_for_more(name, entry)
                if entry.known and now - entry.asked_at > IDLE and not self.is_made(name):
                    self._put_away(name)
