"""A page of somebody else's, with hls.js and nothing of ours, that changes the picture ten times."""

import asyncio
import shutil
import statistics
import tempfile
from pathlib import Path
from typing import Any

from playwright.async_api import Page

from support.browser import open_browser
from support.platform_pair import PlatformPair
from support.rest import Artist
from support.waiting import until
from switch_figures.hand import LOOK, RENDITIONS, live, read, say

CHANGES = 10
SETTLED_S = 3.0
LATE_S = 8.0
"""A change that has not come by then is said to have not."""
HLS_JS = Path(__file__).parents[2] / "frontend" / "node_modules" / "hls.js" / "dist" / "hls.js"

NEAR = {
    "enableWorker": False,
    "lowLatencyMode": True,
    "backBufferLength": 90,
    "liveDurationInfinity": True,
    "liveSyncDuration": 0.4,
    "liveSyncOnStallIncrease": 0.25,
    "maxLiveSyncPlaybackRate": 1,
}

WAYS: tuple[tuple[str, dict[str, Any], bool], ...] = (
    ("as it is shipped", {}, False),
    ("as it is shipped, with a jump", {}, True),
    ("0.4 s from live", NEAR, False),
    ("0.4 s from live, with a jump", NEAR, True),
)
"""What hls.js is told, and whether the page jumps to where it stands when the other picture is buffered."""
GROUPS = (1.0, 4.0)
"""Seconds between keyframes."""


async def change(page: Page, lines: int) -> tuple[float, float | None]:
    """The longest time without a new frame, and the seconds until the picture was seen; None: it was not."""
    await read(page)
    clock = asyncio.get_running_loop().time
    begun = clock()
    await page.evaluate("(lines) => choose(lines)", lines)
    took = None
    while took is None and clock() - begun < LATE_S:
        if await page.evaluate("document.querySelector('video').videoHeight") == lines:
            took = clock() - begun
        await asyncio.sleep(0.05)
    await asyncio.sleep(SETTLED_S)
    return (await read(page))["gap"], took


async def measure_plain() -> None:
    for group in GROUPS:
        with tempfile.TemporaryDirectory() as folder:
            await measure_group(Path(folder), group)


async def measure_group(folder: Path, group: float) -> None:
    shutil.copyfile(Path(__file__).parent / "plain.html", folder / "plain.html")
    shutil.copyfile(HLS_JS, folder / "hls.js")
    pair = PlatformPair.start(folder, RENDITIONS=RENDITIONS)
    try:
        async with live(folder, pair, "900k", gop=group) as show, open_browser() as browser:
            stranger = await Artist.register(pair.url)
            url = (await stranger.get(show))["hls_url"]
            await stranger.close()
            for words, settings, jumps in WAYS:
                page = await browser.new_page()
                await page.goto((folder / "plain.html").as_uri())
                await page.evaluate("(given) => open(...given)", [url, settings, jumps])
                await measure_way(page, f"keyframes every {group:g} s, {words}")
                await page.close()
    finally:
        pair.kill()


async def measure_way(page: Page, words: str) -> None:
    async def moves() -> bool:
        return bool(await page.evaluate("document.querySelector('video').currentTime > 0"))

    await until(moves)
    await page.evaluate(LOOK)
    await asyncio.sleep(SETTLED_S)
    latency = await page.evaluate("hls.latency")
    seen = [await change(page, (180, 360)[turn % 2]) for turn in range(CHANGES)]
    gaps = [gap for gap, _ in seen]
    times = [took for _, took in seen if took is not None]
    missed = CHANGES - len(times)
    say(
        f"{words}: {latency:.2f} s behind, longest gap {statistics.median(gaps):.2f} s in the median,"
        f" {max(gaps):.2f} at most; seen after {statistics.median(times or [LATE_S]):.2f} s, {missed} times not"
    )
