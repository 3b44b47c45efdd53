"""A recording that loops without a seam: FLV from FFmpeg, kept in a folder that git ignores."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from bench.servers import ServerError, run_once

_FOLDER = Path(__file__).resolve().parent.parent / ".media"

SECONDS = 16
"""Length of the loop: a whole number of video frames (30 a second), of AAC frames (1,024 samples at 48 kHz) and of
2-second groups of pictures, so that sound and picture stay together however often it repeats."""

FRAME_RATE = 30
_VIDEO_TAGS = SECONDS * FRAME_RATE
_AUDIO_TAGS = SECONDS * 48_000 // 1_024

AUDIO, VIDEO, SCRIPT = 8, 9, 18


@dataclass(frozen=True, slots=True)
class Tag:
    """One FLV tag: kind (8 audio, 9 video, 18 script), time in milliseconds, body."""

    kind: int
    time: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Recording:
    """What a publisher sends: heads once, then `media` over and over."""

    heads: list[Tag]
    """`onMetaData` and both sequence headers."""
    media: list[Tag]
    bit_rate: float
    """Bits per second of media, without RTMP's own bytes."""


def find_ffmpeg() -> str:
    """FFmpeg from PATH."""
    found = shutil.which("ffmpeg")
    if found is None:
        raise ServerError("ffmpeg is not on PATH; the bench makes its recording with it")
    return found


async def make_recording(video_kbit: int) -> Recording:
    """720p30 H.264 at a constant `video_kbit` and 128 kbit/s of AAC; encoded once, then read from the folder."""
    path = _FOLDER / f"{video_kbit}k.flv"
    if not path.exists():
        _FOLDER.mkdir(exist_ok=True)
        unfinished = path.with_suffix(".part")
        rate = f"{video_kbit}k"
        command = [
            find_ffmpeg(), "-hide_banner", "-loglevel", "error", "-nostdin", "-y",
            "-f", "lavfi", "-i", f"testsrc2=size=1280x720:rate={FRAME_RATE},noise=alls=12:allf=t",
            "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000",
            "-t", str(SECONDS + 1), "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency",
            "-pix_fmt", "yuv420p", "-b:v", rate, "-minrate", rate, "-maxrate", rate, "-bufsize", rate,
            "-x264-params", "nal-hrd=cbr", "-g", str(2 * FRAME_RATE), "-keyint_min", str(2 * FRAME_RATE),
            "-sc_threshold", "0", "-c:a", "aac", "-b:a", "128k", "-ar", "48000", "-ac", "2",
            "-flvflags", "no_duration_filesize", "-f", "flv", str(unfinished),
        ]  # fmt: skip
        await run_once(command, {}, timeout=180)
        unfinished.rename(path)
    return read_recording(path.read_bytes())


def read_recording(flv: bytes) -> Recording:
    """Split FLV into heads and exactly one loop of media."""
    heads: list[Tag] = []
    media: list[Tag] = []
    left = {AUDIO: _AUDIO_TAGS, VIDEO: _VIDEO_TAGS}
    position = 13  # the header and the first back pointer
    while position + 11 <= len(flv):
        kind, size = flv[position] & 0x1F, int.from_bytes(flv[position + 1 : position + 4], "big")
        time = int.from_bytes(flv[position + 4 : position + 7], "big") | flv[position + 7] << 24
        tag = Tag(kind, time, flv[position + 11 : position + 11 + size])
        position += 11 + size + 4
        if kind == SCRIPT or tag.body[1] == 0:  # AVC and AAC say "sequence header" in the same byte
            heads.append(tag)
        elif left[kind]:
            left[kind] -= 1
            media.append(tag)
    if any(left.values()):
        raise ServerError(f"the recording is too short: {left} tags are missing")
    return Recording(heads, media, sum(len(tag.body) for tag in media) * 8 / SECONDS)
