"""hls-parser, strict, reads every playlist of a show from its first part to its end."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ingest.origin.packaging.packager import StreamPackager
from support.flv_clips import feed, make_clip, play_tags
from support.foreign_scripts import run_script
from support.hls_playlist import read_playlist
from support.hls_rules import check_playlist
from support.origins import Client, admit, run_origin
from support.waiting import PATIENCE

PLAYLIST = "/live/show/index.m3u8"
COUNTS_SEGMENTS = "greater than three target durations"
"""It counts three segments where RFC 8216bis says three target durations: a stream's first segments are shorter."""


@contextlib.asynccontextmanager
async def following(port: int) -> AsyncIterator[list[str]]:
    """Every version of the playlist, as a low-latency player is given them."""
    texts: list[str] = []

    async def follow() -> None:
        async with Client.connect(port) as client:
            target = PLAYLIST
            while "#EXT-X-ENDLIST" not in (answer := await client.get(target)).text:
                texts.append(answer.text)
                sequence, index = read_playlist(answer.text).last_part
                target = f"{PLAYLIST}?_HLS_msn={sequence}&_HLS_part={index + 1}"
            texts.append(answer.text)

    task = asyncio.create_task(follow())
    yield texts
    async with asyncio.timeout(PATIENCE):
        await task


async def play(packager: StreamPackager, clip: bytes, *, ended: bool) -> None:
    async for tag in play_tags(clip, speed=4.0):
        feed(packager, tag)
    await packager.close(ended=ended)


@pytest.mark.parametrize("window", [0.0, 30.0])
async def test_every_playlist_of_a_show_is_what_another_parser_takes(window: float, tmp_path: Path) -> None:
    async with run_origin(tmp_path, dvr_window=window) as origin:
        packager = await origin.open(admit(session="one"))
        async with following(origin.port) as texts:
            await play(packager, make_clip(seconds=14), ended=False)
            await play(await origin.open(admit(session="two")), make_clip(seconds=6), ended=False)
            await play(await origin.open(admit(session="three")), make_clip(seconds=8, size="160x90"), ended=True)
    assert len(texts) > 60
    assert any("#EXT-X-DISCONTINUITY\n" in text for text in texts)
    file = tmp_path / "playlists.json"
    file.write_text(json.dumps(texts))
    for line in run_script("playlists", file).splitlines():
        number, words = line.split(": ", 1)
        playlist = read_playlist(texts[int(number)])
        assert COUNTS_SEGMENTS in words, f"{words}\n{playlist.text}"
        check_playlist(playlist)
        listed = [segment.known_duration for segment in playlist.all_segments if segment.parts]
        assert min(listed[:-1]) < 1.5, f"no segment is short, and yet: {words}\n{playlist.text}"


async def test_what_a_stream_may_be_had_as_is_what_another_parser_takes(tmp_path: Path) -> None:
    texts: list[str] = []
    async with run_origin(tmp_path, renditions=("source", "120p", "audio")) as origin:
        packager = await origin.open(admit())
        feed(packager, make_clip(seconds=8))
        async with Client.connect(origin.port) as client:
            for ended in (False, True):
                if ended:
                    await packager.close(ended=True)
                names = [f"/live/show/{name}index.m3u8" for name in ("", "source/", "120p/", "audio/")]
                texts += [(await client.get(name)).text for name in names]
    assert ["audio/index.m3u8\n" in text for text in texts] == [True, False, False, False] * 2
    file = tmp_path / "playlists.json"
    file.write_text(json.dumps(texts))
    for line in run_script("playlists", file).splitlines():
        number, words = line.split(": ", 1)
        assert int(number) % 4, f"{words}\n{texts[int(number)]}"
        assert COUNTS_SEGMENTS in words, f"{words}\n{texts[int(number)]}"


def test_a_playlist_with_a_fault_is_not_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "playlists.json"
    file.write_text(json.dumps(["#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:4.0,\na.ts\n"]))
    assert "target duration" in run_script("playlists", file)
