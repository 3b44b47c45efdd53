"""A show at an origin: played tag by tag, followed as players follow it, counted by a real decoder."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from ingest.origin.packaging.packager import StreamPackager
from ingest.origin.server import OriginServer, Timing
from support.flv_clips import feed, play_tags
from support.hls_playlist import Playlist
from support.hls_rules import PlaylistHistory
from support.needs import find_program
from support.origins import Client, fetch

PLAYLIST = "/live/show/index.m3u8"


def timed(**seconds: Any) -> pytest.MarkDecorator:
    """The origin of this test has other times than the usual ones."""
    return pytest.mark.parametrize("origin", [Timing(**seconds)], indirect=True, ids=["timed"])


@contextlib.asynccontextmanager
async def playing(packager: StreamPackager, clip: bytes, speed: float = 1.0) -> AsyncIterator["asyncio.Task[None]"]:
    """Write a clip tag by tag, as its time comes, beside the test."""

    async def play() -> None:
        async for tag in play_tags(clip, speed):
            feed(packager, tag)

    task = asyncio.create_task(play())
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def follow(origin: OriginServer, history: PlaylistHistory, until: str | int) -> Playlist:
    """Reload as a low-latency player does, until a tag is in the playlist or so many versions have been seen."""
    async with Client.connect(origin.port) as client, asyncio.timeout(60):
        target = PLAYLIST
        if history.last is not None:
            sequence, index = history.last.last_part
            target = f"{PLAYLIST}?_HLS_msn={sequence}&_HLS_part={index + 1}"
        seen = 0
        while True:
            answer = await client.get(target)
            assert answer.status == 200, answer
            playlist = history.add(answer.text)
            seen += 1
            if (isinstance(until, str) and until in answer.text) or seen == until:
                return playlist
            sequence, index = playlist.last_part
            target = f"{PLAYLIST}?_HLS_msn={sequence}&_HLS_part={index + 1}"


async def load_all(origin: OriginServer, playlist: Playlist) -> bytes:
    """The init section and every complete segment of a playlist's last run, one behind the other."""
    last = playlist.segments[-1].map_uri
    names = [segment.uri for segment in playlist.segments if segment.map_uri == last and segment.uri]
    return b"".join([(await fetch(origin.port, f"/live/show/{name}")).body for name in [last or "", *names]])


async def follow_into(origin: OriginServer, history: PlaylistHistory, old: Playlist) -> Playlist:
    """Reload until a segment is complete that was begun after `old`: a new FFmpeg always begins one."""
    while True:
        playlist = await follow(origin, history, 1)
        if playlist.segments[-1].sequence > old.all_segments[-1].sequence:
            return playlist


async def count_frames(data: bytes, folder: Path) -> int:
    """How many video frames a real decoder finds."""
    file = folder / "out.mp4"
    file.write_bytes(data)
    process = await asyncio.create_subprocess_exec(
        find_program("ffprobe"), "-v", "error", "-count_frames", "-select_streams", "v", "-show_entries",
        "stream=nb_read_frames", "-of", "csv=p=0", str(file), stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, complaints = await process.communicate()
    assert not complaints, complaints
    return int(out.split()[0])


async def read_packets(data: bytes, folder: Path) -> list[tuple[str, float]]:
    """(kind, decode time) of each packet, as FFmpeg reads it."""
    file = folder / "packets.mp4"
    file.write_bytes(data)
    process = await asyncio.create_subprocess_exec(
        find_program("ffprobe"), "-v", "error", "-show_entries", "packet=codec_type,dts_time", "-of", "csv=p=0",
        str(file), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, complaints = await process.communicate()
    assert not complaints, complaints
    rows = [line.split(",") for line in out.decode().split()]
    return [(row[0], float(row[1])) for row in rows]
