"""Listen mode: a fan who does without the picture has the sound alone, and gets the picture back."""

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.waiting import until
from support.watch_page import WatchPage

HEARD = """() => {
    const media = document.querySelector("media-controller > [slot=media]");
    return { kind: media?.localName, muted: media?.muted, paused: media?.paused, time: media?.currentTime ?? 0 };
}"""
PICTURE_FILE = re.compile(r"/source/(?:part|segment|init)-")
SOUND_FILE = re.compile(r"/audio/(?:part|segment|init)-")


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlatformPair]:
    pair = PlatformPair.start(tmp_path_factory.mktemp("listening"), RENDITIONS="auto", RECONNECT_GRACE="10")
    yield pair
    pair.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def artist(pair: PlatformPair) -> AsyncIterator[Artist]:
    artist = await Artist.register(pair.url)
    yield artist
    await artist.close()


async def wait_until_heard(page: Page, kind: str) -> float:
    """Until the element of this kind is the one that is heard, and plays; its time."""
    found = await until(
        lambda: page.evaluate(HEARD),
        is_it=lambda it: it["kind"] == kind and not it["muted"] and not it["paused"] and it["time"] > 0,
    )
    return float(found["time"])


async def test_the_sound_alone_goes_on_in_place_of_the_picture_and_the_picture_comes_back(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    show = await artist.create_livestream("Sea shanties")
    async with Publisher.start(publish_url(show), tmp_path):
        fan = await WatchPage.open(browser, f"{pair.url}/livestreams/{show['id']}")
        page = fan.page
        await fan.wait_for_picture(2)
        button = page.get_by_role("button", name="Listen only")
        await button.click()
        stage = page.get_by_role("region", name="Listening only")
        await expect(stage).to_contain_text("Sea shanties")
        begun = await wait_until_heard(page, "audio")

        del fan.requests[:]
        await until(lambda: page.evaluate(HEARD), is_it=lambda it: it["time"] > begun + 4)
        assert any(SOUND_FILE.search(url) for url in fan.requests)
        assert not any(PICTURE_FILE.search(url) for url in fan.requests)  # nothing else is paid for
        marked = await artist.client.post(f"/livestreams/{show['id']}/markers", json={"title": "Leave her, Johnny"})
        assert marked.status_code == 201
        await expect(stage).to_contain_text("Leave her, Johnny")
        session = "(({ title, artist }) => [title, artist])(navigator.mediaSession.metadata)"
        # It is told after the page has been drawn.
        await until(lambda: page.evaluate(session), is_it=lambda told: told == ["Leave her, Johnny", "Ada"])

        await stage.get_by_role("button", name="Back to the picture").click()
        await fan.wait_for_picture(2)
        await wait_until_heard(page, "video")
        await expect(stage).to_have_count(0)
        await expect(button).to_have_attribute("aria-pressed", "false")
        assert await page.evaluate("navigator.mediaSession.metadata") is None
        del fan.requests[:]
        await fan.wait_for_picture(2)
        assert not any(SOUND_FILE.search(url) for url in fan.requests)
        assert fan.errors == []
        await fan.close()


async def test_who_listens_goes_on_through_a_lost_publisher_and_sees_the_end(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    show = await artist.create_livestream("Rounds")
    fan = await WatchPage.open(browser, f"{pair.url}/livestreams/{show['id']}")
    async with Publisher.start(publish_url(show), tmp_path) as publisher:
        await fan.wait_for_picture(2)
        await fan.page.get_by_role("button", name="Listen only").wait_for()
        await fan.page.keyboard.press("l")
        await wait_until_heard(fan.page, "audio")
        await publisher.kill()
        await fan.wait_for_status("interrupted")
    async with Publisher.start(publish_url(show), tmp_path) as publisher:
        await fan.wait_for_status("live")
        # Nobody who listens pays for the picture because of that.
        del fan.requests[:]
        back = await wait_until_heard(fan.page, "audio")
        await until(lambda: fan.page.evaluate(HEARD), is_it=lambda it: it["time"] > back + 2)
        assert not any(PICTURE_FILE.search(url) for url in fan.requests)
        await publisher.stop()
        await fan.wait_for_status("ended")
        await expect(fan.page.get_by_role("region", name="Listening only")).to_have_count(0)
        await until(lambda: fan.page.evaluate(HEARD), is_it=lambda it: it["kind"] == "video")
    assert fan.errors == []
    await fan.close()


async def test_sound_that_was_sent_in_more_is_listened_to_in_less_up_to_the_end(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    show = await artist.create_livestream("Organ works")
    loud = ("-ac", "2", "-c:a", "aac", "-b:a", "320k")
    async with Publisher.start(
        publish_url(show), tmp_path, sound="anoisesrc=amplitude=0.2", sound_options=loud
    ) as publisher:
        fan = await WatchPage.open(browser, f"{pair.url}/livestreams/{show['id']}")
        await fan.wait_for_picture(2)
        await fan.page.get_by_role("button", name="Listen only").click()
        begun = await wait_until_heard(fan.page, "audio")
        assert any("-aac.mp4" in url or "/audio/join.bin" in url for url in fan.requests)
        await until(lambda: fan.page.evaluate(HEARD), is_it=lambda it: it["time"] > begun + 3)
        await fan.page.keyboard.press("l")
        await wait_until_heard(fan.page, "video")
        await fan.page.keyboard.press("l")
        await wait_until_heard(fan.page, "audio")
        await publisher.stop()
        await fan.wait_for_status("ended")
        await expect(fan.page.get_by_role("region", name="Listening only")).to_have_count(0)
        await until(lambda: fan.page.evaluate(HEARD), is_it=lambda it: it["kind"] == "video")
    assert fan.errors == []
    await fan.close()


KEYS = "(name, act) => { (window.keys ??= {})[name] = act }"
"""What a locked screen's keys do, for a test to press them."""


async def test_a_replay_is_listened_to_from_where_it_is_to_its_end(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    show = await artist.create_livestream("Lullabies")
    fan = await WatchPage.open(browser, f"{pair.url}/livestreams/{show['id']}")
    page = fan.page
    async with Publisher.start(publish_url(show), tmp_path) as publisher:
        await fan.wait_for_picture(20)
        stage = page.locator("#stage")
        await stage.hover()
        await page.get_by_role("button", name="Start over").click()
        await expect(stage).to_have_attribute("data-source", "replay")
        await fan.wait_for_picture(1)
        await page.get_by_role("button", name="Listen only").wait_for()
        await page.keyboard.press("l")
        await wait_until_heard(page, "audio")
        await stage.hover()
        await page.get_by_role("button", name="Back to live").click()
        await expect(stage).to_have_attribute("data-source", "live")
        await wait_until_heard(page, "video")
        await publisher.stop()
    await page.get_by_role("button", name="Watch from the start").click()
    await fan.wait_for_picture(2)
    await page.evaluate(f"navigator.mediaSession.setActionHandler = {KEYS}")
    await page.get_by_role("button", name="Listen only").wait_for()
    seen = await page.evaluate("document.querySelector('video').currentTime")
    await page.keyboard.press("l")
    begun = await wait_until_heard(page, "audio")
    assert seen - 0.5 < begun < seen + 10
    await expect(page.get_by_role("region", name="Listening only")).to_contain_text("Lullabies")

    del fan.requests[:]
    await page.evaluate("window.keys.seekto({ seekTime: 10 })")
    await until(lambda: page.evaluate(HEARD), is_it=lambda it: it["kind"] == "audio" and it["time"] > 11)
    assert not any(PICTURE_FILE.search(url) for url in fan.requests)  # nothing else is paid for
    await page.evaluate("window.keys.seekbackward({})")
    await until(lambda: page.evaluate(HEARD), is_it=lambda it: 0 < it["time"] < 8)
    await page.evaluate("window.keys.seekto({ seekTime: 10 })")
    await until(lambda: page.evaluate(HEARD), is_it=lambda it: it["time"] > 10)

    await page.get_by_role("button", name="Back to the picture").click()
    assert await wait_until_heard(page, "video") > 10
    await fan.wait_for_picture(1)
    await expect(page.get_by_role("region", name="Listening only")).to_have_count(0)

    await page.keyboard.press("l")
    await wait_until_heard(page, "audio")
    await page.get_by_label("Seek").press("End")
    await page.get_by_role("button", name="Watch again").wait_for()
    await expect(page.get_by_role("region", name="Listening only")).to_have_count(0)
    await until(lambda: page.evaluate(HEARD), is_it=lambda it: it["kind"] == "video" and it["paused"])

    await page.get_by_role("button", name="Watch again").click()
    await fan.wait_for_picture(1)
    await page.keyboard.press("l")
    await wait_until_heard(page, "audio")
    await page.evaluate("window.keys.pause()")
    await page.evaluate("window.keys.seekto({ seekTime: 12 })")
    await until(lambda: page.evaluate(HEARD), is_it=lambda it: it["time"] == 12)
    await page.reload()
    await page.get_by_role("button", name="Go on at 0:12").wait_for()  # as with the picture
    assert fan.errors == []
    await fan.close()


async def test_a_stream_whose_sound_cannot_be_had_alone_offers_nothing(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    show = await artist.create_livestream("A silent film")
    async with Publisher.start(publish_url(show), tmp_path, audio=False):
        fan = await WatchPage.open(browser, f"{pair.url}/livestreams/{show['id']}")
        await fan.wait_for_picture(3)
        await fan.page.locator(".stage-figures").wait_for(state="attached")
        await expect(fan.page.get_by_role("button", name="Listen only")).to_have_count(0)
        assert any(url.endswith(f"{show['hls_url'].rpartition('/live/')[2]}") for url in fan.requests)
        await fan.close()
