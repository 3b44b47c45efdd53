"""The whole story: an encoder publishes, every open page starts by itself, and ends by itself."""

import sqlite3
from pathlib import Path

import httpx
from playwright.async_api import Browser, expect

from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.sockets import listen
from support.waiting import PATIENCE, until
from support.watch_page import WatchPage

LIVE, ENDED = 1, 2


def read_row(pair: PlatformPair, livestream_id: str) -> tuple[int, bool, bool]:
    """What the database holds: status, whether it has a start, whether it has an end."""
    with sqlite3.connect(f"file:{pair.database}?mode=ro", uri=True, timeout=5) as database:
        query = "SELECT status, started_at IS NOT NULL, ended_at IS NOT NULL FROM livestreams WHERE id = ?"
        status, started, ended = database.execute(query, [livestream_id]).fetchone()
    return status, bool(started), bool(ended)


async def test_an_open_page_plays_by_itself_counts_its_fans_and_ends_by_itself(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream("First light")
    address = f"{pair.url}/livestreams/{livestream['id']}"
    channel = f"{pair.ws_url}/ws/livestreams/{livestream['id']}?observe=true"
    page = await WatchPage.open(browser, address)
    assert await page.read_status() == "scheduled"

    async with listen(channel) as observer, listen(f"{pair.ws_url}/ws/livestreams") as board:
        snapshot = await observer.expect("snapshot")
        assert snapshot["livestream"]["status"] == "scheduled"
        assert snapshot["livestream"]["hls_url"] is None
        await board.expect("snapshot")

        async with Publisher.start(publish_url(livestream), tmp_path) as publisher:
            live = await observer.expect("livestream.live")
            assert live["seq"] > snapshot["seq"]
            assert live["livestream"]["hls_url"].startswith(f"{pair.origin_url}/live/")
            assert livestream["stream_key"] not in live["livestream"]["hls_url"]
            assert (await board.expect("livestream.live"))["livestream"]["id"] == livestream["id"]
            assert read_row(pair, livestream["id"]) == (LIVE, True, False)

            await page.wait_for_status("live")
            picture = await page.wait_for_picture(seconds=1.5)
            assert picture["width"] == 320
            assert picture["frames"] >= 20
            await expect(page.page.locator("media-live-button[mediatimeislive]")).to_be_attached()

            # An observer is no viewer: only the page counts, then the second page, and each sees the other.
            await page.wait_for_viewers(1)
            second = await WatchPage.open(browser, address)
            await observer.expect("livestream.viewers", viewer_count=2)
            await page.wait_for_viewers(2)
            await second.wait_for_viewers(2)
            assert (await artist.status(livestream["id"]))["viewer_count"] == 2
            await second.wait_for_picture(seconds=0.5)
            await second.close()
            await observer.expect("livestream.viewers", viewer_count=1)
            await page.wait_for_viewers(1)

            await publisher.stop()
            await observer.expect("livestream.ended")

        await page.wait_for_status("ended")
        status = await artist.status(livestream["id"])
        assert (status["status"], status["live"], status["hls_url"]) == ("ended", False, None)
        assert status["ended_at"] > status["started_at"]
        assert read_row(pair, livestream["id"]) == (ENDED, True, True)
        assert observer.transitions == ["livestream.live", "livestream.ended"]
        seqs = [frame["seq"] for frame in observer.frames if "seq" in frame]
        assert seqs == sorted(set(seqs))

    assert page.errors == []
    assert not [url for url in page.requests if url.endswith("/status")], "the page polled"
    await page.close()


async def test_pressing_end_in_the_control_panel_disconnects_the_publisher(
    pair: PlatformPair, artist: Artist, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    async with listen(f"{pair.ws_url}/ws/livestreams/{livestream['id']}?observe=true") as observer:
        async with Publisher.start(publish_url(livestream), tmp_path) as publisher:
            await observer.expect("livestream.live")
            await artist.move(livestream["id"], "stop")
            await observer.expect("livestream.ended")
            await publisher.wait()
        assert observer.transitions == ["livestream.live", "livestream.ended"]


async def test_without_auto_start_the_publisher_stays_unseen_until_the_artist_starts(
    pair: PlatformPair, artist: Artist, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream(auto_start=False)
    async with (
        listen(f"{pair.ws_url}/ws/artist", artist.token) as dashboard,
        listen(f"{pair.ws_url}/ws/livestreams/{livestream['id']}?observe=true") as observer,
        Publisher.start(publish_url(livestream), tmp_path),
    ):
        await dashboard.expect("ingest.connected", livestream_id=livestream["id"])
        status = await artist.status(livestream["id"])
        assert (status["status"], status["hls_url"]) == ("scheduled", None)
        assert observer.transitions == []
        await artist.move(livestream["id"], "start")
        await observer.expect("livestream.live")


async def test_the_key_is_an_address_for_its_owner_and_no_other_name_plays(
    pair: PlatformPair, artist: Artist, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    async with httpx.AsyncClient(base_url=pair.origin_url, trust_env=False, timeout=PATIENCE) as client:

        async def ask_playlist() -> int:
            return (await client.get(f"/live/{livestream['stream_key']}/index.m3u8")).status_code

        async with Publisher.start(publish_url(livestream), tmp_path):
            await until(ask_playlist, is_it=lambda status: status == 200)
            playlist = (await client.get(f"/live/{livestream['stream_key']}/index.m3u8")).text
            assert playlist.startswith("#EXTM3U")
            assert livestream["stream_key"] not in playlist
            assert (await client.get("/live/nobody/index.m3u8")).status_code == 404
