"""The page a fan has open, read as a fan reads it: what it says, who else watches, whether the picture moves."""

from typing import TypeVar

from playwright.async_api import Browser, BrowserContext, Page

from support.browser import Picture, read_picture
from support.waiting import PATIENCE, until

T = TypeVar("T")


class WatchPage:
    """`/livestreams/{id}` in a browser context of its own: another fan, another machine."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        self.requests: list[str] = []
        self._context = context
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))

    @classmethod
    async def open(cls, browser: Browser, url: str) -> "WatchPage":
        """Open the page and wait until it has been drawn once."""
        context = await browser.new_context()
        watch = cls(context, await context.new_page())
        await watch.page.goto(url)
        await watch.wait_for_status()
        return watch

    async def read_status(self) -> str | None:
        """What the badge says: `scheduled`, `live`, `interrupted`, `ended` ..."""
        badge = self.page.locator("main [data-status]").first
        return await badge.get_attribute("data-status") if await badge.count() else None

    async def read_viewers(self) -> int | None:
        """The count as written on the page."""
        figure = self.page.locator("main [data-viewer-count] .figure").first
        return int((await figure.inner_text()).replace(",", "")) if await figure.count() else None

    async def wait_for_status(self, *statuses: str, timeout: float = PATIENCE) -> str:
        """Wait for the badge to say one of `statuses`, or for there to be one."""
        status: str | None = await until(
            self.read_status, timeout, is_it=lambda it: bool(it) and it in (statuses or (it,))
        )
        assert status is not None
        return status

    async def wait_for_viewers(self, count: int, timeout: float = PATIENCE) -> None:
        await until(self.read_viewers, timeout, is_it=lambda it: it == count)

    async def wait_for_picture(self, seconds: float, timeout: float = PATIENCE) -> Picture:
        """Wait until the picture has moved on by `seconds` from now, frames having been decoded meanwhile."""
        before = await read_picture(self.page)
        time_before, frames_before = (before["time"], before["frames"]) if before else (0.0, 0)

        def has_moved(picture: Picture | None) -> bool:
            if picture is None or picture["width"] == 0:
                return False
            # A video made anew, after a reload of the player, counts from its own beginning.
            start = time_before if picture["frames"] >= frames_before else 0.0
            return picture["time"] >= start + seconds and picture["frames"] != frames_before

        picture = await until(lambda: read_picture(self.page), timeout, is_it=has_moved)
        assert picture is not None
        return picture

    async def close(self) -> None:
        await self._context.close()
