"""An artist looks at who watched, by keyboard, and takes the figures along."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect
from websockets.asyncio.client import connect

from api.auth import COOKIE
from support.rest import Artist
from support.waiting import PATIENCE
from support.web import Publisher, Web


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    web = Web.start(tmp_path, RECONNECT_GRACE="600")
    yield web
    web.stop()


async def test_an_artist_sees_who_watched(web: Web, browser: Browser, tmp_path: Path) -> None:
    artist = await Artist.register(web.url)
    waiting, show = await artist.create_livestream("Not yet"), await artist.create_livestream("Kitchen session")
    async with Publisher(web, show["stream_key"]):
        address = f"{web.ws_url}/ws/livestreams/{show['id']}"
        async with connect(address, proxy=None, open_timeout=PATIENCE) as socket:
            await socket.recv()
        await web.restart()  # what it has counted it writes then
    context = await browser.new_context(accept_downloads=True)
    await context.add_cookies([{"name": COOKIE, "value": artist.token, "url": web.url}])
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    await page.goto(f"{web.url}/artist/livestreams/{waiting['id']}")
    await page.get_by_role("link", name="Audience").click()
    await expect(page.get_by_role("heading", name="Nobody could watch yet")).to_be_visible()

    await page.goto(f"{web.url}/artist/livestreams/{show['id']}/audience")
    await expect(page.get_by_role("heading", name="Audience of Kitchen session")).to_be_visible()
    await expect(page.locator("dl div", has_text="Came").locator("dd")).to_have_text("1")
    await expect(page.get_by_role("img", name="1 came and 1 went before the end.")).to_be_visible()
    await page.locator("summary").press("Enter")
    rows = page.get_by_role("region", name="As a table").get_by_role("row")
    await expect(rows.first).to_contain_text("Watching")
    async with page.expect_download() as download:
        await page.get_by_role("link", name="Download as CSV").press("Enter")
    await (await download.value).save_as(tmp_path / "audience.csv")
    points = list(csv.DictReader((tmp_path / "audience.csv").read_text().splitlines()))
    assert (sum(int(one["joins"]) for one in points), sum(int(one["leaves"]) for one in points)) == (1, 1)
    assert errors == []
    await context.close()
    await artist.close()
