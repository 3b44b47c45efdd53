"""A show on the whole platform, with a reconnect and another size, is one file that everybody's programs read: packet
for packet what its fans got."""

import asyncio
import json
import subprocess
from pathlib import Path
from typing import Any

import httpx
import pytest

from ingest.downloads.films import MAKE_WITHIN
from support.hls_playlist import read_playlist
from support.needs import find_program
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, expect, publish_url
from support.sockets import listen
from support.waiting import PATIENCE, until


async def fetch(url: str, **headers: str) -> httpx.Response:
    """As a browser does it, which follows where it is led. A film's index is made at the lowest priority."""
    async with httpx.AsyncClient(trust_env=False, timeout=MAKE_WITHIN + PATIENCE, follow_redirects=True) as browser:
        return await browser.get(url, headers=headers)


async def run(*command: str) -> str:
    done = await asyncio.to_thread(subprocess.run, command, capture_output=True, timeout=60, text=True)
    assert done.returncode == 0, done.stderr
    return str(done.stdout)


async def hash_packets(path: Path, kind: str) -> list[str]:
    command = [find_program("ffmpeg"), "-v", "error", "-i", str(path), "-map", f"0:{kind}", "-c", "copy"]
    if kind == "v":  # where the size changes, each key frame carries its description
        command += ["-bsf:v", "filter_units=remove_types=7-8"]
    out = await run(*command, "-f", "framehash", "-hash", "md5", "-")
    return [line.split(",")[5].strip() for line in out.splitlines() if line and not line.startswith("#")]


async def hash_replay(url: str, folder: Path, kind: str) -> list[str]:
    """Of each init section's segments by themselves, one after the other: what is behind a discontinuity is none of
    this test's business."""
    hashes: list[str] = []
    text = (await fetch(url)).text
    parts: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith("#EXT-X-MAP:"):
            parts.append([line.split('"')[1]])
        elif line.endswith(".m4s"):
            parts[-1].append(line)
    for number, names in enumerate(parts):
        media = [(await fetch(url.replace("index.m3u8", name))).content for name in names]
        path = folder / f"{number}.mp4"
        path.write_bytes(b"".join(media))
        hashes += await hash_packets(path, kind)
    return hashes


async def test_a_show_is_downloaded_as_its_fans_got_it_over_a_return_and_another_size(
    pair: PlatformPair, artist: Artist, tmp_path: Path
) -> None:
    show = await artist.create_livestream("An évening", fans_may_download=True)
    address = f"{pair.url}/api/v1/livestreams/{show['id']}/replay/download"
    async with listen(f"{pair.ws_url}/ws/livestreams/{show['id']}") as channel:
        for number, size in enumerate(("320x180", "320x180", "640x360")):
            async with Publisher.start(publish_url(show), tmp_path, size=size) as publisher:
                if not number:
                    live: dict[str, Any] = (await channel.expect("livestream.live", 30))["livestream"]
                    assert live["fans_may_download"] is True
                    begun = await until(lambda: fetch(address), 60, is_it=lambda got: got.status_code == 200)
                    assert begun.history[0].headers["cache-control"] == "no-store"
                    assert "to=" in str(begun.url), "while it is live: what there is by now"
                else:
                    entry = f"/livestreams/{show['id']}"
                    replay = (await expect(artist.client.get(entry)))["replay"]
                    count = len(read_playlist((await fetch(replay["url"])).text).segments)
                    await until(
                        lambda url=replay["url"]: fetch(url),  # type: ignore[misc]
                        60,
                        is_it=lambda got, count=count: len(read_playlist(got.text).segments) > count,  # type: ignore[misc]
                    )
                if number < 2:
                    await publisher.kill()
                else:
                    await publisher.stop()
        replay = (await channel.expect("livestream.replay_ready", 90))["livestream"]["replay"]
    film = await fetch(address)
    assert (film.status_code, film.headers["content-type"]) == (200, "video/mp4")
    assert "filename*=UTF-8''An%20%C3%A9vening.mp4" in film.headers["content-disposition"]
    path = tmp_path / "film.mp4"
    path.write_bytes(film.content)
    for kind in ("v", "a"):
        assert await hash_packets(path, kind) == await hash_replay(replay["url"], tmp_path, kind)
    half = len(film.content) // 2
    rest = await fetch(address, Range=f"bytes={half}-", **{"If-Range": film.headers["etag"]})
    assert (rest.status_code, rest.content == film.content[half:]) == (206, True)
    told = json.loads(await run(find_program("ffprobe"), "-v", "error", "-show_format", "-of", "json", str(path)))
    assert float(told["format"]["duration"]) == pytest.approx(replay["duration"], abs=0.5)
