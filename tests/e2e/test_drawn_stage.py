"""A live show's page has its picture before any script has run, in the place where the stage will be."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Route, expect

from support.heads import read_drawn
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.waiting import PATIENCE, until
from support.watch_page import WatchPage

SHIFTS = """(() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
        for (const { value, sources } of list.getEntries())
            window.shifts.push([value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 120) ?? String(node))]);
    }).observe({ type: "layout-shift", buffered: true });
})()"""
"""Keeps what has moved by itself, and how much of the screen that was."""
SIZES = {"phone": (390, 844), "small phone": (320, 568), "sideways": (844, 390), "desktop": (1280, 800)}


@pytest_asyncio.fixture(loop_scope="session")
async def live(pair: PlatformPair, artist: Artist, tmp_path: Path) -> AsyncIterator[str]:
    """The page of a show that is on and has a still, and of which there is something to start over from: buttons that
    come with that would move others."""
    livestream = await artist.create_livestream()
    async with Publisher.start(publish_url(livestream), tmp_path):
        url = f"{pair.url}/livestreams/{livestream['id']}"
        await until(lambda: read_page(url), is_it=lambda page: "still.jpg" in page)
        await until(lambda: artist.get(livestream["id"]), is_it=lambda show: show["replay"] is not None)
        yield url


async def read_page(url: str) -> str:
    async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as client:
        return (await client.get(url)).text


async def test_the_page_comes_with_the_still_on_its_stage(live: str) -> None:
    picture = read_drawn(await read_page(live))
    assert "/still.jpg?v=" in picture["src"]
    assert (picture["width"], picture["height"]) == ("640", "360")
    embedded = await read_page(live.replace("/livestreams/", "/embed/livestreams/"))
    assert read_drawn(embedded) == {}, "its stage is another"


class Held:
    """Requests that wait until they are let go."""

    def __init__(self) -> None:
        self._free = asyncio.Event()

    async def hold(self, route: Route) -> None:
        await self._free.wait()
        await route.continue_()

    def let_go(self) -> None:
        self._free.set()


async def find_box(page: Page, selector: str) -> dict[str, float]:
    box = await page.locator(selector).bounding_box()
    assert box is not None
    return {name: round(box[name], 1) for name in ("x", "y", "width", "height")}


@pytest.mark.parametrize("chat", ["shown", "hidden"])
@pytest.mark.parametrize("size", SIZES)
async def test_the_page_takes_the_picture_over_and_nothing_moves(
    live: str, browser: Browser, size: str, chat: str
) -> None:
    width, height = SIZES[size]
    context = await browser.new_context(viewport={"width": width, "height": height})
    watch = WatchPage(context, await context.new_page())
    page = watch.page
    await page.add_init_script(SHIFTS)
    if chat == "hidden":
        await page.add_init_script("localStorage.setItem('chat-shown', 'no')")
    app, media = Held(), Held()
    await page.route("**/assets/app-*.js", app.hold)
    await page.route("**/live/**/source/**", media.hold)

    await page.goto(live, wait_until="commit")
    await expect(page.locator(f"#drawn[data-chat={chat}] img")).to_be_visible()
    await until(lambda: page.evaluate("(window.first = document.querySelector('#drawn img')).complete"))
    before = await find_box(page, "#drawn .stage")
    await page.evaluate("window.shifts.length = 0")
    app.let_go()

    await expect(page.locator("#stage")).to_be_visible()
    assert await find_box(page, "#stage") == before
    assert await page.evaluate("window.first.parentElement.id") == "stage"
    assert await page.locator("#drawn").count() == 0
    media.let_go()
    await watch.wait_for_picture(seconds=0.5)
    await until(lambda: page.evaluate("!window.first.isConnected"))
    assert await find_box(page, "#stage") == before
    moved = [shift for shift in await page.evaluate("window.shifts") if "stage" in " ".join(shift[1:])]
    assert not moved, moved
    assert watch.errors == []
    await watch.close()


async def test_without_scripts_the_words_stand_below_the_picture(live: str, browser: Browser) -> None:
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(live)
    picture = await find_box(page, "#drawn img")
    words = await find_box(page, "h1")
    assert 0 < picture["y"] + picture["height"] <= words["y"]
    await context.close()


async def test_who_meets_no_stage_meets_no_picture(live: str, browser: Browser) -> None:
    context = await browser.new_context()
    page = await context.new_page()
    await page.route("**/assets/WatchPage-*.js", lambda route: route.abort())
    await page.goto(live)
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await expect(page.locator("#drawn")).to_have_count(0)
    await context.close()
