"""What a fan has of lines that are slow, far, lossy or uneven, a minute each."""

import asyncio
import itertools
import re
import statistics
import tempfile
from pathlib import Path

from playwright.async_api import Page

from support.browser import open_browser
from support.platform_pair import PlatformPair
from support.ports import find_free_ports
from support.watch_page import WatchPage
from switch_figures.hand import STEADY, live, say
from switch_figures.line import SERVER, Line, Shape, enter

RENDITIONS = "source,240p@600k,180p@300k,120p@100k,audio"
BEFORE_S = 5.0
"""A page has just been opened; the minute begins then."""
STALL_S = 0.25
"""So long without a new frame is a stall."""

LINES: tuple[tuple[str, tuple[tuple[Shape, float], ...]], ...] = (
    ("8 Mbit/s", ((Shape(8e6), 60),)),
    ("4 Mbit/s", ((Shape(4e6), 60),)),
    ("1.2 Mbit/s", ((Shape(1.2e6), 60),)),
    ("300 kbit/s", ((Shape(3e5), 60),)),
    ("8 Mbit/s, 100 ms, 1 % lost", ((Shape(8e6, 0.1, 0.01), 60),)),
    ("8 Mbit/s, late by up to 80 ms", ((Shape(8e6, 0.02, 0, 0.08), 60),)),
    ("4 Mbit/s, 600 kbit/s, 4 Mbit/s", ((Shape(4e6), 10), (Shape(6e5), 20), (Shape(4e6), 30))),
)

LOOK = """() => {
    const video = document.querySelector("video");
    window.frames = [];
    const frame = (now, { width }) => {
        window.frames.push([now / 1000, width]);
        video.requestVideoFrameCallback(frame);
    };
    video.requestVideoFrameCallback(frame);
}"""


async def watch(
    page: Page, line: Line, shapes: tuple[tuple[Shape, float], ...]
) -> tuple[list[float], list[list[float]]]:
    """How far behind the page said it was, and when which frames were seen; seconds."""
    await page.evaluate(LOOK)
    behind = []
    clock = asyncio.get_running_loop().time
    for shape, seconds in shapes:
        line.shape = shape
        end = clock() + seconds
        while clock() < end:
            words = await page.locator(".stage-figures").inner_text(timeout=2_000)
            if found := re.search(r"([\d.]+) s", words):
                behind.append(float(found[1]))
            await asyncio.sleep(1)
    frames: list[list[float]] = await page.evaluate("[...window.frames, [performance.now() / 1000, 0]]")
    return behind, frames


def tell(name: str, behind: list[float], frames: list[list[float]]) -> str:
    """A row of the table."""
    gaps = [(late[0] - soon[0]) for soon, late in itertools.pairwise(frames)]
    stalls = [gap for gap in gaps if gap > STALL_S]
    widths = [int(width) for _, width in frames[:-1]]
    changes = sum(one != other for one, other in itertools.pairwise(widths))
    shown = ", ".join(
        f"{width}: {widths.count(width) / len(widths):.0%}" for width in sorted({*widths}, reverse=True)
    )
    far = f"{statistics.median(behind):.1f}, {max(behind):.1f}" if behind else "-"
    stood = f"{len(stalls)}, {sum(stalls):.1f}, {max(gaps, default=0):.2f}"
    return f"| {name} | {far} | {stood} | {changes} | {shown} |"


async def measure_shapes() -> None:
    enter()
    (port,) = find_free_ports(1)
    say("| line | behind: median, most | stalls, seconds in all, longest | changes | width |")
    say("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        pair = PlatformPair.start(
            Path(folder),
            HOST="0.0.0.0",  # of this namespace, which nothing else is in
            HTTP_PORT=str(port),
            HLS_BASE_URL=f"http://{SERVER}:{port}",
            RENDITIONS=RENDITIONS,
        )
        try:
            async with live(Path(folder), pair, "2500k", STEADY) as show, open_browser() as browser:
                for name, shapes in LINES:
                    with Line(port, shapes[0][0]) as line:
                        context = await browser.new_context()
                        page = await context.new_page()
                        await page.goto(f"{pair.url}/livestreams/{show}")
                        await WatchPage(context, page).wait_for_picture(1)
                        await asyncio.sleep(BEFORE_S)
                        say(tell(name, *await watch(page, line, shapes)))
                        await context.close()
        finally:
            pair.kill()
