"""What the bar of time shows above it: a picture of the moment that is looked at, of a show whose colour changes each
ten seconds."""

import re
import subprocess
from pathlib import Path

from playwright.async_api import Browser, Page

from support.needs import find_program
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.sockets import listen
from support.waiting import until
from support.watch_page import WatchPage

COLOURS = ("red", "green", "blue")
SHIFT = 1.0
"""Seconds by which colours change before each ten: no keyframe, which there is every two, is on the seam."""
PAINT = ",".join(
    f"drawbox=c={name}:t=fill:enable='eq(floor(mod(t+{SHIFT}\\,30)/10)\\,{number})'"
    for number, name in enumerate(("red", "lime", "blue"))
)


def name_colour(picture: bytes) -> str:
    """Of a screenshot's middle."""
    command = [find_program("ffmpeg"), "-v", "error", "-f", "png_pipe", "-i", "pipe:0", "-vf", "crop=2:2"]
    command += ["-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"]
    data = subprocess.run(command, input=picture, capture_output=True, check=True, timeout=60).stdout
    return COLOURS[max(range(3), key=lambda channel: data[channel])] if max(data[:3]) > 150 else "nothing yet"


LATE = 8.0
"""Seconds by which pictures may lag behind the time of their show where an encoder has too little of the machine."""
LONG = 90.0


def is_of_its_time(since: float, colour: str) -> bool:
    """Of a picture that is said to be what was on from then on."""
    moments = (max(0.0, since - LATE), max(0.0, since - LATE / 2), since, since + 0.5)
    return colour in {COLOURS[int((moment + SHIFT) // 10) % 3] for moment in moments}


async def point_at(page: Page, label: str, place: float) -> None:
    """With the mouse; moved a little each time, it keeps the controls in sight, and never leaves the bar."""
    bar = page.get_by_label(label)
    length = float(await bar.get_attribute("max") or 0)
    box = await bar.bounding_box()
    if length > place and box is not None:
        x = box["x"] + 7 + (box["width"] - 14) * place / length
        for down in (0, 1):
            await page.mouse.move(x, box["y"] + box["height"] / 2 + down)


async def read_picture(page: Page) -> tuple[float, str] | None:
    """When what is shown above the bar begins, and its colour."""
    picture = page.locator(".peek-picture")
    if not await picture.count():
        return None
    return float(await picture.get_attribute("data-from") or "nan"), name_colour(await picture.screenshot())


async def look_at(page: Page, label: str, place: float) -> tuple[float, str]:
    """The picture above a place of the bar, once it is one of that time."""

    await page.locator("#stage").hover()

    async def look() -> tuple[float, str] | None:
        await point_at(page, label, place)
        seen = await read_picture(page)
        return seen if seen is not None and seen[0] <= place + 1 and is_of_its_time(*seen) else None

    found = await until(look, LONG)
    assert found is not None
    return found


async def test_the_bar_shows_what_was_live_at_the_moment_that_is_looked_at(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    livestream = await artist.create_livestream()
    url = f"{pair.url}/livestreams/{livestream['id']}"
    watch = await WatchPage.open(browser, url)
    page = watch.page
    async with listen(f"{pair.ws_url}/ws/livestreams/{livestream['id']}?observe=true") as observer:
        async with Publisher.start(publish_url(livestream), tmp_path, encoder_options=("-vf", PAINT)) as publisher:
            await observer.expect("livestream.live", timeout=LONG)
            await watch.wait_for_picture(seconds=26, timeout=2 * LONG)
            assert not any("storyboard" in asked for asked in watch.requests), "before somebody looks"
            assert await look_at(page, "Rewind", 2) == (0, "red")
            await publisher.stop()
        await observer.expect("livestream.replay_ready", timeout=LONG)
    await page.get_by_role("button", name="Watch from the start").click()
    seek = page.get_by_label("Seek")
    await seek.wait_for()
    seen = [await look_at(page, "Seek", place) for place in (2.0, 13.5, 23.5)]
    begins, colours = [since for since, _ in seen], [colour for _, colour in seen]
    assert (begins[0], colours[0]) == (0, "red")
    assert begins == sorted(begins)
    assert colours[-1] in ("green", "blue"), "another picture than the first"
    words = await page.locator(".peek-words .figure").text_content()
    assert re.fullmatch(r"0:2\d", words or ""), "the time that is pointed to"
    assert any(re.search(r"/sheet-\d{13}\.jpg", asked) for asked in watch.requests)

    await page.mouse.move(0, 0)
    await page.locator(".peek").wait_for(state="detached")
    await page.locator("#stage media-controller").focus()
    for _ in range(20):
        await page.keyboard.press("Tab")
        if await seek.evaluate("one => one === document.activeElement"):
            break
    await until(lambda: read_picture(page), LONG)
    assert watch.errors == []
    await watch.close()
