"""Overlays as OBS has them: each alert once over reloads, a restart of web and a forgetful browser; small pages."""

import asyncio
import json
from typing import Any

import pytest
from playwright.async_api import Browser
from playwright.async_api import expect as playwright_expect

from settings.bundled import PAGES
from support.overlays import Screen, tip
from support.platform_pair import PlatformPair
from support.rest import PASSWORD, Artist, expect
from support.waiting import until

MOST_BYTES = 60_000
KINDS = ("alerts/alerts", "chat", "goal", "viewers", "applause", "marker")
HELD = "async () => (await navigator.locks.query()).held.length"
ON_SCREEN = """(active) =>
    dispatchEvent(new CustomEvent("obsSourceActiveChanged", { detail: { active } }))"""
"""As OBS says to a source that its scene is the one that is shown, or no longer."""


async def test_each_alert_is_shown_once_whatever_ends_in_between(
    pair: PlatformPair, artist: Artist, browser: Browser
) -> None:
    fan = await Artist.register(pair.url, "fan")
    show = await artist.create_livestream("With alerts")
    grant = {"account": fan.account["id"], "amount": 100}
    await expect(artist.client.post(f"/artists/{artist.account['id']}/tokens/grants", json=grant), 201)
    overlay = await expect(artist.client.post("/me/overlays", json={"name": "OBS"}), 201)

    async def read_shown() -> int:
        (found,) = (await expect(artist.client.get("/me/overlays")))["overlays"]
        shown: int = found["shown"]
        return shown

    screen = await Screen.open(browser, f"{pair.url}/overlay/{overlay['address']}")
    first, second = await screen.add_source(), await screen.add_source()
    # Neither scene is on: what comes then waits.
    for page in (first, second):
        await page.evaluate(ON_SCREEN, arg=False)
    await until(lambda: second.evaluate(HELD), is_it=lambda held: held == 0)
    await tip(fan, show["id"], ["one", "two", "three"])
    assert await screen.read_begun() == []
    await second.evaluate(ON_SCREEN, arg=True)
    await screen.wait_for("one")
    # OBS loads one source anew, then the other; whichever showed it.
    await first.reload()
    await second.reload()
    await screen.wait_for("one", "two")
    # Web is away; what was heard goes on being shown.
    await asyncio.to_thread(pair.web.stop)
    try:
        await screen.wait_for("one", "two", "three")
        await first.close()  # the scene is removed
    finally:
        pair.web.start()
        await asyncio.to_thread(pair.web.wait_ready)
    await tip(fan, show["id"], ["four"])
    await screen.wait_for("one", "two", "three", "four")
    await until(read_shown, timeout=60, is_it=lambda number: number == 4)
    assert await screen.read_begun() == ["one", "two", "three", "four"]
    await screen.context.close()
    await tip(fan, show["id"], ["five"])

    # Another browser, which remembers nothing: the server does.
    other = await Screen.open(browser, f"{pair.url}/overlay/{overlay['address']}")
    page = await other.add_source()
    await other.wait_for("five")
    async with page.expect_websocket() as opened:
        await page.reload()
    socket = await opened.value
    async with socket.expect_event("close"):
        await artist.client.delete(f"/me/overlays/{overlay['id']}")
    assert await other.read_begun() == ["five"]
    await other.context.close()
    await fan.close()


async def test_an_artist_makes_one_in_the_studio_and_takes_it_back(
    pair: PlatformPair, artist: Artist, browser: Browser
) -> None:
    page = await (await browser.new_context()).new_page()
    await page.goto(f"{pair.url}/sign-in?next=/artist/overlays")
    await page.get_by_label("E-mail").fill(artist.email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await page.get_by_label("Name").fill("My computer")
    await page.get_by_role("button", name="Make an overlay").click()
    panel = page.get_by_role("region", name="My computer")
    await panel.get_by_label("Shows").select_option("chat")
    address = await panel.get_by_label("Address for OBS", exact=True).input_value()
    assert address.startswith(f"{pair.url}/overlay/")
    assert address.endswith("?show=chat")
    await playwright_expect(panel.frame_locator("iframe").locator(".chat-line").first).to_be_visible()
    overlay = await page.context.new_page()
    async with overlay.expect_websocket() as opened:
        await overlay.goto(address)
    socket = await opened.value
    async with socket.expect_event("close"):
        await panel.get_by_role("button", name="Revoke").click()
        await page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
    await playwright_expect(panel).to_have_count(0)
    await page.context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_an_overlay_is_small(kind: str) -> None:
    manifest: dict[str, Any] = json.loads((PAGES / ".vite" / "overlay.json").read_bytes())
    files, todo = set[str](), ["overlay.html", f"src/overlay/{kind}.ts"]
    while todo:
        entry = manifest[todo.pop()]
        files |= {entry["file"], *entry.get("css", ())}
        todo += entry.get("imports", ())
    sizes = {file: (PAGES / file).stat().st_size for file in files}
    assert 0 < sum(sizes.values()) < MOST_BYTES, sizes
