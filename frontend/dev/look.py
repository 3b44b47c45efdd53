"""Photographs every page at two widths in both colour schemes, and lets axe look for what keeps people out.

    npm run build && ../.venv/bin/python dev/look.py OUT_FOLDER [PAGE ...]

Serves dist/ itself and answers the API and the channels from the fixtures below: no other process is needed.
Ends with status 1 when axe finds a serious or critical violation.
"""

import asyncio
import contextlib
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.async_api import Browser, Page, Route, WebSocketRoute, async_playwright

HERE = Path(__file__).parent.parent
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync"]  # fmt: skip
WIDTHS = (390, 1280)
NOW = datetime.now(UTC).replace(second=0, microsecond=0)


def at(**delta: float) -> str:
    return (NOW + timedelta(**delta)).isoformat().replace("+00:00", "Z")


def livestream(identity: str, title: str, artist: str, status: str, **more: Any) -> dict[str, Any]:
    return {
        "id": identity, "title": title, "description": None, "artist": {"id": artist, "display_name": artist},
        "status": status, "scheduled_start_at": None, "started_at": None, "ended_at": None, "viewer_count": 0,
        "peak_viewer_count": 0, "token_gate_amount": None, "interrupted_until": None, "hls_url": None,
    } | more  # fmt: skip


WORDS = "Two hours of slow pieces for tape and piano.\nDoors open when the lights go down; questions afterwards."
LIVE = livestream("live", "Nocturnes for tape and piano", "Ilse Brandt", "live", started_at=at(minutes=-47), viewer_count=1284,
                  peak_viewer_count=1391, description=WORDS, hls_url="/nothing.m3u8")  # fmt: skip
OTHERS = [
    livestream("jam", "Friday jam", "The Long Way Round", "live", started_at=at(minutes=-9), viewer_count=38, token_gate_amount=25),
    livestream("rain", "Field recordings from the edge of the forest, all night, with commentary by those who were there",
               "Moss Assembly", "live", started_at=at(hours=-3), viewer_count=7, interrupted_until=at(seconds=25)),
    livestream("soon", "Sunday soundcheck", "Ilse Brandt", "scheduled", scheduled_start_at=at(hours=1, minutes=12), description=WORDS),
    livestream("late", "Late set", "Kaito & the Quiet", "scheduled", scheduled_start_at=at(hours=2)),
    livestream("tour", "Tour opening, live from the old theatre", "The Long Way Round", "scheduled",
               scheduled_start_at=at(days=1, hours=3), token_gate_amount=100),
    livestream("far", "Anniversary concert", "Moss Assembly", "scheduled", scheduled_start_at=at(days=23)),
    livestream("open", "Something new", "Kaito & the Quiet", "scheduled"),
]  # fmt: skip
ENDED = livestream("ended", "Harvest session", "Ilse Brandt", "ended", started_at=at(days=-1, hours=-2),
                   ended_at=at(days=-1), peak_viewer_count=412, description=WORDS)  # fmt: skip
CANCELLED = livestream("off", "Open air", "Ilse Brandt", "cancelled", scheduled_start_at=at(days=2))
OWN = {"publishing": False, "ready": False, "auto_start": True}
HEALTH = {
    "bitrate_kbps": 4120, "bitrate_deviation_kbps": 180, "fps": 30, "keyframe_interval": 8.3, "video_codec": "h264",
    "audio_codec": "aac", "width": 1920, "height": 1080, "sample_rate": 48000, "channels": 2, "audio": True,
    "drift_ms": -120, "queued_bytes": 0,
    "advice": ["Keyframe every 8 s: set Keyframe Interval to 2 in OBS, Output. Fans see you sooner."],
}  # fmt: skip
ARTIST = {
    "id": "Ilse Brandt",
    "email": "ilse@example.org",
    "display_name": "Ilse Brandt",
    "role": "artist",
    "token_balance": 0,
}
FAN = {"id": "f", "email": "fan@example.org", "display_name": "Noor", "role": "fan", "token_balance": 20}
PREVIEW = livestream("mine", "Sunday soundcheck", "Ilse Brandt", "scheduled", scheduled_start_at=at(hours=1), description=WORDS,
                     hls_url="/nothing.m3u8", **(OWN | {"publishing": True, "auto_start": False}))  # fmt: skip

Frames = list[dict[str, Any]] | int
"""What a channel says, or the code it closes with."""


def snapshot(**what: Any) -> Frames:
    return [{"type": "snapshot", "epoch": "e", "seq": 1, "at": at(), **what}]


def own(one: dict[str, Any], *notices: dict[str, Any]) -> Frames:
    first = snapshot(livestreams=[OWN | one])
    assert isinstance(first, list)
    return [*first, *({"livestream_id": one["id"], "at": at(), **notice} for notice in notices)]


# name: path, account, what the page's channel says, REST path -> (status, answer)
PAGES: dict[str, tuple[str, dict[str, Any] | None, Frames, dict[str, tuple[int, Any]]]] = {
    "browse": ("/livestreams", None, snapshot(livestreams=[LIVE, *OTHERS]), {}),
    "browse-empty": ("/livestreams", ARTIST, snapshot(livestreams=[]), {}),
    "browse-upcoming": ("/livestreams", FAN, snapshot(livestreams=OTHERS[2:4]), {}),
    "watch-scheduled": ("/livestreams/soon", None, snapshot(livestream=OTHERS[2]), {}),
    "watch-undated": ("/livestreams/open", None, snapshot(livestream=OTHERS[6]), {}),
    "watch-starting": ("/livestreams/live", FAN, snapshot(livestream=LIVE), {}),
    "watch-interrupted": ("/livestreams/rain", None, snapshot(livestream=OTHERS[1]), {}),
    "watch-ended": ("/livestreams/ended", None, snapshot(livestream=ENDED), {}),
    "watch-cancelled": ("/livestreams/off", None, snapshot(livestream=CANCELLED), {}),
    "watch-gate-visitor": ("/livestreams/jam", None, 4401, {"/livestreams/jam": (200, OTHERS[0])}),
    "watch-gate-fan": ("/livestreams/jam", FAN, 4403, {"/livestreams/jam": (200, OTHERS[0])}),
    "watch-unknown": ("/livestreams/nope", None, 4404, {}),
    "register": ("/register", None, [], {}),
    "sign-in": ("/sign-in", None, [], {"/sessions": (401, {
        "title": "Wrong credentials", "code": "wrong_credentials", "detail": "The e-mail address or the password is not right."})}),
    "studio": ("/artist/livestreams", ARTIST, snapshot(livestreams=[OWN | LIVE, OWN | OTHERS[2]]),
               {"/livestreams": (200, {"livestreams": [OWN | ENDED, OWN | CANCELLED], "next_cursor": None})}),
    "studio-empty": ("/artist/livestreams", ARTIST, snapshot(livestreams=[]), {"/livestreams": (200, {"livestreams": [], "next_cursor": None})}),
    "studio-fan": ("/artist/livestreams", FAN, [], {}),
    "create": ("/artist/livestreams/create", ARTIST, [], {"/livestreams": (400, {
        "title": "Invalid", "code": "invalid_request", "detail": "Some fields are not right.",
        "errors": [{"pointer": "/title", "detail": "Give it a title of 1 to 120 characters."}]})}),
    "control-waiting": ("/artist/livestreams/soon", ARTIST, own(OTHERS[2]), {}),
    "control-preview": ("/artist/livestreams/mine", ARTIST, own(PREVIEW, {"type": "ingest.health", "health": HEALTH}), {}),
    "control-live": ("/artist/livestreams/live", ARTIST, own(LIVE | {"publishing": True}, {
        "type": "ingest.health", "health": HEALTH | {"keyframe_interval": 2, "advice": []}}), {}),
    "control-ended": ("/artist/livestreams/ended", ARTIST, own(ENDED), {}),
    "not-found": ("/nowhere", None, [], {}),
}  # fmt: skip


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


async def photograph(browser: Browser, origin: str, out: Path, name: str, width: int, scheme: Any) -> list[str]:
    path, account, frames, answers = PAGES[name]
    context = await browser.new_context(viewport={"width": width, "height": 844 if width < 600 else 860}, color_scheme=scheme,
                                        locale="en-GB", device_scale_factor=1)  # fmt: skip
    page = await context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(f"{name}: {error}"))

    async def answer(route: Route) -> None:
        call = route.request.url.split("/api/v1", 1)[1].split("?")[0]
        status, body = answers.get(
            call, (404, {"title": "Not found", "code": "not_found", "detail": "No such thing."})
        )
        if call == "/me":
            status, body = (
                (200, account) if account else (401, {"code": "signed_out", "title": "Sign in", "detail": "Sign in."})
            )
        elif call.endswith("/credentials"):
            status, body = (
                200,
                {"rtmp_url": "rtmp://localhost:1935/live", "stream_key": "0123456789abcdef0123456789abcdef"},
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
    await page.wait_for_timeout(500)
    await act(name, page)
    await page.screenshot(path=out / f"{name}-{width}-{scheme}.png", full_page=True)
    overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if overflow > 0:
        complaints.append(f"{name} at {width}: {overflow} px too wide")
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

    def do_GET(self) -> None:  # noqa: N802 - the base class's name
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
    out.mkdir(parents=True, exist_ok=True)
    complaints: list[str] = []
    with serve() as origin:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS)
            for name in names or PAGES:
                for width in WIDTHS:
                    for scheme in ("light", "dark"):
                        complaints += await photograph(browser, origin, out, name, width, scheme)
            await browser.close()
    for complaint in complaints:
        print(complaint)  # noqa: T201 - a tool's output
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(Path(sys.argv[1]), sys.argv[2:])))
