"""The films of a node: made one at a time, and kept for a while for who resumes a download."""

import asyncio
import logging
import os
import sys
import tempfile
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeVar

import ingest
from contract.recordings import FilmKnown
from ingest.downloads.body import Film, Reads
from ingest.downloads.job import Index, Job, read_index, write_job
from ingest.downloads.sources import Bucket, Fetched, choose_segments, fetch_missing, list_sources
from ingest.errors import WebUnreachableError, WrongSecretError
from ingest.movie.boxes import MovieError
from ingest.origin.http.responses import NOT_YET, STOPPING, Response, say
from ingest.origin.wait import Wait, Waiting, wake
from ingest.recording.showing.listing import Listing
from ingest.recording.showing.replay import NOTHING_THERE

log = logging.getLogger(__name__)

T = TypeVar("T")

MAKE_WITHIN: Final = 120.0
"""Seconds that an index may take; one of four hours takes some five of a free core."""
MOST_WAITING: Final = 8
"""Films that are to be made; of more, whoever asks is asked to come again."""
KEPT: Final = 12
"""Films that are kept, the last that were asked for; each a few MiB on the disk, without a name there."""
LINGER: Final = 60.0
"""Seconds for which one is good that nobody reads from: then its chapters may be others."""
AGAIN: Final = 2.0
"""Seconds for which a failure counts for all who ask."""
READERS: Final = 2
"""Threads that read for all downloads, apart from those of players: who seeks does not wait for who downloads."""

NOT_NOW = say(503, "What this recording is called cannot be asked just now; try again.", headers="Retry-After: 5\r\n")
BUSY = say(503, "Too many downloads begin at this moment; try again.", headers="Retry-After: 10\r\n")
SLOW = say(503, "The download could not be prepared in time; try again.", headers="Retry-After: 30\r\n")
FAILED = say(503, "This recording cannot be downloaded just now; try again.", headers="Retry-After: 60\r\n")

Ask = Callable[[str], Awaitable[FilmKnown | None]]
"""Web: what stands in the film of this recording. None: there is none.

Raises:
    WebUnreachableError, WrongSecretError
"""


@dataclass
class _Entry:
    """A film that is made, or was; `failure` says why there is none."""

    film: Film | None = None
    failure: Response | None = None
    again_at: float = 0.0
    """When the next one who asks has it tried again."""
    waiting: Waiting = field(default_factory=dict)


class Making(Wait):
    """For a film that is made, from the first who waits on. Whoever waits has a seat among those who download: or one
    client had so many made that nobody else has any."""

    __slots__ = ("_begin",)

    takes_seat = True

    def __init__(self, entry: _Entry, begin: Callable[[], None]) -> None:
        super().__init__(entry.waiting, ("film", 0, 0), MAKE_WITHIN, SLOW)
        self._begin = begin

    def subscribe(self, callback: Callable[[], None]) -> None:
        """As `Wait`."""
        super().subscribe(callback)
        self._begin()


class Films:
    """Implements `recording.showing.replay.Films`. One event loop owns it."""

    def __init__(
        self, store: Path, ask: Ask, bucket: Bucket | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._store = store
        self._ask = ask
        self._bucket = bucket
        self._clock = clock
        self._entries: OrderedDict[tuple[str, int, int], _Entry] = OrderedDict()
        self._alone = asyncio.Lock()
        self._stopped = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._reads = Reads(ThreadPoolExecutor(READERS, thread_name_prefix="downloads"), store, bucket)

    def find(
        self, recording: str, listing: Listing, begin_ms: int, end_ms: int, *, clip: str = ""
    ) -> Film | Wait | Response:
        """The film of this time, once it is made; of a `clip` where that has a name."""
        key = clip or recording, begin_ms, end_ms
        entry = self._entries.get(key)
        if entry is not None and entry.failure is not None:
            if self._clock() < entry.again_at:
                return entry.failure
            entry = None
        elif entry is not None and entry.film is not None:
            if self._clock() - entry.film.used_at < LINGER:
                self._entries.move_to_end(key)
                entry.film.used_at = self._clock()
                return entry.film
            entry = None
        if entry is None:
            if self._stopped:
                return STOPPING
            if len(self._tasks) >= MOST_WAITING:
                return BUSY
            entry = _Entry()
        due = entry

        def begin() -> None:
            if self._entries.get(key) is not due:
                self._begin(key, due, self._make(due, clip or recording, recording, listing, begin_ms, end_ms))

        return Making(entry, begin)

    def _begin(self, key: tuple[str, int, int], entry: _Entry, work: Coroutine[Any, Any, None]) -> None:
        self._entries[key] = entry
        self._entries.move_to_end(key)
        task = asyncio.get_running_loop().create_task(work, name=f"the film of {key[0]}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Make no more, and end the child that does."""
        self._stopped = True
        tasks = [*self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._reads.close()

    async def _make(
        self, entry: _Entry, name: str, recording: str, listing: Listing, begin_ms: int, end_ms: int
    ) -> None:
        try:
            async with self._alone:
                if not entry.waiting:
                    entry.failure = SLOW  # they have all gone
                    return
                async with asyncio.timeout(MAKE_WITHIN):
                    known = await self._ask(name)
                    if known is None:
                        entry.failure = NOT_YET
                        return
                    entry.film = await self._compute(recording, known, listing, begin_ms, end_ms)
        except (WebUnreachableError, WrongSecretError):
            entry.failure = NOT_NOW
        except TimeoutError:
            log.error("recording %s: the index of its download was not made in time", recording)
            entry.failure = SLOW
        except MovieError:
            entry.failure = NOTHING_THERE
        except (OSError, ValueError, EOFError) as error:
            log.error("recording %s: there is no download of it: %s", recording, error)
            entry.failure = FAILED
        except Exception:  # a task's outermost edge
            log.exception("recording %s: the making of a download failed", recording)
            entry.failure = FAILED
        except asyncio.CancelledError:
            entry.failure = STOPPING
            raise
        finally:
            entry.again_at = self._clock() + AGAIN
            while len(self._entries) > KEPT:
                self._entries.popitem(last=False)
            wake(entry.waiting)

    async def _compute(self, recording: str, known: FilmKnown, listing: Listing, begin_ms: int, end_ms: int) -> Film:
        segments = choose_segments(listing.runs, listing.segments, begin_ms, end_ms)
        folder = self._store / recording
        fetched = Fetched() if self._bucket is None else await fetch_missing(self._bucket, folder, segments)
        job = Job(
            folder=str(folder),
            sources=list_sources(segments),
            begin_ms=begin_ms,
            end_ms=end_ms,
            chapters=[(one.at_ms, one.title) for one in known.chapters],
            inits=fetched.inits,
            heads=fetched.heads,
        )
        # Files without a name: the kernel removes them, whatever happens to us.
        await asyncio.to_thread(self._store.mkdir, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=self._store) as said:
            await asyncio.to_thread(write_job, said, job)
            made = tempfile.TemporaryFile(dir=self._store)  # noqa: SIM115 - the film's own
            try:
                await _run_maker(said, made)
                index: Index = await asyncio.to_thread(read_index, made)
            except BaseException:
                made.close()
                raise
        places = [(one.run, one.name) for one in job.sources]
        return Film(recording, known.title, places, index, made, self._reads, self._clock)


async def _run_maker(said: BinaryIO, made: BinaryIO) -> None:
    """Raises OSError where it says that there is no film."""
    # None of our secrets is in its environment.
    environment = {"PYTHONPATH": str(Path(ingest.__file__).parent.parent)}
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "ingest.downloads.maker", str(os.getpid()),
        stdin=said, stdout=made, stderr=asyncio.subprocess.PIPE, env=environment, start_new_session=True,
    )  # fmt: skip
    try:
        _, words = await child.communicate()
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode:
        raise OSError(words.decode(errors="replace").strip()[-500:] or f"it ended with {child.returncode}")
