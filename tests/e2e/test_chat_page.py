"""What fans see of a room, beside the picture and alone: their own words at once, and none that were removed."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, WebSocketRoute
from playwright.async_api import expect as expect_page

from support.holders import open_signed_in
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, expect, publish_url
from support.waiting import until
from support.watch_page import WatchPage

HEARD = """
    window.heard = {};
    let there = new Set();
    const look = () => {
      const { currentTime } = document.querySelector("video");
      const rows = [...document.querySelectorAll("[data-message] .chat-words")].map((row) => row.textContent);
      for (const words of rows) if (!there.has(words)) window.heard[words] = currentTime;
      there = new Set(rows);
    };
    look();
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
"""
"""Where the picture was when each row came last."""


async def read_rows(page: Page) -> list[str]:
    return await page.locator("[data-message] .chat-words").all_inner_texts()


async def wait_for_rows(page: Page, *rows: str) -> None:
    """The last rows are these."""
    await until(lambda: read_rows(page), is_it=lambda found: tuple(found[-len(rows) :]) == rows)


async def test_fans_hear_each_other_and_nothing_typed_is_lost(
    pair: PlatformPair, artist: Artist, browser: Browser
) -> None:
    livestream = await artist.create_livestream("Loud room")
    place = f"/livestreams/{livestream['id']}/chat"
    fan = await Artist.register(pair.url, role="fan")
    watch = await open_signed_in(browser, pair, fan, livestream)
    visitor = await WatchPage.open(browser, f"{pair.url}/livestreams/{livestream['id']}")
    await expect_page(visitor.page.get_by_role("link", name="Sign in to chat")).to_be_visible()
    await expect_page(watch.page.get_by_text("Be the first to say something")).to_be_visible()

    box = watch.page.get_by_label("Message", exact=True)
    await box.fill("First!")
    await box.press("Enter")
    await wait_for_rows(watch.page, "First!")
    await wait_for_rows(visitor.page, "First!")
    await expect(artist.client.post(place, json={"text": "Good evening, see https://example.org/"}), 201)
    for page in (watch.page, visitor.page):
        await wait_for_rows(page, "First!", "Good evening, see https://example.org/")
    link = visitor.page.locator(".chat-words a")
    assert await link.get_attribute("rel") == "noopener noreferrer nofollow ugc"

    # Alone in a window of its own it is the same room; who has only that open is no viewer.
    alone = await (await browser.new_context()).new_page()
    await alone.goto(f"{pair.url}/livestreams/{livestream['id']}/chat")
    await wait_for_rows(alone, "First!", "Good evening, see https://example.org/")

    refused = json.dumps({"title": "Too fast", "status": 429, "detail": "Too fast.", "code": "chat_too_fast"})
    answer = {"status": 429, "headers": {"Retry-After": "1"}, "content_type": "application/problem+json"}
    await watch.page.route(f"**{place}", lambda route: route.fulfill(body=refused, **answer), times=1)
    await box.fill("Second")
    await box.press("Enter")
    await expect_page(box).to_have_value("Second")
    await watch.page.get_by_label("Send it by itself").check()
    await wait_for_rows(visitor.page, "Good evening, see https://example.org/", "Second")
    await expect_page(box).to_have_value("")

    # One's own words can be taken back, and a hidden chat comes back with what was said meanwhile.
    await watch.page.locator(".chat-row", has_text="First!").get_by_role("button").click()
    await watch.page.get_by_role("button", name="Remove").click()
    for page in (watch.page, visitor.page, alone):
        await expect_page(page.locator("[data-message]", has_text="First!")).to_have_count(0)
    await visitor.page.get_by_role("button", name="Hide the chat").click()
    await expect_page(visitor.page.locator("[data-message]")).to_have_count(0)
    await expect(artist.client.post(place, json={"text": "Third"}), 201)
    await visitor.page.get_by_role("button", name="Chat", exact=True).click()
    await wait_for_rows(visitor.page, "Second", "Third")

    # What somebody was about to say is there again, too; a time-out says for how long it is.
    await box.fill("Half a thought")
    await watch.page.get_by_role("button", name="Hide the chat").click()
    await watch.page.get_by_role("button", name="Chat", exact=True).click()
    await expect_page(box).to_have_value("Half a thought")
    await expect(
        artist.client.post(f"{place}/bans", json={"account_id": fan.account["id"], "seconds": 600, "reason": ""}), 200
    )
    await box.press("Enter")
    await expect_page(watch.page.get_by_text("A moderator has taken you out of this chat.")).to_be_visible()
    await expect_page(watch.page.locator(".composer-wait")).to_contain_text(re.compile(r"In (10|9) min"))
    await expect_page(box).to_have_value("Half a thought")
    assert watch.errors == visitor.errors == []
    await alone.context.close()
    await watch.close()
    await visitor.close()
    await fan.close()


def write_frames(rooms: dict[str, Any], count: int) -> Iterator[str]:
    """Frames of ten messages, after what the room has told last."""
    seq = rooms["seq"]
    for _ in range(0, count, 10):
        messages: list[dict[str, Any]] = [
            {
                "id": f"made-{one}",
                "seq": one,
                "at": "2026-01-01T00:00:00Z",
                "show_time": None,
                "account": {"id": f"fan-{one % 9}", "display_name": f"Fan {one % 9}", "badges": []},
                "kind": "message",
                "text": f"Word {one}",
                "mentions": [],
                "question": None,
                "tip": None,
                "about": None,
            }
            for one in range(seq + 1, seq + 11)
        ]
        frame = {"type": "chat", "livestream_id": "", "after": seq, "seq": seq + 10, "reset": False}
        yield json.dumps({**frame, "messages": messages, "removed": []})
        seq += 10
    rooms["seq"] = seq


async def test_whoever_reads_back_keeps_their_place_in_a_bounded_document(
    pair: PlatformPair, artist: Artist, browser: Browser
) -> None:
    livestream = await artist.create_livestream("Busy room")
    context = await browser.new_context()
    page = await context.new_page()
    sockets = list[WebSocketRoute]()

    def listen(route: WebSocketRoute) -> None:
        sockets.append(route)
        route.connect_to_server()

    await page.route_web_socket("**/ws/livestreams/**", listen)
    await page.goto(f"{pair.url}/livestreams/{livestream['id']}")
    await expect_page(page.get_by_text("Be the first to say something")).to_be_visible()
    room = {"seq": 0}
    for frame in write_frames(room, 1_000):
        sockets[-1].send(frame)
    await wait_for_rows(page, "Word 999", "Word 1000")
    rows = page.locator("[data-message]")
    assert await rows.count() <= 300

    scroll = "(by) => document.querySelector('.chat-list').scrollBy({ top: by, behavior: 'instant' })"
    await page.evaluate(scroll, -400)
    await expect_page(page.get_by_role("button", name="To the newest")).to_be_visible()
    in_sight = """() => {
        const box = document.querySelector(".chat-list").getBoundingClientRect();
        const all = [...document.querySelectorAll("[data-message]")];
        return all.find((one) => one.getBoundingClientRect().top >= box.top).textContent;
    }"""
    read: str = await page.evaluate(in_sight)
    for frame in write_frames(room, 20):
        sockets[-1].send(frame)
    await expect_page(page.get_by_role("button", name="20 new")).to_be_visible()
    assert await page.evaluate(in_sight) == read
    for _ in range(30):
        await page.evaluate(scroll, -3_000)
        await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert await rows.count() <= 300
    await page.get_by_role("button", name="new").click()
    await wait_for_rows(page, "Word 1019", "Word 1020")
    await expect_page(page.get_by_role("button", name="To the newest")).to_have_count(0)
    await context.close()


async def test_a_replay_runs_along_with_what_was_said(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream("Said in time")
    url = f"{pair.url}/livestreams/{livestream['id']}"
    said = list[dict[str, Any]]()
    live = await WatchPage.open(browser, url)
    async with Publisher.start(publish_url(livestream), tmp_path):
        await live.wait_for_picture(seconds=4, timeout=60)
        for words in ("Now", "And now", "Not this"):
            message = await expect(
                artist.client.post(f"/livestreams/{livestream['id']}/chat", json={"text": words}), 201
            )
            said.append(message)
            await wait_for_rows(live.page, words)
            await live.wait_for_picture(seconds=2)
        await artist.client.delete(f"/livestreams/{livestream['id']}/chat/{said[2]['id']}")
        await artist.move(livestream["id"], "stop")
        await expect_page(live.page.get_by_role("button", name="Watch from the start")).to_be_visible()
    await live.close()

    replay = await WatchPage.open(browser, url)
    await wait_for_rows(replay.page, "Now", "And now")
    await replay.page.evaluate(HEARD)
    await replay.page.get_by_role("button", name="Watch from the start").click()
    times = {message["text"]: message["show_time"] - 0.25 for message in said[:2]}
    # They go, and each comes when the picture is there: never before, though a busy machine may be late.
    await until(
        lambda: replay.page.evaluate("window.heard"),
        60,
        is_it=lambda heard: all(heard[words] >= time for words, time in times.items()),
    )
    assert (await read_rows(replay.page))[-2:] == ["Now", "And now"]
    assert replay.errors == []
    await replay.close()
