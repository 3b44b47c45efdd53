"""`PYTHONPATH=platform:tests .venv/bin/python -m ladder_run --seconds 600`.

A show of 1280x720 at 30 frames and 4 Mbit/s whose encoder is killed in its middle and comes back, with every
rendition followed as players do. Printed of each is what ffprobe and hls-parser, in strict mode, found of it: parts,
those that can be begun with, packets, the longest time between two pictures, playlists. Exit code 1 where anything is
not as in the source: its parts, numbers, times, keyframes, sound, or a gap.
"""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from ladder_run.compare import Findings
from ladder_run.show import following
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.second_picture import is_live
from support.waiting import until

SLACK = 60.0
"""Seconds by which a show may take longer than it is long."""


async def play(folder: Path, names: list[str], seconds: float, size: str, bitrate: str) -> list[Findings]:
    """Half of it, then the encoder is killed and comes back, and the other half."""
    pair = PlatformPair.start(folder, RENDITIONS=",".join(names), RECORDING="0")
    try:
        artist = await Artist.register(pair.url)
        show = await artist.create_livestream("Every rendition")
        url, address = publish_url(show), show["hls_url"].rpartition("/")[0]
        async with following(address, names, folder) as followed:
            source = followed.renditions[0]
            for half in (1, 2):
                async with Publisher.start(url, folder, size=size, bitrate=bitrate) as publisher:
                    await until(lambda: is_live(artist, show["id"]))
                    await until(lambda half=half: source.seconds >= seconds * half / 2, seconds + SLACK)  # type: ignore[misc]
                    await (publisher.kill() if half == 1 else publisher.stop())
        await artist.close()
    finally:
        pair.kill()
    return await asyncio.to_thread(followed.judge, folder)


async def main() -> int:
    """Play, print; the exit code."""
    parser = argparse.ArgumentParser(prog="ladder_run")
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--size", default="1280x720")
    parser.add_argument("--bitrate", default="4M")
    parser.add_argument("--renditions", default="source,480p,240p,audio")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        names = given.renditions.split(",")
        findings = await play(Path(folder), names, given.seconds, given.size, given.bitrate)
    for found in findings:
        print(
            f"{found.name}: {found.seconds:.1f} s, {found.parts} parts, {found.independent} independent, "
            f"{found.packets} packets, at most {found.step * 1000:.0f} ms between pictures; {found.playlists} "
            f"playlists, {found.counted} of them with less than three segments; {len(found.faults)} faults"
        )
        for fault in found.faults[:20]:
            print(f"  {fault}")
    return 1 if any(found.faults for found in findings) else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
