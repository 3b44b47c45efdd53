"""`PYTHONPATH=platform:tests .venv/bin/python -m chat_figures --help`.

A watch page in a real Chromium, a real show playing on it, and in its room so much is said. What is said comes into
the page's own socket, five frames a second, as a server writes them. Prints, for the picture alone and then with the
chat: the rows in the document, the longest task, the memory after a collection, and how many frames of the picture
were drawn and dropped. Exit code 1 where there are more than 300 rows, a task took longer than 50 ms, the memory grew
by more than a quarter between the half and the end, or the last word is not there.
"""

import argparse
import asyncio
import itertools
import json
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from playwright.async_api import CDPSession, Page, WebSocketRoute

from support.browser import open_browser
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url

FRAMES_A_SECOND: Final = 5
MOST_ROWS: Final = 300
LONG_TASK_MS: Final = 50
GROWTH: Final = 1.25
WORDS: Final = (
    "That bass line!",
    "hello from Lisbon",
    "what tuning is this? it sounds lower than on the record, and I tried to play along for an hour without luck",
    "see https://example.org/tour?x=1 for dates",
    "wow",
)
WATCH_TASKS: Final = """
    window.longest = [];
    new PerformanceObserver((list) => {
      for (const one of list.getEntries()) window.longest.push([Math.round(one.startTime), Math.round(one.duration)]);
    }).observe({ type: "longtask" });
"""


@dataclass(frozen=True)
class Figures:
    """Of one stretch of time."""

    rows: int
    tasks: list[int]
    """Milliseconds of the tasks that took longer than 50."""
    heap: int
    """Bytes of the page's memory, after a collection."""
    drawn: int
    dropped: int

    def __str__(self) -> str:
        longest = max(self.tasks, default=0)
        words = f"longest task {longest} ms ({len(self.tasks)} of them)" if longest else "no task over 50 ms"
        return f"{self.rows} rows, {words}, {self.heap / 1e6:.1f} MB, {self.dropped} of {self.drawn} frames dropped"


async def read_figures(page: Page, devtools: CDPSession, since: float, before: Figures | None) -> Figures:
    """What the page has come to; tasks since `since`, frames since `before`."""
    counts: dict[str, Any] = await page.evaluate(
        """(since) => {
            const quality = document.querySelector("video").getVideoPlaybackQuality();
            return { rows: document.querySelectorAll("[data-message]").length,
                     drawn: quality.totalVideoFrames, dropped: quality.droppedVideoFrames,
                     tasks: window.longest.filter(([at]) => at >= since).map(([, length]) => length) };
        }""",
        since,
    )
    await devtools.send("HeapProfiler.collectGarbage")
    metrics = (await devtools.send("Performance.getMetrics"))["metrics"]
    heap = next(int(one["value"]) for one in metrics if one["name"] == "JSHeapUsedSize")
    known = (0, 0) if before is None else (before.drawn, before.dropped)
    return Figures(counts["rows"], counts["tasks"], heap, counts["drawn"] - known[0], counts["dropped"] - known[1])


async def talk(say: Callable[[str], None], seconds: float, rate: int, seqs: "itertools.count[int]") -> None:
    """Write into the page's socket as a server does: `rate` messages a second, of five hundred people."""
    begun = time.monotonic()
    for tick in itertools.count(1):
        messages = list[dict[str, Any]]()
        for _ in range(rate // FRAMES_A_SECOND):
            seq = next(seqs)
            writer = {"id": f"fan-{seq * 7 % 500}", "display_name": f"Fan {seq * 7 % 500}", "badges": []}
            messages.append(
                {
                    "id": f"m{seq}",
                    "seq": seq,
                    "at": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
                    "show_time": None,
                    "account": writer,
                    "kind": "message",
                    "text": f"{WORDS[seq % len(WORDS)]} {seq}",
                    "mentions": [],
                    "question": None,
                    "tip": None,
                    "about": None,
                }
            )
        frame = {"type": "chat", "livestream_id": "", "after": messages[0]["seq"] - 1, "seq": messages[-1]["seq"]}
        say(json.dumps({**frame, "reset": False, "messages": messages, "removed": []}))
        if tick / FRAMES_A_SECOND >= seconds:
            return
        await asyncio.sleep(begun + tick / FRAMES_A_SECOND - time.monotonic())


async def measure(seconds: float, rate: int, folder: Path) -> bool:
    """Play, talk and print; whether all was well."""
    pair = PlatformPair.start(folder)
    sockets = list[WebSocketRoute]()

    def listen(route: WebSocketRoute) -> None:
        sockets.append(route)
        route.connect_to_server()

    try:
        artist = await Artist.register(pair.url)
        show = await artist.create_livestream()
        async with Publisher.start(publish_url(show), folder, size="640x360"), open_browser() as browser:
            page = await browser.new_page()
            await page.add_init_script(WATCH_TASKS)
            await page.route_web_socket("**/ws/**", listen)
            await page.goto(f"{pair.url}/livestreams/{show['id']}")
            await page.locator("#stage[data-stage=playing]").wait_for()
            await page.locator(".chat-list").wait_for(state="attached")
            await page.wait_for_timeout(5_000)
            devtools = await page.context.new_cdp_session(page)
            await devtools.send("Performance.enable")
            first = await read_figures(page, devtools, 0, None)
            now: float = await page.evaluate("performance.now()")
            await page.wait_for_timeout(min(seconds, 60) * 1000)
            alone = await read_figures(page, devtools, now, first)
            print(f"the picture alone, {min(seconds, 60):.0f} s: {alone}", flush=True)
            seqs = itertools.count(1)
            halves = list[Figures]()
            for _ in range(2):
                before = await read_figures(page, devtools, 0, None)
                now = await page.evaluate("performance.now()")
                await talk(lambda text: sockets[-1].send(text), seconds / 2, rate, seqs)
                halves.append(await read_figures(page, devtools, now, before))
                print(f"{rate} messages a second, {seconds / 2:.0f} s: {halves[-1]}", flush=True)
            await page.wait_for_timeout(1_500)
            last = int((await page.locator("[data-message]").last.inner_text()).rsplit(" ", 1)[1])
            print(f"said: {next(seqs) - 1}; the last that is shown: {last}")
        await artist.close()
    finally:
        pair.kill()
    longest = max((task for half in halves for task in half.tasks), default=0)
    return (
        all(half.rows <= MOST_ROWS for half in halves)
        and longest <= LONG_TASK_MS
        and halves[1].heap <= GROWTH * halves[0].heap
        and last == next(seqs) - 2
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m chat_figures", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="how long people talk (60)")
    parser.add_argument("--rate", type=int, default=50, help="messages a second (50)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return 0 if asyncio.run(measure(asked.seconds, asked.rate, Path(folder))) else 1


if __name__ == "__main__":
    sys.exit(main())
