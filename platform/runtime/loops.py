"""Tasks that go round for as long as their owner lives."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable

logger = logging.getLogger(__name__)

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 5.0
"""Seconds before the next try after one that failed, twice as many each time."""


class Loop:
    """Calls `step` again and again. What `step` did not expect is logged, with its traceback where it is a fault of
    ours, shown in `problem` until a round succeeds, and never ends the loop. `step` does its own waiting.
    """

    def __init__(self, name: str, step: Callable[[], Awaitable[None]], first_pause: float = FIRST_PAUSE) -> None:
        self.problem: str | None = None
        """What is wrong, in words for an operator, or None."""
        self._name = name
        self._step = step
        self._first_pause = first_pause
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
        pause = self._first_pause
        while True:
            try:
                await self._step()
            except Exception as error:  # the task's outermost edge
                if isinstance(error, TimeoutError):
                    # No fault of the step's: what it asked did not answer, or this process stood still meanwhile.
                    logger.warning("%s took too long; trying again.", self._name.capitalize())
                elif self.problem is None and isinstance(error, OSError):
                    # A disk that is full, a network that is away: nor is that.
                    logger.error("%s failed; trying again. %s", self._name.capitalize(), error)
                elif self.problem is None:
                    logger.exception("%s failed; trying again.", self._name.capitalize())
                self.problem = f"{self._name} fails ({type(error).__name__}); the log says where"
                await asyncio.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311 - spreads load, keeps no secret
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                self.problem = None
                pause = self._first_pause
