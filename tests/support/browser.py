"""A real Chromium, driven as a person would: pages, clicks, and a picture that moves."""

import contextlib
from collections.abc import AsyncIterator
from typing import TypedDict

from playwright.async_api import Browser, Page, async_playwright, expect

from support.needs import find_program
from support.waiting import PATIENCE

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
    "--mute-audio",
]


class Picture(TypedDict):
    """What a `<video>` shows of itself."""

    time: float
    frames: int
    width: int
    paused: bool
    ended: bool


@contextlib.asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    """The machine's own Chromium, headless, with an empty profile."""
    expect.set_options(timeout=PATIENCE * 1000)  # five seconds are too short for pages on a busy machine
    program = find_program("chromium", "chromium-browser", "google-chrome")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=FLAGS)
        try:
            yield browser
        finally:
            await browser.close()


async def read_picture(page: Page) -> Picture | None:
    """The state of the page's `<video>`, wherever in shadow trees it lies; None where there is none."""
    picture: Picture | None = await page.evaluate(
        """() => {
            const find = (root) => root.querySelector("video")
                ?? [...root.querySelectorAll("*")].map((e) => e.shadowRoot && find(e.shadowRoot)).find(Boolean);
            const video = find(document);
            if (!video) return null;
            const { totalVideoFrames } = video.getVideoPlaybackQuality();
            return { time: video.currentTime, frames: totalVideoFrames, width: video.videoWidth,
                     paused: video.paused, ended: video.ended };
        }"""
    )
    return picture
