"""Clips as people have them: a fan cuts one while the show is live, a stranger opens its link and sees it play, and
its show's artist takes it away from the pages that are open."""

from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page

from support.holders import open_signed_in
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.sockets import listen
from support.waiting import until
from support.watch_page import WatchPage

EDITED = "document.querySelector('.clip-picture video')"
SHOWN = "document.querySelector('#stage video')"


async def read(page: Page, expression: str) -> Any:
    return await page.evaluate(expression)


async def test_a_fan_clips_a_live_show_a_stranger_sees_it_and_its_artist_hides_it(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    show = await artist.create_livestream()
    fan = await Artist.register(pair.url, role="fan")
    watch = await open_signed_in(browser, pair, fan, show)
    async with (
        listen(f"{pair.ws_url}/ws/livestreams/{show['id']}?observe=true") as observer,
        Publisher.start(publish_url(show), tmp_path),
    ):
        await observer.expect("livestream.live")
        await watch.wait_for_picture(seconds=12, timeout=60)
        path = await _cut(watch.page)

        stranger = WatchPage(context := await browser.new_context(), page := await context.new_page())
        await page.goto(f"{pair.url}{path}")
        await page.get_by_role("heading", name="The jump").wait_for()
        await stranger.wait_for_picture(seconds=1, timeout=40)
        # It began where the clip does, and not where its first segment does.
        await page.get_by_role("button", name="Watch again").wait_for(timeout=60_000)
        assert await read(page, f"{SHOWN}.paused")

        # The show goes on where the clip begins, on its own page.
        await page.get_by_role("link", name="The whole show").click()
        await page.wait_for_url(f"{pair.url}/livestreams/{show['id']}?at=2.5")
        source = page.locator("#stage[data-source=replay][data-stage=playing]")
        await source.wait_for(timeout=60_000)
        await stranger.wait_for_picture(seconds=1, timeout=60)
        assert await read(page, f"{SHOWN}.currentTime") > 2.5
        await page.goto(f"{pair.url}{path}")
        await page.get_by_role("heading", name="The jump").wait_for()

        # Others on the show's page have it there, too, without loading that anew.
        await watch.page.get_by_role("link", name="The jump").wait_for()

        await _hide(pair, artist, path)
        await page.get_by_text("This clip is not there any more").wait_for(timeout=30_000)
        assert await page.locator("#stage video").count() == 0
        await watch.page.get_by_role("link", name="The jump").wait_for(state="detached", timeout=30_000)
        await page.reload()
        await page.get_by_role("heading", name="This clip does not exist").wait_for()
    assert watch.errors == stranger.errors == []
    await stranger.close()
    await watch.close()
    await fan.close()


async def _cut(page: Page) -> str:
    """Cut the clip by keys: where its page is."""
    await page.keyboard.press("c")
    begin = page.get_by_role("slider", name="Begin of the clip")
    await begin.wait_for()
    await until(lambda: read(page, f"{EDITED}.readyState"), 30, is_it=lambda state: state >= 2)
    # The picture follows the handle.
    await page.get_by_label("Begin", exact=True).fill("0:02.5")
    await page.keyboard.press("Enter")
    await page.get_by_label("End", exact=True).fill("0:04")
    await page.keyboard.press("Enter")
    await page.get_by_text("A clip is at least 5 seconds long.").wait_for()
    await begin.focus()
    await begin.press("Shift+ArrowLeft")
    assert await begin.get_attribute("aria-valuetext") == "1.5 seconds, a clip of 6 seconds"
    await begin.press("Shift+ArrowRight")
    assert await begin.get_attribute("aria-valuetext") == "2.5 seconds, a clip of 5 seconds"
    await until(lambda: read(page, f"{EDITED}.currentTime"), 30, is_it=lambda time: abs(time - 2.5) < 0.05)
    assert not await read(page, f"{SHOWN}.paused"), "what is live goes on"
    await page.get_by_label("Title").fill("The jump")
    await page.get_by_role("button", name="Create clip").click()
    link = await page.get_by_label("Link", exact=True).input_value()
    await page.get_by_role("button", name="Close").click()
    return "/clips/" + link.rsplit("/", 1)[1]


async def _hide(pair: PlatformPair, artist: Artist, path: str) -> None:
    answer = await artist.client.patch(path, json={"hidden": True})
    assert answer.status_code == 200, answer.text
