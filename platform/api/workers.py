"""Several web processes on one port: the parent binds, starts the workers, and starts again one that dies."""

import asyncio
import contextlib
import logging
import os
import random
import secrets
import signal
import socket
import sys
from collections.abc import Sequence
from functools import partial

from runtime.parent import end_with_parent

logger = logging.getLogger(__name__)

STOP_TIMEOUT = 3.0
"""Seconds from SIGTERM until a worker that has not ended is killed. Less than whoever started this process gives it
(`tools/run.py`: 4): killed first, it would leave its workers behind."""
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 15.0
"""Seconds before another is started, twice as many each time; from the first again after one that lived `SOUND`."""
SOUND = 30.0
COMMAND = (sys.executable, "-m", "api")


class Workers:
    """Owns `count` copies of `python -m api --listener FD`, which share the listening socket; by `--seat` they know
    of each other."""

    def __init__(
        self,
        count: int,
        listener: socket.socket,
        *,
        command: Sequence[str] = COMMAND,
        first_pause: float = FIRST_PAUSE,
        stop_timeout: float = STOP_TIMEOUT,
    ) -> None:
        self._count = count
        self._listener = listener
        self._command = command
        self._first_pause = first_pause
        self._stop_timeout = stop_timeout
        self._group = secrets.token_hex(8)
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Keep all of them running until SIGINT, SIGTERM or `stop`."""
        loop = asyncio.get_running_loop()
        for signum in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(signum, self.stop)
        async with asyncio.TaskGroup() as group:
            for number in range(1, self._count + 1):
                group.create_task(self._keep(number), name=f"web-{number}")

    def stop(self) -> None:
        """Have all of them end, and `run` with them: those that do not end in time are killed."""
        self._stopping.set()

    async def _keep(self, number: int) -> None:
        delay = self._first_pause
        while not self._stopping.is_set():
            began = asyncio.get_running_loop().time()
            worker = await asyncio.create_subprocess_exec(
                *self._command, "--seat", self._group, str(number), "--listener", str(self._listener.fileno()),
                pass_fds=[self._listener.fileno()],
                preexec_fn=partial(end_with_parent, os.getpid()),
            )  # fmt: skip
            if await self._ended_by_itself(worker):
                lived = asyncio.get_running_loop().time() - began
                delay = self._first_pause if lived > SOUND else min(delay * 2, LONGEST_PAUSE)
                pause = delay * random.uniform(0.5, 1)  # noqa: S311 - spreads load, keeps no secret
                logger.error(
                    "Web process %d ended (code %s); starting another in %.1f s.", number, worker.returncode, pause
                )
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await self._stopping.wait()

    async def _ended_by_itself(self, worker: asyncio.subprocess.Process) -> bool:
        ended = asyncio.create_task(worker.wait(), name=f"wait-{worker.pid}")
        asked = asyncio.create_task(self._stopping.wait(), name="wait-stop")
        await asyncio.wait({ended, asked}, return_when=asyncio.FIRST_COMPLETED)
        asked.cancel()
        if ended.done():
            return True
        worker.terminate()
        try:
            async with asyncio.timeout(self._stop_timeout):
                await ended
        except TimeoutError:
            worker.kill()
            await worker.wait()
        return False
