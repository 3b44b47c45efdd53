"""A show that goes on with other tracks than it began with goes on on every open page."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.sockets import listen
from support.waiting import until
from support.watch_page import WatchPage

SHORTER_THAN_GIVING_UP = 6.5
"""Seconds after the page has heard that the show goes on. A player that has lost its way is built anew after six, and
has a second to play then: which would hide what is tested here."""

READ_TIME = "document.querySelector('video').currentTime"


@pytest.mark.parametrize(
    ("before", "after"),
    [("picture", "both"), ("sound", "both"), ("both", "picture")],
)
async def test_a_publisher_that_returns_with_other_tracks_is_seen_and_heard(
    before: str, after: str, pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    page = await WatchPage.open(browser, f"{pair.url}/livestreams/{livestream['id']}")
    async with listen(f"{pair.ws_url}/ws/livestreams/{livestream['id']}?observe=true") as observer:
        async with Publisher.start(
            publish_url(livestream), tmp_path, video=before != "sound", audio=before != "picture"
        ) as publisher:
            await observer.expect("livestream.live")
            await until(lambda: page.page.evaluate(READ_TIME), is_it=lambda time: time > 1)
            await publisher.kill()
            await observer.expect("livestream.interrupted")
            await page.wait_for_status("interrupted")
        async with Publisher.start(publish_url(livestream), tmp_path, audio=after != "picture") as publisher:
            await observer.expect("livestream.resumed")
            await page.wait_for_status("live")
            await page.wait_for_picture(seconds=1.0, timeout=SHORTER_THAN_GIVING_UP)
            await publisher.stop()
        await observer.expect("livestream.ended")
    await page.wait_for_status("ended")
    assert page.errors == []
    await page.close()
