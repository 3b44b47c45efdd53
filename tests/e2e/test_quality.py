"""A fan who chooses another picture: it comes with the next keyframe, and what is seen goes on meanwhile."""

import re
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.second_picture import is_live, two_pictures
from support.waiting import until
from support.watch_page import WatchPage


async def read_width(page: Page) -> int:
    return int(await page.evaluate("document.querySelector('video').videoWidth"))


async def test_another_picture_is_chosen_and_the_source_stands_in_where_it_is_gone(
    pair: PlatformPair, artist: Artist, browser: Browser
) -> None:
    async with two_pictures(pair, artist) as (show, rung):
        context = await browser.new_context()
        page = await context.new_page()
        fan = WatchPage(context, page)
        await rung.stand_in(page)
        await page.goto(f"{pair.url}/livestreams/{show['id']}")
        await fan.wait_for_picture(1)
        assert await read_width(page) == 640
        assert rung.asked == []  # nobody pays for what nobody wants

        button = page.get_by_role("button", name=re.compile("^Picture quality"))
        await button.click()
        await page.get_by_role("radio", name="180p").check()
        await until(lambda: read_width(page), is_it=lambda width: width == 320)
        await fan.wait_for_picture(2)
        await expect(page.get_by_text("180p, as you chose")).to_be_visible()

        await page.get_by_role("radio", name="As the artist sends it").check()
        await until(lambda: read_width(page), is_it=lambda width: width == 640)
        await page.get_by_role("radio", name="Data saver").check()
        await until(lambda: read_width(page), is_it=lambda width: width == 320)

        rung.missing = True
        await until(lambda: read_width(page), is_it=lambda width: width == 640)
        await fan.wait_for_picture(2)
        assert fan.errors == []
        await context.close()


async def test_a_smaller_picture_is_made_for_who_chooses_it(tmp_path: Path, browser: Browser) -> None:
    pair = PlatformPair.start(tmp_path, RENDITIONS="source,240p,120p,audio")
    try:
        artist = await Artist.register(pair.url)
        show = await artist.create_livestream("Several sizes")
        async with Publisher.start(publish_url(show), tmp_path, size="640x360", gop=1.0):
            await until(lambda: is_live(artist, show["id"]))
            context = await browser.new_context()
            page = await context.new_page()
            fan = WatchPage(context, page)
            await page.goto(f"{pair.url}/livestreams/{show['id']}")
            await fan.wait_for_picture(1)
            assert await read_width(page) == 640

            await page.get_by_role("button", name=re.compile("^Picture quality")).click()
            for name, width in (("240p", 426), ("120p", 214), ("As the artist sends it", 640), ("240p", 426)):
                await page.get_by_role("radio", name=name).check()
                await until(lambda: read_width(page), is_it=lambda seen, width=width: seen == width)  # type: ignore[misc]
                await fan.wait_for_picture(2)
            assert fan.errors == []
            await context.close()
        await artist.close()
    finally:
        pair.kill()
