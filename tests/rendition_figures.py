"""What smaller pictures cost, and whom: `PYTHONPATH=platform:tests:. python -m rendition_figures`.

A platform of its own with RENDITIONS=source,480p,240p,audio and real encoders that send 1280x720, 30 frames a second,
4 Mbit/s, a keyframe every two seconds. Takes four minutes.

- Processor of the ingest process and its FFmpegs while one show is played: its source alone, its sound too, and each
  rung more; beside it one plain `ffmpeg` command that makes both rungs of the same file in the same run.
- Seconds from a rung's first request to its playlist, which has a whole segment.
- How late the source's parts of four shows come, without and with ladders: of each part what it came later than the
  promptest of its show, at 95 %.
"""

import asyncio
import contextlib
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx
from bench.processes import read_tree_cpu

from support.needs import find_program
from support.platform_pair import PlatformPair
from support.rest import Artist, publish_url
from support.second_picture import is_live
from support.waiting import until

MEASURED = 20.0
SHOWS = 4
RUNGS = (("854:480", "1010k"), ("426:240", "300k"))


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def make_show(folder: Path) -> Path:
    """Twenty seconds of a picture that is hard to encode, and a tone."""
    show = folder / "show.flv"
    command = [find_program("ffmpeg"), "-v", "error", "-f", "lavfi"]
    command += ["-i", "testsrc2=size=1280x720:rate=30,noise=alls=12:allf=t", "-f", "lavfi"]
    command += ["-i", "sine=frequency=440:sample_rate=48000", "-t", "20", "-c:v", "libx264", "-preset", "veryfast"]
    command += ["-pix_fmt", "yuv420p", "-b:v", "4M", "-maxrate", "4M", "-bufsize", "4M", "-g", "60", "-bf", "0"]
    subprocess.run([*command, "-c:a", "aac", "-b:a", "128k", str(show)], check=True)
    return show


def send(show: Path, livestream: dict[str, Any]) -> "subprocess.Popen[bytes]":
    command = [find_program("ffmpeg"), "-v", "error", "-re", "-stream_loop", "-1", "-i", str(show), "-c", "copy"]
    return subprocess.Popen([*command, "-f", "flv", publish_url(livestream)], stdin=subprocess.DEVNULL)


def run_plainly(show: Path) -> "subprocess.Popen[bytes]":
    """The same rungs by one command."""
    command = [find_program("ffmpeg"), "-v", "error", "-threads", "1", "-re", "-stream_loop", "-1", "-i", str(show)]
    command += ["-filter_complex", "[0:v]split=2[a][b];[a]scale=854:480[v0];[b]scale=426:240[v1]"]
    for index, (_, rate) in enumerate(RUNGS):
        command += [
            "-map",
            f"[v{index}]",
            "-c:v",
            "libx264",
            "-preset",
            "superfast",
            "-tune",
            "zerolatency",
            "-threads",
        ]
        command += ["1", "-b:v", rate, "-maxrate", rate, "-bufsize", rate, "-force_key_frames", "source", "-f", "flv"]
        command += ["-y", "/dev/null"]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL)


class Listener:
    """Asks for a rendition's playlist with each of its parts, and for the part, as a player does."""

    def __init__(self, client: httpx.AsyncClient, address: str) -> None:
        self.arrivals: list[tuple[float, float]] = []
        """Of each part: when it came, and when it ends on the show's own clock."""
        self.first = 0.0
        self._client, self._address = client, address
        self._task = asyncio.create_task(self._follow())

    async def stop(self) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _follow(self) -> None:
        began, query, clock, last = time.monotonic(), "", 0.0, ""
        while True:
            answer = await self._client.get(f"{self._address}/index.m3u8{query}")
            if answer.status_code != 200:
                await asyncio.sleep(0.1)
                continue
            now = time.monotonic()
            self.first = self.first or now - began
            segments = re.split(r"(?<=\.m4s)\n(?=#EXT-X-(?:PROG|MAP|DISC|PART))", answer.text)
            parts = re.findall(r'#EXT-X-PART:DURATION=([\d.]+),URI="([^"]+)"', answer.text)
            names = [name for _, name in parts]
            for duration, name in parts[names.index(last) + 1 if last in names else len(parts) :]:
                clock += float(duration)
                self.arrivals.append((now, clock))
                await self._client.get(f"{self._address}/{name}")
            last = names[-1] if names else last
            sequence = int(re.findall(r"#EXT-X-MEDIA-SEQUENCE:(\d+)", answer.text)[0]) + answer.text.count("#EXTINF")
            query = f"?_HLS_msn={sequence}&_HLS_part={segments[-1].count('#EXT-X-PART:')}"

    def list_lateness(self) -> list[float]:
        lags = [at - clock for at, clock in self.arrivals]
        return [lag - min(lags) for lag in lags]


def percentile(values: list[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


async def count_cpu(pid: int) -> float:
    before, began = read_tree_cpu(pid), time.monotonic()
    await asyncio.sleep(MEASURED)
    return (read_tree_cpu(pid) - before) / (time.monotonic() - began)


async def measure_cost(pair: PlatformPair, client: httpx.AsyncClient, address: str, show: Path) -> None:
    listeners: list[Listener] = []
    for name in ("source", "audio", "240p", "480p"):
        listeners.append(Listener(client, f"{address}/{name}"))
        await until(lambda: listeners[-1].arrivals)
        await asyncio.sleep(3)  # until one encoder makes both
        cost = await count_cpu(pair.ingest.pid)
        say(f"{'with ' if name != 'source' else ''}{name}: {cost:.3f} core")
    plain = run_plainly(show)
    await asyncio.sleep(1)
    both, ours = await asyncio.gather(count_cpu(plain.pid), count_cpu(pair.ingest.pid))
    say(f"one plain ffmpeg for both rungs: {both:.3f} core; all of ingest beside it: {ours:.3f}")
    plain.kill()
    plain.wait()
    for listener in listeners:
        await listener.stop()


async def measure_lateness(client: httpx.AsyncClient, addresses: list[str]) -> None:
    for ladders in (False, True):
        rungs = [Listener(client, f"{each}/{name}") for each in addresses for name in ("480p", "240p") if ladders]
        for rung in rungs:
            await until(lambda rung=rung: rung.arrivals)  # type: ignore[misc]
        await asyncio.sleep(5)
        sources = [Listener(client, f"{each}/source") for each in addresses]
        await asyncio.sleep(MEASURED)
        late = [seconds for source in sources for seconds in source.list_lateness()]
        words = "four ladders" if ladders else "no ladder"
        say(
            f"{words}: the source's parts are late by {statistics.median(late) * 1000:.0f} ms in the median, "
            f"{percentile(late, 0.95) * 1000:.0f} ms at 95 %, {max(late) * 1000:.0f} ms at most ({len(late)} parts)",
        )
        if rungs:
            firsts = [rung.first for rung in rungs]
            say(f"a rung's first segment came after {min(firsts):.2f} to {max(firsts):.2f} s")
        for listener in [*sources, *rungs]:
            await listener.stop()


async def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        show = make_show(folder)
        pair = PlatformPair.start(folder, RENDITIONS="source,480p,240p,audio", RECORDING="0")
        artists = [await Artist.register(pair.url) for _ in range(SHOWS)]
        senders: list[subprocess.Popen[bytes]] = []
        client = httpx.AsyncClient(timeout=20, limits=httpx.Limits(max_connections=100))
        try:
            addresses = []
            for index, artist in enumerate(artists):
                livestream = await artist.create_livestream(f"Show {index}")
                senders.append(send(show, livestream))
                await until(lambda artist=artist, one=livestream: is_live(artist, one["id"]))  # type: ignore[misc]
                addresses.append((await artist.get(livestream["id"]))["hls_url"].rpartition("/")[0])
                if index == 0 and sys.argv[1:] != ["lateness"]:
                    await measure_cost(pair, client, addresses[0], show)
                    await asyncio.sleep(62)  # its rungs are no longer made
            await measure_lateness(client, addresses)
        finally:
            await client.aclose()
            for sender in senders:
                sender.kill()
            for artist in artists:
                with contextlib.suppress(httpx.HTTPError):
                    await artist.close()
            pair.kill()


if __name__ == "__main__":
    asyncio.run(main())
