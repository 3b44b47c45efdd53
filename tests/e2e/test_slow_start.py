"""A fan whose first playlist does not come: another is asked for, and then it plays."""

from pathlib import Path

from playwright.async_api import Browser, Route

from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.watch_page import WatchPage


async def test_player_that_was_never_ready_is_built_anew_and_plays(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    fan = await WatchPage.open(browser, f"{pair.url}/livestreams/{livestream['id']}")
    asked = 0

    async def lose_the_first(route: Route) -> None:
        nonlocal asked
        asked += 1
        if asked > 1:  # the first is never answered
            await route.continue_()

    await fan.page.route("**/index.m3u8*", lose_the_first)
    async with Publisher.start(publish_url(livestream), tmp_path):
        await fan.wait_for_status("live")
        await fan.wait_for_picture(seconds=1, timeout=40)
    assert asked > 1
    await fan.close()
