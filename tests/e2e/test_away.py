"""What a fan reads when something is not there: the network, the server, the picture; and that it mends itself."""

from pathlib import Path

from playwright.async_api import Browser, expect

from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.watch_page import WatchPage


async def test_a_fan_whose_own_network_is_gone_is_told_and_sees_the_show_again_afterwards(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    page = await WatchPage.open(browser, f"{pair.url}/livestreams/{livestream['id']}")
    async with Publisher.start(publish_url(livestream), tmp_path):
        await page.wait_for_picture(seconds=0.5)
        await page.page.context.set_offline(True)
        await expect(page.page.locator("#stage").get_by_text("You are offline")).to_be_visible()
        await page.page.context.set_offline(False)
        await page.wait_for_picture(seconds=1.0)
        await expect(page.page.locator("#stage").get_by_text("You are offline")).to_be_hidden()
    await page.close()


async def test_a_picture_that_cannot_be_fetched_is_explained(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    async with Publisher.start(publish_url(livestream), tmp_path):
        context = await browser.new_context()
        page = await context.new_page()
        await page.route("**/live/**", lambda route: route.abort("connectionrefused"))
        await page.goto(f"{pair.url}/livestreams/{livestream['id']}")
        await expect(page.get_by_text("The picture cannot be fetched")).to_be_visible()
        await expect(page.get_by_text(f"127.0.0.1:{pair.http_port} does not answer")).to_be_visible()
        await context.close()


async def test_a_page_that_could_not_be_fetched_opens_once_the_server_is_back(
    pair: PlatformPair, artist: Artist, browser: Browser
) -> None:
    livestream = await artist.create_livestream("Here again")
    context = await browser.new_context()
    page = await context.new_page()
    away = "**/{assets/WatchPage*,health}"
    await page.route(away, lambda route: route.abort("connectionrefused"))
    await page.goto(f"{pair.url}/livestreams")
    await page.locator(f'[data-livestream="{livestream["id"]}"]').get_by_role("link").click()
    await expect(page.get_by_role("heading", name="The server does not answer")).to_be_visible()
    await expect(page.get_by_role("link", name="Browse")).to_be_visible()
    await page.unroute(away)
    await expect(page.get_by_role("heading", name="Here again")).to_be_visible()
    await context.close()
