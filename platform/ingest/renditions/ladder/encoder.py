"""One FFmpeg that makes all of a stream's rungs: a picture is decoded once, and made smaller and encoded for each.

It gets the source's parts as they are, and gives back a picture for each of theirs, in the order they are shown, so
that they are told apart by counting. Its keyframes are the source's, and no picture waits for a later one.
"""

import asyncio
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingest.ffmpeg.children import FFmpegChildren
from ingest.ffmpeg.process import FFmpegProcess
from ingest.renditions.ladder.parts.thinning import write_filter
from ingest.renditions.ladder.rungs import Goal, Rung

_AT_ONCE: Final = {
    "libx264": ("-tune", "zerolatency", "-sc_threshold", "0", "-forced-idr", "1"),
    "h264_nvenc": ("-zerolatency", "1", "-delay", "0", "-no-scenecut", "1", "-forced-idr", "1"),
}
"""What each encoder is told, so that no picture waits, and a keyframe is where it is wanted and nowhere else."""
_PATIENCE: Final = 0.5
_OWN_KEYFRAMES: Final = 99_999
"""Frames after which an encoder would make a keyframe by itself."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """By what, with which settings."""

    ffmpeg: Path
    encoder: str = "libx264"
    preset: str = "superfast"
    """Empty: the encoder's own."""


def encode_command(encoding: Encoding, outputs: Sequence[tuple[Rung, Goal, int]]) -> list[str]:
    """Fragmented MP4 in; FLV out, of each rung to the descriptor that is given with it.

    - `nice`: what is left of the machine, and no more.
    - `enc_time_base`: else times are rounded to a frame rate that is guessed from a few pictures.
    - `fps_mode passthrough`: a picture for each, whatever its time.
    - `fps`: without lookahead x264 spends bits by it, not by times. FFmpeg would guess it from the first pictures,
      and each encoder's parameters would be others.
    """
    command = [str(encoding.ffmpeg), "-hide_banner", "-nostats", "-loglevel", "error", "-threads", "1"]
    if nice := shutil.which("nice"):
        command = [nice, "-n", "19", *command]
    labels = [f"[s{index}]" for index in range(len(outputs))]
    filters = [f"[0:v:0]split={len(outputs)}{''.join(labels)}"]
    for index, (_, goal, _) in enumerate(outputs):
        smaller = f"scale={goal.size.width}:{goal.size.height},setsar=1,format=yuv420p"
        filters.append(f"{labels[index]}{write_filter(goal.apart)}{smaller}[v{index}]")
    command += ["-analyzeduration", "0", "-fpsprobesize", "0", "-f", "mp4", "-i", "pipe:0"]
    command += ["-filter_complex_threads", "1", "-filter_complex", ";".join(filters)]
    for index, (rung, goal, descriptor) in enumerate(outputs):
        rate = str(rung.rate)
        command += ["-map", f"[v{index}]", "-c:v", encoding.encoder, "-profile:v", "main", "-threads", "1"]
        if encoding.preset:
            command += ["-preset", encoding.preset]
        if encoding.encoder == "libx264":
            command += ["-level", f"{goal.size.level / 10:.1f}"]
            if goal.rate:
                command += ["-x264-params", f"fps={goal.rate * 1000:.0f}/1000"]
        command += _AT_ONCE.get(encoding.encoder, ())
        command += ["-bf", "0", "-g", str(_OWN_KEYFRAMES), "-force_key_frames", "source"]
        command += ["-b:v", rate, "-maxrate", rate, "-bufsize", rate]
        command += ["-fps_mode", "passthrough", "-enc_time_base", "1:90000", "-flush_packets", "1"]
        command += ["-f", "flv", "-flvflags", "no_duration_filesize+no_sequence_end+no_metadata"]
        command += [f"pipe:{descriptor}"]
    return command


class Encoder:
    """`start`, `write` an init section and parts, `finish` or `kill`. Each rung's bytes go to its own `take`, which
    gets none at last."""

    def __init__(self, encoding: Encoding, children: FFmpegChildren) -> None:
        self._encoding = encoding
        self._children = children
        self._process: FFmpegProcess | None = None
        self._killed = False

    @property
    def queued(self) -> int:
        """Bytes that it has not taken yet."""
        return 0 if self._process is None else self._process.queued

    @property
    def last_words(self) -> list[str]:
        """What it said at last."""
        return [] if self._process is None else self._process.last_words

    @property
    def pid(self) -> int:
        """Of its process."""
        return 0 if self._process is None else self._process.pid

    async def start(self, rungs: Sequence[tuple[Rung, Goal, Callable[[bytes], None]]]) -> None:
        """Start it.

        Raises:
            OSError: it cannot be started.
        """
        loop = asyncio.get_running_loop()
        pipes = [os.pipe() for _ in rungs]
        try:
            for (_, _, take), (end, _) in zip(rungs, pipes, strict=True):
                await loop.connect_read_pipe(lambda take=take: _Output(take), os.fdopen(end, "rb", 0))  # type: ignore[misc]
            outputs = [(rung, goal, end) for (rung, goal, _), (_, end) in zip(rungs, pipes, strict=True)]
            self._process = await self._children.spawn(
                encode_command(self._encoding, outputs),
                lambda _: None,
                lambda _: None,
                tuple(end for _, end in pipes),
            )
        finally:
            for _, end in pipes:
                os.close(end)
        if self._killed:
            self._process.kill()

    def write(self, data: bytes) -> None:
        """Give it the next bytes."""
        if self._process is not None:
            self._process.write(data)

    def finish(self) -> None:
        """Nothing follows: it gives back what it still has, and ends."""
        if self._process is not None:
            self._process.finish_input()

    def kill(self) -> None:
        """End it at once."""
        self._killed = True
        if self._process is not None:
            self._process.kill()

    async def stop(self) -> None:
        """End it at once, and see it ended."""
        self.kill()
        if self._process is not None:
            await self._process.stop(_PATIENCE)


class _Output(asyncio.Protocol):
    def __init__(self, take: Callable[[bytes], None]) -> None:
        self._take = take

    def data_received(self, data: bytes) -> None:
        self._take(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self._take(b"")
