"""What is made for players when they ask: once for all who ask for the same, a few at a time, and what was made a
moment ago is kept. Whoever asks past a bound is asked to come again."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

from ingest.origin.http.responses import NOT_FOUND, Response
from ingest.origin.packaging.boxes import FragmentError
from ingest.origin.wait import Wait, Waiting, wake
from ingest.recording.showing.replay import BUSY, PATIENCE, SLOW, UNREADABLE
from ingest.recording.tasks import Tasks

log = logging.getLogger(__name__)

MOST_WAITING: Final = 64
"""Things that are to be made."""
AGAIN: Final = 2.0
"""Seconds for which a failure counts for all who ask."""

Key = tuple[str, ...]


class RefusedError(Exception):
    """It is not made now; `answer` says why."""

    def __init__(self, answer: Response) -> None:
        super().__init__()
        self.answer = answer


Make = Callable[[], Awaitable[bytes]]
"""Makes one.

Raises:
    RefusedError
    OSError: what it is made of cannot be read now.
    FragmentError: it cannot be made of this.
    asyncio.TimeoutError: it took too long.
"""


@dataclass
class _Job:
    failure: Response | None = None
    again_at: float = 0.0
    waiting: Waiting = field(default_factory=dict)


class _Making(Wait):
    """From the first who waits on."""

    __slots__ = ("_begin",)

    def __init__(self, job: _Job, begin: Callable[[], None], seconds: float) -> None:
        super().__init__(job.waiting, ("made", 0, 0), seconds, SLOW)
        self._begin = begin

    def subscribe(self, callback: Callable[[], None]) -> None:
        """As `Wait`."""
        super().subscribe(callback)
        self._begin()


class Workshop:
    """`get` each."""

    def __init__(
        self,
        tasks: Tasks,
        at_once: int,
        most_bytes: int,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`most_bytes` are kept, of what was asked for last. `patience`: seconds that who asks waits."""
        self._tasks = tasks
        self._turn = asyncio.Semaphore(at_once)
        self._most_bytes = most_bytes
        self._patience = patience
        self._clock = clock
        self._kept: OrderedDict[Key, bytes] = OrderedDict()
        self._size = 0
        self._jobs: dict[Key, _Job] = {}
        self._failed: OrderedDict[Key, _Job] = OrderedDict()

    def get(self, key: Key, make: Make) -> bytes | Response | Wait:
        """What is kept under this key; else it is made, and waited for."""
        if (data := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
            return data
        failed = self._failed.get(key)
        if failed is not None and failed.failure is not None and self._clock() < failed.again_at:
            return failed.failure
        job = self._jobs.get(key)
        if job is None and len(self._jobs) >= MOST_WAITING:
            return BUSY
        due = job or _Job()

        def begin() -> None:
            if key not in self._jobs:
                self._jobs[key] = due
                self._tasks.own(self._run(key, due, make), f"the making of {'/'.join(key)}")

        return _Making(due, begin, self._patience)

    async def _run(self, key: Key, job: _Job, make: Make) -> None:
        try:
            async with self._turn:
                # Those who seek ask for much that they no longer want when its turn comes.
                if job.waiting:
                    self._keep(key, await make())
        except RefusedError as error:
            self._fail(key, job, error.answer)
        except TimeoutError:
            self._fail(key, job, SLOW)
        except OSError as error:
            log.warning("%s cannot be made: %s", "/".join(key), error)
            self._fail(key, job, UNREADABLE)
        except FragmentError as error:
            log.warning("%s cannot be made: %s", "/".join(key), error)
            self._fail(key, job, NOT_FOUND)
        finally:
            del self._jobs[key]
            wake(job.waiting)

    def _keep(self, key: Key, data: bytes) -> None:
        self._kept[key] = data
        self._size += len(data)
        while self._size > self._most_bytes and len(self._kept) > 1:
            self._size -= len(self._kept.popitem(last=False)[1])

    def _fail(self, key: Key, job: _Job, failure: Response) -> None:
        job.failure, job.again_at = failure, self._clock() + AGAIN
        self._failed[key] = job
        self._failed.move_to_end(key)
        if len(self._failed) > MOST_WAITING:
            self._failed.popitem(last=False)
