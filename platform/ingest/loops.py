"""Tasks that go round for as long as their owner lives."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 15.0


class Loop:
    """Calls `step` again and again. What `step` did not expect is logged with its traceback, shown in `problem` until
    a round succeeds, and never ends the loop: a loop that ended in silence would take every show of the node with it.
    `step` does its own waiting.
    """

    def __init__(self, name: str, step: Callable[[], Awaitable[None]]) -> None:
        self.problem: str | None = None
        self._name = name
        self._step = step
        self._task: asyncio.Task[None] | None = None

    def readiness(self) -> str:
        """ "ok", or what is wrong; for `/ready`."""
        return self.problem or "ok"

    def start(self) -> None:
        """Begin."""
        self._task = asyncio.create_task(self._run(), name=self._name)

    async def stop(self) -> None:
        """End."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                await self._step()
            except Exception as error:  # the task's outermost edge
                log.exception("%s failed; going on", self._name)
                self.problem = f"{self._name} fails ({type(error).__name__}); the log says where"
                await asyncio.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311 - spreads load, hides nothing
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                self.problem = None
                pause = FIRST_PAUSE
