"""All recordings of a node: those that are made just now, and those that players ask for."""

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from contract.callbacks import ReportedSession
from contract.moments import to_rfc3339
from contract.orders import Close, Delete, Gate, Order, Revoke
from contract.passes import name_key
from contract.recordings import Recorded, ReplayKnown, ReportedReplay
from ingest.errors import WebUnreachableError, WrongSecretError
from ingest.origin.http.responses import NOT_FOUND, Response, say
from ingest.origin.library import Library
from ingest.origin.shelf import Shelf
from ingest.origin.wait import Wait, Waiting, wake
from ingest.recording.folder import (
    find_deletions,
    find_open,
    forget_deletion,
    list_runs,
    list_segments,
    mend,
    note_deletion,
    remove,
)
from ingest.recording.listing import Listing
from ingest.recording.reading import Reader
from ingest.recording.recorder import Recorder
from ingest.recording.replay import Replay
from ingest.recording.segment import RecordedSegment, Seam, is_recording
from ingest.recording.store.elsewhere import BucketSide
from ingest.recording.store.trouble import StoreError
from runtime.refusals import Refusals

if TYPE_CHECKING:
    from ingest.recording.store.bucket import RecordingBucket

log = logging.getLogger(__name__)

WRITERS: Final = 4
"""Threads that write; a disk that hangs holds up as many, and the other recordings then miss something too."""
STOP: Final = 1.0
"""Seconds in which what waits is written when the node ends."""
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
Tell = Callable[[Recorded], None]


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
    task: asyncio.Task[None] | None = None


class Recordings:
    """`start` mends what an earlier process left; `record` for each order. One event loop owns it."""

    def __init__(
        self,
        store: Path,
        library: Library,
        ask: Ask,
        tell: Tell,
        *,
        least_free: float,
        memory: int,
        node: str = "",
        media_url: str | None = None,
        bucket: "RecordingBucket | None" = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`least_free`: of the disk, as a fraction, stays free. `memory`: bytes of recordings that are kept for who
        asks next. `bucket`: where they go from `store`."""
        self.refusals = Refusals()
        self._store = store
        self._library = library
        self._ask = ask
        self._tell = tell
        self._least_free = least_free
        self._node, self._media_url = node, media_url
        self._clock = clock
        self._reader = Reader(memory)
        self._writers = ThreadPoolExecutor(WRITERS, thread_name_prefix="recordings")
        self._recorders: dict[Shelf, Recorder] = {}
        self._entries: dict[str, _Entry] = {}
        self._missing: dict[str, float] = {}
        self._deleting: set[str] = set()
        self._asking = asyncio.Semaphore(ASKING)
        self._tasks: set[asyncio.Task[None]] = set()
        self._elsewhere = (
            None if bucket is None else BucketSide(bucket, store, self.refusals, self.delete, least_free)
        )
        library.seek = self.seek

    async def start(self) -> None:
        """Begin to mend. Live streams do not wait for it."""
        if self._elsewhere is not None:
            self._elsewhere.start()
        self._own(self._mend_all(), "mending of recordings")
        self._own(self._sweep(), "the recordings that nobody asks for")

    async def stop(self) -> None:
        """Write what waits, and end."""
        recorders, self._recorders = [*self._recorders.values()], {}
        await asyncio.gather(*(each.stop(STOP) for each in recorders))
        for recorder in recorders:
            self._tell_of(recorder.recording, missed=recorder.problem is not None)
        tasks = [*self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._elsewhere is not None:
            await self._elsewhere.stop()
        self._reader.close()
        self._writers.shutdown(wait=False, cancel_futures=True)

    def find_problem(self) -> str | None:
        """What is wrong with the store, in words for an operator, or None."""
        return None if self._elsewhere is None else self._elsewhere.problem

    # -- making them -------------------------------------------------------------------------------------------

    def describe(self, session: ReportedSession) -> ReportedSession:
        """A session's report, with what is recorded of it."""
        recorder = self._find(session.playback_id)
        if recorder is None:
            return session
        return replace(
            session,
            recording=recorder.recording,
            recorded_ms=round(self._length(recorder.recording) * 1000),
            recorded_from=self._begin(recorder.recording),
            record_problem=recorder.problem or "",
        )

    def obey(self, order: Order, heard: Mapping[str, int | None]) -> None:
        """Do what web orders about recordings; other orders are not for here. `heard`: of each recording that was
        reported, the number of its last revocation."""
        match order:
            case Close():
                self.close(order.recording, over=order.over)
            case Delete():
                self.delete(order.recording)
            case Gate() if order.session_id in self._entries:
                self._library.set_gate(order.session_id, bytes.fromhex(order.pass_key))
            case Revoke() if order.session_id in self._entries and order.session_id in heard:
                if (gate := self._library.find_gate(order.session_id)) is not None:
                    gate.revoke(heard[order.session_id], order.number, order.passes, more=order.more)
            case _:
                pass

    def record(self, playback_id: str, recording: str, since: float) -> None:
        """Record a stream into this, from `since` on (seconds since 1970) as far as it is still held; or, where it is
        empty, into nothing. Unknown streams, and what is so already, are left alone."""
        shelf = self._library.get(playback_id)
        if shelf is None:
            return
        now = self._recorders.get(shelf)
        if now is not None and now.recording != recording:
            del self._recorders[shelf]
            self._own(self._end(now), f"end of recording {now.recording}")
            now = None
        if now is not None or not recording or shelf.stream.ended or recording in self._deleting:
            return
        run = f"{int(time.time() * 1000):013d}-{secrets.token_hex(4)}"
        self._missing.pop(recording, None)
        entry = self._open(recording)
        entry.replay.set_over(False)

        def note(run: str, sealed: Sequence[RecordedSegment]) -> None:
            self._note_sealed(recording, run, sealed)

        recorder = Recorder(
            self._store, recording, run, shelf, self._writers, self.refusals, note, least_free=self._least_free
        )
        self._recorders[shelf] = recorder
        # Not what is in it already, from before its artist changed their mind and changed it back.
        recorder.start(max(since, entry.replay.listing.ends_at))
        self._own(self._follow(shelf, recorder), f"recording {recording}")

    def _find(self, playback_id: str) -> Recorder | None:
        shelf = self._library.get(playback_id)
        return None if shelf is None else self._recorders.get(shelf)

    def _length(self, recording: str) -> float:
        entry = self._entries.get(recording)
        return 0.0 if entry is None else entry.replay.listing.seconds

    def _begin(self, recording: str) -> str | None:
        entry = self._entries.get(recording)
        return None if entry is None else _write_moment(entry.replay.listing.begins_ms)

    async def _follow(self, shelf: Shelf, recorder: Recorder) -> None:
        while not (recorder.over.is_set() or shelf.removed):
            try:
                async with asyncio.timeout(1.0):
                    await recorder.over.wait()
            except TimeoutError:
                continue
        if self._recorders.get(shelf) is recorder:
            del self._recorders[shelf]
            await self._end(recorder)

    async def _end(self, recorder: Recorder) -> None:
        await recorder.stop(STOP)
        if not self._is_made(recorder.recording) and (entry := self._entries.get(recorder.recording)) is not None:
            entry.replay.set_over(True)
        self._tell_of(recorder.recording, missed=recorder.problem is not None)

    def _is_made(self, recording: str) -> bool:
        return any(each.recording == recording for each in self._recorders.values())

    def _note_sealed(self, recording: str, run: str, sealed: Sequence[RecordedSegment]) -> None:
        if self._elsewhere is not None:
            self._elsewhere.add(recording, run, sealed)
        entry = self._entries.get(recording)
        if entry is None:
            return
        if entry.loaded:
            entry.replay.add(run, sealed)
        else:
            entry.new.append((run, sealed))

    def _tell_of(self, recording: str, *, missed: bool) -> None:
        entry = self._entries.get(recording)
        if entry is not None and entry.loaded:
            self._tell(self._describe(recording, entry.replay.listing, missed=missed))

    def _describe(self, recording: str, listing: Listing, *, missed: bool = False) -> Recorded:
        return Recorded(
            recording=recording,
            node=self._node,
            media_url=self._media_url,
            begins_at=_write_moment(listing.begins_ms),
            duration_ms=round(listing.seconds * 1000),
            bytes=listing.size,
            over=not self._is_made(recording),
            missed=missed or any(each.seam in (Seam.MISSED, Seam.FULL) for each in listing.segments),
        )

    # -- showing them ------------------------------------------------------------------------------------------

    def seek(self, name: str) -> Response | Wait:
        """What to answer, or wait for, where something is asked for that is not in the library."""
        if not is_recording(name) or name in self._deleting:
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
            if entry.known and (entry.asked_at > since or self._is_made(name))
        ]

    def close(self, recording: str, *, over: bool) -> None:
        """Web says whether something follows."""
        entry = self._entries.get(recording)
        if entry is not None and not self._is_made(recording):
            entry.replay.set_over(over)

    def delete(self, recording: str) -> None:
        """Delete all of it, and say so when it is done. Again: the same."""
        if recording not in self._deleting and is_recording(recording):
            self._deleting.add(recording)
            self._own(self._delete(recording), f"deletion of recording {recording}")

    async def _delete(self, recording: str) -> None:
        for shelf, recorder in [*self._recorders.items()]:
            if recorder.recording == recording:
                del self._recorders[shelf]
                await recorder.stop(STOP)
        self._put_away(recording)
        await asyncio.to_thread(note_deletion, self._store, recording)
        pause = FIRST_PAUSE
        while True:
            try:
                await asyncio.to_thread(remove, self._store, recording)
                if self._elsewhere is not None:
                    await self._elsewhere.delete(recording)
                await asyncio.to_thread(forget_deletion, self._store, recording)
                break
            except (OSError, StoreError) as error:
                log.error("recording %s cannot be deleted yet: %s", recording, error)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
        self._deleting.discard(recording)
        self._tell(Recorded(recording=recording, node=self._node, deleted=True))

    def _open(self, recording: str) -> _Entry:
        entry = self._entries.get(recording)
        if entry is None:
            replay = Replay(self._store / recording, self._reader, Listing(), self._elsewhere)
            entry = self._entries[recording] = _Entry(replay, asked_at=self._clock())
            entry.task = self._own(self._load(recording, entry), f"a look for recording {recording}")
        return entry

    async def _load(self, recording: str, entry: _Entry) -> None:
        """Find what there is, and have web say who may see it; then it is in the library."""
        made = {each.run for each in self._recorders.values() if each.recording == recording}
        found = await asyncio.to_thread(_find_all, self._store, recording, made)
        # From here on without a wait, so that nothing sealed meanwhile is lost or told twice.
        for run, segments in found:
            entry.replay.listing.add(run, segments)
        for run, sealed in entry.new:
            entry.replay.listing.add(run, sealed)
        entry.new.clear()
        entry.loaded = True
        here = bool(found) or self._is_made(recording)
        if not here and self._elsewhere is None:
            self._note_missing(recording)
            return
        pause = FIRST_PAUSE
        while True:
            try:
                async with contextlib.nullcontext() if here else self._asking:
                    known = await self._ask(recording)
                break
            except (WebUnreachableError, WrongSecretError):
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
        if known is None:
            self._note_missing(recording)
            return
        # The bucket is asked after web, or whoever makes up a name has it asked.
        if here:
            self._look_for_more(recording, entry)
        elif not await self._look(recording, entry):
            self._put_away(recording)  # who asks again has the bucket asked again
            return
        elif not entry.replay.listing.segments:
            self._note_missing(recording)
            return
        if self._entries.get(recording) is not entry:
            return
        entry.livestream_id, entry.known = known.livestream_id, True
        entry.replay.set_over(known.over and not self._is_made(recording))
        self._library.add_replay(recording, entry.replay, bytes.fromhex(known.pass_key))
        wake(entry.waiting)

    def _look_for_more(self, recording: str, entry: _Entry) -> None:
        if self._elsewhere is not None:
            self._own(self._look(recording, entry), f"a look in the bucket for recording {recording}")

    async def _look(self, recording: str, entry: _Entry) -> bool:
        """Add what the bucket has besides: of other nodes, or no longer here. Whether it said so while anybody wanted
        to know."""

        def is_wanted() -> bool:
            asked = self._clock() - entry.asked_at < OPEN_WITHIN or self._is_made(recording)
            return asked and self._entries.get(recording) is entry

        if self._elsewhere is None:
            return False
        entry.looked_at = float("inf")
        found = await self._elsewhere.find(recording, is_wanted)
        entry.looked_at = self._clock()
        entry.replay.include(found or [])
        return found is not None

    def _note_missing(self, recording: str) -> None:
        self._missing[recording] = self._clock()
        if len(self._missing) > MOST_MISSING:
            del self._missing[next(iter(self._missing))]
        self._put_away(recording)

    def _put_away(self, recording: str) -> None:
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
                if entry.known and now - entry.asked_at > IDLE and not self._is_made(name):
                    self._put_away(name)

    # -- what an earlier process left --------------------------------------------------------------------------

    async def _mend_all(self) -> None:
        for recording in await asyncio.to_thread(find_deletions, self._store):
            self.delete(recording)
        await self._mend_here()
        if self._elsewhere is not None:
            await self._elsewhere.look_through()

    async def _mend_here(self) -> None:
        for recording, run in await asyncio.to_thread(lambda: [*find_open(self._store)]):
            if any(each.run == run for each in self._recorders.values()):
                continue
            try:
                mended = await asyncio.to_thread(mend, self._store, recording, run)
                listing = Listing()
                for each, segments in await asyncio.to_thread(_find_all, self._store, recording, set()):
                    listing.add(each, segments)
            except OSError as error:
                log.error("recording %s cannot be mended: %s", recording, error)
                continue
            log.info("recording %s: %d segments were mended", recording, len(mended))
            self._tell(self._describe(recording, listing))
            if self._elsewhere is not None:
                self._own(self._tell_whole(recording, listing), f"a look in the bucket for recording {recording}")

    async def _tell_whole(self, recording: str, here: Listing) -> None:
        """What was here of it may have gone to the bucket alone."""
        found = None if self._elsewhere is None else await self._elsewhere.find(recording)
        if (whole := here.include(found or [])) is not here:
            self._tell(self._describe(recording, whole))

    def _own(self, work: Coroutine[Any, Any, object], name: str) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(self._guard(work, name), name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _guard(self, work: Awaitable[object], name: str) -> None:
        try:
            await work
        except Exception:  # a task's outermost edge
            log.exception("%s failed", name)


def _write_moment(milliseconds: int | None) -> str | None:
    return None if milliseconds is None else to_rfc3339(datetime.fromtimestamp(milliseconds / 1000, UTC))


def _find_all(store: Path, recording: str, leave: set[str]) -> list[tuple[str, list[RecordedSegment]]]:
    runs = [run for run in list_runs(store, recording) if run not in leave]
    return [(run, segments) for run in runs if (segments := list_segments(store, recording, run))]
