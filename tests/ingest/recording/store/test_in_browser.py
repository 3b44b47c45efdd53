"""A page of another origin plays, in Chromium and by hls.js, a replay that is sent on to a bucket of a third one."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from api.http.security import write_policy
from contract.recordings import Recorded, ReplayKnown
from ingest.origin.server import OriginServer, Timing
from ingest.recording.recordings import Recordings
from ingest.recording.store.bucket import RecordingBucket
from settings import Bucket, Settings
from support.browser import open_browser, read_picture
from support.buckets import Made, Server
from support.flv_clips import feed, make_clip, play_tags
from support.origins import admit, run_origin
from support.processes import ROOT
from support.waiting import until

RECORDING = "r0123456789abcdefghijklmno"
PAGE = """<!doctype html><video muted playsinline></video>
<script src="/hls.js"></script><script src="/play.js"></script>"""
SCRIPT = """const hls = new Hls({startPosition: 0, enableWorker: false});
hls.loadSource(decodeURIComponent(location.hash.slice(1)));
hls.attachMedia(document.querySelector("video"));
hls.on(Hls.Events.MANIFEST_PARSED, () => document.querySelector("video").play());"""


@contextlib.asynccontextmanager
async def serve_page(policy: str) -> AsyncIterator[str]:
    """The page's address."""
    library = (ROOT / "frontend" / "node_modules" / "hls.js" / "dist" / "hls.js").read_bytes()
    files = {"/": ("text/html", PAGE.encode()), "/play.js": ("text/javascript", SCRIPT.encode())}
    files["/hls.js"] = "text/javascript", library

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        kind, body = files.get(head.split(b" ")[1].decode(), ("text/plain", b""))
        writer.write(
            f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
            f"Content-Security-Policy: {policy}\r\nConnection: close\r\n\r\n".encode()
        )
        writer.write(body)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield f"http://localhost:{server.sockets[0].getsockname()[1]}/"


async def keep_show(made: Made, folder: Path) -> None:
    """Segments of a real show, in the bucket and nowhere else."""
    settings = made.settings(folder)
    async with run_origin(folder, Timing(end_pause=0.05)) as origin:
        told: list[Recorded] = []
        recordings = open_recordings(origin, settings, told)
        await recordings.start()
        packager = await origin.open(admit())
        async for tag in play_tags(make_clip(seconds=10), 4.0):
            feed(packager, tag)
            recordings.record("show", RECORDING, 0.0)
        await packager.close(ended=True)
        await until(lambda: bool(told))
        store = settings.recording_folder
        files = [str(one.relative_to(store)) for one in store.glob("r*/*/*.m*")]
        await until(made.list_names, is_it=lambda names: names == sorted(files))
        await recordings.stop()


def open_recordings(origin: OriginServer, settings: Settings, told: list[Recorded]) -> Recordings:
    async def ask(_: str) -> ReplayKnown:
        return ReplayKnown(livestream_id="livestream-1", over=True)

    assert isinstance(settings.recording_store, Bucket)
    bucket = RecordingBucket(settings, settings.recording_store)
    folder, library = settings.recording_folder, origin.library
    return Recordings(folder, library, ask, told.append, least_free=0.0, memory=1 << 20, bucket=bucket)


async def test_a_page_plays_from_the_bucket_to_the_end(tmp_path: Path, moto: Server) -> None:
    made = moto.make()
    await keep_show(made, tmp_path / "one")
    settings = made.settings(tmp_path / "two")
    async with run_origin(tmp_path / "two") as origin:
        recordings = open_recordings(origin, settings, [])
        await recordings.start()
        media = f"http://localhost:{origin.port}"
        async with serve_page(write_policy(media, *settings.recording_urls)) as page_url, open_browser() as browser:
            page = await browser.new_page()
            fetched: list[str] = []
            page.on("response", lambda response: fetched.append(f"{response.status} {response.url}"))
            await page.goto(f"{page_url}#{media}/live/{RECORDING}/index.m3u8")
            picture = await until(lambda: read_picture(page), 40, is_it=lambda seen: seen and seen["ended"])
            assert picture is not None
            assert picture["time"] > 9
            assert sum(each.startswith(f"200 {settings.bucket_url}/") for each in fetched) >= 3
        await recordings.stop()
