"""A fan gives tokens beside the chat: the artist and the other fans see it, and it can be given back."""

from playwright.async_api import Browser, Page, expect

from support.holders import give, open_signed_in
from support.platform_pair import PlatformPair
from support.rest import PASSWORD, Artist
from support.rest import expect as answered


async def open_tokens(browser: Browser, pair: PlatformPair, artist: Artist) -> Page:
    page = await (await browser.new_context()).new_page()
    await page.goto(f"{pair.url}/sign-in?next=/artist/tokens")
    await page.get_by_label("E-mail").fill(artist.email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await page.wait_for_url(f"{pair.url}/artist/tokens")
    return page


async def test_a_tip_is_on_every_page_and_goes_back(pair: PlatformPair, artist: Artist, browser: Browser) -> None:
    livestream = await artist.create_livestream("Lamp and wick")
    goal = {"title": "A new piano", "amount": 100}
    await answered(artist.client.put(f"/livestreams/{livestream['id']}/goal", json=goal))
    fan = await Artist.register(pair.url, role="fan")
    await answered(fan.client.patch("/me", json={"display_name": "Grace"}))
    await give(artist, fan, 60)
    stranger = await (await browser.new_context()).new_page()
    await stranger.goto(f"{pair.url}/livestreams/{livestream['id']}")
    stage = await (await browser.new_context(storage_state=None)).new_page()
    await stage.goto(f"{pair.url}/sign-in?next=/artist/livestreams/{livestream['id']}/stage")
    await stage.get_by_label("E-mail").fill(artist.email)
    await stage.get_by_label("Password").fill(PASSWORD)
    await stage.get_by_role("button", name="Sign in", exact=True).click()
    page = (await open_signed_in(browser, pair, fan, livestream)).page

    # With the keyboard alone: the sheet, an amount, words, and the tip.
    await page.get_by_role("button", name="Tip", exact=True).press("Enter")
    sheet = page.get_by_role("dialog", name="Tip Ada")
    await expect(sheet).to_contain_text("You hold 60 tokens of Ada.")
    await sheet.get_by_role("radio", name="50").press("Space")
    await sheet.get_by_label("Words").fill("Encore!")
    await sheet.get_by_label("Tokens", exact=True).fill("61")
    await expect(sheet).to_contain_text("You hold 60 tokens.")
    await sheet.get_by_label("Tokens", exact=True).fill("50")
    await sheet.get_by_label("Tokens", exact=True).press("Enter")
    await expect(sheet).to_have_count(0)
    for each in (page, stranger):
        tip = each.locator(".chat-row[data-kind=tip]")
        await expect(tip).to_have_count(1)
        await expect(tip).to_contain_text("50 tokens")
        await expect(tip).to_contain_text("Encore!")
        await expect(each.get_by_role("progressbar", name="A new piano")).to_have_attribute("aria-valuenow", "50")
        await expect(each.get_by_role("list", name="Recent tips")).to_contain_text("Grace")
    await expect(stage.get_by_text("Encore!").first).to_be_visible()

    await stranger.get_by_role("button", name="Supporters").click()
    await expect(stranger.get_by_role("dialog", name="Top supporters")).to_contain_text("Grace 50")
    await page.get_by_role("button", name="Tip", exact=True).click()
    await expect(sheet).to_contain_text("You hold 10 tokens of Ada.")
    await page.keyboard.press("Escape")
    await expect(sheet).to_have_count(0)

    tokens = await open_tokens(browser, pair, artist)
    await tokens.get_by_role("button", name="Give back 50 tokens to Grace").click()
    await tokens.get_by_role("button", name="Give back", exact=True).last.click()
    await expect(tokens.get_by_role("region", name="Tips")).to_contain_text("Grace has 50 tokens back.")
    for each in (page, stranger):
        await expect(each.locator(".chat-row[data-kind=tip]")).to_contain_text("Given back")
        await expect(each.get_by_role("progressbar", name="A new piano")).to_have_attribute("aria-valuenow", "0")
    for each in (page, stranger, stage, tokens):
        await each.context.close()
    await fan.close()
