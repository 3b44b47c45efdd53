"""`PYTHONPATH=platform:tests .venv/bin/python -m join_figures --help`.

How long a fan waits who opens a show's page for the first time, far away: a real Chromium with nothing kept, both
servers behind a relay that adds half the round trip each way, joins at random moments of the group of pictures.
Counted is from the navigation's begin to the first frame on the screen, and to the moment from which the picture
moves. Exit code 1 where the limit is not kept.

`--waiting`: the fan has had the page open since before the show. Counted is from `livestream.live`, as it comes to
the page, without a relay.
"""

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.report import Report, Table, Target
from playwright.async_api import Browser
from playwright.async_api import TimeoutError as LateError

from join_figures.relay import Relay
from support.browser import open_browser
from support.platform_pair import PlatformPair
from support.ports import find_free_ports
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.waiting import until

LIMIT = 1.0
"""Seconds to the first frame."""
WAITING_LIMIT = 0.5
"""The same for who waits, from the event on."""

WATCH = """(() => {
    const seen = window.joined = { told: 0, first: null, moves: null };
    window.WebSocket = class extends window.WebSocket {
        constructor(...given) {
            super(...given);
            this.addEventListener("message", ({ data }) => {
                if (seen.first === null && String(data).includes('"livestream.live"')) seen.told = performance.now();
            });
        }
    };
    const create = Document.prototype.createElement;
    Document.prototype.createElement = function (name, ...rest) {
        const element = create.call(this, name, ...rest);
        if (String(name).toLowerCase() !== "video") return element;
        const look = (now, { presentationTime }) => {
            const at = Math.max(performance.now(), presentationTime);
            if (seen.first === null) seen.first = at;
            if (!element.paused && element.currentTime > 0 && seen.moves === null) seen.moves = at;
            if (seen.moves === null) element.requestVideoFrameCallback(look);
        };
        element.requestVideoFrameCallback(look);
        return element;
    };
})()"""

READ = """() => ({
    ...window.joined,
    files: performance.getEntries().filter((each) => "requestStart" in each).map((each) => ({
        name: each.name.replace(/^.*\\//, "").slice(0, 48), began: each.startTime, asked: each.requestStart,
        answered: each.responseStart, done: each.responseEnd, size: each.encodedBodySize,
    })),
})"""


async def join(browser: Browser, url: str) -> dict[str, Any]:
    """What one fan saw, in milliseconds, and what was fetched for it."""
    context = await browser.new_context()
    try:
        page = await context.new_page()
        await page.add_init_script(WATCH)
        await page.goto(url, wait_until="commit")
        await page.wait_for_function("() => window.joined.moves !== null", timeout=20_000)
        seen: dict[str, Any] = await page.evaluate(READ)
        return seen
    finally:
        await context.close()


async def wait(given: argparse.Namespace, folder: Path) -> Report:
    """One show after another, each with a fan who is there before it."""
    pair = PlatformPair.start(folder)
    artist = await Artist.register(pair.url)
    waits = []
    try:
        async with open_browser() as browser:
            for _ in range(given.joins):
                livestream = await artist.create_livestream()
                page = await browser.new_page()
                await page.add_init_script(WATCH)
                await page.goto(f"{pair.url}/livestreams/{livestream['id']}", wait_until="networkidle")
                async with Publisher.start(
                    publish_url(livestream), folder, size=given.size, gop=given.group, bitrate=f"{given.kbit}k"
                ):
                    await page.wait_for_function("() => window.joined.moves !== null", timeout=20_000)
                    waits.append(await page.evaluate(READ))
                await page.context.close()
    finally:
        await artist.close()
        pair.kill()
    report = Report("waits")
    rows = list_times(waits)
    report.tables.append(Table(f"{len(waits)} shows; seconds", ["", "median", "p95", "worst"], rows))
    report.targets.append(Target("first frame, worst (s)", float(rows[0][3]), "at most", WAITING_LIMIT))
    return report


async def measure(given: argparse.Namespace, folder: Path) -> Report:
    """Both servers, a publisher and the fans, one after another."""
    web_port, media_port = find_free_ports(2)
    pair = PlatformPair.start(folder, HLS_BASE_URL=f"http://127.0.0.1:{media_port}")
    delay = given.round_trip / 2_000
    relays = [
        Relay(web_port, pair.port, delay, given.slow_start),
        Relay(media_port, pair.http_port, delay, given.slow_start),
    ]
    artist = await Artist.register(pair.url)
    try:
        for relay in relays:
            await relay.open()
        livestream = await artist.create_livestream()
        url = f"http://127.0.0.1:{web_port}/livestreams/{livestream['id']}"
        async with (
            Publisher.start(
                publish_url(livestream), folder, size=given.size, gop=given.group, bitrate=f"{given.kbit}k"
            ),
            open_browser() as browser,
        ):
            await until(lambda: artist.status(livestream["id"]), is_it=lambda it: it["status"] == "live")
            await asyncio.sleep(3 * given.group)
            await join(browser, url)  # the first has a browser to warm up
            joins = []
            for _ in range(given.joins):
                await asyncio.sleep(random.uniform(0.2, 0.2 + given.group))
                try:
                    joins.append(await join(browser, url))
                except LateError:
                    joins.append({"told": 0, "first": 20_000, "moves": 20_000, "files": []})
    finally:
        for relay in relays:
            await relay.close()
        await artist.close()
        pair.kill()
    return write_report(given, joins)


def list_times(joins: Sequence[Mapping[str, Any]]) -> list[list[str | float]]:
    """Seconds: in the median, at 95 %, at worst."""
    rows: list[list[str | float]] = []
    for name, key in (("first frame", "first"), ("moves", "moves")):
        times = sorted((each[key] - each["told"]) / 1000 for each in joins)
        rows.append([name, statistics.median(times), times[round(0.95 * (len(times) - 1))], times[-1]])
    return rows


def write_report(given: argparse.Namespace, joins: Sequence[Mapping[str, Any]]) -> Report:
    """Seconds, and the fetches of the join in the middle."""
    report = Report("joins")
    rows = list_times(joins)
    way = f"{given.round_trip} ms round trip{', slow start' if given.slow_start else ''}"
    report.tables.append(Table(f"{len(joins)} joins, {way}; seconds", ["", "median", "p95", "worst"], rows))
    middle = sorted(joins, key=lambda each: each["first"])[len(joins) // 2]
    files = [
        [each["name"], *(round(each[key]) for key in ("began", "asked", "answered", "done", "size"))]
        for each in sorted(middle["files"], key=lambda each: each["began"])
        if each["began"] <= middle["moves"]
    ]
    columns = ["fetched", "began", "asked", "answered", "done", "bytes"]
    report.tables.append(Table(f"The one in the middle ({middle['first']:.0f} ms); ms", columns, files))
    report.targets.append(Target("first frame, median (s)", float(rows[0][1]), "at most", LIMIT))
    report.targets.append(Target("first frame, p95 (s)", float(rows[0][2]), "at most", LIMIT))
    return report


def main() -> int:
    """The process's exit code."""
    parser = argparse.ArgumentParser(prog="join_figures", description=__doc__)
    parser.add_argument("--joins", type=int, default=20)
    parser.add_argument("--waiting", action="store_true", help="for a show that begins, instead of joining one")
    parser.add_argument("--round-trip", type=int, default=100, help="milliseconds")
    parser.add_argument("--slow-start", action="store_true", help="as TCP does on a fresh connection")
    parser.add_argument("--group", type=float, default=2.0, help="seconds between two keyframes")
    parser.add_argument("--size", default="640x360")
    parser.add_argument("--kbit", type=int, default=2_500)
    parser.add_argument("--save", action="store_true", help="into bench/results")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="join-figures-") as name:
        report = asyncio.run((wait if given.waiting else measure)(given, Path(name)))
    report.show()
    if given.save:
        print(f"saved as {report.save()}")
    return 0 if all(target.met for target in report.targets) else 1


if __name__ == "__main__":
    sys.exit(main())
