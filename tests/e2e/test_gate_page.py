"""What a fan is told at the gate of a livestream: what the account holds now, not when the page was opened."""

import asyncio

from playwright.async_api import Browser, expect

from support.databases import give_tokens, on_own_connection
from support.platform_pair import PlatformPair
from support.rest import PASSWORD, Artist


async def test_whoever_has_spent_tokens_is_told_how_many_are_left(
    pair: PlatformPair, artist: Artist, browser: Browser
) -> None:
    livestream = await artist.create_livestream("For a few", token_gate_amount=5)
    fan = await Artist.register(pair.url, role="fan")
    await hold_tokens(pair, fan, artist, 10)
    page = await (await browser.new_context()).new_page()
    await page.goto(f"{pair.url}/sign-in?next=/livestreams/{livestream['id']}")
    await page.get_by_label("E-mail").fill(fan.email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("heading", name="For a few")).to_be_visible()
    await expect(page.get_by_text("Keep this page open")).to_be_visible()

    await hold_tokens(pair, fan, artist, 3)
    await expect(page.get_by_text("For holders of 5 tokens")).to_be_visible(timeout=20_000)
    await expect(page.get_by_text("Your account holds 3.")).to_be_visible()
    await page.context.close()
    await fan.close()


async def hold_tokens(pair: PlatformPair, fan: Artist, artist: Artist, balance: int) -> None:
    """As if its artist had granted them, or taken them back."""
    url = f"sqlite://{pair.folder / 'var' / 'encryptedmedia.sqlite3'}"
    ids = str(fan.account["id"]), str(artist.account["id"])
    await asyncio.create_task(on_own_connection(url, lambda: give_tokens(*ids, balance)))
