"""All FFmpegs of this process: started where that is possible, and none outlives us."""

import asyncio
import time
from collections.abc import Callable

from ingest.ffmpeg.process import FFmpegProcess
from ingest.ffmpeg.reaper import Reaper

SLOW = 5.0
"""Seconds after which a start that is given up was one too slow, and not a publisher that has left."""
MEMORY = 60.0
"""Seconds for which a failure is told to who asks whether we are ready: then another publisher may try."""


class FFmpegChildren:
    """`spawn` as many as are wanted; `stop` kills what is left."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.spare = asyncio.Semaphore(1)
        """To be held by whoever runs one that no show waits for."""
        self._reaper = Reaper()
        self._clock = clock
        self._fault: tuple[str, float] | None = None

    @property
    def fault(self) -> str | None:
        """Why the last one could not be started; None where it could, or that was long ago."""
        if self._fault is None or self._clock() - self._fault[1] > MEMORY:
            return None
        return self._fault[0]

    async def spawn(
        self,
        command: list[str],
        on_output: Callable[[bytes], None],
        on_exit: Callable[[int], None],
        inherited: tuple[int, ...] = (),
    ) -> FFmpegProcess:
        """As `FFmpegProcess.spawn`, watched over.

        Raises:
            OSError: it cannot be started; words for the operator.
        """
        began = self._clock()
        try:
            process = await FFmpegProcess.spawn(command, on_output, on_exit, inherited)
        except OSError as error:
            self._fault = f"FFmpeg cannot be started: {error.strerror or error}", self._clock()
            raise
        except asyncio.CancelledError:
            if self._clock() - began >= SLOW:
                self._fault = f"FFmpeg has not started within {SLOW:g} s", self._clock()
            raise
        self._fault = None
        group = process.pid
        self._reaper.watch(group)
        process.on_gone(lambda: self._reaper.forget(group))
        return process

    def stop(self) -> None:
        """Kill those that are left. Blocks for a moment."""
        self._reaper.stop()
