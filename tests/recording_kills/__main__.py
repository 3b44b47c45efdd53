"""`PYTHONPATH=platform:tests .venv/bin/python -m recording_kills --help`.

In each round a real encoder publishes to a real ingest process, which is killed by SIGKILL at some moment and started
again. What must hold: less than a second is lost of what had come, and all that was kept plays to its end in FFmpeg
without an error. Exit code 1 where it does not.
"""

import argparse
import asyncio
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from recording_kills.house import House, Killed
from support.needs import find_program

MOST_LOST = 1.0
"""Seconds from the kill back to the end of what was kept: with what was still on its way through the encoder, the
network and the packaging."""


async def run(arguments: argparse.Namespace) -> int:
    """Play; how many findings."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="recording-kills-", dir=arguments.folder) as folder:
        houses = [
            House(Path(folder) / str(number), f"r{number:025d}", gop=(0.5, 2.0, 4.0)[number % 3])
            for number in range(arguments.houses)
        ]
        left = [*range(arguments.seed, arguments.seed + arguments.rounds)]
        killed: list[Killed] = []
        played: list[str] = []

        async def live(house: House) -> None:
            house.folder.mkdir()
            await house.start()
            try:
                while left and time.monotonic() - began < arguments.seconds:
                    seed = left.pop(0)
                    one = await house.play(random.Random(seed))
                    killed.append(one)
                    if arguments.verbose:
                        print(f"round {seed}: {one}", flush=True)
                await house.close()
                played.extend(await asyncio.to_thread(find_faults, house.playlist))
            finally:
                await house.stop()

        await asyncio.gather(*map(live, houses))
    lost = [one.lost for one in killed]
    findings = [f"{one.lost:.2f} s were lost" for one in killed if one.lost > MOST_LOST] + played
    for each in findings:
        print(each, flush=True)
    print(
        f"{len(killed)} kills from seed {arguments.seed} on, {sum(one.mended for one in killed)} tore a file; lost: "
        f"{statistics.median(lost):.2f} s in the median, {max(lost):.2f} s at most; kept: "
        f"{sum(one.kept for one in killed):.0f} s; {time.monotonic() - began:.0f} s; {len(findings)} findings",
        flush=True,
    )
    return len(findings)


def find_faults(what: str | bytes) -> list[str]:
    """What FFmpeg says against a replay, or a piece of one, decoded to its end."""
    source, data = (what, None) if isinstance(what, str) else ("pipe:0", what)
    command = [find_program("ffmpeg"), "-v", "error", "-xerror", "-i", source]
    # In the media's own time: of frames that came faster than others it would say that they are out of order.
    command += ["-fps_mode", "passthrough", "-enc_time_base", "-1", "-f", "null", "-"]
    done = subprocess.run(command, input=data, capture_output=True, timeout=3_600)
    words = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return [f"FFmpeg, at a replay: {line}" for line in words[:5]] + (
        [f"it ended with {done.returncode}"] if done.returncode else []
    )


def main() -> int:
    """The process's exit code."""
    parser = argparse.ArgumentParser(prog="recording_kills", description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--houses", type=int, default=2, help="shows at the same time")
    parser.add_argument("--seconds", type=float, default=3_600, help="begin no round after so many")
    parser.add_argument("--folder", type=Path, default=None, help="where the recordings lie; their disk matters")
    parser.add_argument("--verbose", action="store_true")
    return 1 if asyncio.run(run(parser.parse_args())) else 0


if __name__ == "__main__":
    sys.exit(main())
