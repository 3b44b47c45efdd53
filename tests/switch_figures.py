"""What a fan sees of changes of the picture: `PYTHONPATH=platform:tests python -m switch_figures [hand | network]`.

One encoder sends a picture in two sizes with a keyframe a second; a real Chromium plays them from a platform of its
own, and changes twenty times. For each change: the longest time without a new frame around it, and how much further
from live the picture was three seconds later. Takes two minutes.

`network`: nobody presses anything; the network carries 4 Mbit/s, then 600 kbit/s, then 4 Mbit/s again, for a source
of 2.5 Mbit/s and a second picture of 0.3. For each time: which picture there was and since when, stalls, the longest
time without a new frame, and how much further from live the picture is than at first.
"""

import asyncio
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

import httpx
from playwright.async_api import Page

from support.browser import open_browser
from support.platform_pair import PlatformPair
from support.ports import find_free_ports
from support.rest import Artist
from support.second_picture import MULTIVARIANT, two_pictures
from support.shaped import Shaped
from support.waiting import until
from support.watch_page import WatchPage

CHANGES = 20
SETTLED_S = 3.0
LOOK = """() => {
    const video = document.querySelector("video");
    window.gap = 0;
    window.waits = 0;
    video.addEventListener("waiting", () => { window.waits += 1; });
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


async def measure() -> None:
    with tempfile.TemporaryDirectory() as folder:
        pair = PlatformPair.start(Path(folder))
        try:
            artist = await Artist.register(pair.url)
            async with two_pictures(pair, artist) as (show, second), open_browser() as browser:
                context = await browser.new_context()
                page = await context.new_page()
                await second.stand_in(page)
                await page.goto(f"{pair.url}/livestreams/{show['id']}")
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
            await artist.close()
        finally:
            pair.kill()


TIMES = ((4_000_000, 10.0), (600_000, 25.0), (4_000_000, 35.0))
"""What the network carries, in bits a second, and for how long."""
KBIT = (2_500, 300)


async def measure_network() -> None:
    (port,) = find_free_ports(1)
    with tempfile.TemporaryDirectory() as folder:
        pair = PlatformPair.start(Path(folder), HLS_BASE_URL=f"http://127.0.0.1:{port}")
        try:
            artist = await Artist.register(pair.url)
            async with (
                httpx.AsyncClient(timeout=30) as client,
                two_pictures(pair, artist, KBIT, pair.origin_url) as (show, second),
                open_browser() as browser,
            ):

                async def ask(path: str) -> httpx.Response | None:
                    *_, rendition, name = path.split("/")
                    if rendition == "180p":
                        return await second.get(name)
                    if rendition != "source" and name == "index.m3u8":
                        return httpx.Response(200, text=MULTIVARIANT)
                    return await client.get(f"{pair.origin_url}{path}")

                async with Shaped(port, ask) as network:
                    context = await browser.new_context()
                    page = await context.new_page()
                    await page.goto(f"{pair.url}/livestreams/{show['id']}")
                    await WatchPage(context, page).wait_for_picture(5)
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
            await artist.close()
        finally:
            pair.kill()


if __name__ == "__main__":
    asyncio.run(measure_network() if "network" in sys.argv[1:] else measure())
