"""What an artist sees from the stage, and does with one tap."""

from playwright.async_api import Browser, expect

from support.platform_pair import PlatformPair
from support.rest import PASSWORD, Artist
from support.rest import expect as answered


async def test_what_is_said_is_on_the_stage_and_a_tap_thanks_whoever_said_it(
    pair: PlatformPair, artist: Artist, browser: Browser
) -> None:
    livestream = await artist.create_livestream("Lamp and wick")
    room = f"/livestreams/{livestream['id']}/chat"
    fan = await Artist.register(pair.url, role="fan")
    context = await browser.new_context(viewport={"width": 1180, "height": 820}, has_touch=True)
    page = await context.new_page()
    await page.goto(f"{pair.url}/sign-in?next=/artist/livestreams/{livestream['id']}/stage")
    await page.get_by_label("E-mail").fill(artist.email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await expect(page.get_by_text("Nobody has said anything yet.")).to_be_visible()
    await expect(page.locator(".stage-health")).to_contain_text("OBS is not connected")

    said = await answered(fan.client.post(room, json={"text": "That bass line!"}), 201)
    asked = await answered(fan.client.post(room, json={"text": "Which tape machine?", "question": True}), 201)
    questions = page.get_by_role("region", name="Questions")
    await expect(questions).to_contain_text("Which tape machine?")
    newest = page.get_by_role("region", name="Newest").get_by_role("listitem")
    await expect(newest.nth(0)).to_contain_text("Which tape machine?")
    tapped = newest.nth(1)
    await expect(tapped).to_contain_text("That bass line!")
    # A tap just when all has moved is nobody's: whoever taps does it again.
    thanked = tapped.get_by_text("Thanked")
    for _ in range(100):
        if await thanked.is_visible():
            break
        await tapped.get_by_role("button").tap()
        await page.evaluate("new Promise(done => requestAnimationFrame(done))")
    await expect(page.get_by_text("Ada is thanked on every screen.")).to_be_attached()
    notices = [one for one in (await answered(fan.client.get(room)))["messages"] if one["kind"] == "notice"]
    assert [one["about"]["thanks"]["message_id"] for one in notices] == [said["id"]]

    await fan.client.delete(f"{room}/{asked['id']}")
    await expect(questions).to_be_hidden()
    await expect(newest).to_have_count(1)
    await fan.close()
    await context.close()
