"""What a fan's page says of itself to the show's artist, and that it says nothing where it is told not to."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from support.rest import Artist
from support.rest import expect as answered
from support.waiting import until
from support.web import Publisher, Web

ASKED = "() => Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })"


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    web = Web.start(tmp_path, RECONNECT_GRACE="600")
    yield web
    web.stop()


async def open_show(context: BrowserContext, address: str) -> Page:
    """As from a link on another site, until it could say so."""
    page = await context.new_page()
    await page.goto(address, referer="https://news.example/a/path?about=somebody")
    await expect(page.get_by_role("checkbox", name="Let the artist know")).to_be_visible(timeout=60_000)
    return page


async def test_a_page_says_where_it_came_from_unless_it_is_told_not_to(web: Web, browser: Browser) -> None:
    artist = await Artist.register(web.url)
    made = await artist.create_livestream()
    address = f"{web.url}/livestreams/{made['id']}"
    async with Publisher(web, made["stream_key"]):
        silent = await browser.new_context()
        page = await open_show(silent, address)
        switch = page.get_by_role("checkbox", name="Let the artist know")
        await expect(switch).to_be_checked()
        await switch.press("Space")
        await expect(switch).not_to_be_checked()
        # It is kept, for every show.
        other = await open_show(silent, address)
        await expect(other.get_by_role("checkbox", name="Let the artist know")).not_to_be_checked()
        for one in (page, other):
            await one.goto("about:blank")  # as it is left, a page says what it has to say
        await silent.close()

        asking = await browser.new_context()
        await asking.add_init_script(f"({ASKED})()")
        page = await open_show(asking, address)
        await expect(page.get_by_role("checkbox", name="Let the artist know")).to_be_disabled()
        await expect(page.get_by_text("Global Privacy Control")).to_be_visible()
        await page.goto("about:blank")
        await asking.close()

        telling = await browser.new_context()
        page = await open_show(telling, address)
        await page.goto("about:blank")

        async def look() -> Any:
            return await answered(artist.client.get(f"{web.url}/api/v1/livestreams/{made['id']}/audience"))

        found = await until(look, is_it=lambda found: found["unique"] is not None)
        assert await telling.cookies() == []
        await telling.close()
        assert found["unique"] == 1
        assert found["came_from"] == {"direct": 0, "hosts": [{"host": "news.example", "screens": 1}], "others": 0}
    await artist.close()
