"""Publishers that are lost, return, take over or are moved, and how their streams end."""

import asyncio
import os
import time
from itertools import pairwise
from pathlib import Path

import pytest

from ingest.origin.server import OriginServer
from support.descendants import list_descendants, wait_until_gone
from support.flv_clips import feed, make_clip
from support.hls_playlist import read_playlist
from support.hls_rules import PlaylistHistory
from support.origin_shows import PLAYLIST, follow, follow_into, load_all, playing, read_packets, timed
from support.origins import KEY, admit, fetch, run_origin
from support.waiting import until


async def test_a_lost_publisher_that_comes_back_as_it_was_goes_on_on_the_same_time_line(
    origin: OriginServer, tmp_path: Path
) -> None:
    history = PlaylistHistory()
    first = await origin.open(admit(session="one"))
    async with playing(first, make_clip()):
        await follow(origin, history, 6)
    await first.close(ended=False)
    last = read_playlist((await fetch(origin.port, PLAYLIST)).text)
    assert not last.ended
    second = await origin.open(admit(session="two"))
    async with playing(second, make_clip()):
        playlist = await follow_into(origin, history, last)
    assert playlist.segments[0].sequence == last.segments[0].sequence
    assert not any(segment.discontinuity for segment in playlist.all_segments)
    found = await read_packets(await load_all(origin, playlist), tmp_path)
    for kind in ("video", "audio"):
        times = [time for each, time in found if each == kind]
        steps = [after - before for before, after in pairwise(times)]
        assert max(steps) < 0.1, "a hole"
        assert min(steps) > -0.05, "more than what one track alone had is played over"


async def test_a_publisher_that_comes_back_with_another_picture_does_so_behind_a_discontinuity(
    origin: OriginServer,
) -> None:
    history = PlaylistHistory()
    first = await origin.open(admit(session="one"))
    async with playing(first, make_clip()):
        await follow(origin, history, 6)
    await first.close(ended=False)
    last = read_playlist((await fetch(origin.port, PLAYLIST)).text)
    second = await origin.open(admit(session="two"))
    async with playing(second, make_clip(size="160x90")):
        playlist = await follow(origin, history, "#EXT-X-DISCONTINUITY\n")
    new = next(segment for segment in playlist.all_segments if segment.discontinuity)
    assert new.map_uri != last.segments[-1].map_uri


async def test_a_publisher_that_takes_over_closes_the_others_way_in(origin: OriginServer) -> None:
    history = PlaylistHistory()
    first = await origin.open(admit(session="one"))
    async with playing(first, make_clip(seconds=10)):
        await follow(origin, history, 6)
        second = await origin.open(admit(session="two"))
        async with playing(second, make_clip(size="160x90")):
            await follow(origin, history, "#EXT-X-DISCONTINUITY\n")
            await first.close(ended=True)  # late, and no longer its to end
            await follow(origin, history, 2)
    assert not (history.last and history.last.ended)


async def test_an_interrupted_show_is_ended_from_outside(origin: OriginServer) -> None:
    packager = await origin.open(admit())
    feed(packager, make_clip())
    await packager.close(ended=False)
    await origin.end("show")
    assert "#EXT-X-ENDLIST" in (await fetch(origin.port, PLAYLIST)).text
    await origin.end("show")
    await origin.end("never-heard-of")


async def test_an_end_that_comes_late_leaves_a_publisher_alone_that_has_returned(origin: OriginServer) -> None:
    history = PlaylistHistory()
    first = await origin.open(admit(session="one"))
    async with playing(first, make_clip()):
        await follow(origin, history, 3)
    await first.close(ended=False)
    returning = asyncio.create_task(origin.open(admit(session="two")))
    await asyncio.sleep(0)
    while not returning.done():
        await origin.end("show")  # its grace runs out just now, or web says so
        await asyncio.sleep(0)
    second = await returning
    await origin.end("show")
    async with playing(second, make_clip()):
        playlist = await follow(origin, history, 4)
    assert not playlist.ended
    await second.close(ended=True)
    assert not wait_until_gone([each for each in list_descendants(os.getpid()) if "ffmpeg" in each.command])


async def test_an_end_that_comes_while_the_last_part_is_put_in_is_not_lost(origin: OriginServer) -> None:
    packager = await origin.open(admit())
    feed(packager, make_clip())
    closing = asyncio.create_task(packager.close(ended=False))
    await asyncio.sleep(0)
    await origin.end("show")
    assert "#EXT-X-ENDLIST" in (await fetch(origin.port, PLAYLIST)).text
    await closing


async def test_a_packager_that_is_closed_while_its_ffmpeg_starts_leaves_none_behind(origin: OriginServer) -> None:
    first = asyncio.create_task(origin.open(admit(session="one")))
    await asyncio.sleep(0)
    second = await origin.open(admit(session="two"))
    with pytest.raises(OSError, match="closed while"):
        await first
    await second.close(ended=True)
    await origin.stop()
    assert not wait_until_gone([each for each in list_descendants(os.getpid()) if "ffmpeg" in each.command])


async def test_a_show_that_is_moved_plays_on_there_and_nowhere_else(origin: OriginServer) -> None:
    packager = await origin.open(admit())
    early = asyncio.create_task(fetch(origin.port, PLAYLIST))
    feed(packager, make_clip())
    assert (await early).status == 200
    await origin.move("show", "elsewhere")
    assert (await fetch(origin.port, PLAYLIST)).status == 404
    elsewhere = PLAYLIST.replace("show", "elsewhere")
    assert (await fetch(origin.port, elsewhere)).status == 200
    await packager.close(ended=False)
    await origin.move("elsewhere", "show")
    again = await origin.open(admit(session="two"))
    feed(again, make_clip())
    await origin.move("never-heard-of", "anywhere")
    await again.close(ended=False)
    await origin.end("show")
    assert "#EXT-X-ENDLIST" in (await fetch(origin.port, PLAYLIST)).text
    assert (await fetch(origin.port, elsewhere)).status == 404


async def test_a_publisher_that_came_back_under_the_old_name_takes_the_place_of_what_was_moved(
    origin: OriginServer,
) -> None:
    lost = await origin.open(admit())
    feed(lost, make_clip())
    await lost.close(ended=False)
    await origin.move("show", "elsewhere")
    back = await origin.open(admit(session="two"))
    feed(back, make_clip())
    token = origin.library["show"].stream.token
    await origin.move("show", "elsewhere")
    assert token in (await fetch(origin.port, PLAYLIST.replace("show", "elsewhere"))).text
    assert (await fetch(origin.port, PLAYLIST)).status == 404
    await back.close(ended=True)


@timed(keep_ended=0.2)
async def test_an_ended_show_goes_after_a_while(origin: OriginServer) -> None:
    packager = await origin.open(admit())
    feed(packager, make_clip())
    await packager.close(ended=False)
    await origin.end("show")
    assert (await fetch(origin.port, PLAYLIST)).status == 200
    await until(lambda: fetch(origin.port, PLAYLIST), is_it=lambda answer: answer.status == 404)
    assert (await fetch(origin.port, f"/live/{KEY}/index.m3u8")).status == 404


@timed(grace_slack=0.1)
async def test_a_publisher_that_never_comes_back_is_not_waited_for_forever(origin: OriginServer) -> None:
    packager = await origin.open(admit(grace=0.1))
    feed(packager, make_clip())
    await packager.close(ended=False)
    history = PlaylistHistory()
    await follow(origin, history, "#EXT-X-ENDLIST")


async def test_a_show_begun_again_after_its_end_has_new_numbers_and_addresses(origin: OriginServer) -> None:
    playlists = []
    for session in ("one", "two"):
        packager = await origin.open(admit(session=session))
        feed(packager, make_clip())
        await packager.close(ended=False)
        playlists.append(read_playlist((await fetch(origin.port, PLAYLIST)).text))
        await origin.end("show")
    first, second = playlists
    assert second.segments[0].sequence > first.segments[-1].sequence
    assert not {segment.uri for segment in first.segments} & {segment.uri for segment in second.segments}


async def test_a_publisher_that_sent_nothing_leaves_nothing(origin: OriginServer) -> None:
    packager = await origin.open(admit())
    await packager.close(ended=True)
    await origin.end("show")
    assert (await fetch(origin.port, PLAYLIST)).status == 404


async def test_ingest_killed_and_its_clock_set_back_leaves_numbers_that_go_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wall = time.time
    seen: list[tuple[int, int]] = []
    for lost in (0.0, 3_600.0):  # nothing of the first process is told that it ends; only DATA_DIR is shared
        monkeypatch.setattr("ingest.origin.server.time.time", lambda lost=lost: wall() - lost)
        async with run_origin(tmp_path, segment_seconds=0.5) as origin:
            packager = await origin.open(admit())
            feed(packager, make_clip(seconds=4, gop=15))
            playlist = await follow(origin, PlaylistHistory(), 1)
            first = playlist.all_segments[0]
            seen.append((first.sequence, first.discontinuity_sequence))
    assert seen[1][0] > seen[0][0]
    assert seen[1][1] != seen[0][1]
