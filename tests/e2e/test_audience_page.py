"""An artist looks at who watches, told by push, and who watched, by keyboard, and takes the figures along."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect
from websockets.asyncio.client import connect

from api.auth import COOKIE
from support.rest import Artist
from support.waiting import PATIENCE, until
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


async def see(page: Page, figure: str, value: str) -> None:
    """Samples are written each ten seconds."""
    place = page.locator("dl.figures div", has_text=figure).locator("dd")
    await expect(place).to_have_text(value, timeout=PATIENCE * 1000)


async def test_a_page_that_is_open_is_told_who_watches_and_asks_after_it_was_cut_off(
    web: Web, browser: Browser
) -> None:
    artist = await Artist.register(web.url)
    show = await artist.create_livestream("Kitchen session")
    reports = f"{web.url}/api/v1/livestreams/{show['id']}/reports"
    context = await browser.new_context()
    await context.add_cookies([{"name": COOKIE, "value": artist.token, "url": web.url}])
    page = await context.new_page()
    asked: list[str] = []
    heard: list[str | bytes] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/" in request.url else None)
    page.on("websocket", lambda socket: socket.on("framereceived", lambda text: heard.append(text)))
    await page.goto(f"{web.url}/artist/livestreams/{show['id']}/audience")
    await expect(page.get_by_role("heading", name="Nobody could watch yet")).to_be_visible()
    address = f"{web.ws_url}/ws/livestreams/{show['id']}"
    async with Publisher(web, show["stream_key"]):
        await expect(page.get_by_role("heading", name="Over the show")).to_be_visible()
        async with connect(address, proxy=None, open_timeout=PATIENCE) as socket:
            await socket.recv()
            await see(page, "Watching now", "1")
            await see(page, "Came", "1")
        # All that there is to ask for has been: with the first samples came the last reason to.
        asked.clear()
        played = {"rendition": "480p", "played": 60_000, "stalls": 3, "bsd": 900, "failures": 2}
        for number in range(2):
            async with connect(address, proxy=None, open_timeout=PATIENCE) as socket:
                await socket.recv()
                answer = await artist.client.post(reports, json={"came_from": "news.example", "played": [played]})
                assert answer.status_code == 204
                await see(page, "Came", str(number + 2))
        await expect(page.get_by_role("img", name="Players reported 6 stalls and 4 failures")).to_be_visible(
            timeout=PATIENCE * 1000
        )
        await expect(page.get_by_role("row", name="480p")).to_contain_text("2")
        await expect(page.get_by_role("row", name="news.example")).to_be_visible()
        await see(page, "Different people", "1")
        assert asked == []
        await web.restart()
        heard.clear()
        await until(lambda: heard and f"/livestreams/{show['id']}/audience" in " ".join(asked))
        for number in range(2):
            async with connect(address, proxy=None, open_timeout=PATIENCE) as socket:
                await socket.recv()
                await see(page, "Came", str(number + 4))
            if number == 0:
                asked.clear()
        assert asked == []
    await context.close()
    await artist.close()
