"""An artist who has never seen the platform, with nothing but a browser and an encoder; and a fan who browses."""

import re
from pathlib import Path

import httpx
from playwright.async_api import Browser, Page, expect

from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import PASSWORD
from support.waiting import PATIENCE
from support.watch_page import WatchPage


async def register(page: Page, url: str, email: str) -> None:
    await page.goto(f"{url}/register")
    await page.get_by_label("Perform").check()
    await page.get_by_label("Name").fill("Grace")
    await page.get_by_label("E-mail").fill(email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Register").click()
    await page.wait_for_url(f"{url}/artist/livestreams")


async def create_livestream(page: Page, url: str, title: str) -> str:
    """The new livestream's id, its control panel being open."""
    await page.goto(f"{url}/artist/livestreams/create")
    await page.get_by_label("Title").fill(title)
    await page.get_by_role("button", name="Create").click()
    await page.wait_for_url(lambda address: not address.endswith("/create"))
    return page.url.rpartition("/")[2]


async def test_from_registering_to_the_end_of_the_show_by_pages_alone(
    pair: PlatformPair, browser: Browser, tmp_path: Path
) -> None:
    context = await browser.new_context()
    studio = await context.new_page()
    errors: list[str] = []
    studio.on("pageerror", lambda error: errors.append(str(error)))
    await register(studio, pair.url, "grace@example.org")
    livestream_id = await create_livestream(studio, pair.url, "Compilers by candlelight")

    lobby = await (await browser.new_context()).new_page()
    await lobby.goto(f"{pair.url}/livestreams")
    entry = lobby.locator(f'[data-livestream="{livestream_id}"]')
    await expect(entry).to_contain_text("Compilers by candlelight")

    server = studio.get_by_label("Server", exact=True)
    key = studio.get_by_label("Stream key", exact=True)
    await expect(server).to_have_value(f"rtmp://127.0.0.1:{pair.rtmp_port}/live")
    await expect(key).to_have_attribute("type", "password")
    await expect(key).to_have_value(re.compile(r"^[0-9a-f]{32}$"))
    address = f"{await server.input_value()}/{await key.input_value()}"

    async with Publisher.start(address, tmp_path) as publisher:
        await expect(studio.get_by_text("You are live.")).to_be_visible()
        await expect(studio.locator("[data-publishing=true]").first).to_be_visible()
        # The lobby was open all the time.
        await expect(entry.locator("[data-status=live]")).to_be_visible()

        await entry.get_by_role("link").click()
        fan = WatchPage(lobby.context, lobby)
        await fan.wait_for_picture(seconds=0.5)
        await fan.wait_for_viewers(1)
        await expect(studio.locator("[data-viewer-count]").first).to_have_text("1")

        await studio.get_by_role("button", name="End livestream").click()
        await studio.get_by_role("dialog").get_by_role("button", name="End livestream").click()
        await expect(studio.get_by_text("This livestream has ended.")).to_be_visible()
        await fan.wait_for_status("ended")
        await expect(lobby.get_by_text("This livestream has ended")).to_be_visible()
        await publisher.wait()

    assert errors == []
    assert fan.errors == []
    await fan.close()
    await context.close()


async def test_signing_in_again_finds_the_artists_livestreams(pair: PlatformPair, browser: Browser) -> None:
    first = await (await browser.new_context()).new_page()
    await register(first, pair.url, "ada@example.org")
    await create_livestream(first, pair.url, "Notes on the engine")
    await first.context.close()

    page = await (await browser.new_context()).new_page()
    await page.goto(f"{pair.url}/artist/livestreams")
    await page.get_by_label("E-mail").fill("ada@example.org")
    await page.get_by_label("Password").fill("not the password")
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("alert")).to_be_visible()
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_text("Notes on the engine")).to_be_visible()
    await page.context.close()


async def test_a_livestream_that_does_not_exist_says_so(pair: PlatformPair, browser: Browser) -> None:
    page = await (await browser.new_context()).new_page()
    await page.goto(f"{pair.url}/livestreams/nothing-of-that-name")
    await expect(page.get_by_text("This livestream does not exist")).to_be_visible()
    await page.context.close()


async def test_the_documentation_is_drawn_without_the_internet(pair: PlatformPair, browser: Browser) -> None:
    page = await (await browser.new_context()).new_page()
    elsewhere: list[str] = []
    page.on("request", lambda request: elsewhere.append(request.url) if not is_here(request.url, pair) else None)
    await page.goto(f"{pair.url}/docs")
    await expect(page.get_by_text("/api/v1/livestreams").first).to_be_visible()
    assert elsewhere == []
    await page.context.close()


def is_here(url: str, pair: PlatformPair) -> bool:
    return url.startswith((pair.url, "data:", "blob:"))


async def test_the_spec_s_troubleshooting_commands_answer(pair: PlatformPair) -> None:
    async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as client:
        assert (await client.get(pair.origin_url)).status_code == 200
        # curl -d: JSON in the body, a form in the content type.
        answer = await client.post(
            f"{pair.url}/api/v1/streaming/validate",
            content='{"stream_key":"test"}',
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )
        assert answer.status_code in (401, 403)
        assert answer.headers["content-type"].startswith("application/problem+json")
        assert answer.json()["code"]
        for url in (pair.url, pair.origin_url):
            for path in ("/health", "/ready"):
                assert (await client.get(url + path)).status_code == 200
