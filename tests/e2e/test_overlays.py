"""Overlays as OBS has them: each alert once over reloads, a restart of web and a forgetful browser; small pages."""

import asyncio
import json
from collections.abc import Iterable
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page
from playwright.async_api import expect as playwright_expect

from settings.bundled import PAGES
from support.platform_pair import PlatformPair
from support.rest import PASSWORD, Artist, expect
from support.waiting import until

MOST_BYTES = 60_000
KINDS = ("alerts/alerts", "chat", "goal", "viewers", "applause", "marker")
RECORDER = """
{
    const key = `told ${Math.random()}`, told = [];
    addEventListener("DOMContentLoaded", () => new MutationObserver((changes) => {
        for (const { addedNodes } of changes)
            for (const node of addedNodes)
                if (node instanceof Element && node.matches(".alert:not(.rest)")) {
                    told.push([Date.now(), node.querySelector(".alert-text")?.textContent ?? ""]);
                    localStorage.setItem(key, JSON.stringify(told));
                }
    }).observe(document.documentElement, { childList: true, subtree: true }));
}
"""
"""Notes where a reload does not forget it, and at once, which alerts a page began: not the rest of one that another
had begun."""
READ = """() => Object.keys(localStorage).filter((key) => key.startsWith("told "))
    .flatMap((key) => JSON.parse(localStorage.getItem(key))).sort(([one], [other]) => one - other)
    .map(([, text]) => text)"""


class Screen:
    """A browser that shows an overlay, in as many pages as OBS has sources."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address

    @classmethod
    async def open(cls, browser: Browser, address: str) -> "Screen":
        screen = cls(await browser.new_context(), address)
        await screen.context.add_init_script(RECORDER)
        return screen

    async def add_source(self) -> Page:
        page = await self.context.new_page()
        async with page.expect_websocket() as opened:
            await page.goto(f"{self.address}?show=alerts&seconds=4&sound=0")
        await (await opened.value).wait_for_event("framereceived")
        return page

    async def read_begun(self) -> list[str]:
        """What each alert said that was begun, in whichever page, in order."""
        begun: list[str] = await self.context.pages[-1].evaluate(READ)
        return begun

    async def wait_for(self, *texts: str) -> None:
        """Until these were begun, and nothing else before them."""
        begun = await until(self.read_begun, timeout=90, is_it=lambda found: len(found) >= len(texts))
        assert begun[: len(texts)] == list(texts)


HELD = "async () => (await navigator.locks.query()).held.length"
ON_SCREEN = """(active) =>
    dispatchEvent(new CustomEvent("obsSourceActiveChanged", { detail: { active } }))"""
"""As OBS says to a source that its scene is the one that is shown, or no longer."""


async def tip(fan: Artist, livestream_id: str, words: Iterable[str]) -> None:
    for text in words:
        await expect(fan.client.post(f"/livestreams/{livestream_id}/tips", json={"amount": 1, "message": text}), 201)


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
