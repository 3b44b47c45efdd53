"""What is around the messages of a chat leaves them room on the smallest screens, and covers nothing."""

import pytest
from playwright.async_api import Browser, Locator, expect

from support.platform_pair import PlatformPair
from support.rest import PASSWORD, Artist
from support.rest import expect as answered

LINE = 28
"""The height of a message on one line, CSS pixels."""


async def measure(place: Locator) -> dict[str, float]:
    box = await place.bounding_box()
    assert box is not None
    return {"top": box["y"], "bottom": box["y"] + box["height"], "left": box["x"], "right": box["x"] + box["width"]}


@pytest.mark.parametrize(("width", "height"), [(320, 568), (844, 390)])
async def test_messages_have_room_on_a_small_phone_beside_a_goal_and_a_pinned_message(
    pair: PlatformPair, artist: Artist, browser: Browser, width: int, height: int
) -> None:
    livestream = await artist.create_livestream("Small screen")
    place = f"/livestreams/{livestream['id']}"
    await answered(artist.client.put(f"{place}/goal", json={"title": "A new piano for the barn", "amount": 1_000}))
    words = "Welcome everybody! What you hear tonight is there tomorrow, at the address below."
    pinned = await answered(artist.client.post(f"{place}/chat", json={"text": words}), 201)
    await artist.client.put(f"{place}/chat/pin", json={"message_id": pinned["id"]})
    fan = await Artist.register(pair.url, role="fan")
    context = await browser.new_context(viewport={"width": width, "height": height}, has_touch=True)
    page = await context.new_page()
    await page.goto(f"{pair.url}/sign-in?next={place}")
    await page.get_by_label("E-mail").fill(fan.email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in", exact=True).click()
    chat = page.get_by_role("region", name="Chat", exact=True)
    await expect(chat.get_by_role("progressbar", name="A new piano for the barn")).to_be_visible()
    await expect(chat.locator(".chat-pinned")).to_contain_text("Welcome everybody!")
    await expect(chat.get_by_role("button", name="Tip", exact=True)).to_be_visible()

    messages = await measure(chat.get_by_role("list", name="Messages"))
    box = await measure(chat.get_by_label("Message", exact=True))
    assert messages["bottom"] - messages["top"] >= 3 * LINE
    assert messages["bottom"] <= box["top"]
    assert box["bottom"] <= height
    if width > height:  # over the picture, beside what is said in its place
        stage = await measure(page.locator(".stage-words"))
        assert stage["right"] <= (await measure(chat))["left"]
    await chat.get_by_role("button", name="Emoji").click()
    picker = chat.locator("emoji-picker")
    await expect(picker.get_by_role("combobox")).to_be_visible()
    emoji, room = await measure(picker), await measure(chat)
    assert emoji["bottom"] <= room["bottom"]
    tabs = await measure(picker.get_by_role("tab").last)
    assert max(emoji["right"], tabs["right"]) <= room["right"]
    signed_in = await context.storage_state()
    await context.close()

    # Searched in the language that the page speaks.
    context = await browser.new_context(
        viewport={"width": width, "height": height}, has_touch=True, locale="de-DE", storage_state=signed_in
    )
    page = await context.new_page()
    await page.goto(f"{pair.url}{place}")
    await page.get_by_role("button", name="Emoji").click()
    picker = page.locator("emoji-picker")
    await picker.get_by_role("combobox", name="Suchen").fill("geige")
    await expect(picker.get_by_role("option").first).to_have_text("🎻")
    await fan.close()
    await context.close()
