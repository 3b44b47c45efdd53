"""What a fan's page has of a show of hours, in a real Chromium: start over while it is live, the replay when it has
ended, seeks anywhere; and what that takes of memory and of the wire."""

import asyncio
import contextlib
import os
import random
import statistics
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from bench.ingest.publisher import Publisher
from bench.ingest.recording import SECONDS, Recording, make_recording
from bench.processes import list_tree, read_pss
from bench.report import Report, Table, Target
from playwright.async_api import Browser, Page, Response

from ingest.recording.disk.folder import list_runs, list_segments
from recording_figures.cost import VIDEO_KBIT
from recording_figures.hours import find_loop, lengthen
from recording_figures.limits import chill
from support.browser import open_browser
from support.platform_pair import PlatformPair
from support.rest import Artist
from support.sockets import Listener, listen
from support.waiting import until
from support.watch_page import WatchPage

PATIENCE = 90.0
SEEK_LIMIT = 0.5
"""Seconds that a seek may take, wherever it goes."""
NEAR = 0.03
"""Of the bar's length: its thumb and a little more."""
SETTLE = 2.0
"""Seconds that a fan looks before they seek again."""

KEEP_CONTROLS = """() => {
    const controller = document.querySelector("media-controller");
    controller.setAttribute("autohide", "-1");
    controller.removeAttribute("userinactive");
}"""
"""A busy machine takes longer to press than they stay."""

WATCH_SEEKS = """() => {
    const video = document.querySelector("video");
    window.seeks = [];
    let began = 0;
    document.addEventListener("input", () => { began = performance.now(); }, { capture: true });
    video.addEventListener("seeked", () => {
        const since = began;
        video.requestVideoFrameCallback(() => { if (since === began) window.seeks.push(performance.now() - since); });
    });
}"""


READ_SEEKS = """() => {
    const { currentTime, readyState, seeking, paused } = document.querySelector("video");
    const { dataset } = document.querySelector("#stage");
    return { seeks: window.seeks, currentTime, readyState, seeking, paused, ...dataset };
}"""
"""What was seen of them, and where the page is."""


@dataclass
class Lists:
    """The playlists of a replay that a page has loaded: (seconds since 1970, bytes)."""

    loads: list[tuple[float, int]] = field(default_factory=list)

    def note(self, response: Response) -> None:
        """A page's answers come here."""
        if "/live/r" in response.url and "index.m3u8" in response.url:
            self.loads.append((time.time(), int(response.headers.get("content-length", "0"))))


async def run_page(folder: Path, hours: float, seeks: int, minutes: float) -> Report:
    """A show that has been on for `hours`; `seeks` of each kind; a fan who watches for `minutes`."""
    report = Report("recording-page")
    recording = await make_recording(VIDEO_KBIT)
    pair = await asyncio.to_thread(PlatformPair.start, folder, RECONNECT_GRACE="600", RECORDING_MIN_FREE="0")
    artist = await Artist.register(pair.url)
    try:
        livestream = await artist.create_livestream("Hours")
        key, url = str(livestream["stream_key"]), f"{pair.url}/livestreams/{livestream['id']}"
        channel_url = f"{pair.ws_url}/ws/livestreams/{livestream['id']}?observe=true"
        begun = time.monotonic()
        segments = await make_hours(pair, recording, key, hours)
        print(f"{segments} segments after {time.monotonic() - begun:.0f} s", flush=True)
        store = pair.folder / "var" / "recordings"
        random_ = random.Random(11)  # noqa: S311 - the same places each time
        async with open_browser() as browser, listen(channel_url) as channel:
            async with publishing(recording, pair.rtmp_port, key) as publisher:
                await until(lambda: artist.status(livestream["id"]), PATIENCE, is_it=is_live)
                async with opened(browser, url) as fan:
                    await see_live(report, fan, hours, seeks, minutes, random_)
                async with opened(browser, url) as fan:
                    await fan.wait_for_picture(seconds=2, timeout=PATIENCE)
                    await publisher.close()
                    await see_end(report, fan, channel)
            async with opened(browser, url) as fan:
                await see_replay(report, pair, fan, store, hours, seeks, minutes, random_)
    finally:
        await artist.close()
        await asyncio.to_thread(pair.kill)
    return report


def is_live(state: dict[str, object]) -> bool:
    """What anyone may ask says so."""
    return state["status"] == "live" and not state.get("interrupted_until")


async def make_hours(pair: PlatformPair, recording: Recording, key: str, hours: float) -> int:
    """Publish for a while, stop the node, and have what it kept last for hours; how many segments. The node is on
    again, and the show's encoder is awaited."""
    store = pair.folder / "var" / "recordings"

    def has_loop() -> bool:
        for name in (one.name for one in store.glob("r*")):
            for run in list_runs(store, name):
                with contextlib.suppress(ValueError):
                    return bool(find_loop(list_segments(store, name, run)))
        return False

    async with publishing(recording, pair.rtmp_port, key):
        await until(has_loop, PATIENCE + 3 * SECONDS)
        await asyncio.to_thread(pair.ingest.kill)
    (name,) = (one.name for one in store.glob("r*"))
    await asyncio.to_thread(pair.ingest.start)
    await asyncio.to_thread(pair.ingest.wait_ready)
    await until(lambda: not list(store.glob("r*/*/*-open-*")), PATIENCE)
    await asyncio.to_thread(pair.ingest.stop)
    segments = await asyncio.to_thread(lengthen, store, name, hours * 3600)
    await asyncio.to_thread(pair.ingest.start)
    await asyncio.to_thread(pair.ingest.wait_ready)
    return segments


@contextlib.asynccontextmanager
async def publishing(recording: Recording, port: int, key: str) -> AsyncIterator[Publisher]:
    """An encoder that sends while this holds."""
    publisher = Publisher(recording, key)
    await publisher.open(port)
    sending = asyncio.create_task(publisher.pace(1e6), name="encoder")
    try:
        yield publisher
    finally:
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
        publisher.abort()


@contextlib.asynccontextmanager
async def opened(browser: Browser, url: str) -> AsyncIterator[WatchPage]:
    """A page of a fan's."""
    watch = await WatchPage.open(browser, url)
    try:
        yield watch
        assert watch.errors == []
    finally:
        await watch.close()


async def seek(page: Page, label: str, places: Sequence[float], chilled: Path | None) -> list[float]:
    """Go to each of these places by the bar; seconds from then until there was a picture of it."""
    taken: list[float] = []
    for place in places:
        if chilled is not None:
            await asyncio.to_thread(chill, chilled)
        before = await page.evaluate("window.seeks.length")
        await press(page, label, place)
        state = await until(
            lambda: page.evaluate(READ_SEEKS),
            PATIENCE,
            is_it=lambda seen: len(seen["seeks"]) > before,  # noqa: B023 - awaited here
        )
        taken.append(state["seeks"][-1] / 1000)
        print(f"a seek by {label} to {place:.0f} s: {taken[-1]:.3f} s", flush=True)
        await asyncio.sleep(SETTLE)
    return taken


def choose_places(random_: random.Random, hours: float, seeks: int) -> list[float]:
    """Anywhere, seconds from the begin, and never where the last seek went, nor at first at either end: whoever
    presses on the bar's thumb takes hold of it, and goes nowhere."""
    length = hours * 3600
    places: list[float] = []
    while len(places) < seeks:
        place = random_.uniform(30, length - 60)
        if all(abs(place - there) > NEAR * length for there in places[-1:] or (0, length)):
            places.append(place)
    return places


async def press(page: Page, label: str, place: float) -> None:
    """Where on the bar this place is."""
    await page.locator("#stage").hover()
    bar = page.get_by_label(label)
    box, length = await bar.bounding_box(), float(await bar.get_attribute("max") or 0)
    assert box is not None
    await page.mouse.click(box["x"] + box["width"] * place / length, box["y"] + box["height"] / 2)


async def see_live(
    report: Report, fan: WatchPage, hours: float, seeks: int, minutes: float, random_: random.Random
) -> None:
    """Start over, seek, and watch on, while it is live."""
    lists, page = Lists(), fan.page
    page.on("response", lists.note)
    await fan.wait_for_picture(seconds=1, timeout=PATIENCE)
    button = page.locator("button", has_text="Start over")
    await button.wait_for(state="attached", timeout=PATIENCE * 1000)
    await page.evaluate(KEEP_CONTROLS)
    began = time.monotonic()
    await button.dispatch_event("click", timeout=PATIENCE * 1000)  # it may be hidden again by now
    await wait_for_replay(page)
    started = time.monotonic() - began
    print(f"started over after {started:.2f} s", flush=True)
    await page.evaluate(WATCH_SEEKS)
    taken = await seek(page, "Rewind", choose_places(random_, hours, seeks), None)
    at, first = time.time(), lists.loads[0][1]
    await asyncio.sleep(60 * minutes)
    since = [size for when, size in lists.loads if when > at]
    report.tables.append(
        Table(
            f"A show that has been on for {hours:g} h",
            ("", "value"),
            [
                ("start over pressed to its first picture, s", started),
                *_describe("seeks", taken),
                ("playlist at first, bytes", first),
                ("playlists a minute of who had gone back, bytes", sum(since) / minutes),
                ("of these a minute", len(since) / minutes),
            ],
        )
    )
    report.targets.append(Target("slowest seek while live, s", max(taken), "at most", SEEK_LIMIT))


async def see_end(report: Report, fan: WatchPage, channel: Listener) -> None:
    """From `livestream.ended` to the replay's playing on a page that was live."""
    await channel.expect("livestream.ended", PATIENCE)
    ended = time.monotonic()
    await channel.expect("livestream.replay_ready", PATIENCE)
    ready = time.monotonic()
    button = fan.page.get_by_role("button", name="Watch from the start")
    await button.click()
    offered = time.monotonic()
    await wait_for_replay(fan.page)
    playing = time.monotonic()
    report.tables.append(
        Table(
            "The end, on a page that was live",
            ("s", "value"),
            [
                ("ended to replay_ready", ready - ended),
                ("ended to pressed", offered - ended),
                ("ended to playing", playing - ended),
            ],
        )
    )
    report.targets.append(Target("livestream.ended to replay_ready, s", ready - ended, "at most", 1))


async def see_replay(
    report: Report,
    pair: PlatformPair,
    fan: WatchPage,
    store: Path,
    hours: float,
    seeks: int,
    minutes: float,
    random_: random.Random,
) -> None:
    """The replay of a show that is over."""
    page = fan.page
    rows: list[tuple[str, float]] = []
    button = page.get_by_role("button", name="Watch from the start")
    await button.wait_for()
    began = time.monotonic()
    await button.click()
    await wait_for_replay(page)
    await page.evaluate(KEEP_CONTROLS)
    rows.append(("play pressed to its first picture, s", time.monotonic() - began))
    await page.evaluate(WATCH_SEEKS)
    node = [pair.ingest.pid]
    rows += [("MiB of the page at first", read_page()), ("MiB of the node at first", read_pss(node) / 2**20)]
    for name, chilled in (("seeks", None), ("seeks on a cold disk", store)):
        taken = await seek(page, "Seek", choose_places(random_, hours, seeks), chilled)
        rows += _describe(name, taken)
        report.targets.append(Target(f"slowest of {name}, s", max(taken), "at most", SEEK_LIMIT))
        rows += [
            (f"MiB of the page after {name}", read_page()),
            (f"MiB of the node after {name}", read_pss(node) / 2**20),
        ]
    before = await page.evaluate("document.querySelector('video').currentTime")
    half = 60 * minutes / 2
    for minute in (minutes / 2, minutes):
        await asyncio.sleep(half)
        rows.append((f"MiB of the page after {minute:g} minutes more", read_page()))
    played = await page.evaluate("document.querySelector('video').currentTime") - before
    rows.append((f"s played in {minutes * 60:g} s of these", played))
    async with httpx.AsyncClient(trust_env=False) as client:
        livestream = (await client.get(f"{pair.url}/api/v1/livestreams/{page.url.rsplit('/', 1)[1]}")).json()
        rows.append(("playlist, bytes", len((await client.get(livestream["replay"]["url"])).content)))
        rows.append(("it lasts, s", livestream["replay"]["duration"]))
    report.tables.append(Table(f"A replay of {hours:g} h", ("", "value"), rows))


async def wait_for_replay(page: Page) -> None:
    """Until the stage plays a replay, and there is a picture of it."""
    await page.wait_for_function(
        """() => {
            const { stage, source } = document.querySelector("#stage").dataset;
            const video = document.querySelector("video");
            return stage === "playing" && source === "replay" && video.readyState >= 2 && !video.seeking;
        }""",
        timeout=PATIENCE * 1000,
        polling=20,
    )


def read_page() -> float:
    """MiB of the largest of Chromium's renderers."""
    found = [0]
    for pid in list_tree(os.getpid()):
        with contextlib.suppress(OSError):
            if b"--type=renderer" in Path(f"/proc/{pid}/cmdline").read_bytes():
                found.append(read_pss([pid]))
    return max(found) / 2**20


def _describe(name: str, taken: Sequence[float]) -> list[tuple[str, float]]:
    return [
        (f"{len(taken)} {name}: median, s", statistics.median(taken)),
        (f"{len(taken)} {name}: slowest, s", max(taken)),
    ]
