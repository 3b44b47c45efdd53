"""A room is kept pleasant with the keyboard alone."""

from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from support.platform_pair import PlatformPair
from support.rest import PASSWORD, Artist
from support.rest import expect as answered


@pytest_asyncio.fixture(loop_scope="session")
async def fan(pair: PlatformPair) -> AsyncIterator[Artist]:
    fan = await Artist.register(pair.url, role="fan")
    yield fan
    await fan.close()


async def open_desk(browser: Browser, pair: PlatformPair, who: Artist, livestream: dict[str, Any]) -> Page:
    page = await (await browser.new_context()).new_page()
    path = f"/livestreams/{livestream['id']}/moderation"
    await page.goto(f"{pair.url}/sign-in?next={path}")
    await page.get_by_label("E-mail").fill(who.email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await page.wait_for_url(f"{pair.url}{path}")
    return page


async def test_messages_and_people_are_dealt_with_by_keys_and_nothing_by_accident(
    pair: PlatformPair, artist: Artist, fan: Artist, browser: Browser
) -> None:
    livestream = await artist.create_livestream("Lamp and wick")
    room = f"/livestreams/{livestream['id']}/chat"
    for text in ("One", "Two", "Three"):
        await answered(fan.client.post(room, json={"text": text}), 201)
    page = await open_desk(browser, pair, artist, livestream)
    rows = page.get_by_role("feed").get_by_role("article")
    await expect(rows).to_have_count(3)
    keyboard = page.keyboard

    await keyboard.press("k")
    await keyboard.press("k")
    await expect(rows.nth(1)).to_be_focused()
    await keyboard.press("d")
    await expect(rows.nth(1)).to_contain_text("Delete this message from every page?")
    await keyboard.press("j")
    await expect(rows.nth(2)).to_be_focused()
    await keyboard.press("d")
    await keyboard.press("Escape")
    await expect(page.get_by_text("Delete this message")).to_be_hidden()
    await expect(rows).to_have_count(3)

    await keyboard.press("k")
    await keyboard.press("d")
    await keyboard.press("d")
    await expect(rows).to_have_count(2)
    await expect(page.get_by_text("Deleted what Ada said.")).to_be_visible()
    said = (await answered(artist.client.get(room)))["messages"]
    assert [one["text"] for one in said] == ["One", "Three"]
    # The next one is at hand, and nothing is armed for it.
    await expect(rows.nth(1)).to_be_focused()

    await keyboard.press("t")
    await keyboard.press("2")
    await expect(page.get_by_text("Ada cannot write for 10 min.")).to_be_visible()
    refused = await fan.client.post(room, json={"text": "Four"})
    assert (refused.status_code, refused.json()["code"]) == (403, "banned_from_chat")
    await page.get_by_role("button", name="People").click()
    await page.get_by_role("button", name="Lift the ban of Ada").click()
    await expect(page.get_by_text("Everybody may.")).to_be_visible()
    await answered(fan.client.post(room, json={"text": "Four"}), 201)

    await keyboard.press("s")
    await expect(page.get_by_role("button", name="Shield is up")).to_be_visible()
    assert (await answered(artist.client.get(f"{room}/room")))["shield"] is True
    await page.context.close()


async def test_what_matters_is_pinned_and_what_is_asked_or_reported_waits_in_a_queue(
    pair: PlatformPair, artist: Artist, fan: Artist, browser: Browser
) -> None:
    livestream = await artist.create_livestream()
    room = f"/livestreams/{livestream['id']}/chat"
    said = await answered(fan.client.post(room, json={"text": "Doors at eight"}), 201)
    page = await open_desk(browser, pair, artist, livestream)
    row = page.get_by_role("feed").get_by_role("article")
    await expect(row).to_have_count(1)
    await page.keyboard.press("k")
    await page.keyboard.press("p")
    await expect(row).to_contain_text("Pinned")
    assert (await answered(fan.client.get(f"{room}/room")))["pinned"]["id"] == said["id"]

    await page.keyboard.press("q")
    questions = page.get_by_role("region", name="Questions").get_by_role("listitem")
    await expect(questions).to_contain_text("Doors at eight")
    await page.keyboard.press("q")
    await expect(questions).to_have_count(0)
    assert (await answered(fan.client.get(room)))["messages"][0]["question"] == "answered"

    reports = f"{room}/{said['id']}/reports"
    assert (await fan.client.post(reports, json={"reason": "Half past"})).status_code == 204
    await expect(page.get_by_role("region", name="Reported")).to_contain_text("Half past")
    await expect(row).to_contain_text("Reported")
    await page.keyboard.press("r")
    await expect(page.get_by_text("Nothing is reported.")).to_be_visible()
    assert (await answered(artist.client.get(f"{room}/reports")))["reported"] == []
    await page.context.close()


async def test_who_is_no_moderator_is_told_so_and_who_becomes_one_comes_in(
    pair: PlatformPair, artist: Artist, fan: Artist, browser: Browser
) -> None:
    livestream = await artist.create_livestream()
    page = await open_desk(browser, pair, fan, livestream)
    await expect(page.get_by_role("heading", name="This is for moderators")).to_be_visible()
    await answered(fan.client.post(f"/livestreams/{livestream['id']}/chat", json={"text": "I can help."}), 201)
    desk = await open_desk(browser, pair, artist, livestream)
    await desk.get_by_role("button", name="People").click()
    await desk.get_by_label("E-mail address, or name").fill(fan.account["display_name"])
    await desk.get_by_role("button", name="Make them a moderator").click()
    await expect(desk.get_by_role("button", name=f"Dismiss {fan.account['display_name']}")).to_be_visible()
    await desk.context.close()
    await page.reload()
    await expect(page.get_by_role("feed")).to_be_visible()
    # On the pages where fans are, a name leads to the same.
    stranger = await Artist.register(pair.url, role="fan")
    room = f"/livestreams/{livestream['id']}/chat"
    for text in ("Buy followers here", "And here"):
        await answered(stranger.client.post(room, json={"text": text}), 201)
    await page.goto(f"{pair.url}{room}")
    rows = page.locator("[data-message]").filter(has_not_text="I can help.")
    await rows.filter(has_text="Buy followers").get_by_role("button").click()
    await page.get_by_role("button", name="Remove").click()
    await expect(rows).to_have_count(1)
    await rows.get_by_role("button").click()
    await page.get_by_role("group", name="Silence for").get_by_role("button", name="10 min").click()
    await expect(page.get_by_text("cannot write for 10 min")).to_be_visible()
    assert [one["text"] for one in (await answered(fan.client.get(room)))["messages"][1:]] == ["And here"]
    assert (await stranger.client.post(room, json={"text": "Still here?"})).json()["code"] == "banned_from_chat"
    await stranger.close()
    await page.context.close()


async def test_who_is_dismissed_meanwhile_is_told_so_and_comes_back_when_appointed_again(
    pair: PlatformPair, artist: Artist, fan: Artist, browser: Browser
) -> None:
    livestream = await artist.create_livestream()
    place = f"/livestreams/{livestream['id']}/moderators/{fan.account['id']}"
    assert (await artist.client.put(place)).status_code == 204
    page = await open_desk(browser, pair, fan, livestream)
    await expect(page.get_by_role("feed")).to_be_visible()
    await artist.client.delete(place)
    await expect(page.get_by_role("heading", name="This is for moderators")).to_be_visible(timeout=60_000)
    await expect(page.get_by_role("feed")).to_have_count(0)
    assert (await artist.client.put(place)).status_code == 204
    await page.reload()
    await expect(page.get_by_role("feed")).to_be_visible()
    # Signed out elsewhere: what is shown stays, and the page says that it hears nothing.
    ended = await page.context.request.delete(f"{pair.url}/api/v1/sessions/current", headers={"Origin": pair.url})
    assert ended.status == 204
    await expect(page.get_by_text("Nothing new reaches this page any more.")).to_be_visible(timeout=60_000)
    await page.context.close()


async def test_the_desk_fits_a_narrow_phone(
    pair: PlatformPair, artist: Artist, fan: Artist, browser: Browser
) -> None:
    livestream = await artist.create_livestream()
    room = f"/livestreams/{livestream['id']}/chat"
    said = await answered(fan.client.post(room, json={"text": "Doors at eight"}), 201)
    page = await open_desk(browser, pair, artist, livestream)
    await page.set_viewport_size({"width": 320, "height": 640})
    await expect(page.get_by_role("feed").get_by_role("article")).to_have_count(1)
    await fan.client.post(f"{room}/{said['id']}/reports", json={"reason": "Half past"})
    await expect(page.locator(".desk-count")).to_have_text("1")
    ends = await page.locator(".desk-tab").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect().right)"
    )
    assert max(ends) <= 320
    assert await page.evaluate("() => document.documentElement.scrollWidth") == 320
    await page.context.close()


async def test_a_notice_names_whoever_thanks_once(
    pair: PlatformPair, artist: Artist, fan: Artist, browser: Browser
) -> None:
    livestream = await artist.create_livestream()
    room = f"/livestreams/{livestream['id']}/chat"
    said = await answered(fan.client.post(room, json={"text": "What a voice!"}), 201)
    assert (await artist.client.post(f"{room}/{said['id']}/thanks")).is_success
    page = await open_desk(browser, pair, fan, livestream)
    await page.goto(f"{pair.url}{room}")
    names = [who.account["display_name"] for who in (artist, fan)]
    await expect(page.locator('.chat-row[data-kind="notice"]')).to_have_text(f"{names[0]} thanks {names[1]}")
    await page.context.close()


async def test_an_artist_has_a_filter_asked_and_asks_it_no_more(
    pair: PlatformPair, artist: Artist, browser: Browser
) -> None:
    livestream = await artist.create_livestream()
    place = f"/livestreams/{livestream['id']}/chat/room"
    page = await open_desk(browser, pair, artist, livestream)
    await page.get_by_role("button", name="Settings").click()
    await page.get_by_text("A filter of your own").click()
    address = page.get_by_label("Its address")
    await address.fill("http://127.0.0.1:9/filter?not=safe")
    await page.get_by_role("button", name="Ask it", exact=True).click()
    await expect(address).to_have_attribute("aria-invalid", "true")
    await address.fill("https://filter.example.org/asks")
    await page.get_by_label("Without an answer nothing is said").check()
    await page.get_by_role("button", name="Ask it", exact=True).click()
    await expect(page.get_by_role("textbox", name="Secret")).not_to_have_value("")
    filtered = (await answered(artist.client.get(place)))["filter"]
    assert filtered == {"url": "https://filter.example.org/asks", "closed": True}
    await page.get_by_role("button", name="Ask it no more").click()
    await expect(page.get_by_text("Nobody else is asked any more.")).to_be_visible()
    assert (await answered(artist.client.get(place)))["filter"] is None
    await page.context.close()
