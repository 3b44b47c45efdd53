"""hls.js, Shaka and video.js as they are shipped, and the platform's own page, in Chromium and in Firefox."""

import contextlib
import json
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

from players.watchers import State
from support.browser import open_browser
from support.firefox import Firefox

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
OWN = "our page"

LOOK_AT_OWN = """(() => {
    const find = (root) => root.querySelector("video")
        ?? [...root.querySelectorAll("*")].map((e) => e.shadowRoot && find(e.shadowRoot)).find(Boolean);
    const video = find(document);
    const status = document.querySelector("main [data-status]")?.dataset.status;
    if (!video) return JSON.stringify({ position: 0, frames: 0, ended: status === "ended" });
    const { buffered, currentTime } = video;
    return JSON.stringify({
        position: currentTime,
        frames: video.getVideoPlaybackQuality().totalVideoFrames,
        ended: status === "ended",
        latency: buffered.length ? buffered.end(buffered.length - 1) - currentTime : null,
    });
})()"""
"""Its `latency` is what it has in hand past the picture, which is what it is behind the newest part."""

Run = Callable[[str], Awaitable[str]]


class BrowserWatchers:
    """The page of stock players in one window, the platform's own in another."""

    def __init__(self, browser: str, open_window: Callable[[str], Awaitable[Run]], folder: Path) -> None:
        self._browser = browser
        self._open_window = open_window
        self._folder = folder
        self._stock: Run | None = None
        self._own: Run | None = None

    async def prepare(self, page: str | None, *, stock: bool) -> None:
        """The stock players' page, with nothing to play yet; they cannot wait for a show. `page`, as a fan has it who
        does. Each where that is wanted."""
        if stock:
            self._stock = await self._open_window((self._folder / "page.html").as_uri())
        if page is not None:
            self._own = await self._open_window(page)

    async def open(self, url: str, page: str) -> None:
        if self._stock is not None:
            await self._stock(f"open({json.dumps(url)}), ''")
        if self._own is None:
            self._own = await self._open_window(page)

    async def choose(self, *, smallest: bool) -> None:
        if self._stock is not None:
            await self._stock(f"choose({json.dumps(smallest)}), ''")

    async def look(self) -> dict[str, State]:
        found: dict[str, State] = {}
        if self._stock is not None:
            states: dict[str, dict[str, Any]] = json.loads(await self._stock("look()"))
            found |= {f"{name}, {self._browser}": State(**state) for name, state in states.items()}
        if self._own is not None:
            found[f"{OWN}, {self._browser}"] = State(**json.loads(await self._own(LOOK_AT_OWN)))
        return found


def make_folder(folder: Path, name: str) -> Path:
    """The page and what it loads."""
    made = folder / name
    made.mkdir()
    shutil.copyfile(HERE / "page.html", made / "page.html")
    (made / "modules").symlink_to(MODULES)
    return made


@contextlib.asynccontextmanager
async def start_chromium(folder: Path) -> AsyncIterator[BrowserWatchers]:
    async with open_browser() as browser:

        async def open_window(url: str) -> Run:
            context = await browser.new_context()
            page = await context.new_page()
            await page.goto(url)
            return page.evaluate

        yield BrowserWatchers("Chromium", open_window, make_folder(folder, "chromium-page"))


@contextlib.asynccontextmanager
async def start_firefox(folder: Path) -> AsyncIterator[BrowserWatchers]:
    async with Firefox.start(folder) as firefox:

        async def open_window(url: str) -> Run:
            context = await firefox.open(url)
            return lambda script: firefox.run(context, script)

        yield BrowserWatchers("Firefox", open_window, make_folder(folder, "firefox-page"))
