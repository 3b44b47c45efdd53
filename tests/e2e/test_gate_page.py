"""What a fan is told at the gate of a livestream: what the account holds now, not when the page was opened."""

import sqlite3
from contextlib import closing

from playwright.async_api import Browser, expect

from support.platform_pair import PlatformPair
from support.rest import PASSWORD, Artist


async def test_whoever_has_spent_tokens_is_told_how_many_are_left(
    pair: PlatformPair, artist: Artist, browser: Browser
) -> None:
    livestream = await artist.create_livestream("For a few", token_gate_amount=5)
    fan = await Artist.register(pair.url, role="fan")
    hold_tokens(pair, fan.email, 10)
    page = await (await browser.new_context()).new_page()
    await page.goto(f"{pair.url}/sign-in?next=/livestreams/{livestream['id']}")
    await page.get_by_label("E-mail").fill(fan.email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("heading", name="For a few")).to_be_visible()
    await expect(page.get_by_text("Keep this page open")).to_be_visible()

    hold_tokens(pair, fan.email, 3)
    await expect(page.get_by_text("For holders of 5 tokens")).to_be_visible(timeout=20_000)
    await expect(page.get_by_text("Your account holds 3.")).to_be_visible()
    await page.context.close()
    await fan.close()


def hold_tokens(pair: PlatformPair, email: str, balance: int) -> None:
    """As an operator does: docs/operations.md, "Tokens"."""
    with closing(sqlite3.connect(pair.folder / "var" / "encryptedmedia.sqlite3", timeout=10)) as database, database:
        database.execute("UPDATE accounts SET token_balance = ? WHERE email = ?", (balance, email))
