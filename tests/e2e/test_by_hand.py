"""The pages by keyboard, on a small phone, and with the browser's console open."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import PASSWORD, Artist, publish_url
from support.waiting import until
from support.watch_page import WatchPage

NO_SOUND_UNASKED = """
    const play = HTMLMediaElement.prototype.play;
    let touched = false;
    addEventListener("keydown", () => { touched = true; }, true);
    HTMLMediaElement.prototype.play = function () {
        return this.muted || touched
            ? play.call(this)
            : Promise.reject(new DOMException("not yet", "NotAllowedError"));
    };
"""
"""As browsers do for a page that was not touched yet. For a real one, being looked at by a test is a touch."""
IS_MUTED = "document.querySelector('video').muted"


async def test_a_fan_turns_the_sound_on_and_has_the_keys_at_once(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    context = await browser.new_context()
    await context.add_init_script(NO_SOUND_UNASKED)
    page = await context.new_page()
    watch = WatchPage(context, page)
    await page.goto(f"{pair.url}/livestreams/{livestream['id']}")
    async with Publisher.start(publish_url(livestream), tmp_path):
        await watch.wait_for_picture(seconds=0.5)
        await page.get_by_role("button", name="Turn sound on").press("Enter")
        assert await page.evaluate(IS_MUTED) is False
        await expect(page.locator("media-controller")).to_be_focused()

        await page.evaluate("document.activeElement.blur()")
        await page.keyboard.press("m")
        await until(lambda: page.evaluate(IS_MUTED))
        await page.keyboard.press("k")
        await until(lambda: page.evaluate("document.querySelector('video').paused"))
        await page.keyboard.press("s")
        await expect(page.get_by_role("region", name="Stats")).to_contain_text("Mbit/s")
    assert watch.errors == []
    await context.close()


async def test_a_visitor_s_console_is_empty(pair: PlatformPair, browser: Browser) -> None:
    page = await (await browser.new_context()).new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    await page.goto(f"{pair.url}/livestreams")
    await expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    assert said == []
    await page.context.close()


@pytest.mark.parametrize("width", [320, 360])
async def test_a_small_phone_has_room_for_the_way_around(
    width: int, pair: PlatformPair, artist: Artist, browser: Browser
) -> None:
    context = await browser.new_context(viewport={"width": width, "height": 640})
    page = await context.new_page()
    # What follows is how a browser writes `//`: another site, if it were taken for a path.
    await page.goto(f"{pair.url}/sign-in?next=/%09/")
    await page.get_by_label("E-mail").fill(artist.email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await page.wait_for_url(f"{pair.url}/artist/livestreams")
    for name in ("Browse", "Studio"):
        await expect(page.get_by_role("link", name=name)).to_be_in_viewport(ratio=1)
    account = page.get_by_role("button", name=artist.account["display_name"])
    await expect(account).to_be_in_viewport(ratio=1)
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    await account.click()
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    await context.close()
