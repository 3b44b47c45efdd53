"""The studio on a phone: a finger meets what it is to meet, and nothing leads out of the screen."""

from pathlib import Path
from typing import Any

from playwright.async_api import Browser
from playwright.async_api import expect as expect_page

from api.auth import COOKIE
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.waiting import until

FINGER = 44
MEASURE = """() => [...document.querySelectorAll("summary, .studio-nav a, .show-table a")].map((one) => {
    const { width, height } = one.getBoundingClientRect();
    return [one.textContent.trim(), Math.min(Math.round(width * 10) / 10, height)];
})"""
WIDER = (
    """() => [...document.querySelectorAll(".table-box")].filter((one) => one.scrollWidth > one.clientWidth).length"""
)


async def test_a_finger_meets_what_unfolds_and_leads_on(pair: PlatformPair, artist: Artist, browser: Browser) -> None:
    show = await artist.create_livestream("A show")
    context = await browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="de-DE"
    )
    await context.add_cookies([{"name": COOKIE, "value": artist.token, "url": pair.url}])
    page = await context.new_page()
    for place in ("account", "artist/tokens", f"artist/livestreams/{show['id']}"):
        await page.goto(f"{pair.url}/{place}")
        await until(lambda: page.evaluate(MEASURE), is_it=bool)
        assert [one for one in await page.evaluate(MEASURE) if one[1] < FINGER] == [], place
    await context.close()


async def wait_for_live(artist: Artist, show: dict[str, Any]) -> None:
    await until(lambda: artist.status(show["id"]), is_it=lambda it: it["status"] == "live")


async def test_figures_of_shows_side_by_side_fit_on_a_phone(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    show, other = [await artist.create_livestream(title) for title in ("Ein Abend mit Klavier", "Noch einer")]
    for one in (show, other):
        async with Publisher.start(publish_url(one), tmp_path):
            await wait_for_live(artist, one)
            await artist.move(one["id"], "stop")
    context = await browser.new_context(viewport={"width": 390, "height": 844}, locale="de-DE")
    await context.add_cookies([{"name": COOKIE, "value": artist.token, "url": pair.url}])
    page = await context.new_page()
    await page.goto(f"{pair.url}/artist/livestreams/{show['id']}/audience")
    await expect_page(page.get_by_role("columnheader", name="Gesehene Minuten")).to_be_visible()
    assert await page.evaluate(WIDER) == 0
    await context.close()
