"""How a show's picture and sound are together: `PYTHONPATH=platform:tests python -m lip_figures sync` (or `listen`).

One encoder sends a flash and a beep at the same moments, twice a second, over a quiet tone. A real
Chromium plays them.

`sync`: for a minute each, how much later than its flash a beep is heard: of a plain file of the same encoder, as the
measure of what Chromium and this measurement add; of our page, live; and of the page after Listen mode. A flash is
when Chromium shows the frame (`expectedDisplayTime`); a beep is when the audio context has it out
(`getOutputTimestamp`).

`listen`: ten times to the sound alone and back. For each: seconds until it was heard, and until the picture was back;
the longest time without a sound, how far the beeps were moved by the change, and stalls of the element that is heard.
The page's own changes of pace are held off meanwhile, which move beeps, too.
"""

import argparse
import asyncio
import itertools
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page

from support.browser import open_browser
from support.needs import find_program
from support.platform_pair import PlatformPair
from support.rest import Artist, publish_url
from support.waiting import until
from support.watch_page import WatchPage

SETTLED_S = 4.0
EVERY = 0.5
"""Seconds from beep to beep, and from flash to flash."""
FLASH = f"drawbox=c=white:t=fill:enable='lt(mod(t,{EVERY}),0.1)'"
BEEP = f"0.02*sin(2*PI*400*t)+0.6*sin(2*PI*1000*t)*lt(mod(t,{EVERY}),0.1)"

WORKLET = """
registerProcessor("ear", class extends AudioWorkletProcessor {
    constructor() { super(); this.loud = false; this.quietSince = null; this.lastLoud = 0; }
    process([input]) {
        const samples = input[0] ?? new Float32Array(128);
        for (let at = 0; at < samples.length; at++) {
            const size = Math.abs(samples[at]);
            const time = (currentFrame + at) / sampleRate;
            if (size > 0.2) {
                if (time - this.lastLoud > 0.05) this.port.postMessage({ beep: time });
                this.lastLoud = time;
            }
            if (size > 0.004) {
                if (this.heard !== undefined && time - this.heard > 0.003)
                    this.port.postMessage({ gap: time - this.heard, at: time });
                this.heard = time;
            }
        }
        return true;
    }
});
"""
# Hears every element that the page makes, and sees every frame of its video.
LOOK = """() => {
    const seen = (window.seen = { beeps: [], flashes: [], gaps: [], stalls: 0 });
    const context = new AudioContext({ latencyHint: "interactive" });
    const source = URL.createObjectURL(new Blob([WORKLET], { type: "text/javascript" }));
    const ready = context.audioWorklet.addModule(source).then(() => {
        const ear = new AudioWorkletNode(context, "ear", { channelCount: 1, channelCountMode: "explicit" });
        ear.connect(context.destination);
        ear.port.onmessage = ({ data }) => {
            if (data.gap !== undefined) return seen.gaps.push(data);
            const out = context.getOutputTimestamp();
            seen.beeps.push({ time: data.beep, at: out.performanceTime + (data.beep - out.contextTime) * 1000 });
        };
        return ear;
    });
    const canvas = new OffscreenCanvas(4, 4).getContext("2d", { willReadFrequently: true });
    const follow = (element) => {
        if (element.dataset.followed) return;
        element.dataset.followed = "yes";
        element.addEventListener("waiting", () => element.isConnected && (seen.stalls += 1));
        ready.then((ear) => context.createMediaElementSource(element).connect(ear));
        if (element.localName !== "video") return;
        let lit = true;
        const frame = (_now, { expectedDisplayTime }) => {
            canvas.drawImage(element, 0, 0, 4, 4);
            const bright = canvas.getImageData(1, 1, 1, 1).data[0] > 127;
            if (bright && !lit) seen.flashes.push(expectedDisplayTime);
            lit = bright;
            element.requestVideoFrameCallback(frame);
        };
        element.requestVideoFrameCallback(frame);
    };
    const create = document.createElement.bind(document);
    document.createElement = (name, ...rest) => {
        const made = create(name, ...rest);
        if (name === "video" || name === "audio") follow(made);
        return made;
    };
}"""
STEADY = """() => {
    document.querySelector("video").playbackRate = 1;
    Object.defineProperty(HTMLMediaElement.prototype, "playbackRate", { get: () => 1, set: () => {} });
}"""
HEARD = """() => {
    const media = document.querySelector("media-controller > [slot=media]");
    return media !== null && !media.muted && !media.paused ? media.localName : "";
}"""


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def encode(*output: str, live: bool) -> list[str]:
    """ffmpeg's command for the flashes and the beeps."""
    pace = ["-re"] if live else []
    command = [find_program("ffmpeg"), "-hide_banner", "-loglevel", "error", "-nostats", "-y"]
    command += [*pace, "-f", "lavfi", "-i", f"color=c=black:s=320x180:r=60,{FLASH}"]
    command += [*pace, "-f", "lavfi", "-i", f"aevalsrc='{BEEP}':s=48000"]
    command += ["-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-pix_fmt", "yuv420p"]
    command += ["-g", "60", "-keyint_min", "60", "-sc_threshold", "0", "-c:a", "aac", "-b:a", "128k"]
    return [*command, *output]


async def open_page(browser: Browser) -> tuple[WatchPage, Page]:
    context = await browser.new_context(bypass_csp=True)
    page = await context.new_page()
    await page.add_init_script(f"const WORKLET = `{WORKLET}`; ({LOOK})();")
    return WatchPage(context, page), page


async def forget(page: Page) -> None:
    await page.evaluate("Object.assign(seen, { beeps: [], flashes: [], gaps: [], stalls: 0 })")


def compare(seen: dict[str, Any]) -> list[float]:
    """Of each flash: how much later the nearest beep was out; ms."""
    beeps = [beep["at"] for beep in seen["beeps"]]
    near = [min((beep - flash for beep in beeps), key=abs) for flash in seen["flashes"]] if beeps else []
    return [late for late in near if abs(late) < EVERY * 500]


async def measure_sync(page: Page, name: str, seconds: float, beside: float = 0.0) -> float:
    """Its median, in ms. `beside`: that of what it is compared with."""
    await asyncio.sleep(SETTLED_S)
    await forget(page)
    await asyncio.sleep(seconds)
    late = compare(await page.evaluate("seen"))
    if not late:
        say(f"{name}: nothing was seen")
        return 0.0
    middle = statistics.median(late)
    worst = max(late, key=lambda each: abs(each - beside))
    less = f"; less the plain file's {middle - beside:+.1f}, worst {worst - beside:+.1f}" if beside else ""
    say(f"{name:24} beep after flash: median {middle:+.1f} ms, worst {worst:+.1f} ms{less}, of {len(late)}")
    return middle


async def press(page: Page, kind: str) -> float:
    """L, until the element of this kind is heard; seconds."""
    clock = asyncio.get_running_loop().time
    begun = clock()
    await page.keyboard.press("l")
    await until(lambda: page.evaluate(HEARD), is_it=lambda heard: heard == kind)
    return clock() - begun


async def measure_change(page: Page, kind: str) -> tuple[float, float, float, int]:
    """Seconds until heard, longest silence and step of the beeps in ms, stalls."""
    await forget(page)
    await asyncio.sleep(EVERY * 3)
    took = await press(page, kind)
    await asyncio.sleep(EVERY * 3)
    seen = await page.evaluate("seen")
    beeps = [beep["time"] for beep in seen["beeps"]]
    ways = [later - sooner for sooner, later in itertools.pairwise(beeps)]
    steps = [(way - round(way / EVERY) * EVERY) * 1000 for way in ways]
    return took, max((gap["gap"] * 1000 for gap in seen["gaps"]), default=0.0), max(steps, key=abs), seen["stalls"]


async def measure(asked: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pair = PlatformPair.start(folder, RENDITIONS="auto")
        try:
            artist = await Artist.register(pair.url)
            show = await artist.create_livestream("Flash and beep")
            encoder = await asyncio.create_subprocess_exec(
                *encode("-f", "flv", publish_url(show), live=True), stdin=subprocess.DEVNULL
            )
            try:
                async with open_browser() as browser:
                    url = f"{pair.url}/livestreams/{show['id']}"
                    if asked.what == "sync":
                        await sync(browser, folder, url, asked.seconds)
                    else:
                        await listen(browser, url, asked.switches)
            finally:
                encoder.kill()
                await encoder.wait()
            await artist.close()
        finally:
            pair.kill()


async def sync(browser: Browser, folder: Path, url: str, seconds: float) -> None:
    file = folder / "plain.mp4"
    length = str(seconds + 2 * SETTLED_S)
    command = encode("-t", length, "-movflags", "+faststart", str(file), live=False)
    assert await (await asyncio.create_subprocess_exec(*command, stdin=subprocess.DEVNULL)).wait() == 0
    fan, page = await open_page(browser)
    await page.route("**/plain.mp4", lambda route: route.fulfill(path=file, content_type="video/mp4"))
    await page.goto(url.partition("/livestreams")[0] + "/status-of-nothing")
    await page.evaluate(
        "() => { const video = document.createElement('video'); video.src = '/plain.mp4';"
        " document.body.append(video); return video.play(); }"
    )
    plain = await measure_sync(page, "a plain file", seconds)
    await fan.close()
    fan, page = await open_page(browser)
    await page.goto(url)
    await fan.wait_for_picture(5)
    await measure_sync(page, "live", seconds, plain)
    await page.locator(".listen-button").wait_for(state="attached")
    await press(page, "audio")
    await asyncio.sleep(SETTLED_S)
    await press(page, "video")
    await fan.wait_for_picture(2)
    await measure_sync(page, "live, after listening", seconds, plain)
    await fan.close()


async def listen(browser: Browser, url: str, switches: int) -> None:
    fan, page = await open_page(browser)
    await page.goto(url)
    await fan.wait_for_picture(5)
    await page.locator(".listen-button").wait_for(state="attached")
    await page.evaluate(STEADY)
    found: dict[str, list[tuple[float, float, float, int]]] = {"audio": [], "video": []}
    for _ in range(switches):
        for kind, changes in found.items():
            await asyncio.sleep(SETTLED_S)
            changes.append(await measure_change(page, kind))
            told = "after {:.2f} s, silence {:.1f} ms, beeps moved by {:+.1f} ms, stalls {}".format(*changes[-1])
            say(f"to {kind}: {told}")
    for kind, changes in found.items():
        took, gaps, steps, stalls = zip(*changes, strict=True)
        say(
            f"to {kind}: heard after {statistics.median(took):.2f} s in the median, {max(took):.2f} s at most;"
            f" silence {statistics.median(gaps):.1f} ms in the median, {max(gaps):.1f} ms at most; beeps moved by"
            f" {statistics.median(map(abs, steps)):.1f} ms in the median, {max(map(abs, steps)):.1f} ms at most;"
            f" stalls {sum(stalls)}"
        )
    await fan.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="lip_figures")
    parser.add_argument("what", choices=("sync", "listen"))
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--switches", type=int, default=10)
    asyncio.run(measure(parser.parse_args()))
