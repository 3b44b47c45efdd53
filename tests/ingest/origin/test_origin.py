"""FLV into a real FFmpeg, and what players get over HTTP: a show from its first part to its end."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ingest.origin.server import OriginServer
from support.flv_clips import feed, make_clip
from support.hls_playlist import read_playlist
from support.hls_rules import PlaylistHistory
from support.needs import find_program
from support.origin_shows import PLAYLIST, count_frames, follow, load_all, playing
from support.origins import KEY, admit, fetch, run_origin


async def test_a_show_from_its_first_part_to_its_end_is_legal_on_every_reload(
    origin: OriginServer, tmp_path: Path
) -> None:
    packager = await origin.open(admit())
    history = PlaylistHistory()
    async with playing(packager, make_clip(seconds=6)) as play:
        following = asyncio.create_task(follow(origin, history, "#EXT-X-ENDLIST"))
        await play
        await packager.close(ended=True)
        playlist = await following
    assert history.versions >= 25
    assert sum(segment.known_duration for segment in playlist.segments) == pytest.approx(6.0, abs=0.1)
    assert await count_frames(await load_all(origin, playlist), tmp_path) == 180


async def test_the_last_part_comes_first_and_the_end_half_a_second_later(origin: OriginServer) -> None:
    packager = await origin.open(admit())
    feed(packager, make_clip(seconds=3))
    history = PlaylistHistory()
    await follow(origin, history, 1)
    loop = asyncio.get_running_loop()
    await packager.close(ended=True)
    closed_at = loop.time()
    playlist = read_playlist((await fetch(origin.port, PLAYLIST)).text)
    assert not playlist.ended
    assert sum(segment.known_duration for segment in playlist.all_segments) == pytest.approx(3.0, abs=0.1)
    await follow(origin, history, "#EXT-X-ENDLIST")
    assert 0.4 <= loop.time() - closed_at <= 1.5


async def test_a_fan_who_is_early_gets_the_playlist_as_soon_as_there_is_one(origin: OriginServer) -> None:
    packager = await origin.open(admit())
    early = asyncio.create_task(fetch(origin.port, PLAYLIST))
    async with playing(packager, make_clip()):
        answer = await early
    assert answer.status == 200
    assert len(read_playlist(answer.text).segments) == 1


async def test_the_hinted_part_is_delivered_when_it_is_made(origin: OriginServer) -> None:
    packager = await origin.open(admit())
    async with playing(packager, make_clip()):
        playlist = read_playlist((await fetch(origin.port, PLAYLIST)).text)
        part = await fetch(origin.port, f"/live/show/{playlist.hints[0]['URI']}")
    assert part.status == 200
    assert part.body[4:8] == b"moof"


async def test_the_key_opens_the_same_stream_and_is_not_in_it(origin: OriginServer) -> None:
    packager = await origin.open(admit())
    feed(packager, make_clip())
    answer = await fetch(origin.port, f"/live/{KEY}/index.m3u8")
    assert answer.status == 200
    assert KEY not in answer.text
    assert (await fetch(origin.port, "/live/ffffffffffffffffffffffffffffffff/index.m3u8")).status == 404


@pytest.mark.parametrize("kind", [{"video": False}, {"audio": False}, {"encoder": ("-bf", "2")}, {"gop": 300}])
async def test_whatever_tracks_and_groups_there_are(
    origin: OriginServer, tmp_path: Path, kind: dict[str, Any]
) -> None:
    clip = make_clip(seconds=12, **kind)
    packager = await origin.open(admit())
    history = PlaylistHistory()
    async with playing(packager, clip, speed=4.0) as play:
        following = asyncio.create_task(follow(origin, history, "#EXT-X-ENDLIST"))
        await play
        await packager.close(ended=True)
        playlist = await following
    assert history.versions >= 10
    if "video" not in kind:
        assert await count_frames(await load_all(origin, playlist), tmp_path) >= 60


async def test_an_encoder_that_makes_each_frame_a_keyframe_gets_ordinary_parts(
    origin: OriginServer, tmp_path: Path
) -> None:
    packager = await origin.open(admit())
    history = PlaylistHistory()
    async with playing(packager, make_clip(seconds=6, gop=1)) as play:
        following = asyncio.create_task(follow(origin, history, "#EXT-X-ENDLIST"))
        await play
        await packager.close(ended=True)
        playlist = await following
    parts = [part for segment in playlist.all_segments for part in segment.parts]
    assert all(part.independent for part in parts)
    assert len(parts) <= 33
    assert history.versions <= 45
    assert await count_frames(await load_all(origin, playlist), tmp_path) == 180


async def test_a_plain_player_reads_the_show_to_its_end(origin: OriginServer) -> None:
    """FFmpeg's own HLS reader: no low latency, no blocking; every frame of the show must come through."""
    packager = await origin.open(admit())
    async with playing(packager, make_clip(seconds=8)) as play:
        await fetch(origin.port, PLAYLIST)
        player = await asyncio.create_subprocess_exec(
            find_program("ffmpeg"), "-v", "error", "-live_start_index", "0", "-i",
            f"http://127.0.0.1:{origin.port}{PLAYLIST}", "-map", "0:v", "-f", "framecrc", "-",
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        await play
        await packager.close(ended=True)
        async with asyncio.timeout(40):
            out, complaints = await player.communicate()
    assert player.returncode == 0, complaints
    assert len([line for line in out.splitlines() if not line.startswith(b"#")]) == 240


async def test_the_operator_is_told_once_that_memory_cuts_the_rewind_window(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with run_origin(tmp_path, dvr_window=3_600.0, segment_seconds=0.5) as origin:
        packager = await origin.open(admit())
        shelf = origin.library["show"]
        shelf.stream.shape = replace(shelf.stream.shape, max_bytes=200_000)
        async with playing(packager, make_clip(seconds=12, gop=15), speed=8.0) as play:
            await play
            await packager.close(ended=True)
    told = [record.getMessage() for record in caplog.records if "DVR_WINDOW" in record.getMessage()]
    assert len(told) == 1
    assert "not the 3600 s of DVR_WINDOW" in told[0]
