"""Smaller pictures of a stream, made by real FFmpeg when somebody asks."""

import asyncio
import os
import re
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from ingest.origin.packaging.packager import StreamPackager
from ingest.origin.server import OriginServer, Timing
from ingest.renditions.ladder.ladder import Ladder, Pace
from support.flv_clips import clip_header, feed, make_clip, play_tags, split_tags
from support.needs import find_program
from support.origins import Answer, admit, fetch, run_origin
from support.renditions import compare, decode, get_media, list_parts, probe
from support.waiting import until

RENDITIONS = ("source", "240p", "120p@100k", "audio")
TIMING = Timing(end_pause=0.05, pace=Pace(look=0.05, late=60))


@pytest_asyncio.fixture
async def origin(tmp_path: Path) -> AsyncIterator[OriginServer]:
    async with run_origin(tmp_path, TIMING, renditions=RENDITIONS) as server:
        yield server


def find_ladder(origin: OriginServer) -> Ladder:
    (ladder,) = origin.ladders.values()
    return ladder


async def play(origin: OriginServer, clip: bytes, *, ended: bool = True, speed: float = 2.0) -> None:
    packager = await origin.open(admit())
    async for tag in play_tags(clip, speed):
        feed(packager, tag)
    await packager.close(ended=ended)


async def play_all(packager: StreamPackager, clip: bytes, speed: float = 2.0) -> None:
    async for tag in play_tags(clip, speed):
        feed(packager, tag)


async def until_whole(origin: OriginServer, name: str) -> list[str]:
    """The rung's parts, once it has the newest of the source's."""

    async def look() -> list[str]:
        parts = await list_parts(origin, name)
        return parts if parts[-1:] == (await list_parts(origin, "source"))[-1:] else []

    return await until(look)


async def get_ended(origin: OriginServer, name: str) -> Answer | None:
    answer = await fetch(origin.port, f"/live/show/{name}/index.m3u8")
    return answer if answer.text.endswith("#EXT-X-ENDLIST\n") else None


def times(packets: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(each["dts"], each["flags"]) for each in packets]


DROPS = "select='gt(mod(n,7),2)+eq(mod(n,30),0)'"
"""A picture now and then is missing."""


@pytest.mark.parametrize(
    "clip",
    [
        {"encoder": ("-tune", "zerolatency")},
        {"encoder": ("-bf", "3", "-b_strategy", "0")},
        {"encoder": ("-bf", "2", "-x264-params", "b-pyramid=normal:sliced-threads=0")},
        {"encoder": ("-tune", "zerolatency", "-vf", DROPS, "-fps_mode", "vfr")},
        {"size": "641x361", "encoder": ("-tune", "zerolatency", "-pix_fmt", "yuv444p")},
    ],
    ids=["plain", "reordered", "pyramid", "variable", "odd"],
)
async def test_a_rung_has_the_parts_times_and_keyframes_of_the_source(
    origin: OriginServer, clip: dict[str, Any], tmp_path: Path
) -> None:
    show = asyncio.create_task(play(origin, make_clip(**{"seconds": 9, "gop": 30, "size": "640x360", **clip})))
    await until(lambda: origin.library.get("show") and origin.library["show"].stream.published)
    assert await list_parts(origin, "240p")
    assert await list_parts(origin, "120p")
    await show
    await until(lambda: origin.library["show"].stream.ended)
    for name, size in (("240p", (426, 240)), ("120p", (214, 120))):
        answer = await until(lambda name=name: get_ended(origin, name))  # type: ignore[misc]
        assert answer is not None
        source = (await fetch(origin.port, "/live/show/source/index.m3u8")).text
        # It may begin later.
        assert {line for line in answer.text.splitlines() if "MEDIA-SEQUENCE" not in line} <= {*source.splitlines()}
        segments = re.findall(r"^segment-\S+", answer.text, re.MULTILINE)  # parts are not listed of all of them
        ours, theirs = await get_media(origin, name, segments), await get_media(origin, "source", segments)
        assert times(await probe(ours, "v")) == times(await probe(theirs, "v"))
        assert sorted(each["pts"] for each in await probe(ours, "v")) == sorted(
            each["pts"] for each in await probe(theirs, "v")
        )
        assert await probe(ours, "a") == await probe(theirs, "a")
        pictures, complaints = await decode(ours)
        assert (pictures, complaints) == (await decode(theirs))
        assert complaints == ""
        assert await compare(ours, theirs, tmp_path) > 0.85
        assert size[0].to_bytes(2, "big") + size[1].to_bytes(2, "big") in ours[:2000]


async def test_nothing_is_encoded_while_nobody_asks_nor_long_after(tmp_path: Path) -> None:
    timing = Timing(end_pause=0.05, pace=Pace(look=0.05, idle=0.5, late=60))
    async with run_origin(tmp_path, timing, renditions=RENDITIONS) as origin:
        show = asyncio.create_task(play(origin, make_clip(seconds=12, gop=30, size="640x360"), speed=1.5))
        await until(lambda: origin.library.get("show") and origin.library["show"].stream.published)
        assert (await fetch(origin.port, "/live/show/index.m3u8")).status == 200
        ladder = find_ladder(origin)
        assert ladder.encoders == []
        assert await list_parts(origin, "120p")
        assert len(ladder.encoders) == 1
        await until(lambda: ladder.encoders == [])
        await until(lambda: ladder not in origin.library["show"].taps)
        assert await list_parts(origin, "120p")  # and again, of what comes from then on
        await show


async def test_what_the_source_has_is_waited_for_where_a_rung_begins(origin: OriginServer) -> None:
    show = asyncio.create_task(play(origin, make_clip(seconds=12, gop=30, size="640x360"), speed=1.5))
    await until(lambda: origin.library.get("show") and origin.library["show"].stream.published)
    playlist = (await fetch(origin.port, "/live/show/source/index.m3u8")).text
    names = [re.findall(r'#EXT-X-MAP:URI="([^"]+)"', playlist)[-1], (await list_parts(origin, "source"))[-1]]
    assert find_ladder(origin).encoders == []

    async def get(name: str) -> Answer:
        # One that begins says 503 on a busy machine.
        target = f"/live/show/120p/{name}"
        return await until(lambda: fetch(origin.port, target), is_it=lambda answer: answer.status != 503)

    assert [answer.status for answer in await asyncio.gather(*(get(name) for name in names))] == [200, 200]
    assert (await fetch(origin.port, "/live/show/240p/init-nothing-1.mp4")).status == 404
    await show


async def test_rungs_share_one_encoder_from_the_next_keyframe_on(origin: OriginServer) -> None:
    show = asyncio.create_task(play(origin, make_clip(seconds=12, gop=30, size="640x360"), speed=1.5))
    await until(lambda: origin.library.get("show") and origin.library["show"].stream.published)
    await list_parts(origin, "120p")
    (one,) = find_ladder(origin).encoders
    await list_parts(origin, "240p")
    await until(lambda: len(find_ladder(origin).encoders) == 1 and find_ladder(origin).encoders != [one])
    await show
    parts = await until_whole(origin, "120p")
    numbers = [int(re.findall(r"-(\d+)\.", part)[0]) for part in parts]
    assert numbers == [*range(numbers[0], numbers[-1] + 1)]
    pictures, complaints = await decode(await get_media(origin, "120p", parts))
    assert pictures
    assert complaints == ""


async def test_a_rung_as_far_as_its_source_goes_on_where_the_encoder_changes(origin: OriginServer) -> None:
    clip = make_clip(seconds=8, gop=30, size="640x360")
    packager = await origin.open(admit())
    feed(packager, clip_header(clip) + b"".join(tag for _, at, tag in split_tags(clip) if at < 5_100))
    await until(lambda: origin.library["show"].stream.published)
    await until_whole(origin, "120p")
    (one,) = find_ladder(origin).encoders
    await list_parts(origin, "240p")
    await until_whole(origin, "240p")
    before = await until_whole(origin, "120p")
    feed(packager, b"".join(tag for _, at, tag in split_tags(clip) if at >= 5_100))
    await until(lambda: len(find_ladder(origin).encoders) == 1 and find_ladder(origin).encoders != [one])
    assert (await until_whole(origin, "120p"))[-1] != before[-1]
    assert (await fetch(origin.port, f"/live/show/120p/{before[-1]}")).status == 200
    await packager.close(ended=True)


async def test_a_killed_encoder_comes_back_at_a_keyframe(origin: OriginServer) -> None:
    show = asyncio.create_task(play(origin, make_clip(seconds=12, gop=30, size="640x360"), speed=1.5))
    await until(lambda: origin.library.get("show") and origin.library["show"].stream.published)
    before = await list_parts(origin, "120p")
    (pid,) = find_ladder(origin).encoders
    os.kill(pid, signal.SIGKILL)
    await until(lambda: find_ladder(origin).encoders not in ([], [pid]))
    after = await until(lambda: list_parts(origin, "120p"), is_it=lambda parts: not {*parts} & {*before})
    playlist = await fetch(origin.port, "/live/show/120p/index.m3u8")
    assert re.search(r"#EXT-X-PART:[^\n]*INDEPENDENT=YES", playlist.text)
    pictures, complaints = await decode(await get_media(origin, "120p", after))
    assert pictures
    assert complaints == ""
    await show


async def test_a_publisher_who_comes_back_has_its_rungs(origin: OriginServer) -> None:
    clip = make_clip(seconds=6, gop=30, size="640x360")
    show = asyncio.create_task(play(origin, clip, ended=False))
    await until(lambda: origin.library.get("show") and origin.library["show"].stream.published)
    await list_parts(origin, "120p")
    await show
    await play(origin, clip, ended=False)
    await until_whole(origin, "120p")
    await play(origin, make_clip(seconds=6, gop=30, size="480x360"))
    parts = await until_whole(origin, "120p")
    playlist = (await fetch(origin.port, "/live/show/120p/index.m3u8")).text
    source = (await fetch(origin.port, "/live/show/source/index.m3u8")).text
    assert {line for line in playlist.splitlines() if "init-" in line} <= {*source.splitlines()}
    pictures, _ = await decode(await get_media(origin, "120p", parts[-8:]))
    assert pictures


async def test_the_playlist_of_all_says_what_each_rung_is(origin: OriginServer) -> None:
    packager = await origin.open(admit())
    feed(packager, make_clip(seconds=5, gop=30, size="360x640"))
    answer = await fetch(origin.port, "/live/show/index.m3u8")
    lines = answer.text.splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        f"{name}/index.m3u8" for name in ("source", "240p", "120p", "audio")
    ]
    named = r'CODECS="avc1\.4d401e,mp4a\.40\.2",RESOLUTION=240x426,FRAME-RATE=30\.000,CLOSED-CAPTIONS=NONE\n240p'
    assert re.search(named, answer.text)
    await until_whole(origin, "240p")
    media = await get_media(origin, "240p", await list_parts(origin, "240p"))
    assert b"avcC\x01\x4d\x40\x1e" in media
    await packager.close(ended=True)


async def test_each_playlist_reports_of_the_others(origin: OriginServer) -> None:
    show = asyncio.create_task(play(origin, make_clip(seconds=9, gop=30, size="640x360"), ended=False))
    await until(lambda: origin.library.get("show") and origin.library["show"].stream.published)
    names = ("source", "240p", "120p", "audio")
    for name in names:
        await list_parts(origin, name)
    for name in names:
        text = (await fetch(origin.port, f"/live/show/{name}/index.m3u8")).text
        found = re.findall(r'#EXT-X-RENDITION-REPORT:URI="\.\./([\w]+)/index.m3u8",LAST-MSN=(\d+)', text)
        assert sorted(other for other, _ in found) == sorted({*names} - {name})
        newest = origin.library["show"].stream.next_sequence - 1
        assert all(newest - 2 <= int(number) <= newest for _, number in found)
    await show


@pytest.mark.parametrize(
    ("clip", "there"),
    [({"size": "320x180"}, ["source", "120p", "audio"]), ({"video": False}, ["source"])],
    ids=["small", "no picture"],
)
async def test_nothing_is_made_larger_than_it_is_sent(
    origin: OriginServer, clip: dict[str, Any], there: list[str]
) -> None:
    packager = await origin.open(admit())
    feed(packager, make_clip(seconds=5, gop=30, **clip))
    answer = await fetch(origin.port, "/live/show/index.m3u8")
    assert re.findall(r"^(\w+)/index", answer.text, re.MULTILINE) == there
    assert (await fetch(origin.port, "/live/show/240p/index.m3u8")).status == 404
    await packager.close(ended=True)


async def test_a_picture_without_sound_has_rungs(origin: OriginServer) -> None:
    packager = await origin.open(admit())
    feed(packager, make_clip(seconds=5, gop=30, size="640x360", audio=False))
    await fetch(origin.port, "/live/show/index.m3u8")
    parts = await until_whole(origin, "120p")
    pictures, complaints = await decode(await get_media(origin, "120p", parts))
    assert pictures
    assert complaints == ""
    await packager.close(ended=True)


async def test_an_encoder_too_slow_costs_the_highest_rung_and_nothing_of_the_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "slow"
    slow.write_text(f'#!/bin/sh\nkill -STOP $$\nexec {find_program("ffmpeg")} "$@"\n')
    slow.chmod(0o755)
    timing = Timing(end_pause=0.05, pace=Pace(look=0.05, behind=0.5, late=60))
    async with run_origin(tmp_path, timing, renditions=RENDITIONS) as origin:
        monkeypatch.setattr(origin, "_drawing_ffmpeg", slow)
        packager = await origin.open(admit())
        show = asyncio.create_task(play_all(packager, make_clip(seconds=9, gop=30, size="640x360")))
        await until(lambda: origin.library.get("show") and origin.library["show"].stream.published)
        asked = [
            asyncio.create_task(fetch(origin.port, f"/live/show/{name}/index.m3u8")) for name in ("240p", "120p")
        ]
        ladder = find_ladder(origin)
        await until(lambda: ladder.problem)
        assert (await asked[0]).status == 404  # a plain answer: players keep the source
        assert packager.findings["advice"] == [ladder.problem]
        assert "240p" in (ladder.problem or "")
        assert origin.problems["renditions"]() == ladder.problem
        assert "240p" not in (await fetch(origin.port, "/live/show/index.m3u8")).text
        await show
        parts = await list_parts(origin, "source")
        numbers = [int(re.findall(r"-(\d+)\.", part)[0]) for part in parts]
        assert numbers == [*range(numbers[0], numbers[-1] + 1)]
        await packager.close(ended=True)
        await asyncio.gather(*asked)


async def test_a_source_that_the_machine_has_come_late_costs_the_highest_rung(tmp_path: Path) -> None:
    timing = Timing(end_pause=0.05, pace=Pace(look=0.05, behind=60, late=0.05, window=2.0))
    async with run_origin(tmp_path, timing, renditions=RENDITIONS) as origin:
        packager = await origin.open(admit())
        show = asyncio.create_task(play_all(packager, make_clip(seconds=16, gop=30, size="640x360"), 1.0))
        await until(lambda: origin.library.get("show") and origin.library["show"].stream.published)
        ladder = find_ladder(origin)

        async def take_the_machine() -> None:
            while True:
                time.sleep(0.2)  # noqa: ASYNC251 - that is the point
                await asyncio.sleep(0.01)

        busy = asyncio.create_task(take_the_machine())
        try:

            async def ask() -> str | None:
                for name in ("240p", "120p"):
                    await fetch(origin.port, f"/live/show/{name}/part-0.m4s")
                return ladder.problem

            assert "this machine is at its limit" in (await until(ask) or "")
        finally:
            busy.cancel()
        assert "no 240p for a while" in (ladder.problem or "")
        assert packager.findings["advice"] == [ladder.problem]
        assert origin.problems["renditions"]() == ladder.problem
        playlist = (await fetch(origin.port, "/live/show/index.m3u8")).text
        assert re.findall(r"^(\w+)/index", playlist, re.MULTILINE) == ["source", "120p", "audio"]
        await show
        parts = await list_parts(origin, "source")
        numbers = [int(re.findall(r"-(\d+)\.", part)[0]) for part in parts]
        assert numbers == [*range(numbers[0], numbers[-1] + 1)]
        await packager.close(ended=True)


async def test_an_encoder_that_cannot_run_is_given_up_in_words(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    timing = Timing(end_pause=0.05, pace=Pace(look=0.01, late=60))
    async with run_origin(tmp_path, timing, renditions=RENDITIONS, rendition_encoder="no_such_encoder") as origin:
        packager = await origin.open(admit())
        show = asyncio.create_task(play_all(packager, make_clip(seconds=30, gop=15, size="640x360"), 4.0))
        await until(lambda: origin.library.get("show") and origin.library["show"].stream.published)

        async def ask() -> str | None:
            await fetch(origin.port, "/live/show/120p/part-0.m4s")
            return find_ladder(origin).problem

        assert "again and again" in (await until(ask) or "")
        assert "no_such_encoder" in caplog.text
        await show
        await packager.close(ended=True)
