"""An ingest node that is reached by an address of its own, which only it knows."""

from pathlib import Path

from playwright.async_api import Browser

from support.platform_pair import PlatformPair
from support.ports import find_free_ports
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.sockets import listen
from support.waiting import until
from support.watch_page import WatchPage


async def test_a_page_open_before_the_show_plays_from_the_node_that_publishes(
    browser: Browser, tmp_path: Path
) -> None:
    (port,) = find_free_ports(1)
    # Another origin than the one that the settings name, to a browser and to the page's policy.
    media_url = f"http://localhost:{port}"
    pair = PlatformPair.start(tmp_path, HTTP_PORT=str(port), PUBLIC_MEDIA_URL=media_url)
    try:
        artist = await Artist.register(pair.url)
        livestream = await artist.create_livestream()

        async def is_allowed() -> bool:
            page = await artist.client.get(f"{pair.url}/livestreams/{livestream['id']}")
            return f" {media_url}" in page.headers["Content-Security-Policy"]

        await until(is_allowed)
        page = await WatchPage.open(browser, f"{pair.url}/livestreams/{livestream['id']}")
        async with (
            listen(f"{pair.ws_url}/ws/livestreams/{livestream['id']}?observe=true") as observer,
            Publisher.start(publish_url(livestream), tmp_path) as publisher,
        ):
            live = await observer.expect("livestream.live")
            assert live["livestream"]["hls_url"].startswith(f"{media_url}/live/")
            await page.wait_for_picture(seconds=0.5)
            await publisher.stop()
        fetched = [address for address in page.requests if "/live/" in address]
        assert fetched
        assert all(address.startswith(media_url) for address in fetched)
        await page.close()
    finally:
        pair.stop()
