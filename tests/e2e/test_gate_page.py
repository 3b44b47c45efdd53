"""A gated show as those who come for it see it: what is missing, the way in by push, and the way out."""

import asyncio
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from playwright.async_api import Browser, BrowserContext, Page, Route
from playwright.async_api import expect as expect_page

from support.holders import give, open_signed_in
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import PASSWORD, Artist, publish_url
from support.waiting import PATIENCE, until

GATE = 5


def count_screens(pair: PlatformPair, fan: Artist) -> int:
    """How many of an account are written down, which is done once a second. Which is the oldest is told by that."""
    with sqlite3.connect(f"file:{pair.database}?mode=ro", uri=True, timeout=5) as database:
        query = "SELECT COUNT(*) FROM screens WHERE account_id = ?"
        count: int = database.execute(query, [fan.account["id"]]).fetchone()[0]
        return count


async def open_another(context: BrowserContext, pair: PlatformPair, livestream: dict[str, Any]) -> Page:
    page = await context.new_page()
    await page.goto(f"{pair.url}/livestreams/{livestream['id']}")
    return page


async def come_back(page: Page) -> None:
    """From another tab; one that shows no window is never left."""
    await page.evaluate("window.dispatchEvent(new Event('focus'))")


async def test_a_fan_is_let_in_the_moment_the_tokens_arrive_and_out_when_they_go(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream("For a few", token_gate_amount=GATE)
    fan = await Artist.register(pair.url, role="fan")
    await give(artist, fan, 2)
    watch = await open_signed_in(browser, pair, fan, livestream)
    page = watch.page
    await expect_page(page.get_by_text(f"For holders of {GATE} tokens of Ada")).to_be_visible()
    await expect_page(page.get_by_text(f"You hold 2 of {GATE}")).to_be_visible()
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))

    async with Publisher.start(publish_url(livestream), tmp_path):
        await until(lambda: artist.status(livestream["id"]), is_it=lambda now: now["status"] == "live")
        await give(artist, fan, GATE - 2)
        await watch.wait_for_picture(seconds=1)
        playlists = [url for url in watch.requests if urlsplit(url).path.endswith("/index.m3u8")]
        assert playlists
        assert all(urlsplit(url).path.split("/")[3].startswith("p1.") for url in playlists)

        await give(artist, fan, -1)
        await expect_page(page.get_by_text(f"You hold {GATE - 1} of {GATE}")).to_be_visible()
        async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as stranger:

            async def read() -> int:
                return (await stranger.get(playlists[-1])).status_code

            await until(read, is_it=lambda status: status == 403)

        await give(artist, fan, 1)
        await watch.wait_for_picture(seconds=1)
    assert loads == []
    assert watch.errors == []
    await watch.close()
    await fan.close()


async def test_one_screen_too_many_is_watched_instead_of_the_oldest(
    pair: PlatformPair, artist: Artist, browser: Browser
) -> None:
    livestream = await artist.create_livestream("On every screen", token_gate_amount=1)
    fan = await Artist.register(pair.url, role="fan")
    await give(artist, fan, 1)
    first = await open_signed_in(browser, pair, fan, livestream)
    waiting = "Keep this page open"
    await expect_page(first.page.get_by_text(waiting)).to_be_visible()
    others = []
    for number in (1, 2):
        await until(lambda: count_screens(pair, fan), is_it=lambda count: count == number)  # noqa: B023 - used at once
        others.append(await open_another(first.page.context, pair, livestream))
        await expect_page(others[-1].get_by_text(waiting)).to_be_visible()
    await until(lambda: count_screens(pair, fan), is_it=lambda count: count == 3)
    fourth = await open_another(first.page.context, pair, livestream)
    await expect_page(fourth.get_by_text("Watch here instead?")).to_be_visible()
    # Not by being closed as one too many: it would say so, in place of the question.
    await until(lambda: artist.status(livestream["id"]), is_it=lambda now: now["viewer_count"] == 3)
    await expect_page(fourth.get_by_text("Watch here instead?")).to_be_visible()
    await fourth.get_by_role("button", name="Watch here", exact=True).click()
    await expect_page(fourth.get_by_text(waiting)).to_be_visible()
    await expect_page(first.page.get_by_text("You are watching on another page")).to_be_visible()
    for page in others:
        await expect_page(page.get_by_text(waiting)).to_be_visible()
    await first.close()
    await fan.close()


async def test_a_holder_who_is_blocked_on_the_artists_page_is_out_until_unblocked(
    pair: PlatformPair, artist: Artist, browser: Browser
) -> None:
    livestream = await artist.create_livestream("Not for everybody", token_gate_amount=1)
    fan = await Artist.register(pair.url, role="fan")
    await give(artist, fan, 1)
    name = fan.account["display_name"]
    watch = await open_signed_in(browser, pair, fan, livestream)
    await expect_page(watch.page.get_by_text("Keep this page open")).to_be_visible()
    studio = await open_signed_in(browser, pair, artist, livestream)
    await studio.page.goto(f"{pair.url}/artist/tokens")
    await studio.page.get_by_role("button", name=f"Block {name}").click()
    await studio.page.get_by_role("dialog").get_by_role("button", name="Block").click()
    await expect_page(watch.page.get_by_text("does not let your account watch")).to_be_visible()
    blocks = studio.page.get_by_role("region", name="Whom you block")
    await blocks.get_by_role("button", name=f"Unblock {name}").click()
    await expect_page(blocks.get_by_text("Nobody.")).to_be_visible()
    await come_back(watch.page)
    await expect_page(watch.page.get_by_text("Keep this page open")).to_be_visible()
    await watch.close()
    await studio.close()
    await fan.close()


async def test_who_was_signed_out_elsewhere_signs_in_at_the_gate_and_is_in_in_every_tab(
    pair: PlatformPair, artist: Artist, browser: Browser
) -> None:
    livestream = await artist.create_livestream("On two devices", token_gate_amount=1)
    fan = await Artist.register(pair.url, role="fan")
    await give(artist, fan, 1)
    watch = await open_signed_in(browser, pair, fan, livestream)
    other = await open_another(watch.page.context, pair, livestream)
    for page in (watch.page, other):
        await expect_page(page.get_by_text("Keep this page open")).to_be_visible()
    answer = asyncio.Event()

    async def hold(route: Route) -> None:
        await answer.wait()
        await route.continue_()

    await watch.page.route("**/sessions/current", hold)  # who is here: the fan is faster than that answer
    assert (await fan.client.delete("/me/sessions")).status_code == 204
    gates = [page.get_by_role("main").get_by_role("link", name="Sign in") for page in (watch.page, other)]
    for gate in gates:
        await expect_page(gate).to_be_visible()

    await gates[0].click()
    await watch.page.get_by_label("E-mail").fill(fan.email)
    answer.set()
    await watch.page.get_by_label("Password").fill(PASSWORD)
    await watch.page.get_by_role("button", name="Sign in", exact=True).click()
    await expect_page(watch.page.get_by_text("Keep this page open")).to_be_visible()
    await come_back(other)
    await expect_page(other.get_by_text("Keep this page open")).to_be_visible()
    await watch.close()
    await fan.close()


async def test_an_artist_previews_and_watches_its_own_gated_show(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream("Mine", token_gate_amount=GATE, auto_start=False)
    watch = await open_signed_in(browser, pair, artist, livestream)
    await watch.page.goto(f"{pair.url}/artist/livestreams/{livestream['id']}")
    async with Publisher.start(publish_url(livestream), tmp_path):
        await expect_page(watch.page.get_by_text("Preview, seen by you alone")).to_be_visible()
        await watch.wait_for_picture(seconds=1)
    await watch.close()
