"""HEVC, as encoders send it by enhanced RTMP: rungs of it are H.264, for who cannot play the source."""

import re
import subprocess
from pathlib import Path

from imageio_ffmpeg import get_ffmpeg_exe

from ingest.origin.server import Timing
from ingest.renditions.ladder.ladder import Pace
from support.flv_clips import feed
from support.origins import admit, fetch, run_origin
from support.renditions import decode, get_media, list_parts, probe
from support.waiting import until

TIMING = Timing(end_pause=0.05, pace=Pace(look=0.05, behind=60, late=60))


def make_hevc() -> bytes:
    """By an FFmpeg that knows enhanced FLV, with closed groups of pictures."""
    command = [get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=640x360:rate=30"]
    command += ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000", "-t", "5", "-c:v", "libx265"]
    command += ["-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "30", "-c:a", "aac"]
    command += ["-x265-params", "open-gop=0:keyint=30:min-keyint=30:bframes=0:scenecut=0:log-level=none"]
    command += ["-f", "flv", "-flvflags", "no_duration_filesize", "pipe:1"]
    return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout


async def test_hevc_has_rungs_that_every_browser_plays(tmp_path: Path) -> None:
    newer = Path(get_ffmpeg_exe())
    async with run_origin(tmp_path, TIMING, renditions=("source", "120p", "audio"), ffmpeg_path=newer) as origin:
        packager = await origin.open(admit())
        feed(packager, make_hevc())
        answer = await until(
            lambda: fetch(origin.port, "/live/show/index.m3u8"), is_it=lambda answer: answer.status == 200
        )
        assert re.search(
            r'CODECS="avc1\.4d401e,mp4a\.40\.2",RESOLUTION=214x120,FRAME-RATE=30\.000\S*\n120p', answer.text
        )
        parts = await list_parts(origin, "120p")
        media = await get_media(origin, "120p", parts)
        source = await get_media(origin, "source", parts)
        assert [(each["dts"], each["flags"]) for each in await probe(media, "v")] == [
            (each["dts"], each["flags"]) for each in await probe(source, "v")
        ]
        pictures, complaints = await decode(media)
        assert pictures
        assert complaints == ""
        await packager.close(ended=True)
