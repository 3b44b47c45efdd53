"""Without a mouse: keys are enough from registering to the end of a show, and where the keyboard is can be seen."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, Locator, Page
from playwright.async_api import expect as expect_page

from support.holders import open_signed_in
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import PASSWORD, Artist, publish_url

MOST_STOPS = 160
"""Presses of Tab after which what is looked for is out of reach."""
UNSEEN = """() => {
  const chain = [document.activeElement];
  while (chain[0].shadowRoot?.activeElement) chain.unshift(chain[0].shadowRoot.activeElement);
  const [at] = chain;
  if (at === document.body) return "start";
  // A card or a choice draws the ring of the link or button in it, a file's button that of its field.
  const around = at.closest("label, article, li, .landing-stage");
  const ringed = [...chain, around, at.type === "file" && at.nextElementSibling].filter(Boolean).some((one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  });
  return ringed ? null : at.outerHTML.slice(0, 200);
}"""
"""What has the keyboard without a ring around it; `start` before the first and after the last stop."""


class Keys:
    """Somebody's keyboard."""

    def __init__(self, page: Page) -> None:
        self._page = page

    async def press(self, key: str) -> None:
        await self._page.keyboard.press(key)
        assert await self._page.evaluate(UNSEEN) in (None, "start")

    async def reach(self, target: Locator) -> None:
        """Tab until `target` has the keyboard."""
        await expect_page(target).to_be_visible()
        for _ in range(MOST_STOPS):
            if await target.evaluate("(one) => one === document.activeElement"):
                return
            await self.press("Tab")
        raise AssertionError(f"{target} is not reached by {MOST_STOPS} presses of Tab")

    async def fill(self, label: str, words: str) -> None:
        await self.reach(self._page.get_by_label(label))
        await self._page.keyboard.type(words)

    async def use(self, target: Locator, key: str = "Enter") -> None:
        await self.reach(target)
        await self._page.keyboard.press(key)

    async def walk(self) -> tuple[int, list[str]]:
        """Tab from the page's head to its end: how many stops, and those that cannot be seen."""
        unseen: list[str] = []
        for stops in range(MOST_STOPS):
            await self._page.keyboard.press("Tab")
            found = await self._page.evaluate(UNSEEN)
            if found == "start":
                return stops, unseen
            unseen += [found] if found else []
        raise AssertionError(f"{self._page.url} has no end after {MOST_STOPS} presses of Tab")


async def test_an_artist_comes_from_registering_to_the_end_of_a_show_by_keys_alone(
    pair: PlatformPair, browser: Browser, tmp_path: Path
) -> None:
    context = await browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = await context.new_page()
    keys = Keys(page)
    await page.goto(f"{pair.url}/register")
    await keys.reach(page.locator("[name=role][value=fan]"))
    await keys.press("ArrowDown")
    await expect_page(page.locator("[name=role][value=artist]")).to_be_checked()
    await keys.fill("Name", "Grace")
    await keys.fill("E-mail", "keys@example.org")
    await keys.fill("Password", PASSWORD)
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"{pair.url}/artist/livestreams")

    await keys.use(page.get_by_role("link", name="Create it"))
    await keys.fill("Title", "By keys alone")
    automatic = page.get_by_label("Go live as soon as OBS connects")
    await keys.use(automatic, "Space")
    await expect_page(automatic).not_to_be_checked()
    await keys.use(page.get_by_role("button", name="Create livestream"))
    await keys.use(page.get_by_role("button", name="Copy stream key"))
    await expect_page(page.get_by_text("Copied", exact=True).first).to_be_visible()
    key = await page.evaluate("() => navigator.clipboard.readText()")

    async with Publisher.start(f"rtmp://127.0.0.1:{pair.rtmp_port}/live/{key}", tmp_path) as publisher:
        await expect_page(page.locator('[data-check="picture"][data-ok="true"]')).to_be_visible()
        dialog = page.get_by_role("dialog")
        await keys.use(page.get_by_role("button", name="Go live", exact=True))
        await keys.use(dialog.get_by_role("button", name="Go live"))
        await expect_page(page.locator(".state-line")).to_contain_text("Live")
        await keys.use(page.get_by_role("button", name="End livestream", exact=True))
        await keys.use(dialog.get_by_role("button", name="End livestream"))
        await expect_page(page.get_by_text("This livestream has ended.")).to_be_visible()
        await publisher.wait()
    await context.close()


@pytest.mark.parametrize("colours", ["none", "active"])
async def test_each_stop_of_the_keyboard_is_seen(
    colours: Literal["none", "active"], pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    own = f"/artist/livestreams/{livestream['id']}"
    context = await browser.new_context(forced_colors=colours)
    async with Publisher.start(publish_url(livestream), tmp_path):
        watch = await open_signed_in(browser, pair, artist, livestream, context)
        await watch.wait_for_picture(seconds=0.5)
        await expect_page(watch.page.get_by_role("button", name="Clap")).to_be_visible()
        # What is switched on has a mark of its own.
        await watch.page.locator(".chat [aria-pressed=false]").first.press("Enter")
        await expect_page(watch.page.locator(".chat [aria-pressed=true]").first).to_be_visible()
        await watch.page.evaluate("() => document.activeElement.blur()")
        stops, unseen = await Keys(watch.page).walk()
        assert (stops > 12, unseen) == (True, [])
        unseen = []
        for place in (
            "/",
            "/about",
            "/livestreams",
            f"/artists/{artist.account['id']}",
            "/account",
            "/artist/profile",
            "/artist/livestreams",
            "/artist/livestreams/create",
            own,
            f"{own}/audience",
            "/artist/rehearsal",
        ):
            page = await context.new_page()
            await page.goto(f"{pair.url}{place}")
            await page.locator("main h1").first.wait_for(state="attached")
            await expect_page(page.locator(".waiting")).to_have_count(0)
            unseen += [f"{place}: {one}" for one in (await Keys(page).walk())[1]]
            await page.close()
        assert unseen == []
    await context.close()
