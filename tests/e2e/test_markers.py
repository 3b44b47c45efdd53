"""Moments of a show that its artist names while it is on: chapters on fans' pages at once, and of the replay."""

from pathlib import Path

from playwright.async_api import Browser, Page, expect

from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import PASSWORD, Artist, publish_url
from support.waiting import until
from support.watch_page import WatchPage

READ_TIME = "document.querySelector('video').currentTime"


async def open_control_room(browser: Browser, pair: PlatformPair, artist: Artist, livestream_id: str) -> Page:
    page = await (await browser.new_context(bypass_csp=True)).new_page()
    await page.goto(f"{pair.url}/sign-in?next=/artist/livestreams/{livestream_id}")
    await page.get_by_label("E-mail").fill(artist.email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await page.wait_for_url(f"{pair.url}/artist/livestreams/{livestream_id}")
    return page


async def test_a_key_in_the_control_room_is_a_chapter_on_fans_pages_and_of_the_replay(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream("Marked")
    path = f"/livestreams/{livestream['id']}"
    room = await open_control_room(browser, pair, artist, livestream["id"])
    await room.add_style_tag(content=".toast { animation-duration: 1h !important }")  # however slow this machine is
    fan = await WatchPage.open(browser, f"{pair.url}{path}")
    chapters = fan.page.get_by_role("region", name="Chapters")
    async with Publisher.start(publish_url(livestream), tmp_path):
        await fan.wait_for_picture(seconds=8, timeout=60)
        await expect(fan.page.get_by_role("button", name="Start over")).to_be_attached()
        loaded = await fan.page.evaluate("performance.timeOrigin")

        await room.get_by_role("button", name="Mark this moment").wait_for()
        await room.keyboard.press("m")
        toast = room.get_by_role("group", name="The last marker")
        await expect(toast).to_contain_text("Marked 0:")
        await expect(chapters.get_by_role("button")).to_contain_text("Marker 1")
        await expect(fan.page.locator(".ticks [data-chapter]")).to_have_count(1)
        assert await fan.page.evaluate("performance.timeOrigin") == loaded

        # What is typed is no press of the key.
        await toast.get_by_role("button", name="Name it").click()
        title = room.get_by_label("Title").last
        await title.fill("")
        await title.press_sequentially("A mammal hums")
        await title.press("Enter")
        await expect(chapters.get_by_role("button")).to_contain_text("A mammal hums")
        marked = (await artist.client.get(f"{path}/markers")).json()["markers"]
        assert [one["title"] for one in marked] == ["A mammal hums"]
        (first,) = marked
        await fan.wait_for_picture(seconds=2)

        await room.get_by_role("button", name="Mark this moment").click()
        await expect(chapters.get_by_role("button")).to_have_count(2)
        await toast.get_by_role("button", name="Undo").click()
        await expect(chapters.get_by_role("button")).to_have_count(1)

        await room.get_by_role("button", name="End livestream").click()
        await room.get_by_role("dialog").get_by_role("button", name="End livestream").click()
        await expect(fan.page.get_by_role("button", name="Watch from the start")).to_be_visible()

    await chapters.get_by_role("button", name="A mammal hums").click()
    await expect(fan.page.locator("#stage")).to_have_attribute("data-source", "replay")
    await fan.wait_for_picture(seconds=0.2)
    began: float = await fan.page.evaluate(READ_TIME)
    assert first["at"] - 0.5 <= began
    await expect(chapters.get_by_role("button")).to_have_attribute("aria-current", "true")

    # Back before it, and to it by its key; the element has it as a chapter of its own.
    await fan.page.evaluate("document.querySelector('video').pause()")
    await fan.page.get_by_label("Seek").fill("0")
    await until(lambda: fan.page.evaluate(READ_TIME), is_it=lambda time: time == 0)
    await expect(chapters.locator("[aria-current]")).to_have_count(0)
    cues = "[...document.querySelector('video').textTracks].map((one) => [...one.cues].map((cue) => cue.text))"
    assert [one for one in await fan.page.evaluate(cues) if one] == [["A mammal hums"]]
    await fan.page.get_by_role("heading", name="Marked").click()
    await fan.page.keyboard.press("n")
    await until(lambda: fan.page.evaluate(READ_TIME), is_it=lambda time: time >= first["at"] - 0.5)
    assert fan.errors == []
    await fan.close()
    await room.context.close()
