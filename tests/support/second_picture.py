"""A show with a second picture: another stream that the same encoder sends, put where a rendition of the first is."""

import asyncio
import contextlib
import re
import subprocess
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import httpx
from playwright.async_api import Page, Route

from support.needs import find_program
from support.platform_pair import PlatformPair
from support.rest import Artist, publish_url
from support.waiting import until

TOKEN = re.compile(r"(?:init|part|segment)-([0-9a-z]+)-")
OPEN = {"access-control-allow-origin": "*"}
MULTIVARIANT = """#EXTM3U
#EXT-X-VERSION:6
#EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=640x360,CODECS="avc1.42c01e,mp4a.40.2"
source/index.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=300000,RESOLUTION=320x180,CODECS="avc1.42c00d,mp4a.40.2"
180p/index.m3u8
"""


def publish(source: dict[str, Any], rung: dict[str, Any]) -> "subprocess.Popen[bytes]":
    """One picture and one sound in two sizes, with keyframes at the same times."""
    command = [find_program("ffmpeg"), "-hide_banner", "-loglevel", "error", "-nostats"]
    command += ["-re", "-f", "lavfi", "-i", "testsrc2=size=640x360:rate=30"]
    command += ["-re", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000"]
    for livestream, size in ((source, "640:360"), (rung, "320:180")):
        command += ["-map", "0:v", "-map", "1:a", "-vf", f"scale={size}", "-c:v", "libx264", "-preset", "ultrafast"]
        command += ["-tune", "zerolatency", "-pix_fmt", "yuv420p", "-g", "30", "-keyint_min", "30"]
        command += ["-sc_threshold", "0", "-c:a", "aac", "-b:a", "96k", "-f", "flv", publish_url(livestream)]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL)


class SecondPicture:
    """Answers as the origin would that has a rendition `180p`."""

    def __init__(self, source: str, rung: str) -> None:
        self.asked: list[str] = []
        self.missing = False
        self._folders = (source.rpartition("/")[0], rung.rpartition("/")[0])
        self._client = httpx.AsyncClient(timeout=20)
        self._tokens = ("", "")

    async def answer(self, route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        self.asked.append(name)
        answer = None if self.missing else await self.get(name)
        status, body = (404, b"") if answer is None else (answer.status_code, answer.content)
        with contextlib.suppress(Exception):  # the page may have gone meanwhile
            await route.fulfill(status=status, body=body, headers=OPEN)

    async def get(self, name: str) -> httpx.Response | None:
        """The other stream's file that stands for this one; None before both list any."""
        if not self._tokens[0]:
            playlists = [(await self._client.get(f"{folder}/index.m3u8")).text for folder in self._folders]
            found = [TOKEN.search(text) for text in playlists]
            if found[0] is None or found[1] is None:
                return None
            self._tokens = (found[0][1], found[1][1])
        ours, theirs = self._tokens
        answer = await self._client.get(f"{self._folders[1]}/{name.replace(ours, theirs)}")
        if not name.startswith("index"):
            return answer
        return httpx.Response(answer.status_code, text=answer.text.replace(theirs, ours))

    async def list(self, route: Route) -> None:
        await route.fulfill(body=MULTIVARIANT, headers=OPEN)

    async def stand_in(self, page: Page) -> None:
        """Answer this page from now on."""
        await page.route(f"{self._folders[0]}/index.m3u8", self.list)
        await page.route(f"{self._folders[0]}/180p/*", self.answer)

    async def close(self) -> None:
        await self._client.aclose()


@contextlib.asynccontextmanager
async def two_pictures(pair: PlatformPair, artist: Artist) -> AsyncIterator[tuple[dict[str, Any], SecondPicture]]:
    """A live show of which there is a smaller picture, too."""
    other = await Artist.register(pair.url)
    shows = [await each.create_livestream("Two pictures") for each in (artist, other)]
    process = publish(shows[0], shows[1])
    try:
        for each, show in zip((artist, other), shows, strict=True):
            await until(partial(is_live, each, show["id"]))
        source, rung = [
            (await each.get(show["id"]))["hls_url"] for each, show in zip((artist, other), shows, strict=True)
        ]
        answers = SecondPicture(source, rung)
        yield {**shows[0], "hls_url": source}, answers
        await answers.close()
    finally:
        process.kill()
        await asyncio.to_thread(process.wait)
        await other.close()


async def is_live(artist: Artist, livestream_id: str) -> bool:
    return bool((await artist.get(livestream_id))["status"] == "live")
