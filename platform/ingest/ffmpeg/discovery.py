"""Which FFmpeg this process uses, and whether it will do.

FFmpegError (an OSError)
├── FFmpegMissing     none was found, or what `FFMPEG_PATH` names cannot be run
└── FFmpegTooOld      it is older than what the packager was tested with
"""

import asyncio
import contextlib
import os
import re
import shutil
import signal
from dataclasses import dataclass
from pathlib import Path

from runtime.descriptors import check_descriptors

OLDEST = (5, 0)
"""Oldest major and minor version whose fragments the origin was tested with (5.1 is the oldest of them)."""

VERSION_TIMEOUT = 10.0
"""Seconds in which an FFmpeg says its version."""


class FFmpegError(OSError):
    """FFmpeg cannot be used. The words are for the operator."""


class FFmpegMissing(FFmpegError):  # noqa: N818 - names what is the matter
    """There is no FFmpeg that runs."""


class FFmpegTooOld(FFmpegError):  # noqa: N818
    """There is one, but it is too old."""


@dataclass(frozen=True, slots=True)
class FFmpeg:
    """A usable FFmpeg. `version` is as it says itself, `release` its (major, minor), None for a build from git."""

    path: Path
    version: str
    release: tuple[int, int] | None


async def find_ffmpeg(configured: Path | None, patience: float = VERSION_TIMEOUT) -> FFmpeg:
    """The FFmpeg of `FFMPEG_PATH`, else the one on PATH, else the wheel's.

    Raises:
        FFmpegMissing: none is there, or it does not run.
        FFmpegTooOld: it is older than `OLDEST`.
    """
    path = _locate(configured)
    version = await _ask_version(path, patience)
    release = parse_release(version)
    if release is not None and release < OLDEST:
        raise FFmpegTooOld(
            f"FFmpeg at {path} is version {version}; at least {OLDEST[0]}.{OLDEST[1]} is needed. "
            "Install a newer one, or let FFMPEG_PATH name one."
        )
    return FFmpeg(path, version, release)


def find_drawing_ffmpeg(configured: Path | None, usual: Path) -> Path:
    """The one that draws pictures: the wheel's, which is one file and starts in 15 ms, where a distribution's loads
    two hundred libraries for 75 ms, twice what a picture takes. `usual` where the wheel has none, or the operator has
    said which to use."""
    if configured is not None:
        return usual
    try:
        from imageio_ffmpeg import get_ffmpeg_exe

        bundled = Path(get_ffmpeg_exe())
    except (ImportError, RuntimeError):
        return usual
    return bundled if os.access(bundled, os.X_OK) else usual


def parse_release(version: str) -> tuple[int, int] | None:
    """Major and minor version from "5.1.9-0+deb12u1" or "n9.0.2-17-g2a57"; None for git snapshots ("N-1234-gabc")."""
    found = re.match(r"n?(\d+)\.(\d+)", version)
    return (int(found[1]), int(found[2])) if found else None


def _locate(configured: Path | None) -> Path:
    if configured is not None:
        found = shutil.which(configured)
        if found is None:
            raise FFmpegMissing(f"FFMPEG_PATH is {str(configured)!r}, and nothing there can be run.")
        return Path(found)
    on_path = shutil.which("ffmpeg")
    if on_path is not None:
        return Path(on_path)
    try:
        from imageio_ffmpeg import get_ffmpeg_exe

        return Path(get_ffmpeg_exe())
    except (ImportError, RuntimeError) as error:
        raise FFmpegMissing(
            "FFmpeg was not found: it is not on PATH, and the wheel has none for this machine. "
            "Install it, or let FFMPEG_PATH name it."
        ) from error


async def _ask_version(path: Path, patience: float) -> str:
    try:
        check_descriptors()
        process = await asyncio.create_subprocess_exec(
            path, "-hide_banner", "-version",
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise FFmpegMissing(f"FFmpeg at {path} cannot be run: {error.strerror}.") from error
    try:
        async with asyncio.timeout(patience):
            out, _ = await process.communicate()
    except TimeoutError as error:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # with whatever a wrapper script waits for
        await process.wait()
        raise FFmpegMissing(f"FFmpeg at {path} does not say its version within {patience:g} s.") from error
    found = re.match(r"ffmpeg version (\S+)", out.decode("utf-8", "replace"))
    if process.returncode != 0 or found is None:
        raise FFmpegMissing(f"What is at {path} does not answer like FFmpeg (exit {process.returncode}).")
    return found[1]
