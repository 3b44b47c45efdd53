"""FLV as an encoder makes it, from a real ffmpeg, whole or tag by tag in real time."""

import asyncio
import subprocess
from collections.abc import AsyncIterator, Iterator
from functools import cache

from ingest.publishing.interfaces import Packager
from support.needs import find_program


@cache
def make_clip(
    *, seconds: float = 4, rate: int = 30, gop: int = 60, size: str = "320x180", video: bool = True,
    audio: bool = True, sample_rate: int = 48_000, encoder: tuple[str, ...] = (), picture: str = "testsrc2",
    sound: str = "sine=frequency=440", sound_encoder: tuple[str, ...] = ("-c:a", "aac", "-b:a", "64k"),
    program: str | None = None,
) -> bytes:  # fmt: skip
    """A clip of a test picture and a tone; `gop` in frames. Made once per run for each set of arguments."""
    command = [program or find_program("ffmpeg"), "-hide_banner", "-loglevel", "error"]
    if video:
        command += ["-f", "lavfi", "-i", f"{picture}{'=' if '=' not in picture else ':'}size={size}:rate={rate}"]
    if audio:
        command += ["-f", "lavfi", "-i", f"{sound}:sample_rate={sample_rate}"]
    command += ["-t", str(seconds)]
    if video:
        command += ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-b:v", "300k"]
        command += ["-g", str(gop), "-keyint_min", str(gop), "-sc_threshold", "0"]
        command += [*(encoder or ("-tune", "zerolatency"))]
    if audio:
        command += sound_encoder
    command += ["-f", "flv", "-flvflags", "no_duration_filesize", "pipe:1"]
    return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout


def split_tags(clip: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(kind, timestamp in milliseconds, the whole tag with its back pointer) of each tag behind the header."""
    place = 13
    while place + 11 <= len(clip):
        size = int.from_bytes(clip[place + 1 : place + 4], "big")
        timestamp = int.from_bytes(clip[place + 4 : place + 7], "big") | clip[place + 7] << 24
        yield clip[place], timestamp, clip[place : place + size + 15]
        place += size + 15


def clip_header(clip: bytes) -> bytes:
    """The file's header and first back pointer."""
    return clip[:13]


def clip_opening(clip: bytes) -> bytes:
    """The header, metadata and sequence headers that a clip begins with."""
    size = 13
    for kind, _, tag in split_tags(clip):
        if kind != 18 and tag[12] != 0:
            break
        size += len(tag)
    return clip[:size]


def feed(packager: Packager, data: bytes) -> None:
    """Give a packager what a publisher's session does: a clip from its beginning, or whole tags of it."""
    if data.startswith(b"FLV"):
        opening = clip_opening(data)
        packager.begin(opening)
        data = data[len(opening) :]
    place = 0
    entry = None
    for kind, _, tag in split_tags(bytes(13) + data):
        if entry is None and kind == 9 and tag[11] >> 4 == 1 and tag[12] == 1:
            entry = place
        place += len(tag)
    if data:
        packager.write(data, entry)


async def play_tags(clip: bytes, speed: float = 1.0) -> AsyncIterator[bytes]:
    """The opening, then each tag when its time has come: what a publisher's session writes."""
    loop = asyncio.get_running_loop()
    begin = loop.time()
    opening = clip_opening(clip)
    yield opening
    for _, timestamp, tag in split_tags(bytes(13) + clip[len(opening) :]):
        due = begin + timestamp / 1000 / speed
        if due > loop.time():
            await asyncio.sleep(due - loop.time())
        yield tag
