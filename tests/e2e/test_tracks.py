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


TRIES = 4
"""A machine that does other things is slower than that sometimes. A player that loses its way does it each time."""


async def see_return(
    before: str, after: str, pair: PlatformPair, artist: Artist, browser: Browser, folder: Path
) -> bool:
    """Whether a page sees a publisher that returns with other tracks before it would be built anew."""
    livestream = await artist.create_livestream()
    page = await WatchPage.open(browser, f"{pair.url}/livestreams/{livestream['id']}")
    seen = True
    async with listen(f"{pair.ws_url}/ws/livestreams/{livestream['id']}?observe=true") as observer:
        async with Publisher.start(
            publish_url(livestream), folder, video=before != "sound", audio=before != "picture"
        ) as publisher:
            await observer.expect("livestream.live")
            await until(lambda: page.page.evaluate(READ_TIME), is_it=lambda time: time > 1)
            await publisher.kill()
            await observer.expect("livestream.interrupted")
            await page.wait_for_status("interrupted")
        async with Publisher.start(publish_url(livestream), folder, audio=after != "picture") as publisher:
            await observer.expect("livestream.resumed")
            await page.wait_for_status("live")
            try:
                await page.wait_for_picture(seconds=1.0, timeout=SHORTER_THAN_GIVING_UP)
            except AssertionError:
                seen = False
                await page.wait_for_picture(seconds=1.0)
            await publisher.stop()
        await observer.expect("livestream.ended")
    await page.wait_for_status("ended")
    assert page.errors == []
    await page.close()
    return seen


@pytest.mark.parametrize(
    ("before", "after"),
    [("picture", "both"), ("sound", "both"), ("both", "picture")],
)
async def test_a_publisher_that_returns_with_other_tracks_is_seen_and_heard(
    before: str, after: str, pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    for _ in range(TRIES):
        if await see_return(before, after, pair, artist, browser, tmp_path):
            return
    raise AssertionError(f"not once within {SHORTER_THAN_GIVING_UP:g} s")
