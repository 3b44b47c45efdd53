"""A show in Firefox, on a phone and on a desk, from before it begins to its replay."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from e2e.conftest import GRACE
from support.firefox import Firefox
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.waiting import PATIENCE, until

SIZES = {"phone": (390, 844), "desktop": (1440, 900)}

LOOK = """(() => {
    const find = (root) => root.querySelector("video")
        ?? [...root.querySelectorAll("*")].map((e) => e.shadowRoot && find(e.shadowRoot)).find(Boolean);
    const video = find(document);
    return JSON.stringify({
        status: document.querySelector("main [data-status]")?.dataset.status ?? null,
        frames: video?.getVideoPlaybackQuality().totalVideoFrames ?? 0,
        paused: video?.paused ?? true,
        source: document.querySelector("[data-source]")?.dataset.source ?? null,
        words: document.querySelector("main")?.innerText ?? "",
        wide: document.documentElement.scrollWidth - innerWidth,
    });
})()"""


class Fan:
    """A watch page in a Firefox of one size."""

    def __init__(self, firefox: Firefox, context: str) -> None:
        self._firefox = firefox
        self._context = context

    async def look(self) -> dict[str, Any]:
        seen: dict[str, Any] = json.loads(await self._firefox.run(self._context, LOOK))
        return seen

    async def wait_for_status(self, status: str, timeout: float = PATIENCE) -> None:
        await until(self.look, timeout, is_it=lambda seen: seen["status"] == status)

    async def wait_for_picture(self) -> None:
        """Until frames were drawn that were not there before."""
        before = (await self.look())["frames"]
        await until(self.look, is_it=lambda seen: seen["frames"] > before + 10 or 10 < seen["frames"] < before)

    async def wait_for_words(self, words: str) -> None:
        await until(self.look, is_it=lambda seen: words in seen["words"])

    async def press(self, name: str) -> None:
        buttons = "[...document.querySelectorAll('main button')]"
        script = f"{buttons}.find((one) => one.innerText.trim() === {json.dumps(name)})?.click() === undefined"
        await self.wait_for_words(name)
        await self._firefox.run(self._context, script)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def firefox(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Firefox]:
    async with Firefox.start(tmp_path_factory.mktemp("firefox")) as firefox:
        yield firefox


async def test_a_phone_and_a_desk_see_a_show_come_break_off_return_and_end(
    pair: PlatformPair, artist: Artist, firefox: Firefox, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream("In another browser")
    address = f"{pair.url}/livestreams/{livestream['id']}"
    fans = {name: Fan(firefox, await firefox.open(address, size)) for name, size in SIZES.items()}
    for fan in fans.values():
        await fan.wait_for_status("scheduled")

    async with Publisher.start(publish_url(livestream), tmp_path) as publisher:
        for fan in fans.values():
            await fan.wait_for_status("live")
            await fan.wait_for_picture()
            assert (await fan.look())["source"] == "live"
        answer = await artist.client.post(f"/livestreams/{livestream['id']}/chat", json={"text": "Hello, Firefox"})
        assert answer.status_code == 201
        for fan in fans.values():
            await fan.wait_for_words("Hello, Firefox")
            assert (await fan.look())["wide"] <= 0, "it scrolls sideways"
        await publisher.kill()
        for fan in fans.values():
            await fan.wait_for_status("interrupted")

    async with Publisher.start(publish_url(livestream), tmp_path):
        for fan in fans.values():
            await fan.wait_for_status("live")
            await fan.wait_for_picture()
    for fan in fans.values():
        await fan.wait_for_status("ended", PATIENCE + GRACE)
        await fan.press("Watch from the start")
        await until(fan.look, is_it=lambda seen: seen["source"] == "replay")
        await fan.wait_for_picture()
