"""A fan who chooses another picture: it comes with the next keyframe, and what is seen goes on meanwhile."""

import re
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, Page, expect

from support.platform_pair import PlatformPair
from support.ports import find_free_ports
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.second_picture import is_live, two_pictures
from support.shaped import Shaped
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


@pytest.mark.parametrize("rate", [30, 60])
async def test_a_smaller_picture_is_made_for_who_chooses_it(tmp_path: Path, browser: Browser, rate: int) -> None:
    """Of sixty pictures a second, each has half."""
    pair = PlatformPair.start(tmp_path, RENDITIONS="source,240p,120p,audio")
    try:
        artist = await Artist.register(pair.url)
        show = await artist.create_livestream("Several sizes")
        async with Publisher.start(publish_url(show), tmp_path, size="640x360", rate=rate, gop=1.0):
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


STEADY = ("-minrate", "2500k", "-maxrate", "2500k", "-bufsize", "625k", "-x264-params", "nal-hrd=cbr")
KEYFRAME = re.compile(r'URI="part-\w+-(\d+)\.m4s",INDEPENDENT=YES')


class FallingNetwork:
    """Carries 600 kbit/s from the fourth part of a group of pictures on, once that is wanted."""

    def __init__(self, origin: str, client: httpx.AsyncClient, port: int) -> None:
        self.falls = False
        self.shaped = Shaped(port, self._ask)
        self._origin = origin
        self._client = client
        self._asked: dict[str, set[str]] = {}
        self._keyframe = -1

    async def _ask(self, path: str) -> httpx.Response:
        rendition, name = path.partition("?")[0].split("/")[-2:]
        answer = await self._client.get(f"{self._origin}{path}")
        if name == "index.m3u8" and (found := KEYFRAME.findall(answer.text)):
            self._keyframe = int(found[-1])
        if name.startswith("part-"):
            self._asked.setdefault(rendition, set()).add(name)
            number = int(name.removesuffix(".m4s").rpartition("-")[2])
            if self.falls and rendition == "source" and number == self._keyframe + 3:
                self.shaped.rate = 600_000
        return answer

    def list_twice(self) -> set[str]:
        """What of the source's was asked for of the smaller picture, too."""
        return self._asked.get("source", set()) & self._asked.get("180p", set())

    @property
    def had(self) -> int:
        """Parts of the source's."""
        return len(self._asked.get("source", set()))


async def test_a_network_that_falls_has_the_group_of_pictures_begun_again_smaller(
    tmp_path: Path, browser: Browser
) -> None:
    (port,) = find_free_ports(1)
    pair = PlatformPair.start(tmp_path, HLS_BASE_URL=f"http://127.0.0.1:{port}", RENDITIONS="source,180p@300k")
    try:
        artist = await Artist.register(pair.url)
        show = await artist.create_livestream("A network that falls")
        publisher = Publisher.start(
            publish_url(show), tmp_path, size="640x360", gop=4.0, bitrate="2500k", encoder_options=STEADY
        )
        async with publisher, httpx.AsyncClient(timeout=30) as client:
            await until(lambda: is_live(artist, show["id"]))
            network = FallingNetwork(pair.origin_url, client, port)
            async with network.shaped:
                context = await browser.new_context()
                page = await context.new_page()
                fan = WatchPage(context, page)
                await page.goto(f"{pair.url}/livestreams/{show['id']}")
                await fan.wait_for_picture(3)
                # The group that the page began with was asked for before it knew of another picture.
                await until(lambda: network.had > 40, 60)
                await until(lambda: read_width(page), is_it=lambda width: width == 640)
                network.falls = True
                await until(network.list_twice)
                await until(lambda: read_width(page), is_it=lambda width: width == 320)
                await fan.wait_for_picture(3)
                assert fan.errors == []
                await context.close()
        await artist.close()
    finally:
        pair.kill()
