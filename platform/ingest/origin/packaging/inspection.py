"""What there is to see and to hear in a rehearsal: whether the picture is black, and how loud the sound is.

For that a few seconds have to be decoded: by an FFmpeg of its own, at the lowest priority, one at a time for the
whole node, over parts that are in memory anyway, and never for a show.
"""

import asyncio
import re
import shutil
from pathlib import Path
from typing import Any

from ingest.ffmpeg.children import FFmpegChildren
from ingest.ffmpeg.process import FFmpegProcess
from ingest.origin.shelf import Shelf
from runtime.loops import Loop

EVERY = 4.0
"""Seconds from one look to the next, and about how much of the stream is looked at."""
LEAST = 1.5
"""Seconds of media to look at; less says too little."""
TIMEOUT = 10.0
MAX_BYTES = 16 << 20
MAX_OUTPUT = 256 << 10
BLACK = 32
"""Luma up to which all of a picture is black: 16 is black itself."""
SILENT_DB = -120.0
"""What digital silence, minus infinity, is told as."""


def inspect_command(ffmpeg: Path, *, video: bool, audio: bool) -> list[str]:
    """Decode keyframes and sound from stdin; the brightest pixel and the loudest sample so far come out as text."""
    command = [str(ffmpeg), "-hide_banner", "-nostats", "-loglevel", "error", "-threads", "1"]
    if nice := shutil.which("nice"):
        command = [nice, "-n", "19", *command]
    if video:
        command += ["-skip_frame:v", "nokey"]
    command += ["-f", "mp4", "-i", "pipe:0"]
    if video:
        # Shrunk, so that one hot pixel or a bit of noise is no picture.
        light = "scale=160:-2,signalstats,metadata=mode=print:key=lavfi.signalstats.YMAX:file=-"
        command += ["-map", "0:v:0", "-vf", light]
    if audio:
        level = "astats=metadata=1:measure_perchannel=none:measure_overall=Peak_level"
        command += [
            "-map",
            "0:a:0",
            "-af",
            f"{level},ametadata=mode=print:key=lavfi.astats.Overall.Peak_level:file=-",
        ]
    return [*command, "-f", "null", "-"]


def read_findings(output: str) -> dict[str, Any]:
    """`{picture_black, sound_peak_db}` from what that command has printed; None where it said nothing of it."""
    lights = [float(value) for value in re.findall(r"signalstats\.YMAX=([\d.]+)", output)]
    peaks = re.findall(r"Overall\.Peak_level=(-?inf|-?[\d.]+)", output)
    peak = max(float(peaks[-1]), SILENT_DB) if peaks else None
    return {"picture_black": max(lights) <= BLACK if lights else None, "sound_peak_db": peak}


class Inspection:
    """Looks at one rehearsal's stream from time to time; `findings` are the newest, empty before there are any."""

    def __init__(self, ffmpeg: Path, children: FFmpegChildren, shelf: Shelf, every: float = EVERY) -> None:
        self.findings: dict[str, Any] = {}
        self._ffmpeg = ffmpeg
        self._children = children
        self._shelf = shelf
        self._every = every
        self._loop = Loop("a look at a rehearsal", self._step)

    def start(self) -> None:
        """Begin."""
        self._loop.start()

    async def stop(self) -> None:
        """End."""
        await self._loop.stop()

    async def _step(self) -> None:
        await asyncio.sleep(self._every)
        media, tracks = self._take_media()
        if media:
            async with self._children.spare:
                self.findings = read_findings(await self._decode(media, tracks))

    def _take_media(self) -> tuple[bytes, frozenset[str]]:
        """The newest complete segments of the newest run, from a keyframe on; and which tracks are in them."""
        stream = self._shelf.stream
        chosen: list[bytes] = []
        size = seconds = 0.0
        init = stream.current_init
        for segment in reversed(stream.listed):
            if segment.init is not init or size + segment.size > MAX_BYTES:
                break
            chosen[:0] = [part.data for part in segment.parts]
            size += segment.size
            seconds += segment.duration
            if seconds >= self._every and segment.independent:
                break
        if init is None or seconds < LEAST:
            return b"", frozenset()
        tracks = frozenset(kind for kind in ("vide", "soun") if kind.encode() in init.data)
        return init.data + b"".join(chosen), tracks

    async def _decode(self, media: bytes, tracks: frozenset[str]) -> str:
        output = bytearray()
        ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        def take(data: bytes) -> None:
            output.extend(data[: MAX_OUTPUT - len(output)])

        def end(status: int) -> None:
            if not ended.done():
                ended.set_result(status)

        process: FFmpegProcess | None = None
        command = inspect_command(self._ffmpeg, video="vide" in tracks, audio="soun" in tracks)
        try:
            async with asyncio.timeout(TIMEOUT):
                process = await self._children.spawn(command, take, end)
                process.write(media)
                process.finish_input()
                await ended
        except (TimeoutError, OSError):
            return ""  # a machine that has no time for this has better things to do
        finally:
            if process is not None:
                process.kill()
        return output.decode("ascii", "replace")
