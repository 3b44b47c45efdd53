"""What is lost comes back: a publisher, the web process, the ingest process. What does not come back ends."""

import asyncio
from pathlib import Path

from playwright.async_api import Browser, expect

from support.descendants import wait_until_gone
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.sockets import listen
from support.waiting import until
from support.watch_page import WatchPage

RESUMED = ["livestream.live", "livestream.interrupted", "livestream.resumed"]


async def test_a_lost_publisher_that_returns_resumes_on_the_same_page(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    page = await WatchPage.open(browser, f"{pair.url}/livestreams/{livestream['id']}")
    async with listen(f"{pair.ws_url}/ws/livestreams/{livestream['id']}?observe=true") as observer:
        async with Publisher.start(publish_url(livestream), tmp_path) as publisher:
            await observer.expect("livestream.live")
            await page.wait_for_picture(seconds=0.5)
            await publisher.kill()
            interrupted = await observer.expect("livestream.interrupted")
            assert interrupted["livestream"]["status"] == "live"
            assert interrupted["livestream"]["interrupted_until"] is not None
            await page.wait_for_status("interrupted")
        async with Publisher.start(publish_url(livestream), tmp_path) as publisher:
            await observer.expect("livestream.resumed")
            await page.wait_for_status("live")
            await page.wait_for_picture(seconds=1.0)
            await publisher.stop()
        await observer.expect("livestream.ended")
        assert observer.transitions == [*RESUMED, "livestream.ended"]
    await page.wait_for_status("ended")
    await expect(page.page.locator("#stage[data-playback=finished]")).to_be_attached()
    await page.close()


async def test_a_show_that_ended_by_mistake_goes_on_on_the_same_page(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    page = await WatchPage.open(browser, f"{pair.url}/livestreams/{livestream['id']}")
    async with Publisher.start(publish_url(livestream), tmp_path) as publisher:
        await page.wait_for_picture(seconds=0.5)
        await publisher.stop()
    await expect(page.page.get_by_text("If it goes on in the next minutes, it does so on this page.")).to_be_visible(
        timeout=15_000
    )
    async with Publisher.start(publish_url(livestream), tmp_path):
        await page.wait_for_status("live")
        await page.wait_for_picture(seconds=1.0)
    assert page.errors == []
    await page.close()


async def test_a_lost_publisher_that_stays_away_ends_the_show_after_the_grace(
    pair: PlatformPair, artist: Artist, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    async with listen(f"{pair.ws_url}/ws/livestreams/{livestream['id']}?observe=true") as observer:
        async with Publisher.start(publish_url(livestream), tmp_path) as publisher:
            await observer.expect("livestream.live")
            await publisher.kill()
            await observer.expect("livestream.interrupted")
        ended = await observer.expect("livestream.ended")
        assert ended["livestream"]["interrupted_until"] is None
        assert observer.transitions == ["livestream.live", "livestream.interrupted", "livestream.ended"]


async def test_web_restarted_while_live_loses_nothing(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    page = await WatchPage.open(browser, f"{pair.url}/livestreams/{livestream['id']}")
    channel = f"{pair.ws_url}/ws/livestreams/{livestream['id']}?observe=true"
    async with Publisher.start(publish_url(livestream), tmp_path) as publisher:
        async with listen(channel) as observer:
            live = await observer.expect("livestream.live")
            await page.wait_for_picture(seconds=0.5)
            await asyncio.to_thread(pair.web.stop)
            assert await observer.expect_close() == 1012
            assert "goodbye" in observer.types
        await page.wait_for_picture(seconds=1.0)  # what is played does not pass through web
        await asyncio.to_thread(pair.web.start)
        await asyncio.to_thread(pair.web.wait_ready)

        assert (await artist.status(livestream["id"]))["status"] == "live"
        async with listen(f"{channel}&epoch={live['epoch']}&seq={live['seq']}") as observer:
            await until(lambda: count_viewers(artist, livestream["id"]), is_it=lambda count: count == 1)
            assert await page.read_status() == "live"
            assert observer.transitions == [], "a restart of web is no event in the life of a livestream"
            await publisher.stop()
            await observer.expect("livestream.ended")
    await page.wait_for_status("ended")
    assert page.errors == []
    await page.close()


async def count_viewers(artist: Artist, livestream_id: str) -> int:
    count: int = (await artist.status(livestream_id))["viewer_count"]
    return count


async def test_a_show_that_begins_while_web_is_away_is_live_when_web_is_back(
    pair: PlatformPair, artist: Artist, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    async with Publisher.start(publish_url(livestream), tmp_path) as publisher:
        channel = f"{pair.ws_url}/ws/livestreams/{livestream['id']}?observe=true"
        async with listen(channel) as observer:
            await observer.expect("livestream.live")
        # Ends while web is away: the callback waits on disk.
        await asyncio.to_thread(pair.web.stop)
        await publisher.stop()
    await asyncio.to_thread(pair.web.start)
    await asyncio.to_thread(pair.web.wait_ready)
    await until(lambda: read_status(artist, livestream["id"]), is_it=lambda status: status == "ended")


async def read_status(artist: Artist, livestream_id: str) -> str:
    status: str = (await artist.status(livestream_id))["status"]
    return status


async def test_ingest_killed_while_live_resumes_with_the_returning_publisher(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    page = await WatchPage.open(browser, f"{pair.url}/livestreams/{livestream['id']}")
    async with listen(f"{pair.ws_url}/ws/livestreams/{livestream['id']}?observe=true") as observer:
        async with Publisher.start(publish_url(livestream), tmp_path) as publisher:
            await observer.expect("livestream.live")
            await page.wait_for_picture(seconds=0.5)
            orphans = await asyncio.to_thread(pair.ingest.kill)
            assert any("ffmpeg" in orphan.command for orphan in orphans)
            assert await asyncio.to_thread(wait_until_gone, orphans) == []
            await publisher.wait()
            await asyncio.to_thread(pair.ingest.start)
            await asyncio.to_thread(pair.ingest.wait_ready)
        async with Publisher.start(publish_url(livestream), tmp_path) as publisher:
            await observer.expect("livestream.interrupted")
            await observer.expect("livestream.resumed")
            await page.wait_for_picture(seconds=1.0)
            await publisher.stop()
        await observer.expect("livestream.ended")
        assert observer.transitions == [*RESUMED, "livestream.ended"]
    await page.wait_for_status("ended")
    await page.close()


async def test_ingest_killed_for_good_ends_the_show_after_the_grace(
    pair: PlatformPair, artist: Artist, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    try:
        async with listen(f"{pair.ws_url}/ws/livestreams/{livestream['id']}?observe=true") as observer:
            async with Publisher.start(publish_url(livestream), tmp_path):
                await observer.expect("livestream.live")
                await asyncio.to_thread(pair.ingest.kill)
            await observer.expect("livestream.interrupted")
            await observer.expect("livestream.ended")
            assert observer.transitions == ["livestream.live", "livestream.interrupted", "livestream.ended"]
    finally:
        pair.ingest.start()
        pair.ingest.wait_ready()
