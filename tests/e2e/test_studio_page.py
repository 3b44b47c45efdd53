"""From a form that is half filled in to the next show like this one, as an artist does it."""

from pathlib import Path

from playwright.async_api import Browser, expect

from api.auth import COOKIE
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url


async def test_a_show_is_planned_looked_at_and_begun_without_losing_a_word(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    context = await browser.new_context(timezone_id="Europe/Berlin")
    await context.add_cookies([{"name": COOKIE, "value": artist.token, "url": pair.url}])
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    await page.goto(f"{pair.url}/artist/livestreams")
    await page.get_by_role("link", name="Create it").click()

    # What was typed is there again, and a time that clocks skip is never sent.
    await page.get_by_label("Title").fill("Kitchen session")
    when = page.get_by_label("Day and time of the start")
    await when.fill("2037-03-29T02:30")
    await page.reload()
    await expect(page.get_by_text("What you typed is still here.")).to_be_visible()
    await expect(page.get_by_label("Title")).to_have_value("Kitchen session")
    await page.get_by_role("button", name="Create livestream").click()
    await expect(when).to_be_focused()
    await page.get_by_role("button", name="Take 03:30").click()
    await page.get_by_label("Go live as soon as OBS connects").uncheck()
    await page.get_by_role("button", name="Create livestream").click()

    room = page.locator(".preflight")
    await expect(room.locator('[data-check="schedule"][data-ok="true"]')).to_contain_text("2037, 3:30")
    await expect(room.locator('[data-check="obs"][data-ok="false"]')).to_contain_text("Start Streaming")
    livestream_id = page.url.rpartition("/")[2]
    keys = (await artist.client.get(f"/livestreams/{livestream_id}/credentials")).json()
    async with Publisher.start(publish_url(keys), tmp_path):
        for check in ("obs", "picture", "sound", "keyframes"):
            await expect(room.locator(f'[data-check="{check}"][data-ok="true"]')).to_be_visible()
        # Enter twice does not begin a show: what is asked stands on "Not yet".
        await page.get_by_role("button", name="Go live").press("Enter")
        await expect(page.get_by_role("button", name="Not yet")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("dialog")).to_be_hidden()
        assert (await artist.status(livestream_id))["status"] == "scheduled"
        await page.get_by_role("button", name="Go live").press("Enter")
        await page.get_by_role("dialog").get_by_role("button", name="Go live").press("Enter")
        await expect(page.locator(".state-line")).to_contain_text("Live")
        await expect(page.get_by_role("img", name="Watching: 0 now")).to_be_visible()
        await artist.move(livestream_id, "stop")
    await page.get_by_role("link", name="Plan the next one like this").click()
    await expect(page.get_by_label("Title")).to_have_value("Kitchen session")
    await expect(when).to_have_value("2037-04-05T03:30")
    assert errors == []
    await context.close()
