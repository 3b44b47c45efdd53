"""What is in a rendition's files, as ffprobe reads it."""

import asyncio
import json
import re
import subprocess
from pathlib import Path
from typing import Any

from ingest.origin.server import OriginServer
from support.needs import find_program
from support.origins import fetch
from support.waiting import until


async def list_parts(origin: OriginServer, name: str, query: str = "") -> list[str]:
    """The parts that a rendition's playlist has, in their order. One that begins says 503 on a busy machine."""
    target = f"/live/show/{name}/index.m3u8{query}"
    answer = await until(lambda: fetch(origin.port, target), is_it=lambda answer: answer.status != 503)
    assert answer.status == 200, answer.text
    return re.findall(r'#EXT-X-PART:[^\n]*URI="([^"]+)"', answer.text)


async def get_media(origin: OriginServer, name: str, files: list[str]) -> bytes:
    """An init section and these files behind it."""
    playlist = (await fetch(origin.port, f"/live/show/{name}/index.m3u8")).text
    found = re.findall(r'#EXT-X-MAP:URI="([^"]+)"', playlist)
    answers = [await fetch(origin.port, f"/live/show/{name}/{file}") for file in (found[-1], *files)]
    refused = [name for name, answer in zip((found[-1], *files), answers, strict=True) if answer.status != 200]
    assert refused == [], refused
    return b"".join(answer.body for answer in answers)


async def probe(media: bytes, kind: str) -> list[dict[str, Any]]:
    """Each packet of the first track of a kind (`v`, `a`)."""
    command = [find_program("ffprobe"), "-v", "error", "-select_streams", f"{kind}:0", "-of", "json"]
    command += ["-show_entries", "packet=pts,dts,duration,flags,size", "-"]
    done = await asyncio.to_thread(subprocess.run, command, input=media, capture_output=True, check=True, timeout=60)
    assert done.stderr == b""
    return list(json.loads(done.stdout)["packets"])


async def decode(media: bytes) -> tuple[int, str]:
    """How many pictures a decoder gets of it, and what it complains of."""
    command = [find_program("ffmpeg"), "-v", "warning", "-i", "-", "-map", "0:v", "-fps_mode", "passthrough"]
    command += ["-f", "framecrc", "-"]
    done = await asyncio.to_thread(subprocess.run, command, input=media, capture_output=True, check=True, timeout=60)
    return sum(not line.startswith(b"#") for line in done.stdout.splitlines()), done.stderr.decode()


async def compare(ours: bytes, theirs: bytes, folder: Path) -> float:
    """How alike the least alike of their pictures are, each with that of the same time (SSIM): 1 is the same."""
    (folder / "ours.mp4").write_bytes(ours)
    (folder / "theirs.mp4").write_bytes(theirs)
    command = [
        find_program("ffmpeg"),
        "-v",
        "error",
        "-i",
        str(folder / "ours.mp4"),
        "-i",
        str(folder / "theirs.mp4"),
    ]
    command += ["-filter_complex", "[1:v][0:v]scale2ref[a][b];[b][a]ssim=stats_file=-", "-f", "null", "-"]
    done = await asyncio.to_thread(subprocess.run, command, capture_output=True, check=True, timeout=60)
    return min(float(found) for found in re.findall(r"All:([\d.]+)", done.stdout.decode()))
