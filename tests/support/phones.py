"""A Chromium whose pages can be hidden and frozen like a phone's: Playwright keeps its own in sight and fast."""

import asyncio
import contextlib
import re
import subprocess
import tempfile
from collections.abc import AsyncIterator

from playwright.async_api import Browser, Page, async_playwright, expect

from support.browser import FLAGS
from support.needs import find_program
from support.waiting import PATIENCE, until


@contextlib.asynccontextmanager
async def open_phone() -> AsyncIterator[Browser]:
    """It has one context, `contexts[0]`."""
    expect.set_options(timeout=PATIENCE * 1000)
    program = find_program("chromium", "chromium-browser", "google-chrome")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            program, "--headless=new", *FLAGS, f"--user-data-dir={profile}", "--remote-debugging-port=0",
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert process.stderr is not None
        try:
            async with asyncio.timeout(PATIENCE):
                while (found := re.search(rb"ws://\S+", await process.stderr.readline())) is None:
                    assert not process.stderr.at_eof()
            reading = asyncio.create_task(process.stderr.read())  # or it would stand still once the pipe is full
            async with async_playwright() as playwright:
                browser = await playwright.chromium.connect_over_cdp(found[0].decode(), no_defaults=True)
                yield browser
                await browser.close()
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        await reading


async def lock(page: Page) -> Page:
    """Hide a page behind another, which is given back."""
    other = await page.context.new_page()
    await other.bring_to_front()
    await until(lambda: page.evaluate("document.visibilityState"), is_it=lambda it: it == "hidden")
    return other


async def freeze(page: Page, frozen: bool) -> None:
    """Have a hidden page's scripts stand still, or go on."""
    session = await page.context.new_cdp_session(page)
    await session.send("Page.setWebLifecycleState", {"state": "frozen" if frozen else "active"})
    await session.detach()
