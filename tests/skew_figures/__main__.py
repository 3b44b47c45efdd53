"""`PYTHONPATH=platform:tests .venv/bin/python -m skew_figures --help`.

A show whose pictures carry a clock, in whose chat the time is said every few seconds; and three fans in a real
Chromium: one at the live edge, one who went back, one with the replay. Printed for each is how far the picture's
clock is from what is said, at the moment when that appears: positive, the picture is later than the words.

What a page can know is when a picture came to the server. What lies before that, from the picture's making to the
server, is the encoder's own: it is measured by itself, on the segments of the node, and told apart. Exit code 1
where, without it, words and picture are more than 0.25 s from each other.
"""

import argparse
import asyncio
import contextlib
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

import httpx
from playwright.async_api import Browser, Page

from skew_figures.clock import CYCLE, READ_IN_PAGE, ClockPublisher, now_ms, read, since
from support.browser import open_browser
from support.needs import find_program
from support.platform_pair import PlatformPair
from support.rest import Artist, expect, publish_url
from support.waiting import until
from support.watch_page import WatchPage

MOST: Final = 0.25
"""Seconds between words and picture."""
EVERY: Final = 3.0
"""Seconds between two times that are said."""

WATCH: Final = f"""() => {{
    {READ_IN_PAGE}
    window.skews = [];
    let clock = null;
    const begin = () => {{
      const video = document.querySelector("video");
      if (video === null) return void setTimeout(begin, 50);
      const look = () => {{
        clock = readClock(video);
        if (video.isConnected) video.requestVideoFrameCallback(look);
        else begin();
      }};
      video.requestVideoFrameCallback(look);
    }};
    begin();
    const seen = new Set();
    new MutationObserver(() => {{
      for (const row of document.querySelectorAll("[data-message]")) {{
        const said = /It is (\\d+)\\./.exec(row.textContent)?.[1];
        if (said === undefined || seen.has(said)) continue;
        seen.add(said);
        window.skews.push([Number(said), clock]);
      }}
    }}).observe(document, {{ subtree: true, childList: true, characterData: true }});
}}"""


@dataclass(frozen=True)
class Skews:
    """Seconds, positive where the picture is the later."""

    who: str
    seconds: list[float]
    encoder: float

    @property
    def apart(self) -> list[float]:
        """Without what the encoder takes: a picture's clock is that much before its coming."""
        return [one + self.encoder for one in self.seconds]

    def __str__(self) -> str:
        worst = max(self.apart, key=abs)
        return (
            f"{self.who}: {len(self.seconds)} said, picture's clock {statistics.median(self.seconds):+.3f} s in the "
            f"median; without the encoder {statistics.median(self.apart):+.3f}, worst {worst:+.3f}"
        )


async def speak(artist: Artist, livestream_id: str, said: list[int]) -> None:
    """Say what time it is, every few seconds, until cancelled."""
    while True:
        begun = time.monotonic()
        ms = now_ms()
        await expect(artist.client.post(f"/livestreams/{livestream_id}/chat", json={"text": f"It is {ms}."}), 201)
        said.append(ms)
        await asyncio.sleep(max(0.0, begun + EVERY - time.monotonic()))


@contextlib.asynccontextmanager
async def speaking(artist: Artist, livestream_id: str) -> AsyncIterator[None]:
    """While this holds."""
    task = asyncio.create_task(speak(artist, livestream_id, []), name="who says the time")
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def read_skews(page: Page, seconds: float, first: float) -> list[float]:
    """What appears from `first` seconds from now on, until `seconds` after that."""
    await page.wait_for_timeout(first * 1000)
    before: int = await page.evaluate("window.skews.length")
    await page.wait_for_timeout(seconds * 1000)
    pairs: list[tuple[int, int | None]] = (await page.evaluate("window.skews"))[before:]
    return [since(clock, said) / 1000 for said, clock in pairs if clock is not None]


async def measure_encoder(hls_url: str, rounds: int = 10) -> float:
    """Seconds from the making of a picture to the time that the server gave it, in the median of a few segments."""
    taken = dict[str, float | None]()

    async with httpx.AsyncClient(timeout=30) as client:

        async def look() -> int:
            playlist = (await client.get(hls_url)).text
            if (multivariant := re.search(r"^source/\S+", playlist, re.MULTILINE)) is not None:
                return await look_at(urljoin(hls_url, multivariant[0]))
            return await look_at(hls_url)

        async def look_at(url: str) -> int:
            playlist = (await client.get(url)).text
            found = re.search(r'#EXT-X-MAP:URI="([^"]+)"', playlist)
            assert found is not None, playlist
            head = (await client.get(urljoin(url, found[1]))).content
            dated = re.findall(
                r"#EXT-X-PROGRAM-DATE-TIME:(\S+)\n(?:#(?!EXTINF)[^\n]*\n)*#EXTINF[^\n]*\n(\S+)", playlist
            )
            for date, name in dated:
                if name not in taken:
                    body = (await client.get(urljoin(url, name))).content
                    made = await asyncio.to_thread(read_first, head + body)
                    came = int(datetime.fromisoformat(date).timestamp() * 1000) % CYCLE
                    taken[name] = None if made is None else since(came, made) / 1000
            return len(taken)

        await until(look, 120, is_it=lambda count: count >= rounds)
    return statistics.median(one for one in taken.values() if one is not None)


def read_first(movie: bytes) -> int | None:
    """The clock of a file's first picture; None where it does not begin with one of its own."""
    command = [find_program("ffmpeg"), "-v", "error", "-i", "pipe:0", "-frames:v", "1", "-f", "rawvideo"]
    done = subprocess.run([*command, "-pix_fmt", "gray", "pipe:1"], input=movie, capture_output=True, check=True)
    return read(done.stdout) if done.stdout else None


async def watch(browser: Browser, url: str, seconds: float, *, first: float) -> list[float]:
    """A fan's page; what appears in it."""
    fan = await WatchPage.open(browser, url)
    await fan.page.evaluate(WATCH)
    await fan.wait_for_picture(seconds=1, timeout=60)
    skews = await read_skews(fan.page, seconds, first)
    assert fan.errors == [], fan.errors
    await fan.close()
    return skews


async def measure(back: float, seconds: float, folder: Path) -> bool:
    """Play, talk and print; whether all was well."""
    pair = PlatformPair.start(folder)
    found = list[Skews]()
    try:
        artist = await Artist.register(pair.url)
        show = await artist.create_livestream()
        url = f"{pair.url}/livestreams/{show['id']}"
        async with open_browser() as browser:
            async with ClockPublisher(publish_url(show)):
                await until(lambda: artist.status(show["id"]), 60, is_it=lambda it: it["status"] == "live")
                begun = time.monotonic()
                async with speaking(artist, show["id"]):
                    encoder = await measure_encoder((await artist.get(show["id"]))["hls_url"])
                    print(f"the encoder's own delay: {encoder:.3f} s", flush=True)

                    def tell(who: str, skews: list[float]) -> None:
                        found.append(Skews(who, skews, encoder))
                        print(found[-1], flush=True)

                    tell("live", await watch(browser, url, seconds, first=5))
                    await asyncio.sleep(max(0.0, begun + back + 10 - time.monotonic()))
                    place = time.monotonic() - begun - back
                    tell(f"{back:.0f} s back", await watch(browser, f"{url}?at={place:.1f}", seconds, first=5))
                await artist.move(show["id"], "stop")
            await until(lambda: artist.get(show["id"]), 120, is_it=lambda it: it["replay"] is not None)
            tell("replay", await watch(browser, f"{url}?at=30", seconds, first=5))
        await artist.close()
    finally:
        pair.kill()
    return all(one.seconds and max(map(abs, one.apart)) <= MOST for one in found)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m skew_figures", description=__doc__)
    parser.add_argument("--back", type=float, default=600.0, help="seconds that a fan goes back (600)")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long each fan is watched (60)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return 0 if asyncio.run(measure(asked.back, asked.seconds, Path(folder))) else 1


if __name__ == "__main__":
    sys.exit(main())
