"""Whether there is an FFmpeg that can do what it is asked for. What that is, its commands say themselves."""

import asyncio
import contextlib
import itertools
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from ingest.ffmpeg.discovery import FFmpeg, FFmpegError, find_drawing_ffmpeg, find_ffmpeg
from ingest.loudness.meter import listen_command
from ingest.origin.packaging.inspection import inspect_command
from ingest.renditions.ladder.encoder import Encoding, encode_command
from ingest.renditions.ladder.rungs import Goal, Rung, read_rung
from ingest.stills.still import still_command
from runtime.findings import Finding
from settings import Settings

PATIENCE: Final = 20.0
"""Seconds that an FFmpeg has for each answer, on a busy machine."""
_GRAPHS: Final = frozenset({"-filter_complex", "-vf", "-af"})
_QUOTED: Final = re.compile(r"'[^']*'|\[[^]]*\]")
_LISTED: Final = re.compile(r"^ ?[A-Z.|]+ +(\S+) ", re.MULTILINE)
_WIDTH: Final = 320
_HEIGHT: Final = 180


async def check_ffmpeg(settings: Settings) -> Finding:
    """Its version, and whether it has the encoders and filters of all that is made here. The encoder of smaller
    pictures is tried: one may be there, and the card that it needs not."""
    try:
        return await _look_at(settings, await find_ffmpeg(settings.ffmpeg_path, PATIENCE))
    except FFmpegError as error:
        return Finding("ffmpeg", "broken", str(error))


async def _look_at(settings: Settings, found: FFmpeg) -> Finding:
    drawing = find_drawing_ffmpeg(settings.ffmpeg_path, found.path)
    rungs = [rung for rung in map(read_rung, settings.renditions) if rung is not None]
    encoding = Encoding(drawing, settings.rendition_encoder, settings.rendition_preset)
    commands = [
        inspect_command(found.path, video=True, audio=True),
        listen_command(drawing),
        still_command(drawing, tile=True),
        *([_write_encoding(encoding, rungs)] if rungs else []),
    ]
    for path in dict.fromkeys((found.path, drawing)):
        lacking = await find_lacking(path, [command for command in commands if str(path) in command])
        if lacking:
            said = ", ".join(sorted(lacking))
            words = f"FFmpeg at {path} lacks {said}. Install a full build, or let FFMPEG_PATH name one."
            return Finding("ffmpeg", "broken", words)
    if rungs and (fault := await _try_encoder(encoding)) is not None:
        return Finding(
            "ffmpeg", "broken", f"RENDITION_ENCODER is {encoding.encoder}, which does not work here: {fault}"
        )
    made = f", and makes smaller pictures with {encoding.encoder}" if rungs else ""
    return Finding("ffmpeg", "ok", f"FFmpeg {found.version} has all encoders and filters that are used{made}.")


def read_needs(command: Sequence[str]) -> tuple[set[str], set[str]]:
    """The encoders and filters that a command names."""
    encoders, filters = set[str](), set[str]()
    for option, value in itertools.pairwise(command):
        if option == "-c:v":
            encoders.add(value)
        elif option in _GRAPHS:
            steps = re.split("[,;]", _QUOTED.sub("", value))
            filters |= {step.partition("=")[0].strip() for step in steps}
    return encoders, filters


async def find_lacking(path: Path, commands: Iterable[Sequence[str]]) -> set[str]:
    """What these commands name and this FFmpeg does not have."""
    encoders, filters = set[str](), set[str]()
    for command in commands:
        more_encoders, more_filters = read_needs(command)
        encoders |= more_encoders
        filters |= more_filters
    lacking = {f"the encoder {name}" for name in encoders - await _list(path, "-encoders")}
    return lacking | {f"the filter {name}" for name in filters - await _list(path, "-filters")}


def _write_encoding(encoding: Encoding, rungs: Sequence[Rung]) -> list[str]:
    sized = ((rung, rung.fit(1 << 14, 1 << 13)) for rung in rungs)
    return encode_command(encoding, [(rung, Goal(size, 1), 3) for rung, size in sized if size is not None])


async def _list(path: Path, what: str) -> set[str]:
    status, out, _ = await _run([str(path), "-hide_banner", what])
    if status != 0:
        raise FFmpegError(f"FFmpeg at {path} does not answer to {what} (exit {status}).")
    return set(_LISTED.findall(out))


async def _try_encoder(encoding: Encoding) -> str | None:
    """Encode one grey picture; what went wrong, or None."""
    preset = ["-preset", encoding.preset] if encoding.preset else []
    status, _, said = await _run(
        [
            str(encoding.ffmpeg), "-hide_banner", "-nostats", "-loglevel", "error",
            "-f", "rawvideo", "-pix_fmt", "yuv420p", "-video_size", f"{_WIDTH}x{_HEIGHT}", "-i", "pipe:0",
            "-c:v", encoding.encoder, *preset, "-frames:v", "1", "-f", "null", "-",
        ],
        bytes(_WIDTH * _HEIGHT * 3 // 2),
    )  # fmt: skip
    if status == 0:
        return None
    lines = said.strip().splitlines()
    return lines[0][:200] if lines else "FFmpeg says nothing."


async def _run(command: Sequence[str], given: bytes = b"") -> tuple[int, str, str]:
    """Exit code, output and last words of a program; of one that takes too long -1 and nothing."""
    process = await asyncio.create_subprocess_exec(
        *command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    try:
        async with asyncio.timeout(PATIENCE):
            out, words = await process.communicate(given)
    except TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        return -1, "", f"It takes over {PATIENCE:g} s."
    return process.returncode or 0, out.decode("utf-8", "replace"), words.decode("utf-8", "replace")
