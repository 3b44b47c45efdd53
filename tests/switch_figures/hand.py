"""A picture changed by hand, and by a network that falls.

By hand: one encoder sends a picture with a keyframe a second; a real Chromium plays it from a platform of its own,
which makes a smaller one of it, and changes twenty times. For each change: the longest time without a new frame
around it, and how much further from live the picture was three seconds later.

A network that falls: it carries 4 Mbit/s, then 600 kbit/s, then 4 Mbit/s again, for a source of 2.5 Mbit/s. For each
time: which picture there was and since when, stalls, the longest time without a new frame, and how much further from
live the picture is than at first.
"""

import asyncio
import contextlib
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
from playwright.async_api import Page

from support.browser import open_browser
from support.platform_pair import PlatformPair
from support.ports import find_free_ports
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.second_picture import is_live
from support.shaped import Shaped
from support.waiting import until
from support.watch_page import WatchPage

CHANGES = 20
SETTLED_S = 3.0
RENDITIONS = "source,180p@300k,audio"
STEADY = ("-minrate", "2500k", "-maxrate", "2500k", "-bufsize", "625k", "-x264-params", "nal-hrd=cbr")
"""Always as many bits."""
LOOK = """() => {
    const video = document.querySelector("video");
    window.gap = 0;
    window.waits = 0;
    video.addEventListener("waiting", () => { if (!video.seeking) window.waits += 1; });
    let last = performance.now();
    const frame = (now) => {
        window.gap = Math.max(window.gap, now - last);
        last = now;
        video.requestVideoFrameCallback(frame);
    };
    video.requestVideoFrameCallback(frame);
}"""
READ = """() => {
    const video = document.querySelector("video");
    const seen = { gap: window.gap / 1000, waits: window.waits, width: video.videoWidth,
                   behind: performance.now() / 1000 - video.currentTime };
    window.gap = 0;
    window.waits = 0;
    return seen;
}"""


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def read(page: Page) -> dict[str, Any]:
    seen: dict[str, Any] = await page.evaluate(READ)
    return seen


async def change(page: Page, name: str, width: int) -> tuple[float, float, int, float]:
    """Choose `name`; the longest gap, the step in latency, stalls, and seconds until it was seen."""
    before = await read(page)
    clock = asyncio.get_running_loop().time
    begun = clock()
    await page.get_by_role("radio", name=name).check()

    async def has_come() -> bool:
        return bool(await page.evaluate("document.querySelector('video').videoWidth") == width)

    await until(has_come)
    took = clock() - begun
    await asyncio.sleep(SETTLED_S)
    after = await read(page)
    return after["gap"], after["behind"] - before["behind"], after["waits"], took


@contextlib.asynccontextmanager
async def live(
    folder: Path, pair: PlatformPair, bitrate: str, options: tuple[str, ...] = (), gop: float = 1.0
) -> AsyncIterator[str]:
    """The id of a livestream while it is live."""
    artist = await Artist.register(pair.url)
    show = await artist.create_livestream("Several sizes")
    url = publish_url(show)
    async with Publisher.start(url, folder, size="640x360", gop=gop, bitrate=bitrate, encoder_options=options):
        await until(lambda: is_live(artist, show["id"]))
        yield show["id"]
    await artist.close()


async def measure() -> None:
    with tempfile.TemporaryDirectory() as folder:
        pair = PlatformPair.start(Path(folder), RENDITIONS=RENDITIONS)
        try:
            async with live(Path(folder), pair, "900k") as show, open_browser() as browser:
                context = await browser.new_context()
                page = await context.new_page()
                await page.goto(f"{pair.url}/livestreams/{show}")
                await WatchPage(context, page).wait_for_picture(5)
                await page.evaluate(LOOK)
                await page.get_by_role("button", name="Picture quality").click()
                await asyncio.sleep(SETTLED_S)
                still = await read(page)
                say(f"no change: longest gap {still['gap']:.2f} s, stalls {still['waits']}")
                seen = []
                for turn in range(CHANGES):
                    name, width = (("180p", 320), ("As the artist sends it", 640))[turn % 2]
                    seen.append(await change(page, name, width))
                    gap, step, waits, took = seen[-1]
                    say(f"{name:24} seen after {took:.2f} s, gap {gap:.2f} s, stalls {waits}, step {step:+.2f} s")
                gaps = [gap for gap, *_ in seen]
                steps = [abs(step) for _, step, *_ in seen]
                say(f"gap: median {statistics.median(gaps):.2f} s, most {max(gaps):.2f} s")
                say(f"step: median {statistics.median(steps):.2f} s, most {max(steps):.2f} s")
                say(f"stalls: {sum(waits for _, _, waits, _ in seen)}")
        finally:
            pair.kill()


TIMES = ((4_000_000, 10.0), (600_000, 25.0), (4_000_000, 35.0))
"""What the network carries, in bits a second, and for how long."""


async def measure_network() -> None:
    (port,) = find_free_ports(1)
    with tempfile.TemporaryDirectory() as folder:
        pair = PlatformPair.start(Path(folder), HLS_BASE_URL=f"http://127.0.0.1:{port}", RENDITIONS=RENDITIONS)
        try:
            async with (
                httpx.AsyncClient(timeout=30) as client,
                live(Path(folder), pair, "2500k", STEADY) as show,
                open_browser() as browser,
            ):

                async def ask(path: str) -> httpx.Response:
                    return await client.get(f"{pair.origin_url}{path}")

                async with Shaped(port, ask) as network:
                    context = await browser.new_context()
                    page = await context.new_page()
                    await page.goto(f"{pair.url}/livestreams/{show}")
                    await WatchPage(context, page).wait_for_picture(5)
                    await asyncio.sleep(SETTLED_S)
                    await page.evaluate(LOOK)
                    first = (await read(page))["behind"]
                    for rate, seconds in TIMES:
                        network.rate = rate
                        clock = asyncio.get_running_loop().time
                        begun = clock()
                        changes = []
                        width = None
                        while clock() - begun < seconds:
                            now = await page.evaluate("document.querySelector('video').videoWidth")
                            if now != width:
                                changes.append(f"{now} after {clock() - begun:.1f} s")
                            width = now
                            await asyncio.sleep(0.1)
                        seen = await read(page)
                        words = await page.locator(".quality-button").get_attribute("title")
                        say(
                            f"{rate / 1e6:.1f} Mbit/s for {seconds:.0f} s: {', '.join(changes)};"
                            f" stalls {seen['waits']}, longest gap {seen['gap']:.2f} s,"
                            f" {seen['behind'] - first:+.2f} s from live; {words}"
                        )
                    await context.close()
        finally:
            pair.kill()
