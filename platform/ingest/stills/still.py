"""One picture of a keyframe."""

import asyncio
import shutil
from pathlib import Path
from typing import Final

from ingest.ffmpeg.children import FFmpegChildren
from ingest.ffmpeg.process import FFmpegProcess

WIDTH: Final = 640
"""Pixels; less where the picture has less."""
TIMEOUT: Final = 10.0
"""Seconds that a busy machine has for one."""
MOST_BYTES: Final = 1 << 20
_SOI, _EOI = b"\xff\xd8", b"\xff\xd9"


def still_command(ffmpeg: Path) -> list[str]:
    """One keyframe in, one JPEG out."""
    command = [str(ffmpeg), "-hide_banner", "-nostats", "-loglevel", "error", "-threads", "1"]
    if nice := shutil.which("nice"):
        command = [nice, "-n", "19", *command]
    # Not wider than it is, and even: JPEG halves the colours.
    scale = f"scale='min({WIDTH},iw)':-2"
    return [
        *command, "-skip_frame:v", "nokey", "-f", "mp4", "-i", "pipe:0", "-an", "-sn", "-frames:v", "1",
        "-vf", scale, "-pix_fmt", "yuvj420p", "-q:v", "5", "-f", "mjpeg", "pipe:1",
    ]  # fmt: skip


async def draw_still(ffmpeg: Path, children: FFmpegChildren, media: bytes) -> bytes | None:
    """A JPEG of the first keyframe in `media` (an init section and whole fragments); None: there came none."""
    output = bytearray()
    ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def take(data: bytes) -> None:
        output.extend(data[: MOST_BYTES + 1 - len(output)])

    def end(status: int) -> None:
        if not ended.done():
            ended.set_result(status)

    process: FFmpegProcess | None = None
    try:
        async with asyncio.timeout(TIMEOUT):
            process = await children.spawn(still_command(ffmpeg), take, end)
            process.write(media)
            process.finish_input()
            status = await ended
    except (TimeoutError, OSError):
        return None  # a machine that has no time for this has better things to do
    finally:
        if process is not None:
            process.kill()
    whole = output.startswith(_SOI) and output.endswith(_EOI) and len(output) <= MOST_BYTES
    return bytes(output) if whole and status == 0 else None
