"""Tasks that somebody owns: what fails is in the log, and all end with their owner."""

import asyncio
import logging
from collections.abc import Awaitable, Coroutine
from typing import Any

log = logging.getLogger(__name__)


class Tasks:
    """`own` each; `stop` when their owner ends."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def own(self, work: Coroutine[Any, Any, object], name: str) -> asyncio.Task[None]:
        """Begin it; `name` says in the log what it is."""
        task = asyncio.get_running_loop().create_task(_guard(work, name), name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def stop(self) -> None:
        """End all, and wait for that."""
        tasks = [*self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _guard(work: Awaitable[object], name: str) -> None:
    try:
        await work
    except Exception:  # a task's outermost edge
        log.exception("%s failed", name)
