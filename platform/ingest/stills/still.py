"""Pictures of a keyframe: one to look at, and on the way a small one for a storyboard. It is decoded once."""

import asyncio
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingest.ffmpeg.children import FFmpegChildren
from ingest.ffmpeg.process import FFmpegProcess
from ingest.origin.packaging.boxes import FragmentError, walk_boxes
from ingest.stills.jpeg import JpegError, read_jpeg, split_jpegs
from ingest.stills.sheet import HEIGHT, ROW
from ingest.stills.sheet import WIDTH as TILE_WIDTH

WIDTH: Final = 640
"""Pixels; less where the picture has less."""
TIMEOUT: Final = 10.0
"""Seconds that a busy machine has for one."""
MOST_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Drawn:
    """JPEGs. `tile` is small, of one size always (`sheet.WIDTH` by `sheet.ROW`), with black where the picture has
    another shape; None where nobody asked for it."""

    still: bytes
    tile: bytes | None


def still_command(ffmpeg: Path, *, tile: bool) -> list[str]:
    """One keyframe in, its pictures out, in fragmented MP4.

    - No probing: FFmpeg would decode the keyframe to see what it is, and then once more.
    - `skip_loop_filter`, `fast_bilinear`: nobody sees the difference in a picture of this size, and it is a fifth of
      the time. `huffman default` and the same quality always: tiles can be put together (see `jpeg`).
    """
    command = [str(ffmpeg), "-hide_banner", "-nostats", "-loglevel", "error", "-threads", "1"]
    if nice := shutil.which("nice"):
        command = [nice, "-n", "19", *command]
    # Not wider than it is, and even: JPEG halves the colours.
    still = f"[0:v]scale='min({WIDTH},iw)':-2:flags=fast_bilinear"
    graph, maps = f"{still}[still]", ["-map", "[still]", "-q:v:0", "5"]
    if tile:
        fit = f"scale={TILE_WIDTH}:{HEIGHT}:force_original_aspect_ratio=decrease"
        # From the small one: that is less than from the whole one.
        graph = f"{still},split[still][more];[more]{fit},pad={TILE_WIDTH}:{ROW}:(ow-iw)/2:(oh-ih)/2[tile]"
        maps += ["-map", "[tile]", "-q:v:1", "7"]
    return [
        *command, "-filter_complex_threads", "1", "-skip_frame:v", "nokey", "-skip_loop_filter:v", "all",
        "-analyzeduration", "0", "-probesize", "32", "-f", "mp4", "-i", "pipe:0", "-filter_complex", graph, *maps,
        "-frames:v", "1", "-c:v", "mjpeg", "-huffman", "default", "-pix_fmt", "yuvj420p", "-threads", "1",
        "-f", "mp4", "-movflags", "+frag_keyframe+empty_moov+skip_trailer", "pipe:1",
    ]  # fmt: skip


async def draw_still(ffmpeg: Path, children: FFmpegChildren, media: bytes, *, tile: bool = False) -> Drawn | None:
    """Of the first keyframe in `media` (an init section and whole fragments); None: there came none."""
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
            process = await children.spawn(still_command(ffmpeg, tile=tile), take, end)
            process.write(media)
            process.finish_input()
            status = await ended
    except (TimeoutError, OSError):
        return None  # a machine that has no time for this has better things to do
    finally:
        if process is not None:
            process.kill()
    return read_drawn(bytes(output)) if status == 0 and len(output) <= MOST_BYTES else None


def read_drawn(data: bytes) -> Drawn | None:
    """The pictures in what FFmpeg wrote: the larger one first, whichever came first."""
    try:
        media = [data[start:end] for kind, start, end in walk_boxes(data, 0, len(data)) if kind == b"mdat"]
        pictures = [picture for each in media for picture in split_jpegs(each)]
        tiles = [each for each in pictures if (of := read_jpeg(each)).height == ROW and of.width == TILE_WIDTH]
    except (FragmentError, JpegError):
        return None
    stills = [each for each in pictures if each not in tiles[-1:]] or tiles
    return Drawn(stills[0], tiles[-1] if tiles else None) if stills else None
