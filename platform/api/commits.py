"""Changes that are finished although whoever asked for them has gone.

A request's task is cancelled when its client disconnects. Between a commit and its announcement that would leave
every open page waiting for a transition that is in the database already.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from api.problems.problem import ProblemError
from catalog.errors import CatalogError

logger = logging.getLogger(__name__)

T = TypeVar("T")

STOP_TIMEOUT = 1.5
"""Seconds that the last changes have: the whole process is given 3 (`api/workers.py`)."""
LIMIT = 1_000
"""Changes under way at once; more are refused, for the database is then not keeping up."""


class Commits:
    """Owns the tasks that change something; `stop` waits for the last of them."""

    def __init__(self, most: int = LIMIT, stop_timeout: float = STOP_TIMEOUT) -> None:
        self._most = most
        self._stop_timeout = stop_timeout
        self._tasks: set[asyncio.Task[object]] = set()

    async def run(self, change: Callable[[], Awaitable[T]]) -> T:
        """Await `change()` in a task of its own, which goes on when this one is cancelled.

        Raises:
            ProblemError: 503, too many at once. And whatever `change` raises.
        """
        if len(self._tasks) >= self._most:
            raise ProblemError(503, "overloaded", "Too much is going on at this moment. Try again in a few seconds.")
        task = self._begin(change)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            # Whoever asked has left: what goes wrong now is told to nobody, unless here.
            task.add_done_callback(_log_failure)
            raise

    def follow(self, change: Callable[[], Awaitable[object]]) -> None:
        """What a change brings about, and nobody waits for: to be called by the change, at most once."""
        self._begin(change).add_done_callback(_log_failure)

    def _begin(self, change: Callable[[], Awaitable[T]]) -> asyncio.Task[T]:
        async def finish() -> T:
            return await change()

        task = asyncio.create_task(finish(), name="commit")
        self._tasks.add(task)
        task.add_done_callback(self._finished)
        return task

    def _finished(self, task: asyncio.Task[object]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # looked at, so that asyncio does not report it again when nobody awaits it any more

    async def stop(self) -> None:
        """Wait for what is under way, at most `stop_timeout` seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._stop_timeout):
                while self._tasks:  # some are followed by others
                    await asyncio.wait(self._tasks)
        for task in self._tasks:
            task.cancel()


def _log_failure(task: asyncio.Task[object]) -> None:
    error = None if task.cancelled() else task.exception()
    if error is not None and not isinstance(error, CatalogError | ProblemError):
        logger.error("A change that nobody waits for failed.", exc_info=error)
