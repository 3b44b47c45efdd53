"""The watch page before its show: how long it still takes, calendars, links, and the keys."""

import re
from datetime import UTC, datetime, timedelta

from playwright.async_api import Browser, expect

from api.auth import COOKIE
from support.platform_pair import PlatformPair
from support.rest import Artist


async def test_whoever_comes_early_is_told_how_long_it_takes_and_puts_it_into_a_calendar(
    pair: PlatformPair, artist: Artist, browser: Browser
) -> None:
    starts = datetime.now(UTC).replace(microsecond=0) + timedelta(days=3, hours=12)
    show = await artist.create_livestream("Late & long", scheduled_start_at=starts.isoformat())
    context = await browser.new_context(viewport={"width": 1280, "height": 800})
    page = await context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    await page.goto(f"{pair.url}/livestreams/{show['id']}")
    timer = page.get_by_role("timer")
    await expect(timer).to_have_accessible_name(re.compile("^3 days"))
    await expect(timer).to_contain_text("days")

    await page.get_by_role("button", name="Add to calendar").click()
    sheet = page.get_by_role("dialog")
    google = sheet.get_by_role("link", name="Google Calendar")
    day = f"{starts:%Y%m%dT%H%M%SZ}"
    await expect(google).to_have_attribute("href", re.compile(f"dates={day}"))
    await page.keyboard.press("Escape")
    await expect(sheet).to_have_count(0)

    await page.get_by_role("button", name="Share").click()
    await expect(sheet.get_by_role("textbox", name="Link")).to_have_value(f"{pair.url}/livestreams/{show['id']}")
    await sheet.get_by_role("button", name="Close").click()

    await page.keyboard.press("?")
    await expect(sheet).to_contain_text("Picture in picture")
    await page.keyboard.press("Escape")
    await expect(sheet).to_have_count(0)
    await page.keyboard.press("t")
    await expect(page.locator(".page.watch")).to_have_attribute("data-theatre", "true")
    assert errors == []
    await context.close()


async def test_on_a_phone_the_bell_is_in_sight_before_the_chat_opens(
    pair: PlatformPair, artist: Artist, browser: Browser
) -> None:
    starts = datetime.now(UTC) + timedelta(days=3)
    show = await artist.create_livestream("Far off", scheduled_start_at=starts.isoformat())
    fan = await Artist.register(pair.url, "fan")
    context = await browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    await context.add_cookies([{"name": COOKIE, "value": fan.token, "url": pair.url}])
    page = await context.new_page()
    await page.goto(f"{pair.url}/livestreams/{show['id']}")
    await expect(page.get_by_text("The chat opens an hour before the show")).to_be_visible()
    await expect(page.get_by_role("button", name="Remind me of Far off")).to_be_in_viewport(ratio=1)
    await context.close()
    await fan.close()
