"""At 320 px, at 200 %, with words twice as large, held sideways: all is there, and nothing scrolls to the side."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, Page
from playwright.async_api import expect as expect_page

from support.holders import open_signed_in
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.watch_page import WatchPage

PLACES = (
    *("/", "/about", "/livestreams", "/livestreams/{live}", "/livestreams/{next}", "/artists/{artist}"),
    *(
        "/artist/livestreams",
        "/artist/livestreams/create",
        "/artist/livestreams/{live}",
        "/artist/livestreams/{next}",
    ),
    *("/artist/livestreams/{live}/audience", "/livestreams/{live}/moderation", "/artist/rehearsal", "/account"),
)
BEYOND = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const over = (one) => one.getBoundingClientRect().right > wide + 1;
  return [...document.querySelectorAll("body *")].filter(over).slice(0, 3).map((one) => one.outerHTML.slice(0, 120));
}"""
"""What makes the page scroll to the side."""
BESIDE = """(chat) => {
  const { left, bottom } = chat.getBoundingClientRect();
  const controls = [...document.querySelectorAll(".rewind, media-control-bar, media-control-bar > *")]
    .filter((one) => one.checkVisibility())
    .map((one) => one.getBoundingClientRect().right);
  return { chat: left, bottom, controls: Math.max(...controls) };
}"""


async def enlarge_words(page: Page) -> None:
    """As a reader's own setting does."""
    session = await page.context.new_cdp_session(page)
    await session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})


async def list_beyond(context: BrowserContext, url: str, *, large: bool) -> list[str]:
    page = await context.new_page()
    if large:
        await enlarge_words(page)
    await page.goto(url)
    await page.locator("h1").first.wait_for(state="attached")
    await expect_page(page.locator(".waiting, .watch-shape")).to_have_count(0)
    found: list[str] = await page.evaluate(BEYOND)
    await page.close()
    return found


@pytest.mark.parametrize(("width", "height", "large"), [(320, 640, False), (640, 430, False), (1280, 860, True)])
async def test_nothing_scrolls_to_the_side(
    width: int, height: int, large: bool, pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    live = await artist.create_livestream("The one that is on")
    soon = await artist.create_livestream("The one after it", scheduled_start_at="2037-01-31T20:00:00Z")
    names = {"live": live["id"], "next": soon["id"], "artist": artist.account["id"]}
    context = await browser.new_context(viewport={"width": width, "height": height})
    async with Publisher.start(publish_url(live), tmp_path):
        watch = await open_signed_in(browser, pair, artist, live, context)
        await watch.wait_for_status("live")
        beyond = {
            place: found
            for place in PLACES
            if (found := await list_beyond(context, f"{pair.url}{place.format(**names)}", large=large))
        }
    assert beyond == {}
    await context.close()


@pytest.mark.parametrize("size", [(568, 320), (844, 390)])
async def test_held_sideways_the_chat_lies_over_the_picture(
    size: tuple[int, int], pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    context = await browser.new_context(viewport={"width": size[0], "height": size[1]}, has_touch=True)
    fan = WatchPage(context, await context.new_page())
    await fan.page.goto(f"{pair.url}/livestreams/{livestream['id']}")
    async with Publisher.start(publish_url(livestream), tmp_path):
        await fan.wait_for_picture(seconds=0.5)
        # A press that something else would take fails.
        chat = fan.page.get_by_role("region", name="Chat")
        await chat.get_by_role("heading", name="Chat").click()
        # Each control has its place beside it.
        beside = await chat.evaluate(BESIDE)
        assert beside["controls"] <= beside["chat"]
        assert beside["bottom"] == size[1]
        title = fan.page.locator("main h1")
        await title.scroll_into_view_if_needed()
        await title.click()
    await context.close()


async def test_a_countdown_of_many_days_keeps_its_figures_whole(
    pair: PlatformPair, artist: Artist, browser: Browser
) -> None:
    livestream = await artist.create_livestream(scheduled_start_at="2037-01-31T20:00:00Z")
    for width, height in ((320, 640), (640, 360), (1280, 860)):
        context = await browser.new_context(viewport={"width": width, "height": height})
        page = await context.new_page()
        await page.goto(f"{pair.url}/livestreams/{livestream['id']}")
        figures = page.locator(".count-figure")
        await expect_page(figures).to_have_count(4)
        heights = await figures.evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().height)")
        assert len(set(heights)) == 1, f"{width} px: {heights}"
        size = float(await figures.first.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)"))
        assert heights[0] < 1.5 * size
        await context.close()
