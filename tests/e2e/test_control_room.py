"""The control room while a show goes on: what it says of strangers with the key, of a lost connection, of the end."""

from pathlib import Path

from playwright.async_api import Browser, Page, expect

from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import PASSWORD, Artist, publish_url


async def open_control_room(browser: Browser, pair: PlatformPair, artist: Artist, livestream_id: str) -> Page:
    page = await (await browser.new_context()).new_page()
    await page.goto(f"{pair.url}/sign-in?next=/artist/livestreams/{livestream_id}")
    await page.get_by_label("E-mail").fill(artist.email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await page.wait_for_url(f"{pair.url}/artist/livestreams/{livestream_id}")
    return page


async def test_who_is_on_air_hears_of_somebody_else_with_the_key_and_can_change_it(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    room = await open_control_room(browser, pair, artist, livestream["id"])
    async with Publisher.start(publish_url(livestream), tmp_path):
        await expect(room.get_by_text("You are live.", exact=True)).to_be_visible()
        key = room.get_by_label("Stream key", exact=True)
        await expect(key).to_be_hidden()
        async with Publisher.start(publish_url(livestream), tmp_path) as stranger:
            await stranger.wait()
        note = room.locator(".conflict")
        await expect(note).to_contain_text("Somebody else tried to go on air with your key at")
        await expect(note).to_contain_text("(127.0.0.1) and was refused. You are still live.")

        await note.get_by_role("button", name="Keep it out with a new key").click()
        await expect(room.get_by_role("dialog")).to_contain_text("Your show goes on")
        await room.get_by_role("dialog").get_by_role("button", name="Make a new key").click()
        await expect(key).to_be_visible()
        await expect(key).not_to_have_value(livestream["stream_key"])
        assert (await artist.status(livestream["id"]))["status"] == "live"

        await note.get_by_role("button", name="Dismiss").click()
        await expect(note).to_be_hidden()
    await room.context.close()


async def test_what_goes_into_obs_folds_away_once_obs_is_there_and_opens_when_asked(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    room = await open_control_room(browser, pair, artist, livestream["id"])
    await room.set_viewport_size({"width": 390, "height": 844})
    key = room.get_by_label("Stream key", exact=True)
    await key.focus()
    async with Publisher.start(publish_url(livestream), tmp_path):
        await expect(room.get_by_text("You are live.", exact=True)).to_be_visible()
        await expect(key).to_be_hidden()
        # The keyboard has not lost its place.
        await expect(room.locator("#connection summary")).to_be_focused()
        await room.keyboard.press("Enter")
        await expect(key).to_be_visible()
        await room.keyboard.press("Enter")
        await expect(key).to_be_hidden()
        await room.get_by_role("navigation", name="Parts of this page").get_by_role("link", name="OBS").click()
        await expect(key).to_be_visible()
    await room.context.close()


async def test_whoever_it_was_may_be_let_take_over(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    room = await open_control_room(browser, pair, artist, livestream["id"])
    async with Publisher.start(publish_url(livestream), tmp_path) as first:
        await expect(room.get_by_text("You are live.", exact=True)).to_be_visible()
        async with Publisher.start(publish_url(livestream), tmp_path) as second:
            await second.wait()
        note = room.locator(".conflict")
        choose = note.get_by_role("button", name="Let it take over")
        await choose.press("Enter")
        await expect(note.get_by_role("status")).to_contain_text("The next encoder that connects with your key until")
        await expect(choose).to_be_focused()
        await expect(choose).to_be_disabled()
        await note.get_by_role("button", name="Take that back").press("Enter")
        await expect(note.get_by_role("status")).to_contain_text("Was that you?")
        await expect(choose).to_be_focused()
        async with Publisher.start(publish_url(livestream), tmp_path) as refused:
            assert await refused.wait() != 0
        await choose.press("Enter")
        await expect(choose).to_be_disabled()
        async with Publisher.start(publish_url(livestream), tmp_path):
            await first.wait()
            await expect(note).to_be_hidden()
            await expect(room.get_by_text("You are live.", exact=True)).to_be_visible()
    await room.context.close()


async def test_a_lost_connection_is_counted_down_and_the_end_says_why(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream("Lamp and wick")
    room = await open_control_room(browser, pair, artist, livestream["id"])
    async with Publisher.start(publish_url(livestream), tmp_path) as publisher:
        await expect(room.get_by_text("You are live.", exact=True)).to_be_visible()
        await publisher.kill()
        alarm = room.locator(".alarm")
        await expect(alarm).to_contain_text("The connection to OBS was lost")
        await expect(alarm.get_by_role("timer")).to_be_visible()
        await expect(room.get_by_label("Stream key", exact=True)).to_be_hidden()
        assert "Lamp and wick" in await room.title() or "Connection lost" in await room.title()
    await expect(room.get_by_text("because OBS did not come back in time")).to_be_visible()
    await expect(room.get_by_text("Start streaming again with the key shown here within")).to_be_visible()
    await expect(room.get_by_label("Stream key", exact=True)).to_be_visible()
    await expect(room.get_by_label("Stream key", exact=True)).to_have_value(livestream["stream_key"])
    await expect(room).to_have_title("Lamp and wick · EncryptedMedia Live")
    await room.context.close()


async def test_the_keyboard_stays_where_the_next_move_is_after_the_end(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    room = await open_control_room(browser, pair, artist, livestream["id"])
    async with Publisher.start(publish_url(livestream), tmp_path):
        await room.get_by_role("button", name="End livestream").press("Enter")
        await room.get_by_role("dialog").get_by_role("button", name="End livestream").press("Enter")
        await expect(room.get_by_role("button", name="Reopen")).to_be_visible()
        await expect(room.get_by_role("group", name="What you can do")).to_be_focused()
    await room.context.close()


async def test_an_artist_says_what_is_kept_of_a_show_for_whom_and_deletes_it(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream("Kept")
    room = await open_control_room(browser, pair, artist, livestream["id"])
    panel = room.get_by_role("region", name="Recording")
    await expect(panel.get_by_label("Record this show")).to_be_checked()
    async with Publisher.start(publish_url(livestream), tmp_path):
        await expect(panel).to_contain_text("It is being recorded, and fans can start over.")
        await panel.get_by_label("Who may watch it").select_option("private")
        await expect(panel.get_by_text("Saved.")).to_be_visible()
        await panel.get_by_label("Keep it for good").check()
        await room.get_by_role("button", name="End livestream").click()
        await room.get_by_role("dialog").get_by_role("button", name="End livestream").click()
        await expect(panel).to_contain_text("All of the show is in it")
        kept = (await artist.client.get(f"/livestreams/{livestream['id']}/replay")).json()
        assert (kept["state"], kept["visibility"], kept["keep"]) == ("ready", "private", True)
        await panel.get_by_role("button", name="Delete the recording").click()
        await room.get_by_role("dialog").get_by_role("button", name="Delete the recording").click()
        await expect(panel).to_contain_text("It is deleted.")
    await room.context.close()
