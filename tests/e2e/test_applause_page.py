"""Clapping on a show's page, what others see of it, and what its artist is offered when the show is over."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page
from playwright.async_api import expect as expect_page

from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import PASSWORD, Artist, expect, publish_url
from support.sockets import listen
from support.waiting import until
from support.watch_page import WatchPage

LONG_ENOUGH = 21
"""Seconds of show time of which a clip is suggested."""


async def test_a_fan_claps_and_the_artist_is_offered_that_moment_as_a_clip(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    place = f"/livestreams/{livestream['id']}"
    heard = f"{pair.ws_url}/ws{place}?observe=true&with=applause"
    async with listen(heard) as observer, Publisher.start(publish_url(livestream), tmp_path):
        await observer.expect("livestream.live")
        fan, other = [await WatchPage.open(browser, f"{pair.url}{place}") for _ in range(2)]
        for page in (fan, other):
            await page.wait_for_picture(seconds=1)
        button = fan.page.get_by_role("button", name="Clap")
        await button.focus()
        await fan.page.keyboard.down(" ")
        await expect_page(button).to_have_attribute("data-holding", "true")
        event = await observer.expect("applause")
        assert event["level"] > 0
        # As their own picture gets there.
        await expect_page(other.page.locator(".crowd")).to_be_visible()
        await until(lambda: read_level(other.page), is_it=lambda level: level > 0)
        await fan.page.keyboard.up(" ")
        await expect_page(button).to_have_attribute("data-holding", "false")
        await until(lambda: read_level(other.page), is_it=lambda level: level == 0)

        async def read_kept() -> dict[str, Any]:
            kept: dict[str, Any] = await expect(artist.client.get(f"{place}/applause"))
            return kept

        kept = await until(read_kept, is_it=lambda kept: sum(kept["counts"]) > 0)
        assert max(kept["levels"]) == 1
        await fan.wait_for_picture(seconds=LONG_ENOUGH, timeout=60)
        assert fan.errors == other.errors == []
        await artist.move(livestream["id"], "stop")
        # The last applause is for what is over.
        await observer.expect("livestream.ended")
        await button.focus()
        await fan.page.keyboard.down(" ")
        await until(lambda: read_level(other.page), is_it=lambda level: level > 0)
        await fan.page.keyboard.up(" ")
        await observer.expect("livestream.replay_ready")
        for page in (fan, other):
            await page.close()

    context = await browser.new_context()
    control = await context.new_page()
    await control.goto(f"{pair.url}/sign-in?next=/artist{place}")
    await control.get_by_label("E-mail").fill(artist.email)
    await control.get_by_label("Password").fill(PASSWORD)
    await control.get_by_role("button", name="Sign in", exact=True).click()
    moments = control.get_by_role("list", name="Suggested by the applause")
    await moments.get_by_role("button").click()
    editor = control.get_by_role("dialog")
    await editor.get_by_role("button", name="Create clip").click()
    await expect_page(editor.get_by_role("heading", name="Your clip is ready to share")).to_be_visible()
    await expect_page(moments).to_be_hidden()
    await context.close()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 860)])
async def test_the_button_is_in_the_picture_s_corner_and_covers_no_control(
    width: int, height: int, pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    context = await browser.new_context(viewport={"width": width, "height": height})
    fan = WatchPage(context, await context.new_page())
    async with Publisher.start(publish_url(livestream), tmp_path):
        await fan.page.goto(f"{pair.url}/livestreams/{livestream['id']}")
        await fan.wait_for_picture(seconds=0.5)
        await expect_page(fan.page.locator(".rewind")).to_be_attached()
        places = {
            name: await fan.page.locator(name).evaluate("(one) => one.getBoundingClientRect().toJSON()")
            for name in ("#stage", ".clap", ".rewind", "media-control-bar")
        }
        stage, clap = places["#stage"], places[".clap"]
        assert clap["bottom"] <= min(places[".rewind"]["top"], places["media-control-bar"]["top"])
        assert clap["left"] > stage["left"] + 0.8 * stage["width"]
        assert width < 500 or clap["top"] > stage["top"] + stage["height"] / 2
    await context.close()


async def read_level(page: Page) -> float:
    """How loud the page shows it to be."""
    level: float = await page.evaluate(
        "Number(document.querySelector('.clap-level').style.getPropertyValue('--level') || 0)"
    )
    return level
