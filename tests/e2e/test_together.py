"""A whole evening at once: one artist, three fans, one of them with two tabs, and all that goes wrong in between."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page
from playwright.async_api import expect as expect_page

from support.holders import open_signed_in
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, expect, publish_url
from support.waiting import until
from support.watch_page import WatchPage

GRACE = 120
"""Longer than any machine takes to show each page that the artist is gone, and to start another encoder."""
BUSY = 90.0
"""Seconds; five pages that play at once, and a machine that has other work."""


async def read_level(page: Page) -> float:
    """How loud the applause is on a page."""
    level: float = await page.evaluate(
        """() => {
            const drawn = document.querySelector(".clap-level");
            return drawn ? Number(drawn.style.getPropertyValue("--level") || 0) : 0;
        }"""
    )
    return level


@contextlib.asynccontextmanager
async def asleep(watch: WatchPage) -> AsyncIterator[None]:
    """As on a machine that sleeps: none of the page's script runs, and what is sent to it waits. (Chromium freezes no
    page that Playwright looks at.)"""
    session = await watch.page.context.new_cdp_session(watch.page)
    paused = asyncio.Event()
    session.on("Debugger.paused", lambda _: paused.set())
    await session.send("Debugger.enable")
    await session.send("Debugger.pause")
    async with asyncio.timeout(BUSY):
        await paused.wait()
    try:
        yield
    finally:
        await session.send("Debugger.resume")
        await session.detach()


class Evening:
    """One show and all that have it open."""

    def __init__(self, pair: PlatformPair, artist: Artist, livestream_id: str, pages: tuple[WatchPage, ...]) -> None:
        self.pair = pair
        self.artist = artist
        self.place = f"/livestreams/{livestream_id}"
        self.pages = pages

    async def say(self, words: str) -> None:
        """By the artist."""
        await expect(self.artist.client.post(f"{self.place}/chat", json={"text": words}), 201)

    async def hear(self, words: str, *pages: WatchPage) -> None:
        """Each of these pages, or all, shows it once."""
        for watch in pages or self.pages:
            row = watch.page.locator("[data-message] .chat-words", has_text=words)
            await expect_page(row).to_have_count(1, timeout=BUSY * 1000)

    async def are_true(self, *pages: WatchPage) -> None:
        """Each of these pages, or all, says that it is live, plays, and counts everybody."""
        for watch in pages or self.pages:
            await watch.wait_for_status("live", timeout=BUSY)
            await watch.wait_for_picture(seconds=0.5, timeout=BUSY)
            await watch.wait_for_viewers(len(self.pages), timeout=BUSY)

    async def restart_web(self) -> None:
        await asyncio.to_thread(self.pair.web.stop)
        await asyncio.to_thread(self.pair.web.start)
        await asyncio.to_thread(self.pair.web.wait_ready)


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[PlatformPair]:
    """One of its own: it waits long for an artist, and its web is restarted."""
    pair = PlatformPair.start(tmp_path, RECONNECT_GRACE=str(GRACE))
    yield pair
    pair.stop()


async def test_an_evening_that_loses_everything_once_is_true_on_every_page_to_its_end(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream("All together")
    url = f"{pair.url}/livestreams/{livestream['id']}"
    room = (await open_signed_in(browser, pair, artist, livestream)).page
    await room.goto(f"{pair.url}/artist/livestreams/{livestream['id']}")
    accounts = [await Artist.register(pair.url, role="fan") for _ in range(2)]
    first, second = [await open_signed_in(browser, pair, account, livestream) for account in accounts]
    other_tab = WatchPage(first.page.context, await first.page.context.new_page())
    await other_tab.page.goto(url)
    visitor = await WatchPage.open(browser, url)
    evening = Evening(pair, artist, livestream["id"], (first, other_tab, second, visitor))
    for watch in evening.pages:
        await watch.wait_for_status("scheduled", timeout=BUSY)

    async with Publisher.start(publish_url(livestream), tmp_path, rate=10) as publisher:
        await evening.are_true()
        await expect_page(room.locator("[data-viewer-count]").first).to_have_text(str(len(evening.pages)))

        # What one says and claps, all have.
        box = first.page.get_by_label("Message", exact=True)
        await box.fill("Good evening")
        await box.press("Enter")
        await evening.hear("Good evening")
        clap = second.page.get_by_role("button", name="Clap")
        await clap.focus()
        await second.page.keyboard.down(" ")
        for watch in evening.pages:
            await until(partial(read_level, watch.page), BUSY, is_it=lambda level: level > 0)
        await second.page.keyboard.up(" ")

        # The artist's connection goes and comes back while all look on: each is told, of no fault, and goes on.
        await publisher.kill()
        for watch in evening.pages:
            await watch.wait_for_status("interrupted", timeout=BUSY)
            stage = watch.page.locator("#stage")
            await expect_page(stage.get_by_text("will be right back")).to_be_visible(timeout=BUSY * 1000)
            await expect_page(stage.get_by_role("alert")).to_have_count(0)
        publisher = Publisher.start(publish_url(livestream), tmp_path, rate=10)
        await evening.are_true()
        for watch in evening.pages:
            await expect_page(watch.page.locator("#stage").get_by_text("will be right back")).to_have_count(0)
            assert watch.errors == []

        # One fan sleeps while the artist's connection is gone and comes back; another's own network goes.
        awake = (first, other_tab, visitor)
        async with asleep(second):
            await publisher.kill()
            for watch in awake:
                await watch.wait_for_status("interrupted", timeout=BUSY)
            publisher = Publisher.start(publish_url(livestream), tmp_path, rate=10)
            for watch in awake:
                await watch.wait_for_status("live", timeout=BUSY)
            await evening.say("Said while one slept")
            await evening.hear("Said while one slept", *awake)
        await evening.hear("Said while one slept")
        await evening.are_true()

        await visitor.page.context.set_offline(True)
        await expect_page(visitor.page.locator("#stage").get_by_text("You are offline")).to_be_visible()
        await evening.say("Said while one was away")
        await evening.hear("Said while one was away", first, other_tab, second)
        await visitor.page.context.set_offline(False)
        await evening.hear("Said while one was away")
        await evening.are_true()

        await evening.restart_web()
        await evening.are_true()
        await evening.say("Said by another process")
        await evening.hear("Said by another process")

        await room.get_by_role("button", name="End livestream", exact=True).click()
        await room.get_by_role("dialog").get_by_role("button", name="End livestream").click()
        for watch in evening.pages:
            await watch.wait_for_status("ended", timeout=BUSY)
        await expect_page(room.get_by_text("This livestream has ended.")).to_be_visible()
        await publisher.wait()

    for watch in evening.pages:
        await watch.page.get_by_role("button", name="Watch from the start").click()
        await watch.wait_for_picture(seconds=0.5, timeout=BUSY)
        assert watch.errors == []
    for page in (room, *(watch.page for watch in (first, second, visitor))):
        await page.context.close()
    for account in accounts:
        await account.close()
