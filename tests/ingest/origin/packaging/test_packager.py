"""A real FFmpeg that dies, stands still, or gets what it cannot read."""

import asyncio
import contextlib
import os
import signal
from pathlib import Path

import pytest

from ingest.origin.server import OriginServer, Timing
from support.descendants import list_descendants, wait_until_gone
from support.flv_clips import clip_header, feed, make_clip, split_tags
from support.hls_rules import PlaylistHistory
from support.origin_shows import count_frames, follow, follow_into, load_all, playing, timed
from support.origins import admit, run_origin
from support.waiting import PATIENCE


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
    assert not wait_until_gone([each for each in list_descendants(os.getpid()) if "sleep 600" in each.command])


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


@timed(stall=3.0)
async def test_a_publisher_that_pauses_is_not_taken_for_a_stuck_ffmpeg(origin: OriginServer) -> None:
    packager = await origin.open(admit())
    pid = packager.pid
    clip = make_clip(seconds=8)
    history = PlaylistHistory()
    async with playing(packager, clip):
        await follow(origin, history, 6)
    await asyncio.sleep(3.5)  # the pause itself is what is tried here
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
    await asyncio.wait_for(packager.drain(), PATIENCE)
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
