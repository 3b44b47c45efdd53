"""What a segment of a replay costs in a smaller picture.

`PYTHONPATH=platform:tests:. python -m recording_figures.rungs` records a show of 1280x720, 30 frames a second and
4 Mbit/s, then asks for each of its segments once. Printed of each are the seconds to its answer, those of the
processor that FFmpeg took for it, and those of this process, where origin and client are one. The first of a rung has
its init section made as well.
"""

import asyncio
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from rendition_figures import make_show
from support.hls_playlist import read_playlist
from support.kept_shows import Node, run_node
from support.waiting import until


def read_processor(whose: int) -> float:
    """Seconds."""
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


async def ask(node: Node, name: str) -> str:
    """For one file; what it took."""
    before = [read_processor(whose) for whose in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF)]
    began = time.monotonic()
    answer = await until(lambda: node.get(name), is_it=lambda answer: answer.status != 503)
    took = time.monotonic() - began
    children, own = (
        read_processor(whose) - was
        for whose, was in zip((resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF), before, strict=True)
    )
    size = len(answer.body)
    return f"{name}: {answer.status}, {size} bytes, {took:.2f} s, FFmpeg {children:.2f} s, here {own:.3f} s"


async def run(folder: Path) -> None:
    """Record, then ask."""
    show = await asyncio.to_thread(lambda: make_show(folder).read_bytes())
    async with run_node(folder, "source", "480p", "240p", "audio") as node:
        await node.keep(show, speed=2.0)
        segments = read_playlist((await node.get("source/index.m3u8")).text).segments
        print(f"{len(segments)} segments of {[round(one.seconds, 1) for one in node.segments]} s")
        for rendition in ("480p", "240p", "audio"):
            for segment in segments:
                print(await ask(node, f"{rendition}/{segment.uri}"))
    print(f"load average {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="recording-figures-") as name:
        asyncio.run(run(Path(name)))
    sys.exit(0)
