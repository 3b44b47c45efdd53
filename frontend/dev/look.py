"""Photographs every page in several sizes and both colour schemes, and lets axe look for what keeps people out.

On a phone it also measures what is pressed: a finger needs 44 pixels.

    npm run build && ../.venv/bin/python dev/look.py OUT_FOLDER [PAGE ...]

Serves dist/ itself and answers the API and the channels from `fixtures`: no other process is needed.
Ends with status 1 when axe finds a serious or critical violation.
"""

import asyncio
import contextlib
import json
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Literal

from fixtures import PAGES as FINE
from playwright.async_api import Browser, Page, Route, WebSocketRoute, async_playwright
from worst import WORST

HERE = Path(__file__).parent.parent
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAGES = FINE | WORST
LOOKS: tuple[tuple[int, int, Literal["light", "dark"]], ...] = (
    (390, 844, "light"),
    (390, 844, "dark"),
    (1280, 860, "light"),
    (1280, 860, "dark"),
    (360, 740, "light"),
    (320, 640, "light"),
    (844, 390, "dark"),
)
"""Width, height, scheme; the last is a phone held sideways."""
SMALL = """[...document.querySelectorAll("main, header, footer")].flatMap(part =>
  [...part.querySelectorAll("a, button, summary, select, input:not([type=hidden])")]
    .map(one => one.matches("[type=radio], [type=checkbox]") ? one.closest("label") : one)
    .filter(one => one.checkVisibility({ visibilityProperty: true }) && !one.closest("media-controller, .skip"))
    // Links and buttons within a sentence are as high as its line.
    .filter(one => getComputedStyle(one).display !== "inline" && !one.matches(".cover-link, .text-button"))
    .filter(one => one.getBoundingClientRect().height < 43.5)
    .map(one => `${Math.round(one.getBoundingClientRect().height)} px: ${one.textContent || one.name}`))"""
"""What is pressed and too small for a finger."""


async def act(name: str, page: Page) -> None:
    """Brings a page into the state worth looking at."""
    if name == "create":
        await page.get_by_role("button", name="Create", exact=True).click()
        await page.get_by_text("Give it a title").wait_for()
    elif name == "sign-in":
        await page.get_by_label("E-mail").fill("ilse@example.org")
        await page.get_by_role("button", name="Sign in", exact=True).click()
        await page.get_by_text("not right").wait_for()
    elif name == "control-waiting":
        await page.get_by_role("button", name="Show stream key").click()
    elif name == "control-live":
        await page.get_by_role("button", name="End livestream").click()
    elif name.startswith("rehearsal"):
        await page.get_by_role("heading", name="verdict").wait_for()
    elif name in ("clip-editor", "clip-made"):
        await page.get_by_role("button", name="Clip", exact=True).click()
        await page.get_by_role("slider", name="Begin of the clip").focus()
    if name == "clip-made":
        await page.get_by_role("button", name="Create clip").click()
        await page.get_by_text("Whoever has the link").wait_for()
    if name in ("account-artist", "account-worst"):
        opened = "Change the address", "Change the password", "New passkey", "New access code", "Close my account"
        for summary in opened:
            await page.get_by_text(summary, exact=True).click()
    elif name in ("wallets", "wallets-worst"):
        await page.get_by_text("Where they came from").last.click()
        await page.locator(".entries").wait_for()
    elif name in ("artist-tokens", "artist-tokens-worst"):
        await page.get_by_text("Show the latest").click()
        await page.locator(".entries").wait_for()
    if name == "artist-tokens":
        await page.get_by_label("CSV file").set_input_files(
            {"name": "Orders November.csv", "mimeType": "text/csv", "buffer": b"noor@example.org;x"}
        )
        await page.get_by_role("button", name="Import").click()
        await page.get_by_text("Line 14").wait_for()
        await page.get_by_role("button", name="Give", exact=True).click()
        await page.get_by_text("Whom are they for?").wait_for()
    elif name == "artist-block":
        await page.get_by_role("button", name="Block Noor").click()
    elif name == "forgot":
        await page.get_by_label("E-mail").fill("ilse@example.org")
        await page.get_by_role("button", name="Send me a link").click()
        await page.get_by_text("on its way").wait_for()
    if name.startswith("moderation"):
        await page.get_by_text("my daughter is dancing").first.wait_for()
    if name in ("moderation-people", "moderation-log"):
        await page.get_by_role("button", name="People" if name == "moderation-people" else "Log").click()
        await page.get_by_text("mira_k").last.wait_for()
    elif name == "moderation-settings":
        await page.get_by_role("button", name="Settings").click()
        await page.get_by_label("Words that are not allowed").wait_for()
        await page.get_by_text("A filter of your own").click()
    elif name == "moderation-armed":
        for key in ("k", "k", "k", "t"):
            await page.keyboard.press(key)
    if name == "rehearsal":
        await page.get_by_role("button", name="Show rehearsal key").click()


async def photograph(
    browser: Browser, origin: str, out: Path, name: str, width: int, height: int, scheme: Literal["light", "dark"]
) -> list[str]:
    path, account, frames, answers = PAGES[name]
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        locale="en-GB",
        device_scale_factor=1,
        has_touch=width < 600,
    )
    page = await context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(f"{name}: {error}"))

    async def answer(route: Route) -> None:
        call = route.request.url.split("/api/v1", 1)[1].split("?")[0]
        status, body = answers.get(f"{route.request.method} {call}") or answers.get(
            call, (404, {"title": "Not found", "code": "not_found", "detail": "No such thing."})
        )
        if call == "/sessions/current":
            status, body = 200, {"account": account}
        elif call.endswith("/credentials"):
            status, body = (
                200,
                {
                    "rtmp_url": "rtmp://localhost:1935/live",
                    "rtmps_url": "rtmps://localhost:1936/live" if name == "control-preview" else None,
                    "stream_key": "0123456789abcdef0123456789abcdef",
                },
            )
        kind = "application/json" if status < 400 else "application/problem+json"
        await route.fulfill(status=status, content_type=kind, body=json.dumps(body))

    async def speak(socket: WebSocketRoute) -> None:
        if isinstance(frames, int):
            await socket.close(code=frames, reason="")
            return
        for frame in frames:
            socket.send(json.dumps(frame))

    await page.route("**/api/v1/**", answer)
    await page.route_web_socket("**/ws/**", lambda socket: asyncio.ensure_future(speak(socket)))
    await page.goto(origin + path, wait_until="load")
    await page.locator("main h1, .stage, .stage-figures").first.wait_for()
    await page.wait_for_timeout(300)
    await act(name, page)
    await page.screenshot(path=out / f"{name}-{width}-{scheme}.png", full_page=True)
    overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if overflow > 0:
        complaints.append(f"{name} at {width}: {overflow} px too wide")
    if width < 600:
        complaints += [f"{name} at {width}: {small}" for small in await page.evaluate(SMALL)]
    await page.evaluate(AXE.read_text())
    found = await page.evaluate("axe.run({ resultTypes: ['violations'] })")
    for violation in found["violations"]:
        targets = "; ".join(str(node["target"]) for node in violation["nodes"][:3])
        grave = violation["impact"] in ("serious", "critical")
        line = f"{name} {width} {scheme}: {violation['impact']} {violation['id']}: {targets}"
        print(("!! " if grave else "   ") + line)  # noqa: T201 - a tool's output
        if grave:
            complaints.append(line)
    await context.close()
    return complaints


class Pages(SimpleHTTPRequestHandler):
    """dist/, and index.html for every page."""

    def do_GET(self) -> None:
        if "." not in self.path.rsplit("/", 1)[-1]:
            self.path = "/index.html"
        super().do_GET()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Quiet."""


@contextlib.contextmanager
def serve() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Pages, directory=str(HERE / "dist")))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


async def main(out: Path, names: list[str]) -> int:
    complaints: list[str] = []
    with serve() as origin:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS)
            for name in names or PAGES:
                for look in LOOKS:
                    complaints += await photograph(browser, origin, out, name, *look)
            await browser.close()
    for complaint in complaints:
        print(complaint)  # noqa: T201 - a tool's output
    return 1 if complaints else 0


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    sys.exit(asyncio.run(main(Path(sys.argv[1]), sys.argv[2:])))
