"""What stills and a storyboard cost a recorded stream: `PYTHONPATH=platform:tests .venv/bin/python -m
recording_figures.stills`. One show of 1080p30 at 4 Mbit/s, recorded with pictures and without, each in a process of
its own; the processor's time is the process's and that of all it started."""

import argparse
import asyncio
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from contract.recordings import Recorded, ReplayKnown
from ingest.recording.recordings import Recordings
from support.flv_clips import feed, play_tags
from support.needs import find_program
from support.origins import admit, run_origin

RECORDING = "r0123456789abcdefghijklmno"


def make_clip(path: Path, seconds: float) -> None:
    """As an encoder sends it."""
    command = [find_program("ffmpeg"), "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=1920x1080:r=30", "-f", "lavfi"]
    command += ["-i", "sine", "-t", str(seconds), "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]
    command += ["-b:v", "3872k", "-minrate", "3872k", "-maxrate", "3872k", "-bufsize", "3872k", "-g", "60"]
    subprocess.run([*command, "-c:a", "aac", "-b:a", "128k", "-f", "flv", str(path)], check=True)


async def play(clip: bytes, folder: Path, *, pictures: bool) -> None:
    """One show, recorded."""
    told: list[Recorded] = []

    async def ask(_: str) -> ReplayKnown:
        return ReplayKnown(livestream_id="livestream-1", over=True)

    async with run_origin(folder) as origin:
        if not pictures:
            await origin.gallery.loop.stop()
        recordings = Recordings(
            folder / "recordings",
            origin.library,
            ask,
            told.append,
            least_free=0.0,
            memory=16 << 20,
            gallery=origin.gallery if pictures else None,
        )
        await recordings.start()
        packager = await origin.open(admit())
        async for tag in play_tags(clip, 1.0):
            feed(packager, tag)
            recordings.record("show", RECORDING, 0.0)
        await packager.close(ended=True)
        await recordings.stop()


def measure() -> float:
    """Seconds of the processor."""
    found = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in found)


def main() -> None:
    """Turns of both, and the difference."""
    parser = argparse.ArgumentParser(prog="recording_figures.stills", description=__doc__)
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--turn", choices=("with", "without"), help="this alone, of the clip in --clip")
    parser.add_argument("--clip", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="stills-") as name:
        if given.turn:
            clip, before = given.clip.read_bytes(), measure()
            asyncio.run(play(clip, Path(name), pictures=given.turn == "with"))
            pictures = [*Path(name).glob("recordings/*/*/*.jpg")]
            print(measure() - before, len(pictures), sum(each.stat().st_size for each in pictures))
            return
        clip = Path(name) / "clip.flv"
        make_clip(clip, given.seconds)
        cost = {}
        for turn in ("without", "with"):
            command = [sys.executable, "-m", "recording_figures.stills", "--turn", turn, "--clip", str(clip)]
            said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
            cost[turn] = float(said[0]) / given.seconds * 100
            print(f"{turn} pictures: {cost[turn]:.2f} % of a core; {said[1]} files, {said[2]} bytes", flush=True)
        print(f"stills and storyboard: {cost['with'] - cost['without']:.2f} % of a core")


if __name__ == "__main__":
    main()
