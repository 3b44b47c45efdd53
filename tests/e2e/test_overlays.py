"""Overlays as OBS has them: each alert once over reloads, a restart of web and a forgetful browser; small pages."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser
from playwright.async_api import expect as playwright_expect

from settings.bundled import PAGES
from support.overlays import Screen, tip
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import PASSWORD, Artist, expect, publish_url
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


@pytest.mark.parametrize(("look", "colour"), [("", "rgb(131, 220, 151)"), ("&accent=ff5a36", "rgb(255, 90, 54)")])
async def test_a_tip_in_the_chat_has_its_tier_s_colour_unless_the_artist_has_chosen_one(
    pair: PlatformPair, browser: Browser, look: str, colour: str
) -> None:
    page = await browser.new_page()
    await page.goto(f"{pair.url}/overlay/{'0' * 32}?show=chat&demo=1{look}")
    tip = page.locator(".chat-tip").first
    await playwright_expect(tip).to_have_class("chat-line chat-tip tier-3")
    await playwright_expect(tip).to_have_css("border-left-color", colour)
    await playwright_expect(tip.locator(".chat-amount")).to_have_css("color", colour)
    await page.close()


async def test_one_that_is_revoked_shows_and_keeps_nothing_any_more(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    fan = await Artist.register(pair.url, "fan")
    show = await artist.create_livestream("Taken back")
    grant = {"account": fan.account["id"], "amount": 100}
    await expect(artist.client.post(f"/artists/{artist.account['id']}/tokens/grants", json=grant), 201)
    goal = {"title": "A new amplifier", "amount": 100}
    assert (await artist.client.put(f"/livestreams/{show['id']}/goal", json=goal)).is_success
    overlay = await expect(artist.client.post("/me/overlays", json={"name": "OBS"}), 201)
    address = f"{pair.url}/overlay/{overlay['address']}"
    context = await browser.new_context()
    async with Publisher.start(publish_url(show), tmp_path):
        await until(lambda: artist.get(show["id"]), is_it=lambda one: one["status"] == "live")
        chat, goals, alerts = [await context.new_page() for _ in range(3)]
        await chat.goto(f"{address}?show=chat")
        await goals.goto(f"{address}?show=goal")
        await alerts.goto(f"{address}?show=alerts&seconds=30&sound=0")
        await tip(fan, show["id"], ["one", "two", "three"])
        await playwright_expect(alerts.locator(".alert")).to_have_count(1)
        await playwright_expect(chat.locator(".chat-line")).to_have_count(3)
        await playwright_expect(goals.locator(".goal")).to_be_visible()

        await artist.client.delete(f"/me/overlays/{overlay['id']}")
        for gone in (alerts.locator(".alert"), chat.locator(".chat-line")):
            await playwright_expect(gone).to_have_count(0, timeout=20_000)
        await playwright_expect(goals.locator(".goal")).to_be_hidden()
    kept = (
        "() => Object.keys(localStorage).filter((key) => key.startsWith('overlay-alerts') && !key.endsWith('turn'))"
    )
    await until(lambda: alerts.evaluate(kept), is_it=lambda keys: keys == [])
    async with alerts.expect_websocket() as opened:
        await alerts.reload()
    if not (socket := await opened.value).is_closed():
        await socket.wait_for_event("close")
    await until(lambda: alerts.evaluate(HELD), is_it=lambda held: held == 1)
    assert await alerts.locator(".alert").count() == 0
    await context.close()
    await fan.close()


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
