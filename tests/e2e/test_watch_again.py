"""The front page, where fans find what they have missed."""

from pathlib import Path

from playwright.async_api import Browser, expect

from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.sockets import listen

LONG = 90.0


async def test_a_show_that_is_over_stands_on_the_front_page_to_be_watched_again(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream(title="Songs of yesterday")
    context = await browser.new_context()
    lobby = await context.new_page()
    await lobby.goto(f"{pair.url}/livestreams")
    again = lobby.get_by_role("region", name="Watch again").locator(f'[data-livestream="{livestream["id"]}"]')
    async with listen(f"{pair.ws_url}/ws/livestreams/{livestream['id']}?observe=true") as observer:
        async with Publisher.start(publish_url(livestream), tmp_path) as publisher:
            await observer.expect("livestream.live", timeout=LONG)
            # Its picture comes after some seconds, so that something is kept of it.
            card = lobby.get_by_role("region", name="On now").locator(f'[data-livestream="{livestream["id"]}"]')
            await expect(card.locator("img")).to_have_count(1, timeout=LONG * 1000)
            await expect(again).to_have_count(0)
            await publisher.stop()
        await observer.expect("livestream.replay_ready", timeout=LONG)
    # The page was open all the time.
    await expect(again).to_contain_text("Songs of yesterday", timeout=LONG * 1000)
    await lobby.reload()
    await expect(again).to_contain_text("Today", timeout=LONG * 1000)
    picture = again.locator("img")
    await expect(picture).to_have_js_property("complete", True, timeout=LONG * 1000)
    assert await picture.evaluate("one => one.naturalWidth") > 0
    await again.get_by_role("link", name="Songs of yesterday").click()
    await lobby.wait_for_url(f"{pair.url}/livestreams/{livestream['id']}")
    await context.close()
