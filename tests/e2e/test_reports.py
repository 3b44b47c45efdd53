"""What a fan's page says of itself to the show's artist, and that it says nothing where it is told not to."""

from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page, expect

from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.rest import expect as answered
from support.waiting import PATIENCE, until

ASKED = "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })"
SWITCH = "Let the artist know how this show plays here"


async def open_show(context: BrowserContext, address: str) -> Page:
    """As from a link on another site, until it has a picture and could say so."""
    page = await context.new_page()
    await page.goto(address, referer="https://news.example/a/path?about=somebody")
    await expect(page.locator("#stage")).to_have_attribute("data-playback", "playing", timeout=PATIENCE * 1000)
    await expect(page.get_by_role("checkbox", name=SWITCH)).to_be_visible(timeout=PATIENCE * 1000)
    return page


async def leave(page: Page) -> None:
    """As it is left, a page says what it has to say."""
    await page.goto("about:blank")
    await page.context.close()


async def test_a_page_says_how_its_show_plays_unless_it_is_told_not_to(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    made = await artist.create_livestream()
    address = f"{pair.url}/livestreams/{made['id']}"
    async with Publisher.start(publish_url(made), tmp_path):
        await until(lambda: artist.status(made["id"]), is_it=lambda it: it["status"] == "live")
        silent = await browser.new_context()
        page = await open_show(silent, address)
        switch = page.get_by_role("checkbox", name=SWITCH)
        await expect(switch).to_be_checked()
        await switch.press("Space")
        await expect(switch).not_to_be_checked()
        # It is kept, for every show.
        await page.reload()
        await expect(switch).not_to_be_checked(timeout=PATIENCE * 1000)
        await leave(page)

        asking = await browser.new_context()
        await asking.add_init_script(ASKED)
        page = await open_show(asking, address)
        await expect(page.get_by_role("checkbox", name=SWITCH)).to_be_disabled()
        await expect(page.get_by_text("Global Privacy Control")).to_be_visible()
        await leave(page)

        telling = await browser.new_context()
        page = await open_show(telling, address)
        assert await telling.cookies() == []

        async def look() -> Any:
            return await answered(artist.client.get(f"{pair.url}/api/v1/livestreams/{made['id']}/audience"))

        # It takes its time, so that not all pages speak at once, and is written a little later.
        found = await until(
            look, 4 * PATIENCE, is_it=lambda found: found["unique"] is not None and found["renditions"] != []
        )
        await leave(page)
    assert found["unique"] == 1
    assert found["came_from"] == {"direct": 0, "hosts": [{"host": "news.example", "screens": 1}], "others": 0}
    assert [one["rendition"] for one in found["renditions"]] == ["source"]
    assert found["renditions"][0]["minutes"] >= 0
