"""What a fan has of a show that is kept: start over while it is on, back to live, its replay after the end; all on
one page that is never loaded again."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from playwright.async_api import Browser, Page, Route
from playwright.async_api import expect as expect_page

from support.holders import give, open_signed_in
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, expect, publish_url
from support.sockets import listen
from support.waiting import PATIENCE, until
from support.watch_page import WatchPage

READ_TIME = "document.querySelector('video').currentTime"
LOADED = "performance.getEntriesByType('navigation').length + performance.timeOrigin"


async def read_stage(page: Page) -> tuple[str | None, str | None]:
    """What the stage is, and what is played on it."""
    stage = page.locator("#stage")
    return await stage.get_attribute("data-stage"), await stage.get_attribute("data-source")


async def wait_for_stage(page: Page, stage: str, source: str, timeout: float = 10) -> None:
    await until(lambda: read_stage(page), timeout, is_it=lambda it: it == (stage, source))


async def press(page: Page, name: str) -> None:
    """A button of the stage; its controls come with a move of the pointer."""
    await page.locator("#stage").hover()
    await page.get_by_role("button", name=name).click()


@contextlib.asynccontextmanager
async def watching(browser: Browser, url: str) -> AsyncIterator[WatchPage]:
    page = await WatchPage.open(browser, url)
    try:
        yield page
        assert page.errors == []
    finally:
        await page.close()


async def test_a_fan_starts_over_returns_to_live_and_finds_the_replay_after_the_end(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    url = f"{pair.url}/livestreams/{livestream['id']}"
    async with (
        listen(f"{pair.ws_url}/ws/livestreams/{livestream['id']}?observe=true") as observer,
        watching(browser, url) as fan,
        watching(browser, url) as late,
    ):
        async with Publisher.start(publish_url(livestream), tmp_path) as publisher:
            await observer.expect("livestream.live")
            loaded = await fan.page.evaluate(LOADED)
            await fan.wait_for_picture(seconds=25, timeout=60)

            await press(fan.page, "Start over")
            await wait_for_stage(fan.page, "playing", "replay")
            await fan.wait_for_picture(seconds=1)
            assert await fan.page.evaluate(READ_TIME) < 10
            words = await fan.page.get_by_label("Rewind").get_attribute("aria-valuetext")
            assert words is not None
            assert words.endswith("behind live")

            await press(fan.page, "Back to live")
            await wait_for_stage(fan.page, "playing", "live")
            await fan.wait_for_picture(seconds=1)
            await expect_page(fan.page.get_by_label("Rewind")).to_have_attribute("aria-valuetext", "Live")

            await press(late.page, "Start over")
            await wait_for_stage(late.page, "playing", "replay")
            await publisher.stop()
        await observer.expect("livestream.ended")
        await observer.expect("livestream.replay_ready")

        # Whoever was behind is behind still.
        assert await read_stage(late.page) == ("playing", "replay")
        await late.wait_for_picture(seconds=1)
        assert await late.page.get_by_label("Seek").count() == 1

        await fan.page.get_by_role("button", name="Watch from the start").click()
        await wait_for_stage(fan.page, "playing", "replay")
        await fan.wait_for_picture(seconds=1)
        assert await fan.page.evaluate(READ_TIME) < 10
        assert await fan.page.evaluate(LOADED) == loaded

        await fan.page.get_by_label("Seek").press("End")
        await wait_for_stage(fan.page, "replay", "replay", timeout=20)
        await fan.page.get_by_role("button", name="Watch again").wait_for()

        await late.page.evaluate("document.querySelector('video').pause()")
        await late.page.get_by_label("Seek").fill("14")
        await until(lambda: late.page.evaluate(READ_TIME), is_it=lambda time: time == 14)
        await late.page.reload()
        await late.page.get_by_role("button", name="Go on at 0:14").click()
        await wait_for_stage(late.page, "playing", "replay")
        await late.wait_for_picture(seconds=1)
        assert 14 < await late.page.evaluate(READ_TIME) < 20


async def test_a_holder_has_a_gated_show_from_its_begin_by_a_pass_until_the_tokens_go(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream("For a few", token_gate_amount=5)
    fan = await Artist.register(pair.url, role="fan")
    await give(artist, fan, 5)
    watch = await open_signed_in(browser, pair, fan, livestream)
    async with (
        listen(f"{pair.ws_url}/ws/livestreams/{livestream['id']}?observe=true", artist.token) as observer,
        Publisher.start(publish_url(livestream), tmp_path) as publisher,
    ):
        await watch.wait_for_picture(seconds=14, timeout=40)
        await press(watch.page, "Start over")
        await wait_for_stage(watch.page, "playing", "replay")
        await watch.wait_for_picture(seconds=1)
        kept = (await artist.get(livestream["id"]))["replay"]["url"].rsplit("/", 1)[0]
        asked = [url for url in watch.requests if url.startswith(kept)]
        assert len(asked) > 2
        assert all(urlsplit(url).path.split("/")[3].startswith("p1.") for url in asked)
        await publisher.stop()
        await observer.expect("livestream.replay_ready")
        await watch.wait_for_picture(seconds=1)

        await give(artist, fan, -1)
        await watch.page.get_by_text("For holders of 5 tokens of Ada").first.wait_for()
        async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as stranger:

            async def read() -> int:
                return (await stranger.get(asked[-1])).status_code

            await until(read, is_it=lambda status: status == 403)
    assert watch.errors == []
    await watch.close()


async def test_an_artist_who_keeps_a_gated_show_to_themselves_has_it_on_the_page_that_is_open(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream("For a few", token_gate_amount=5)
    watch = await open_signed_in(browser, pair, artist, livestream)
    async with (
        listen(f"{pair.ws_url}/ws/livestreams/{livestream['id']}?observe=true", artist.token) as observer,
        Publisher.start(publish_url(livestream), tmp_path) as publisher,
    ):
        await watch.wait_for_picture(seconds=6, timeout=40)
        await until(lambda: read_replay(artist, livestream["id"]), is_it=bool)
        path = f"/livestreams/{livestream['id']}/replay"
        await expect(artist.client.patch(path, json={"visibility": "private"}), 200)
        await publisher.stop()
        await observer.expect("livestream.ended")
    await watch.page.get_by_role("button", name="Watch from the start").click()
    await wait_for_stage(watch.page, "playing", "replay")
    await watch.wait_for_picture(seconds=1)
    assert watch.errors == []
    await watch.close()


async def test_a_holder_never_reads_that_the_replay_is_for_holders(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream("For everybody, once")
    fan = await Artist.register(pair.url, role="fan")
    await give(artist, fan, 1)
    async with listen(f"{pair.ws_url}/ws/livestreams/{livestream['id']}?observe=true") as observer:
        async with Publisher.start(publish_url(livestream), tmp_path) as publisher:
            await until(lambda: read_replay(artist, livestream["id"]), 40, is_it=bool)
            await publisher.stop()
        await observer.expect("livestream.replay_ready")
    path = f"/livestreams/{livestream['id']}/replay"
    await expect(artist.client.patch(path, json={"visibility": "holders"}), 200)
    context, passes = await browser.new_context(), asyncio.Event()

    async def hold(route: Route) -> None:
        await passes.wait()
        await route.continue_()

    await context.route("**/pass", hold)
    watch = await open_signed_in(browser, pair, fan, livestream, context)
    await watch.page.get_by_text("This livestream has ended").first.wait_for()
    assert await watch.page.get_by_text("Its replay is for holders").count() == 0
    passes.set()
    await watch.page.get_by_role("button", name="Watch from the start").wait_for()
    assert watch.errors == []
    await watch.close()


async def read_replay(artist: Artist, livestream_id: str) -> object:
    """What the artist sees of it."""
    return (await artist.get(livestream_id))["replay"]
