"""One publisher's way into its stream: FLV to FFmpeg, fragments to the shelf, and a new FFmpeg when one dies."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from ingest.ffmpeg.children import FFmpegChildren
from ingest.ffmpeg.discovery import FFmpeg
from ingest.ffmpeg.process import FFmpegProcess, remux_command
from ingest.loudness.meter import Meter
from ingest.origin.packaging.boxes import FragmentError
from ingest.origin.packaging.fragments import Fragment, FragmentReader, InitSection
from ingest.origin.packaging.gathering import Gathering
from ingest.origin.packaging.inspection import EVERY, Inspection
from ingest.origin.packaging.keyint import read_keyint
from ingest.origin.packaging.lateness import BOUNDS, Lateness
from ingest.origin.shelf import Shelf
from ingest.publishing.interfaces import Bytes
from runtime.histogram import Histogram

log = logging.getLogger(__name__)

MAX_DEATHS = 3
DEATHS_WITHIN = 60.0
"""So many deaths of FFmpeg within so many seconds are put up with."""

STALL_SECONDS = 5.0
"""FFmpeg that takes input for so long and gives nothing back, or takes nothing of what waits for it, is killed."""

MAX_QUEUED = 32 << 20
"""Bytes that may wait for FFmpeg; past them it counts as stalled."""

FLUSH_SECONDS = 2.0
"""How long FFmpeg has to write its last fragment when its input ends."""


class StreamPackager:
    """Implements `ingest.publishing.interfaces.Packager`."""

    def __init__(
        self,
        ffmpeg: FFmpeg,
        children: FFmpegChildren,
        shelf: Shelf,
        name: str,
        on_close: Callable[[bool], Awaitable[None]],
        *,
        rehearsal: bool = False,
        stall: float = STALL_SECONDS,
        look_every: float = EVERY,
        meter: Meter | None = None,
        find_problem: Callable[[], str | None] = lambda: None,
        lateness: Histogram | None = None,
    ) -> None:
        """`find_problem` says what fans cannot have of it, in words."""
        self.failed: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._ffmpeg = ffmpeg
        self._children = children
        self._shelf = shelf
        self._name = name
        self._on_close = on_close
        self._stall = stall
        self._loop = asyncio.get_running_loop()
        self._opening = b""
        self._keyint: int | None = None
        self._inspection = Inspection(ffmpeg.path, children, shelf, look_every) if rehearsal else None
        self._meter = meter
        self._find_problem = find_problem
        self._lateness = Lateness(lateness or Histogram(BOUNDS))
        self._process: FFmpegProcess | None = None
        self._reader = FragmentReader()
        self._gathering = Gathering(shelf.stream.shape.part_seconds)
        self._deaths: deque[float] = deque(maxlen=MAX_DEATHS + 1)
        self._restart: asyncio.Task[None] | None = None
        self._began_at: float | None = None
        self._stalls_at: float | None = None  # loop time, where there is input that nothing has come of yet
        self._written_at = 0.0
        self._resume_at_keyframe = False
        self._stuck = False  # it was killed for standing still, and its death is not seen yet
        self._closed = False
        self._closing: asyncio.Task[None] | None = None
        self._newest: Fragment | None = None  # held back while FFmpeg flushes: it may be the run's last

    @property
    def queued(self) -> int:
        """Bytes that FFmpeg has not taken yet."""
        return 0 if self._process is None else self._process.queued

    @property
    def findings(self) -> Mapping[str, Any]:
        """How it sounds, what fans cannot have of it, and in a rehearsal what is seen and heard."""
        looked = {} if self._inspection is None else self._inspection.findings
        problem = self._find_problem()
        advice = {} if problem is None else {"advice": [problem]}
        return {**looked, **advice, **({} if self._meter is None else self._meter.figures)}

    @property
    def pid(self) -> int | None:
        """FFmpeg's process id; None between one that died and the next."""
        return None if self._process is None else self._process.pid

    async def start(self) -> None:
        """Start FFmpeg.

        Raises:
            OSError: it cannot be started, or was closed meanwhile.
        """
        self._reader = FragmentReader()
        self._began_at = self._stalls_at = None
        self._stuck = False
        command = remux_command(self._ffmpeg.path, self._shelf.stream.shape.part_seconds)
        if not self._deaths:
            for listening in (self._inspection, self._meter):
                if listening is not None:
                    listening.start()
        process = await self._children.spawn(command, self._take_output, self._see_exit)
        if self._closed:
            process.kill()
            raise OSError("its stream was closed while FFmpeg started")
        self._process = process
        if process.status is not None:
            self._see_exit(process.status)  # dead before it was known here

    def begin(self, opening: bytes) -> None:
        """Take what every FFmpeg of this publisher is told first."""
        self._opening = opening
        if self._process is not None and not self._closed and not self._resume_at_keyframe:
            self._process.write(opening)

    def write(self, data: Bytes, entry: int | None) -> None:
        """Take whole FLV tags. Never blocks; what comes while there is no FFmpeg is lost, up to the next `entry`."""
        process = self._process
        if self._closed or process is None or self._stuck:
            return
        data = bytes(data)
        if self._resume_at_keyframe:
            if entry is None:
                return
            self._resume_at_keyframe = False
            data, entry = self._opening + data[entry:], len(self._opening)
        now = self._loop.time()
        if self._began_at is None:
            self._began_at = time.time()
            # An encoder may say it once, with its very first picture.
            self._keyint = self._keyint if entry is None else read_keyint(data, entry) or self._keyint
        if self._stalls_at is None or now - self._written_at > 1.0:
            self._stalls_at = now + self._stall  # a publisher that was silent itself is no sign of a stuck FFmpeg
        elif now > self._stalls_at or process.queued > MAX_QUEUED:
            self._end_stuck(process)
            return
        self._written_at = now
        process.write(data)

    async def drain(self) -> None:
        """Return once little waits for FFmpeg, or a stuck one was done away with."""
        process = self._process
        if process is None:
            return
        try:
            async with asyncio.timeout(self._stall):
                await process.drain()
        except TimeoutError:
            self._end_stuck(process)
            await process.drain()

    async def close(self, *, ended: bool) -> None:
        """Flush what FFmpeg holds, then leave the stream as `ended` says. Nothing breaks it off; a second call waits
        for the first."""
        if self._closing is None:
            self._closed = True
            self._closing = self._loop.create_task(self._close(ended), name=f"end of {self._name}")
        await asyncio.shield(self._closing)

    @property
    def closed(self) -> bool:
        """Whether it was closed, or is being closed."""
        return self._closed

    async def _close(self, ended: bool) -> None:
        for listening in (self._inspection, self._meter):
            if listening is not None:
                await listening.stop()
        if self._restart is not None:
            self._restart.cancel()
            await asyncio.gather(self._restart, return_exceptions=True)
        if self._process is not None:
            await self._process.stop(FLUSH_SECONDS)
        self._process = None
        if self._newest is not None:
            self._put(self._newest, last=True)
            self._newest = None
        await self._on_close(ended)

    def _end_stuck(self, process: FFmpegProcess) -> None:
        if self._stuck:
            return
        log.warning("%s: FFmpeg (pid %d) stands still with %d bytes queued", self._name, process.pid, process.queued)
        self._stuck = True
        process.kill()

    # -- FFmpeg's side -----------------------------------------------------------------------------------------

    def _take_output(self, data: bytes) -> None:
        self._stalls_at = None
        try:
            found = self._reader.feed(data)
        except FragmentError as error:
            log.error("%s: FFmpeg wrote what cannot be read: %s", self._name, error)
            if self._process is not None:
                self._process.kill()
            return
        for item in found:
            if isinstance(item, InitSection):
                self._gathering = Gathering(self._shelf.stream.shape.part_seconds)
                self._lateness.begin()
                began_at = self._began_at or time.time()
                self._shelf.put(self._shelf.stream.begin_run(item, began_at, keyint=self._keyint))
            else:
                self._append(self._gathering.add(item))

    def _append(self, fragments: list[Fragment]) -> None:
        for fragment in fragments:
            if not self._closed:
                self._put(fragment)
                continue
            before, self._newest = self._newest, fragment
            if before is not None:
                self._put(before)

    def _put(self, fragment: Fragment, *, last: bool = False) -> None:
        change = self._shelf.stream.append(fragment, time.time(), last=last)
        self._shelf.put(change)
        for part in change.parts:
            self._lateness.note(part.duration, self._loop.time())
        if change.window is not None:
            self._warn_of_cut(change.window)
        if change.starved:
            log.warning(
                "%s: its clock is so slow, or its bitrate so high, that what players need is more than it may hold "
                "in memory; they will stall. Look at the encoder, or raise STREAM_MEMORY and MEDIA_MEMORY.",
                self._name,
            )

    def _warn_of_cut(self, seconds: float) -> None:
        shape = self._shelf.stream.shape
        log.warning(
            "%s: fans can rewind %.0f s and not the %.0f s of DVR_WINDOW: the stream has filled its STREAM_MEMORY of "
            "%d MiB. Raise STREAM_MEMORY, or lower DVR_WINDOW or the encoder's bitrate.",
            self._name, seconds, shape.window, shape.max_bytes >> 20,
        )  # fmt: skip

    def _see_exit(self, status: int) -> None:
        process, self._process = self._process, None
        self._append(self._gathering.flush())
        if self._closed or process is None:
            if status not in (0, -15):
                log.warning("%s: FFmpeg ended with status %d", self._name, status)
            return
        words = process.last_words
        log.error(
            "%s: FFmpeg died with status %d; its last words:\n%s", self._name, status, "\n".join(words) or "none"
        )
        self._shelf.put(self._shelf.stream.interrupt())
        self._deaths.append(self._loop.time())
        if len(self._deaths) > MAX_DEATHS and self._deaths[-1] - self._deaths[0] < DEATHS_WITHIN:
            self._give_up(words)
            return
        self._restart = self._loop.create_task(self._start_again(), name=f"restart FFmpeg of {self._name}")

    async def _start_again(self) -> None:
        self._resume_at_keyframe = True
        try:
            await self.start()
        except OSError as error:
            log.error("%s: FFmpeg cannot be started again: %s", self._name, error)
            self._give_up([])

    def _give_up(self, words: list[str]) -> None:
        if not self.failed.done():
            said = f" It said: {words[-1][:200]}" if words else ""
            self.failed.set_result(
                "The server could not package your stream: FFmpeg stopped again and again. "
                f"Check the encoder's settings (H.264 video, AAC audio) and start streaming again.{said}"
            )
