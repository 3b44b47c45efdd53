"""Listen mode on a phone that is locked: hidden, slowed down, frozen; what its lock screen shows, and does."""

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Page

from e2e.test_listening import HEARD, PICTURE_FILE, SOUND_FILE, wait_until_heard
from support.phones import freeze, lock, open_phone
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.waiting import until
from support.watch_page import WatchPage

KEYS = """
window.keys = {};
const set = navigator.mediaSession.setActionHandler.bind(navigator.mediaSession);
navigator.mediaSession.setActionHandler = (name, act) => {
    window.keys[name] = act;
    set(name, act);
};
"""
SHOWN = """() => {
    const { title, artist, album, artwork } = navigator.mediaSession.metadata ?? {};
    return { title, artist, album, stills: artwork?.length };
}"""


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlatformPair]:
    pair = PlatformPair.start(tmp_path_factory.mktemp("phone"), RENDITIONS="auto", RECONNECT_GRACE="10")
    yield pair
    pair.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def artist(pair: PlatformPair) -> AsyncIterator[Artist]:
    artist = await Artist.register(pair.url)
    yield artist
    await artist.close()


async def press(page: Page, key: str) -> None:
    """A key of the lock screen's."""
    await page.evaluate("(key) => window.keys[key]({ action: key })", key)


async def wait_until_on(page: Page, seconds: float) -> None:
    """Until the sound has gone on for so long from now."""
    begun = (await page.evaluate(HEARD))["time"]
    await until(lambda: page.evaluate(HEARD), is_it=lambda it: it["kind"] == "audio" and it["time"] > begun + seconds)


async def test_behind_a_locked_screen_the_sound_goes_on_alone_and_the_keys_there_work(
    pair: PlatformPair, artist: Artist, tmp_path: Path
) -> None:
    show = await artist.create_livestream("Lullabies")
    async with Publisher.start(publish_url(show), tmp_path), open_phone() as phone:
        (context,) = phone.contexts
        await context.add_init_script(KEYS)
        page = await context.new_page()
        fan = WatchPage(context, page)
        await page.goto(f"{pair.url}/livestreams/{show['id']}")
        await fan.wait_for_picture(2)
        await page.get_by_role("button", name="Listen only").click()
        await wait_until_heard(page, "audio")
        await lock(page)

        del fan.requests[:]
        await wait_until_on(page, 4)
        assert any(SOUND_FILE.search(url) for url in fan.requests)
        shown = await page.evaluate(SHOWN)
        assert (shown["title"], shown["artist"], shown["album"]) == ("Lullabies", "Ada", "")
        marked = await artist.client.post(f"/livestreams/{show['id']}/markers", json={"title": "Hush, little baby"})
        assert marked.status_code == 201
        shown = await until(lambda: page.evaluate(SHOWN), is_it=lambda it: it["title"] == "Hush, little baby")
        assert shown["album"] == "Lullabies"

        for key in ("pause", "stop"):
            await press(page, key)
            await until(lambda: page.evaluate(HEARD), is_it=lambda it: it["paused"])
            await press(page, "play")
            await until(lambda: page.evaluate(HEARD), is_it=lambda it: not it["paused"])
            await wait_until_on(page, 1)
        assert await page.evaluate("document.visibilityState") == "hidden"
        assert not any(PICTURE_FILE.search(url) for url in fan.requests)

        await page.bring_to_front()
        await page.get_by_role("button", name="Back to the picture").click()
        await fan.wait_for_picture(2)
        await wait_until_heard(page, "video")
        assert fan.errors == []


async def test_a_page_that_was_frozen_is_heard_again_when_it_is_played(
    pair: PlatformPair, artist: Artist, tmp_path: Path
) -> None:
    show = await artist.create_livestream("Long rests")
    playlist = show["hls_url"].replace("index.m3u8", "source/index.m3u8")
    async with Publisher.start(publish_url(show), tmp_path), open_phone() as phone, httpx.AsyncClient() as client:
        (context,) = phone.contexts
        await context.add_init_script(KEYS)
        page = await context.new_page()
        fan = WatchPage(context, page)
        await page.goto(f"{pair.url}/livestreams/{show['id']}")
        await fan.wait_for_picture(2)
        await page.get_by_role("button", name="Listen only").click()
        await wait_until_heard(page, "audio")
        await lock(page)
        await freeze(page, True)

        async def read_newest() -> int:
            return int(re.findall(r"segment-\w+-(\d+)", (await client.get(playlist)).text)[-1])

        begun = await read_newest()
        await until(read_newest, is_it=lambda newest: newest > begun + 2)
        del fan.requests[:]
        await freeze(page, False)
        await press(page, "play")
        await wait_until_on(page, 2)
        assert not any(PICTURE_FILE.search(url) for url in fan.requests)
        assert fan.errors == []
