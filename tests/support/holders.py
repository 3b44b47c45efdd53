"""A fan with tokens at the page of a gated show."""

from typing import Any

from playwright.async_api import Browser, BrowserContext

from support.platform_pair import PlatformPair
from support.rest import PASSWORD, Artist, expect
from support.watch_page import WatchPage


async def give(artist: Artist, fan: Artist, amount: int) -> None:
    """Tokens, or some of them back."""
    grant = {"account": fan.account["id"], "amount": amount, "reason": "a test"}
    await expect(artist.client.post(f"/artists/{artist.account['id']}/tokens/grants", json=grant), 201)


async def open_signed_in(
    browser: Browser,
    pair: PlatformPair,
    fan: Artist,
    livestream: dict[str, Any],
    context: BrowserContext | None = None,
) -> WatchPage:
    """The show's page, in a browser of its own that signed in by the page's own way."""
    context = context or await browser.new_context()
    page = await context.new_page()
    watch = WatchPage(context, page)
    await page.goto(f"{pair.url}/sign-in?next=/livestreams/{livestream['id']}")
    await page.get_by_label("E-mail").fill(fan.email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await page.wait_for_url(f"{pair.url}/livestreams/{livestream['id']}")
    return watch
