"""An operator looks at the whole platform, and sees what happens to it."""

from pathlib import Path

from playwright.async_api import Browser, Page, expect

from api.auth import COOKIE
from support.operators import make_operator
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist
from support.waiting import PATIENCE


async def open_as(browser: Browser, pair: PlatformPair, account: Artist, locale: str = "en") -> Page:
    context = await browser.new_context(locale=locale)
    await context.add_cookies([{"name": COOKIE, "value": account.token, "url": pair.url}])
    return await context.new_page()


async def test_an_operator_sees_processes_shows_and_what_to_mend(browser: Browser, tmp_path: Path) -> None:
    pair = PlatformPair.start(tmp_path)
    artist = await Artist.register(pair.url)
    try:
        page = await open_as(browser, pair, artist)
        await page.goto(f"{pair.url}/operator")
        await expect(page.get_by_role("heading", name="This page is for operators")).to_be_visible()
        make_operator(pair, artist)
        await page.goto(f"{pair.url}/account")
        await page.get_by_role("link", name="see how the platform is").click()
        nodes, shows = page.get_by_role("region", name="Ingest nodes"), page.get_by_role("region", name="On now")
        await expect(nodes).to_contain_text("test-node")
        await expect(page.get_by_role("region", name="Web processes")).to_contain_text(f":{pair.port}")
        await expect(shows).to_contain_text("No show is on.")
        show = await artist.create_livestream("Kitchen session")
        async with Publisher.start(f"{show['rtmp_url']}/{show['stream_key']}", tmp_path):
            await expect(shows).to_contain_text("Kitchen session")
            await expect(shows).to_contain_text("At test-node")
            await expect(nodes.locator("dl div", has_text="Publishers").locator("dd")).to_have_text("1")
        pair.ingest.kill()
        silent = page.get_by_text("An ingest node is silent")
        await expect(silent).to_be_visible(timeout=4_000 * PATIENCE)  # said after twenty seconds
        await page.context.close()
        german = await open_as(browser, pair, artist, "de")
        await german.goto(f"{pair.url}/operator")
        await expect(german.get_by_text("Ein Ingest-Knoten schweigt")).to_be_visible()
        await german.context.close()
    finally:
        await artist.close()
        pair.kill()
