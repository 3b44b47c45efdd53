"""A show, its control room and what is on, as a screen reader has them: names, landmarks, headings, and peace."""

from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page
from playwright.async_api import expect as expect_page

from support.holders import open_signed_in
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url

PRESSED = {"button", "link", "checkbox", "radio", "slider", "textbox", "searchbox", "combobox", "spinbutton"}
BUSY = 90.0
"""Seconds; a picture on a machine that has other work."""
LANDMARKS = ("banner", "main", "contentinfo")
LISTEN = """() => {
  window.said = [];
  const aloud = "[aria-live]:not([aria-live=off]), [role=status], [role=alert], [role=log], output";
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const words = (target.nodeType === Node.TEXT_NODE ? target.parentElement : target)?.closest(aloud)?.textContent;
      if (words) window.said.push(words);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
}"""


async def read_tree(page: Page) -> list[tuple[str, str, int]]:
    """Role, name and level of all that is read, in its order."""
    session = await page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = (await session.send("Accessibility.getFullAXTree"))["nodes"]
    await session.detach()
    by_id = {node["nodeId"]: node for node in nodes}
    found: list[tuple[str, str, int]] = []
    rest = [nodes[0]["nodeId"]]
    while rest:
        node = by_id.get(rest.pop(0))
        if node is None:
            continue
        rest = [*node.get("childIds", []), *rest]
        if not node.get("ignored"):
            levels = [each["value"]["value"] for each in node.get("properties", []) if each["name"] == "level"]
            found.append((node["role"]["value"], node.get("name", {}).get("value", ""), (levels or [0])[0]))
    return found


def find_faults(tree: list[tuple[str, str, int]]) -> list[str]:
    roles = [role for role, _, _ in tree]
    faults = [f"{role} without a name" for role, name, _ in tree if role in PRESSED and not name.strip()]
    faults += [f"{roles.count(role)} times {role}" for role in LANDMARKS if roles.count(role) != 1]
    levels = [level for role, _, level in tree if role == "heading"]
    faults += [f"headings {levels}"] if levels.count(1) != 1 or levels[0] != 1 else []
    faults += [f"a step from {one} to {two}" for one, two in pairwise(levels) if two > one + 1]
    return faults


async def test_a_screen_reader_has_names_landmarks_and_headings_and_is_left_in_peace(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream("Read aloud")
    async with Publisher.start(publish_url(livestream), tmp_path):
        watch = await open_signed_in(browser, pair, artist, livestream)
        page = watch.page
        for place in ("/livestreams", f"/artist/livestreams/{livestream['id']}", f"/livestreams/{livestream['id']}"):
            await page.goto(f"{pair.url}{place}")
            await page.locator("main h1").first.wait_for(state="attached")
            await expect_page(page.locator(".waiting, .watch-shape")).to_have_count(0)
            if place != "/livestreams":
                await expect_page(page.get_by_role("heading", name="Chat", exact=True)).to_be_visible()
            assert (place, find_faults(await read_tree(page))) == (place, [])
        # Where nothing happens but the show, nothing is said by the second; a slow machine may say that it is slow.
        await watch.wait_for_picture(seconds=1, timeout=BUSY)
        await page.evaluate(LISTEN)
        await watch.wait_for_picture(seconds=6, timeout=BUSY)
        said = await page.evaluate("() => window.said")
        assert len(said) < 4, said
    await page.context.close()


async def test_a_hint_is_read_after_the_name_of_what_it_explains(
    pair: PlatformPair, artist: Artist, browser: Browser
) -> None:
    livestream = await artist.create_livestream("Ticked")
    stranger = await browser.new_page()
    page = (await open_signed_in(browser, pair, artist, livestream)).page
    for reader, place, name in (
        (stranger, "/register", "Perform"),
        (page, "/artist/livestreams/create", "Go live as soon as OBS connects"),
        (page, f"/artist/livestreams/{livestream['id']}", "Record this show"),
    ):
        await reader.goto(f"{pair.url}{place}")
        box = reader.get_by_label(name, exact=True)
        await expect_page(box).to_be_visible()
        await expect_page(box).to_have_accessible_name(name)
        hint = await reader.locator("label", has=box).locator(".hint").inner_text()
        await expect_page(box).to_have_accessible_description(hint)
    await stranger.close()
    await page.context.close()


def test_what_is_wrong_is_found() -> None:
    landmarks = [(role, "", 0) for role in LANDMARKS]
    assert find_faults([*landmarks, ("heading", "A", 1), ("button", "Press", 0), ("heading", "B", 2)]) == []
    assert find_faults([*landmarks, ("heading", "A", 1), ("button", " ", 0), ("heading", "B", 3)]) == [
        "button without a name",
        "a step from 1 to 3",
    ]
    assert find_faults([*landmarks[1:], ("heading", "A", 2)]) == ["0 times banner", "headings [2]"]
    assert find_faults([*landmarks, ("heading", "A", 2), ("heading", "B", 1)]) == ["headings [2, 1]"]
