"""Overlays as OBS has them, and what they show."""

from collections.abc import Iterable

from playwright.async_api import Browser, BrowserContext, Page

from support.rest import Artist, expect
from support.waiting import until

RECORDER = """
{
    const key = `told ${Math.random()}`, told = [];
    addEventListener("DOMContentLoaded", () => new MutationObserver((changes) => {
        for (const { addedNodes } of changes)
            for (const node of addedNodes)
                if (node instanceof Element && node.matches(".alert:not(.rest)")) {
                    told.push([Date.now(), node.querySelector(".alert-text")?.textContent ?? ""]);
                    localStorage.setItem(key, JSON.stringify(told));
                }
    }).observe(document.documentElement, { childList: true, subtree: true }));
}
"""
"""Notes where a reload does not forget it, and at once, which alerts a page began: not the rest of one that another
had begun."""
NO_LOCKS = "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })"
READ = """() => Object.keys(localStorage).filter((key) => key.startsWith("told "))
    .flatMap((key) => JSON.parse(localStorage.getItem(key))).sort(([one], [other]) => one - other)
    .map(([, text]) => text)"""


class Screen:
    """A browser that shows an overlay, in as many pages as OBS has sources."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address

    @classmethod
    async def open(cls, browser: Browser, address: str, *, locks: bool = True) -> "Screen":
        """One without a source yet. `locks`: the browser has the locks that pages with TLS or of localhost have."""
        screen = cls(await browser.new_context(), address)
        if not locks:
            await screen.context.add_init_script(NO_LOCKS)
        await screen.context.add_init_script(RECORDER)
        return screen

    async def add_source(self) -> Page:
        """A page that shows alerts for four seconds each, once it is connected."""
        page = await self.context.new_page()
        async with page.expect_websocket() as opened:
            await page.goto(f"{self.address}?show=alerts&seconds=4&sound=0")
        await (await opened.value).wait_for_event("framereceived")
        return page

    async def read_begun(self) -> list[str]:
        """What each alert said that was begun, in whichever page, in order."""
        begun: list[str] = await self.context.pages[-1].evaluate(READ)
        return begun

    async def wait_for(self, *texts: str, timeout: float = 90) -> None:
        """Until these were begun, and nothing else before them."""
        begun = await until(self.read_begun, timeout=timeout, is_it=lambda found: len(found) >= len(texts))
        assert begun[: len(texts)] == list(texts)


async def tip(fan: Artist, livestream_id: str, words: Iterable[str]) -> None:
    """Give a token with each of these words."""
    for text in words:
        await expect(fan.client.post(f"/livestreams/{livestream_id}/tips", json={"amount": 1, "message": text}), 201)
