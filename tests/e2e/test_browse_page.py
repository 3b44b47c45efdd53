"""The page of all shows, while others come and go: whoever reads it goes on where they were."""

from playwright.async_api import Browser, Locator, expect

from support.platform_pair import PlatformPair
from support.rest import Artist

DAY = "2031-05-01T{hour:02}:00:00Z"


async def test_cards_come_and_go_without_moving_the_page_or_the_focus(
    pair: PlatformPair, artist: Artist, browser: Browser
) -> None:
    shows = [
        await artist.create_livestream(title=f"Evening {hour}", scheduled_start_at=DAY.format(hour=hour))
        for hour in range(8, 20)
    ]
    # On a phone they stand below each other. Nothing is in motion while it is measured.
    context = await browser.new_context(viewport={"width": 390, "height": 640}, reduced_motion="reduce")
    page = await context.new_page()
    await page.goto(f"{pair.url}/livestreams")

    def card(title: str) -> Locator:
        return page.get_by_role("listitem").filter(has=page.get_by_role("link", name=title, exact=True))

    read = page.get_by_role("link", name="Evening 15", exact=True)
    await read.focus()
    before = await read.bounding_box()
    assert before is not None
    assert await page.evaluate("scrollY") > 0

    await artist.create_livestream(title="An early one", scheduled_start_at=DAY.format(hour=7))
    await expect(card("An early one")).to_have_count(1)
    await artist.move(shows[1]["id"], "cancel")
    await expect(card("Evening 9")).to_have_count(0)
    # It goes to another place in the page, which takes its element out and puts it in again.
    await artist.client.patch(f"/livestreams/{shows[2]['id']}", json={"scheduled_start_at": DAY.format(hour=23)})
    await expect(page.locator(".show-day").get_by_role("link", name="Evening").last).to_have_text("Evening 10")
    await expect(read).to_be_focused()
    after = await read.bounding_box()
    assert after is not None
    assert abs(after["y"] - before["y"]) < 2

    # What is read goes itself: the keyboard goes on at the next.
    await artist.move(shows[7]["id"], "cancel")
    await expect(read).to_have_count(0)
    await expect(page.get_by_role("link", name="Evening 16", exact=True)).to_be_focused()
    await context.close()
