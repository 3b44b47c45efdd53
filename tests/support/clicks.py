"""A click every now and then, and when each is heard, to the sample."""

import asyncio
import json
import subprocess
from array import array
from pathlib import Path

from support.needs import find_program

EVERY = 0.4
"""Seconds from one to the next."""
_CLICK = f"if(lt(mod(t,{EVERY}),0.0006),0.9,0.02*(random(0)-0.5))"
CLICKS = f"aevalsrc=exprs='{_CLICK}|{_CLICK}'"
"""A source of FFmpeg's, in two channels: between two there is noise, too low for a click."""

_LOUD = 0.35
_WIDTH = 60
"""Samples in which a click is loudest."""


async def find_clicks(media: bytes, folder: Path) -> list[float]:
    """When they are heard in a file of fragmented MP4; seconds."""
    file = folder / "clicks.mp4"
    file.write_bytes(media)
    entries = "frame=pts_time,nb_samples:stream=sample_rate"
    said = json.loads(await _run("ffprobe", "-select_streams", "a:0", "-show_entries", entries, "-of", "json", file))
    rate = int(said["streams"][0]["sample_rate"])
    samples = array("f", await _run("ffmpeg", "-i", file, "-map", "0:a", "-ac", "1", "-f", "f32le", "-"))
    times = [
        float(frame["pts_time"]) + place / rate
        for frame in said["frames"]
        for place in range(int(frame["nb_samples"]))
    ]
    assert len(times) == len(samples)
    found: list[float] = []
    for place, sample in enumerate(samples):
        if abs(sample) > _LOUD and (not found or times[place] - found[-1] > EVERY / 2):
            window = range(place, min(place + _WIDTH, len(samples)))
            found.append(times[max(window, key=lambda one: abs(samples[one]))])
    return found


async def _run(program: str, *arguments: str | Path) -> bytes:
    command = [find_program(program), "-v", "error", *map(str, arguments)]
    done = await asyncio.to_thread(subprocess.run, command, capture_output=True, check=True, timeout=60)
    return done.stdout
