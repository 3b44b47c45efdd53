"""A fan whose network stalls: the picture moves away from live until it does so no more, and comes back."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from pathlib import Path

from playwright.async_api import Browser, Page, Route

from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.waiting import until
from support.watch_page import WatchPage

MEDIA = re.compile(r"/live/")

WATCH = """() => {
    const video = document.querySelector("video");
    window.stalls = 0;
    video.addEventListener("waiting", () => { if (!video.seeking) window.stalls += 1; });
    window.farthest = 0;
    setInterval(() => {
        if (!video.seekable.length || video.seeking || video.readyState < 2) return;
        window.farthest = Math.max(window.farthest, video.seekable.end(0) - video.currentTime);
    }, 20);
}"""
"""The page looks itself, and often: what is a matter of moments is missed by no test, however busy the machine."""

FARTHEST = """(seconds) => {
    window.farthest = 0;
    return new Promise((done) => setTimeout(() => done(window.farthest), seconds * 1000));
}"""


class Network:
    """The page's way to the origin. While it is closed, requests wait."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.open.set()

    async def carry(self, route: Route) -> None:
        await self.open.wait()
        with contextlib.suppress(Exception):  # the page may have given up meanwhile
            await route.continue_()

    @contextlib.asynccontextmanager
    async def flicker(self, seconds: float) -> AsyncIterator[None]:
        """Closed for so long, again and again, with twice that between."""

        async def flicker() -> None:
            try:
                while True:
                    self.open.clear()
                    await asyncio.sleep(seconds)
                    self.open.set()
                    await asyncio.sleep(2 * seconds)
            finally:
                self.open.set()

        task = asyncio.create_task(flicker())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def watch_distance(page: Page, seconds: float) -> float:
    """From the picture to the newest media that the page knows of, in seconds: the farthest within so many from now.

    It swings: by a part where nothing is amiss, and by all that is waited for where the network is closed.
    """
    return float(await page.evaluate(FARTHEST, seconds))


async def count_stalls(page: Page) -> int:
    return int(await page.evaluate("() => window.stalls"))


async def watch(pair: PlatformPair, browser: Browser, livestream: dict[str, str], network: Network) -> WatchPage:
    fan = await WatchPage.open(browser, f"{pair.url}/livestreams/{livestream['id']}")
    await fan.page.route(MEDIA, network.carry)
    await fan.wait_for_picture(seconds=4)
    await fan.page.evaluate(WATCH)
    return fan


async def test_picture_moves_away_from_live_until_it_stalls_no_more(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    network = Network()
    async with Publisher.start(publish_url(livestream), tmp_path):
        fan = await watch(pair, browser, livestream, network)
        near = await until(lambda: watch_distance(fan.page, 2), 40, is_it=lambda distance: 0 < distance < 1.5)
        closed = near + 0.5
        async with network.flicker(closed):
            await until(lambda: count_stalls(fan.page), is_it=lambda stalls: stalls > 0)

            async def stall_within_nine_seconds() -> bool:
                before = await count_stalls(fan.page)
                await asyncio.sleep(9)
                return await count_stalls(fan.page) > before

            await until(stall_within_nine_seconds, 90, is_it=lambda stalled: not stalled)
            # Twice as long as it takes from one closing to the next, so that a whole one is among it.
            away = await watch_distance(fan.page, 2 * (closed + 2 * closed))
        assert away > near + 0.2
        assert fan.errors == []
        await fan.close()


async def test_fan_who_was_cut_off_for_seconds_comes_back_to_live_by_itself(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    network = Network()
    async with Publisher.start(publish_url(livestream), tmp_path):
        fan = await watch(pair, browser, livestream, network)
        network.open.clear()
        await asyncio.sleep(4)
        network.open.set()
        await until(lambda: watch_distance(fan.page, 1), is_it=lambda distance: distance > 2.5)
        await until(lambda: watch_distance(fan.page, 1), 60, is_it=lambda distance: 0 < distance < 1.6)
        await fan.wait_for_picture(seconds=1)
        assert fan.requests.count(fan.page.url) == 1, "nothing was loaded anew"
        assert fan.errors == []
        await fan.close()
