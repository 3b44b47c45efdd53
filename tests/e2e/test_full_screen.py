"""Who fills the screen with the picture has the chat there, too, and writes in it without pressing the player's
keys."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from support.holders import open_signed_in
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.rest import expect as answered
from support.waiting import until
from support.watch_page import WatchPage

HEARD = """() => {
    window.pressed = [];
    const video = document.querySelector("video");
    for (const name of ["volumechange", "pause", "enterpictureinpicture"])
        video.addEventListener(name, () => window.pressed.push(name));
}"""
FULL = "document.fullscreenElement !== null"


async def measure(place: Locator) -> dict[str, float]:
    box = await place.bounding_box()
    assert box is not None
    return {"top": box["y"], "bottom": box["y"] + box["height"], "left": box["x"], "right": box["x"] + box["width"]}


async def fill_screen(page: Page) -> None:
    await page.locator(".stage").hover()
    await page.locator("media-fullscreen-button").click()
    await until(lambda: page.evaluate(FULL))


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (844, 390), (390, 844)])
async def test_the_chat_is_read_and_written_in_full_screen(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path, width: int, height: int
) -> None:
    livestream = await artist.create_livestream("From wall to wall")
    fan = await Artist.register(pair.url, role="fan")
    async with Publisher.start(publish_url(livestream), tmp_path):
        await until(lambda: artist.status(livestream["id"]), is_it=lambda it: it["status"] == "live")
        context = await browser.new_context(viewport={"width": width, "height": height})
        watch = await open_signed_in(browser, pair, fan, livestream, context)
        page = watch.page
        await watch.wait_for_picture(seconds=1)
        chat = page.get_by_role("region", name="Chat", exact=True)
        await expect(chat).to_be_visible()
        await fill_screen(page)
        await page.evaluate(HEARD)

        # Words come, and go out, though each is made of keys that mean something to the player.
        place = f"/livestreams/{livestream['id']}/chat"
        await answered(artist.client.post(place, json={"text": "Can you hear the cello?"}), 201)
        await expect(chat.get_by_text("Can you hear the cello?")).to_be_visible()
        box = chat.get_by_label("Message", exact=True)
        await box.press_sequentially("mkf? pit, csn")
        await expect(box).to_have_value("mkf? pit, csn")
        await box.press("Enter")
        await expect(chat.get_by_text("mkf? pit, csn")).to_be_visible()
        await chat.get_by_role("button", name="Emoji").click()
        search = chat.locator("emoji-picker").get_by_role("combobox")
        await search.press_sequentially("film")
        await expect(search).to_have_value("film")
        await search.press("Escape")
        await expect(box).to_be_focused()
        assert await page.evaluate("window.pressed") == []
        assert await page.evaluate(FULL)
        await expect(page.get_by_role("dialog")).to_have_count(0)

        # Beside the picture where there is room, below it on a phone, and over it on one held sideways.
        screen = await page.evaluate("({ width: innerWidth, height: innerHeight })")
        stage, room = await measure(page.locator(".stage")), await measure(chat)
        assert (await measure(box))["bottom"] <= room["bottom"] <= screen["height"]
        assert room["right"] == screen["width"]
        if height > width:
            assert stage["bottom"] <= room["top"]
        elif height < 500:
            assert stage["right"] == screen["width"]
            # From top to bottom, and the controls are beside it.
            assert (room["top"], room["bottom"]) == (0, screen["height"])
            assert (await measure(page.locator("media-fullscreen-button")))["right"] <= room["left"]
        else:
            assert stage["right"] <= room["left"]
        await expect(page.get_by_role("heading", name="From wall to wall")).to_be_hidden()

        # Away and back.
        await page.locator(".stage").hover(position={"x": 40, "y": 40})
        toggle = page.locator(".stage").get_by_role("button", name="Chat", exact=True)
        await expect(toggle).to_have_attribute("aria-pressed", "true")
        await toggle.click()
        await expect(chat).to_have_count(0)
        stage = await measure(page.locator(".stage"))
        assert (stage["right"], stage["bottom"]) == (screen["width"], screen["height"])
        await toggle.click()
        await expect(chat.get_by_text("mkf? pit, csn")).to_be_visible()
        await page.evaluate("document.exitFullscreen()")
        await expect(page.get_by_role("heading", name="From wall to wall")).to_be_visible()
        await expect(toggle).to_be_hidden()
        assert watch.errors == []
        await watch.close()
    await fan.close()


async def test_the_whole_stage_fills_the_screen_also_after_moving_within_the_pages(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream("Around the corner")
    async with Publisher.start(publish_url(livestream), tmp_path):
        await until(lambda: artist.status(livestream["id"]), is_it=lambda it: it["status"] == "live")
        context = await browser.new_context()
        watch = WatchPage(context, await context.new_page())
        page = watch.page
        await page.goto(f"{pair.url}/livestreams")
        # The second time the controls' code is there before the page is.
        for _ in range(2):
            await page.get_by_role("link", name="Around the corner").first.click()
            await watch.wait_for_picture(seconds=0.5)
            await fill_screen(page)
            assert await page.evaluate("document.fullscreenElement.id") == "watch"
            await page.evaluate("document.exitFullscreen()")
            await page.go_back()
            await expect(page.locator("#stage")).to_have_count(0)
        assert watch.errors == []
        await watch.close()
