"""Listens to one stream: its sound is decoded beside it, at the lowest priority, and read. The stream never waits for
it, and a decoder that hangs or dies costs a few seconds of figures."""

import asyncio
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from ingest.ffmpeg.children import FFmpegChildren
from ingest.ffmpeg.process import FFmpegProcess
from ingest.loudness.levels import FILTERS, Levels, TickReader
from ingest.origin.shelf import Shelf
from ingest.origin.stream.segments import Init
from ingest.origin.tap import Tap, Tapped
from runtime.refusals import Refusals

FIRST: Final = 3.0
"""Seconds of a stream that are not listened to: until fans see it, nothing else is to be done."""
ANEW: Final = 900.0
"""Seconds after which another decoder goes on: FFmpeg remembers each sample of a file that it reads."""
SILENCE: Final = 4.0
"""Seconds without a word of the decoder after which there are no figures."""
RETRY: Final = 5.0
"""Seconds from a decoder's death to the next one."""
MOST_WAITING: Final = 4 << 20
"""Bytes that wait for a part's turn; what is more is not listened to."""
STOP: Final = 0.5


def listen_command(ffmpeg: Path) -> list[str]:
    """Fragmented MP4 in; how its sound is, ten times a second, out as text."""
    command = [str(ffmpeg), "-hide_banner", "-nostats", "-loglevel", "error", "-threads", "1"]
    if nice := shutil.which("nice"):
        command = [nice, "-n", "19", *command]
    return [
        *command, "-analyzeduration", "0", "-f", "mp4", "-i", "pipe:0", "-map", "0:a:0", "-vn", "-af", FILTERS,
        "-flush_packets", "1", "-f", "null", "-",
    ]  # fmt: skip


class Meter:
    """Of one publisher's stream. `start`, then ask `figures`; `stop`."""

    def __init__(
        self,
        ffmpeg: Path,
        children: FFmpegChildren,
        shelf: Shelf,
        name: str,
        refusals: Refusals,
        first: float = FIRST,
    ) -> None:
        self._ffmpeg = ffmpeg
        self._children = children
        self._shelf = shelf
        self._first = first
        self._loop = asyncio.get_running_loop()
        self._tap = Tap(f"the listening to {name}", self._take, refusals, most_bytes=MOST_WAITING)
        self._levels = Levels()
        self._process: FFmpegProcess | None = None
        self._init: Init | None = None
        self._began = self._retry = 0.0
        self._heard = -SILENCE

    def start(self) -> None:
        """Begin to listen."""
        self._retry = self._loop.time() + self._first
        self._tap.start()
        self._shelf.taps.append(self._tap)

    async def stop(self) -> None:
        """End."""
        if self._tap in self._shelf.taps:
            self._shelf.taps.remove(self._tap)
        await self._tap.stop()
        process, self._process = self._process, None
        if process is not None:
            process.kill()

    @property
    def figures(self) -> Mapping[str, Any]:
        """`sound` with what `Levels.figures` has; empty: nothing was heard of late."""
        if self._loop.time() - self._heard > SILENCE:
            return {}
        figures = self._levels.figures
        return {} if figures is None else {"sound": figures}

    async def _take(self, tapped: Tapped) -> None:
        if tapped.init is None or b"soun" not in tapped.init.data or not tapped.change.parts:
            return
        now = self._loop.time()
        if tapped.init is not self._init or now - self._began > ANEW:
            self._end()
        if self._process is None:
            if now < self._retry:
                return
            await self._begin(tapped.init)
        process = self._process
        if process is None:
            return
        for part in tapped.change.parts:
            process.write(part.data)
        try:
            async with asyncio.timeout(SILENCE):
                await process.drain()
        except TimeoutError:
            process.kill()  # it is stuck

    def _end(self) -> None:
        """The decoder has had all that it will get."""
        process, self._process = self._process, None
        if process is not None:
            process.finish_input()

    async def _begin(self, init: Init) -> None:
        reader = TickReader()
        self._retry = self._loop.time() + RETRY

        def read(data: bytes) -> None:
            ticks = reader.feed(data)
            if ticks and self._process is process:
                self._levels.add(ticks)
                self._heard = self._loop.time()

        def leave(_: int) -> None:
            if self._process is process:
                self._process = None

        process: FFmpegProcess | None = None
        process = await self._children.spawn(listen_command(self._ffmpeg), read, leave)
        self._levels.begin()
        self._process, self._init, self._began = process, init, self._loop.time()
        process.write(init.data)
