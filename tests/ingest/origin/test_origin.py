"""FLV into a real FFmpeg, and what players get over HTTP: the origin as a whole."""

import asyncio
import contextlib
import json
import os
import signal
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from contract.feeds import FeedKind
from ingest.errors import StartError
from ingest.ffmpeg.discovery import FFmpegError
from ingest.origin.packaging.packager import StreamPackager
from ingest.origin.server import OriginServer, Timing
from support.descendants import list_descendants, wait_until_gone
from support.flv_clips import clip_header, feed, make_clip, play_tags, split_tags
from support.hls_playlist import Playlist, read_playlist
from support.hls_rules import PlaylistHistory
from support.needs import find_program
from support.origins import KEY, Client, admit, fetch, run_origin
from support.waiting import until

PLAYLIST = "/live/show/index.m3u8"


@pytest.fixture
async def origin(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[OriginServer]:
    async with run_origin(tmp_path, getattr(request, "param", None)) as origin:
        yield origin


def timed(**seconds: float) -> pytest.MarkDecorator:
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


async def test_ffmpeg_killed_in_mid_show_is_replaced_and_players_go_on(origin: OriginServer, tmp_path: Path) -> None:
    packager = await origin.open(admit())
    history = PlaylistHistory()
    async with playing(packager, make_clip(seconds=8, gop=30)):
        before = await follow(origin, history, 8)
        pid = packager.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        after = await follow_into(origin, history, before)
    assert packager.pid != pid
    assert not packager.failed.done()
    assert not any(segment.discontinuity for segment in after.all_segments)
    assert await count_frames(await load_all(origin, after), tmp_path) > 30


async def test_ffmpeg_that_dies_again_and_again_is_given_up_with_words(origin: OriginServer) -> None:
    packager = await origin.open(admit())
    async with playing(packager, make_clip(seconds=30, gop=30)), asyncio.timeout(60):
        while not packager.failed.done():
            pid = packager.pid
            if pid is not None:
                os.kill(pid, signal.SIGKILL)
            while packager.pid == pid and not packager.failed.done():
                await asyncio.sleep(0.01)
    assert "could not package your stream" in packager.failed.result()
    await packager.close(ended=True)


@timed(stall=0.5)
async def test_ffmpeg_that_stands_still_is_replaced(origin: OriginServer) -> None:
    packager = await origin.open(admit())
    history = PlaylistHistory()
    async with playing(packager, make_clip(seconds=30, gop=30)):
        before = await follow(origin, history, 4)
        assert packager.pid is not None
        os.kill(packager.pid, signal.SIGSTOP)
        await follow_into(origin, history, before)


async def test_a_wrapper_that_hangs_is_told_once_for_each_and_leaves_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    wrapper = tmp_path / "ffmpeg"
    wrapper.write_text('#!/bin/sh\n[ "$2" = -version ] && echo "ffmpeg version 9.0" && exit\nsleep 600\n:\n')
    wrapper.chmod(0o755)
    async with run_origin(tmp_path, Timing(stall=0.3), ffmpeg_path=wrapper) as origin:
        packager = await origin.open(admit())
        async with playing(packager, make_clip(seconds=30, gop=6)), asyncio.timeout(60):
            await packager.failed
        assert sum("stands still" in record.getMessage() for record in caplog.records) == 4
    assert not [each for each in list_descendants(os.getpid()) if "sleep 600" in each.command]


async def test_a_start_that_is_given_up_leaves_nothing_behind(
    origin: OriginServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(*_: object) -> None:
        await asyncio.Event().wait()

    with monkeypatch.context() as patch:
        patch.setattr("ingest.ffmpeg.process.FFmpegProcess.spawn", hang)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(origin.open(admit()), 0.1)
    assert origin._packagers == {}
    packager = await origin.open(admit(session="again"))
    feed(packager, make_clip())
    await follow(origin, PlaylistHistory(), 1)


@pytest.mark.parametrize(
    ("kind", "black", "silent"),
    [
        ({"picture": "color=black", "sound": "anullsrc=channel_layout=stereo"}, True, True),
        ({"picture": "color=black"}, True, False),
        ({"sound": "anullsrc=channel_layout=stereo"}, False, True),
        ({}, False, False),
        ({"video": False}, None, False),
        ({"audio": False}, False, None),
    ],
)
@timed(look_every=0.5)
async def test_what_is_seen_and_heard_in_a_rehearsal_is_found(
    origin: OriginServer,
    kind: dict[str, Any],
    black: bool | None,
    silent: bool | None,
) -> None:
    packager = await origin.open(admit(kind=FeedKind.REHEARSAL))
    feed(packager, make_clip(seconds=6, **kind))
    await until(lambda: packager.findings, 30)
    findings = packager.findings
    assert findings["picture_black"] is black
    assert (None if findings["sound_peak_db"] is None else findings["sound_peak_db"] < -60) is silent


async def test_a_show_is_not_looked_into(origin: OriginServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.origin.packaging.packager.Inspection", None)
    packager = await origin.open(admit())
    feed(packager, make_clip())
    assert packager.findings == {}


async def test_a_start_that_fails_is_told_by_ready(tmp_path: Path) -> None:
    program = tmp_path / "ffmpeg"
    program.symlink_to(find_program("ffmpeg"))
    async with run_origin(tmp_path, ffmpeg_path=program) as origin:
        program.unlink()
        with pytest.raises(FileNotFoundError):
            await origin.open(admit())
        ready = await fetch(origin.port, "/ready")
        assert (ready.status, "FFmpeg cannot be started: No such file" in ready.text) == (503, True)
        program.symlink_to(find_program("ffmpeg"))
        await origin.open(admit())
        assert (await fetch(origin.port, "/ready")).status == 200


@timed(stall=1.5)
async def test_a_publisher_that_pauses_is_not_taken_for_a_stuck_ffmpeg(origin: OriginServer) -> None:
    packager = await origin.open(admit())
    pid = packager.pid
    clip = make_clip(seconds=8)
    history = PlaylistHistory()
    async with playing(packager, clip):
        await follow(origin, history, 6)
    await asyncio.sleep(2.0)  # the pause itself is what is tried here
    tags = [tag for _, timestamp, tag in split_tags(clip) if timestamp > 4_000]
    for tag in tags:
        feed(packager, tag)
    await follow(origin, history, 1)
    assert packager.pid == pid


@timed(stall=0.5)
async def test_a_stuck_ffmpeg_does_not_hold_up_who_waits_for_it(origin: OriginServer) -> None:
    packager = await origin.open(admit())
    assert packager.pid is not None
    os.kill(packager.pid, signal.SIGSTOP)
    clip = make_clip(seconds=4)
    feed(packager, clip + b"".join(tag for _, _, tag in split_tags(clip)) * 8)
    await asyncio.wait_for(packager.drain(), 10)
    assert packager.queued == 0


async def test_what_piles_up_before_a_stuck_ffmpeg_is_bounded_and_told(origin: OriginServer) -> None:
    packager = await origin.open(admit())
    assert packager.pid is not None
    os.kill(packager.pid, signal.SIGSTOP)
    clip = make_clip(seconds=4)
    feed(packager, clip)
    tags = b"".join(tag for _, _, tag in split_tags(clip))
    for _ in range(20):
        feed(packager, tags)
    assert packager.queued > 1 << 20
    waiting = asyncio.create_task(packager.drain())
    await asyncio.sleep(0)
    assert not waiting.done()
    os.kill(packager.pid, signal.SIGCONT)
    await asyncio.wait_for(waiting, 30)
    assert packager.queued < 1 << 20


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


async def test_garbage_is_an_end_with_words_and_not_a_crash(origin: OriginServer) -> None:
    packager = await origin.open(admit())
    feed(packager, clip_header(make_clip()))
    tag = next(tag for kind, _, tag in split_tags(make_clip()) if kind == 9)
    async with asyncio.timeout(60):
        while not packager.failed.done():
            for _ in range(50):
                feed(packager, tag[:11] + os.urandom(len(tag) - 15) + tag[-4:])
            await asyncio.sleep(0.005)
            if packager.pid is not None and not packager.failed.done():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(packager.pid, signal.SIGKILL)
    await packager.close(ended=True)


async def test_who_follows_streams_is_told_of_each_new_one_and_may_fail(
    origin: OriginServer, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise OSError("no room for a recording")

    seen: list[object] = []
    origin.watchers += [fail, lambda _, shelf: seen.append(shelf)]
    await origin.open(admit(session="one"))
    await origin.open(admit(session="two"))
    assert seen == [origin.library["show"]]
    assert "no room for a recording" in caplog.text


async def test_plain_addresses_answer(origin: OriginServer) -> None:
    hello = await fetch(origin.port, "/")
    assert hello.status == 200
    assert hello.text.count("\n") == 1
    assert (await fetch(origin.port, "/health")).status == 200
    ready = await fetch(origin.port, "/ready")
    assert ready.status == 200
    # As web says it, and what only a node counts: one reader does for both.
    said = json.loads(ready.text)
    assert (said["ready"], said["parts"]) == (True, {"ffmpeg": "ok"})
    assert set(said) == {"ready", "parts", "refused"}


async def test_without_ffmpeg_it_serves_and_says_what_is_missing(tmp_path: Path) -> None:
    async with run_origin(tmp_path, ffmpeg_path=tmp_path / "no-ffmpeg") as origin:
        ready = await fetch(origin.port, "/ready")
        assert ready.status == 503
        assert "FFMPEG_PATH" in ready.text
        assert (await fetch(origin.port, "/health")).status == 200
        with pytest.raises(FFmpegError, match="FFMPEG_PATH"):
            await origin.open(admit())
        assert (await fetch(origin.port, PLAYLIST)).status == 404


async def test_other_parts_of_the_process_can_be_not_ready(origin: OriginServer) -> None:
    origin.checks["rtmp"] = lambda: "not listening yet"
    ready = await fetch(origin.port, "/ready")
    assert ready.status == 503
    said = json.loads(ready.text)
    assert (said["ready"], said["parts"]["rtmp"]) == (False, "not listening yet")


async def test_a_port_that_is_taken_is_named_with_its_variable(origin: OriginServer, tmp_path: Path) -> None:
    with pytest.raises(StartError, match=f"HTTP_PORT is {origin.port}"):
        async with run_origin(tmp_path, http_port=origin.port):
            pass


async def test_stopping_leaves_no_process_and_no_task(tmp_path: Path) -> None:
    before = asyncio.all_tasks()
    async with run_origin(tmp_path) as origin:
        packagers = [await origin.open(admit(f"show{number}")) for number in range(3)]
        for packager in packagers:
            feed(packager, make_clip(seconds=1))
        pids = [packager.pid for packager in packagers]
    for pid in pids:
        assert pid is not None
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    assert asyncio.all_tasks() == before


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
