"""Sound that takes too much of a network, made smaller by real FFmpeg when somebody asks."""

import asyncio
import itertools
import os
import re
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from imageio_ffmpeg import get_ffmpeg_exe

from contract.passes import Pass, write_pass
from ingest.origin.server import OriginServer, Timing
from ingest.renditions.codecs import name_tracks
from ingest.renditions.ladder.ladder import Pace
from ingest.renditions.sound.amount import MOST
from ingest.renditions.sound.maker import SoundMaker
from support.clicks import CLICKS, find_clicks
from support.flv_clips import clip_header, feed, make_clip, play_tags, split_tags
from support.needs import find_program
from support.origins import Answer, admit, fetch, run_origin
from support.renditions import get_media, list_parts, probe
from support.waiting import until

PACE = Pace(look=0.05, behind=60, late=60)
"""Nothing is too much, however busy the machine that tests."""
NAMES = ("source", "audio")
LOUD = ("-c:a", "aac", "-b:a", "320k")
KEY = bytes(range(32))


@pytest_asyncio.fixture
async def origin(tmp_path: Path) -> AsyncIterator[OriginServer]:
    timing = Timing(end_pause=0.05, pace=PACE)
    async with run_origin(tmp_path, timing, renditions=NAMES, ffmpeg_path=get_ffmpeg_exe()) as server:
        yield server


def clip_of(encoder: tuple[str, ...] = LOUD, *, seconds: float = 9, rate: int = 48_000, sound: str = CLICKS) -> bytes:
    # The installed FFmpeg may be too old to put Opus and FLAC into FLV.
    return make_clip(
        seconds=seconds, gop=30, sound=sound, sound_encoder=encoder, sample_rate=rate, program=get_ffmpeg_exe()
    )


def find_maker(origin: OriginServer) -> SoundMaker:
    (maker,) = origin.sounds.values()
    return maker


async def play(origin: OriginServer, clip: bytes, *, ended: bool = True, speed: float = 1.0) -> None:
    packager = await origin.open(admit())
    async for tag in play_tags(clip, speed):
        feed(packager, tag)
    await packager.close(ended=ended)


async def until_published(origin: OriginServer) -> None:
    await until(lambda: origin.library.get("show") and origin.library["show"].stream.published)


async def get_ended(origin: OriginServer) -> Answer | None:
    answer = await fetch(origin.port, "/live/show/audio/index.m3u8")
    return answer if answer.text.endswith("#EXT-X-ENDLIST\n") else None


async def until_whole(origin: OriginServer) -> list[str]:
    """The parts of sound, once it has the newest of the source's."""

    async def look() -> list[str]:
        parts = await list_parts(origin, "audio")
        return parts if parts[-1:] == (await list_parts(origin, "source"))[-1:] else []

    return await until(look)


def number_of(part: str) -> int:
    return int(re.findall(r"-(\d+)\.", part)[0])


SENT = {
    "aac 320": (LOUD, 48_000, 2_048),
    "aac 256 at 44.1": (("-c:a", "aac", "-b:a", "256k"), 44_100, 2_048),
    "flac": (("-c:a", "flac"), 48_000, 4_096),
    "opus 320": (("-c:a", "libopus", "-b:a", "320k", "-vbr", "off"), 48_000, 4_096),
    "surround": (("-ac", "6", "-c:a", "aac", "-b:a", "512k"), 48_000, 2_048),
}


@pytest.mark.parametrize("sent", SENT)
async def test_what_is_too_much_is_made_less_at_the_same_times(
    origin: OriginServer, sent: str, tmp_path: Path
) -> None:
    encoder, rate, most = SENT[sent]
    show = asyncio.create_task(play(origin, clip_of(encoder, rate=rate)))
    await until_published(origin)
    assert await list_parts(origin, "audio")
    await show
    answer = await until(lambda: get_ended(origin))
    assert answer is not None
    source = (await fetch(origin.port, "/live/show/source/index.m3u8")).text.splitlines()
    known = {line.replace(",INDEPENDENT=YES", "") for line in source}
    ours = [line.replace(",INDEPENDENT=YES", "") for line in answer.text.splitlines()]
    assert all("-aac.mp4" in line for line in ours if line not in known and "MEDIA-SEQUENCE" not in line)
    parts = [line for line in answer.text.splitlines() if line.startswith("#EXT-X-PART:")]
    assert parts
    assert all("INDEPENDENT=YES" in line for line in parts)

    segments = re.findall(r"#EXTINF:([\d.]+),\n(\S+)", answer.text)
    for seconds, name in segments:
        file = await fetch(origin.port, f"/live/show/audio/{name}")
        assert file.headers["content-type"] == "audio/mp4"
        assert len(file.body) * 8 / float(seconds) < MOST
    names = [name for _, name in segments]
    made, taken = await get_media(origin, "audio", names), await get_media(origin, "source", names)
    assert [track.codec for track in name_tracks(made)] == ["mp4a.40.2"]
    packets = [int(each["pts"]) for each in await probe(made, "a")]
    assert packets == [packets[0] + 1_024 * index for index in range(len(packets))]
    # As it comes: what the encoder still has when a part ends belongs to the next.
    assert 0 <= int((await probe(taken, "a"))[0]["pts"]) - packets[0] <= most
    heard, wanted = await find_clicks(made, tmp_path), await find_clicks(taken, tmp_path)
    assert len(heard) >= 8
    assert max(min(abs(click - other) for other in wanted) for click in heard) < 0.005


async def test_each_part_of_it_comes_with_the_sources(origin: OriginServer) -> None:
    clip = clip_of()
    packager = await origin.open(admit())
    feed(packager, clip_header(clip) + b"".join(tag for _, at, tag in split_tags(clip) if at < 5_100))
    await until_published(origin)
    before = await until_whole(origin)  # and nothing follows that it could wait for
    feed(packager, b"".join(tag for _, at, tag in split_tags(clip) if 5_100 <= at < 7_100))
    await until(lambda: until_whole(origin), is_it=lambda parts: parts[-1] != before[-1])

    async def read_reports() -> list[tuple[str, str]]:
        texts = [(await fetch(origin.port, f"/live/show/{name}/index.m3u8")).text for name in NAMES]
        found = [re.findall(r'RENDITION-REPORT:URI="([^"]+)",LAST-MSN=(\d+)', text) for text in texts]
        return [report for reports in found for report in reports]

    newest = origin.library["show"].stream.next_sequence - 1
    reports = await read_reports()
    assert [uri for uri, _ in reports] == ["../audio/index.m3u8", "../source/index.m3u8"]
    # A playlist is written once for each change of its own.
    assert all(newest - 1 <= int(number) <= newest + 1 for _, number in reports)
    await packager.close(ended=True)


async def test_the_playlist_of_all_says_what_it_is(origin: OriginServer) -> None:
    show = asyncio.create_task(play(origin, clip_of(("-c:a", "flac"))))
    await until_published(origin)

    async def read() -> tuple[str, str]:
        text = (await fetch(origin.port, "/live/show/index.m3u8")).text
        ((rate, codec),) = re.findall(r'BANDWIDTH=(\d+),CODECS="([^"]+)"[^\n]*\naudio/index', text)
        return rate, codec

    rate, codec = await read()  # from the first segment on, before anybody has asked for it
    assert codec == "mp4a.40.2"
    assert 160_000 < int(rate) <= MOST
    await until_whole(origin)
    await until(lambda: find_maker(origin).making.peak)
    peak, codec = await until(read, is_it=lambda found: found[0] != rate)
    assert codec == "mp4a.40.2"
    assert int(peak) <= MOST
    await show


@pytest.mark.parametrize(
    "encoder",
    [
        ("-c:a", "aac", "-b:a", "192k"),
        ("-c:a", "libopus", "-b:a", "128k"),
        ("-ac", "1", "-ar", "8000", "-c:a", "flac"),
    ],
    ids=["aac", "opus", "flac"],
)
async def test_what_is_no_more_is_cut_as_it_was_sent(origin: OriginServer, encoder: tuple[str, ...]) -> None:
    await play(origin, clip_of(encoder), speed=20.0)
    answer = await until(lambda: get_ended(origin))
    assert answer is not None
    names = re.findall(r"^segment-\S+", answer.text, re.MULTILINE)
    packets = [await probe(await get_media(origin, name, names), "a") for name in NAMES]
    source, ours = ([(each["pts"], each["size"]) for each in found] for found in packets)
    assert ours == source
    assert find_maker(origin).making.shelf is None
    assert "-aac.mp4" not in answer.text


async def test_sound_of_one_channel_takes_less(origin: OriginServer) -> None:
    show = asyncio.create_task(play(origin, clip_of(("-ac", "1", *LOUD))))
    await until_published(origin)
    parts = await until_whole(origin)
    await until(lambda: find_maker(origin).making.peak)
    assert find_maker(origin).making.peak < 120_000
    assert len(parts) > 1
    await show


async def test_nothing_is_encoded_while_nobody_asks_nor_long_after(tmp_path: Path) -> None:
    timing = Timing(end_pause=0.05, pace=Pace(look=0.05, idle=0.5, behind=60, late=60))
    async with run_origin(tmp_path, timing, renditions=NAMES, ffmpeg_path=get_ffmpeg_exe()) as origin:
        show = asyncio.create_task(play(origin, clip_of(seconds=12)))
        await until_published(origin)
        assert (await fetch(origin.port, "/live/show/index.m3u8")).status == 200
        maker = find_maker(origin)
        assert maker.encoders == []
        assert await list_parts(origin, "audio")
        assert len(maker.encoders) == 1
        await until(lambda: maker.encoders == [])
        await until(lambda: maker not in origin.library["show"].taps)
        assert await list_parts(origin, "audio")  # and again, of what comes from then on
        await show


async def test_a_killed_encoder_comes_back(origin: OriginServer) -> None:
    show = asyncio.create_task(play(origin, clip_of(seconds=12)))
    await until_published(origin)
    before = await list_parts(origin, "audio")
    (pid,) = find_maker(origin).encoders
    os.kill(pid, signal.SIGKILL)
    await until(lambda: find_maker(origin).encoders not in ([], [pid]))
    after = await until(lambda: list_parts(origin, "audio"), is_it=lambda parts: not {*parts} & {*before})
    assert await probe(await get_media(origin, "audio", after), "a")
    parts = [number_of(part) for part in await list_parts(origin, "source")]
    assert parts == [*range(parts[0], parts[-1] + 1)]
    await show


async def test_a_publisher_who_comes_back_is_heard_without_a_hole(origin: OriginServer, tmp_path: Path) -> None:
    clip = clip_of(seconds=6)
    show = asyncio.create_task(play(origin, clip, ended=False))
    await until_published(origin)
    first = await list_parts(origin, "audio")
    await show
    last = (await until_whole(origin))[-1]
    media = await get_media(origin, "audio", [last])
    source = await get_media(origin, "source", [last])
    ends = [int((await probe(each, "a"))[-1]["pts"]) for each in (media, source)]
    assert abs(ends[0] - ends[1]) < 200, "what the encoder had left belongs to the last part"
    again = asyncio.create_task(play(origin, clip, ended=False))
    parts = await until(lambda: until_whole(origin), is_it=lambda parts: number_of(parts[-1]) > number_of(last) + 5)
    await again
    parts = await until_whole(origin)
    numbers = [*range(number_of(first[0]), number_of(parts[-1]) + 1)]
    names = [re.sub(r"-\d+\.", f"-{number}.", last) for number in numbers]
    steps: dict[str, list[int]] = {}
    for name in NAMES:
        times = [int(each["pts"]) for each in await probe(await get_media(origin, name, names), "a")]
        jumps = [after - before - 1_024 for before, after in itertools.pairwise(times)]
        steps[name] = [jump for jump in jumps if abs(jump) > 200]
    assert len(steps["audio"]) == len(steps["source"]) <= 1
    assert all(abs(ours - its) < 200 for ours, its in zip(*steps.values(), strict=True))
    other = asyncio.create_task(play(origin, clip_of(seconds=6, rate=44_100)))
    await until(
        lambda: list_parts(origin, "audio"), is_it=lambda parts: number_of(parts[-1]) > number_of(names[-1]) + 5
    )
    playlist = (await fetch(origin.port, "/live/show/audio/index.m3u8")).text
    assert len({*re.findall(r'URI="(init-[^"]+-aac\.mp4)"', playlist)}) == 2
    assert "#EXT-X-DISCONTINUITY\n" in playlist
    await other


async def test_an_encoder_follows_another_without_a_hole(
    origin: OriginServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.renditions.sound.maker.ANEW", 1.0)
    show = asyncio.create_task(play(origin, clip_of(seconds=12)))
    await until_published(origin)
    await list_parts(origin, "audio")
    (pid,) = find_maker(origin).encoders
    await until(lambda: len(find_maker(origin).encoders) == 1 and find_maker(origin).encoders != [pid])
    await show
    answer = await until(lambda: get_ended(origin))
    assert answer is not None
    names = re.findall(r"^segment-\S+", answer.text, re.MULTILINE)
    times = [int(each["pts"]) for each in await probe(await get_media(origin, "audio", names), "a")]
    assert times == [times[0] + 1_024 * index for index in range(len(times))]


async def test_sound_that_becomes_too_much_is_made_from_then_on_and_stays_so(origin: OriginServer) -> None:
    quiet = "aevalsrc=exprs='if(lt(t,5),0,random(0)-0.5)'"
    show = asyncio.create_task(play(origin, clip_of(("-c:a", "flac"), seconds=20, sound=quiet), speed=1.5))
    await until_published(origin)
    cut = await list_parts(origin, "audio")
    assert find_maker(origin).making.shelf is None
    made = await until(lambda: list_parts(origin, "audio"), is_it=lambda _: bool(find_maker(origin).encoders))
    assert number_of(made[0]) > number_of(cut[-1])
    assert (await fetch(origin.port, f"/live/show/audio/{cut[0]}")).status != 200
    playlist = (await fetch(origin.port, "/live/show/audio/index.m3u8")).text
    assert {*re.findall(r'URI="(init-[^"]+)"', playlist)} == {*re.findall(r'URI="(init-[^"]+-aac\.mp4)"', playlist)}
    await show


async def test_it_is_behind_the_gate_as_all_else(origin: OriginServer) -> None:
    packager = await origin.open(admit(pass_key=KEY))
    feed(packager, clip_of(seconds=6))
    await until_published(origin)
    origin.library.find_gate("show").revoke(None, 0, [])  # type: ignore[union-attr]
    good = write_pass(KEY, Pass("a" * 16, (1 << 32) - 1))
    assert (await fetch(origin.port, "/live/show/audio/index.m3u8")).status == 403
    answer = await fetch(origin.port, f"/live/show/{good}/audio/index.m3u8")
    assert (answer.status, answer.headers["cache-control"]) == (200, "private, no-store")
    part = re.findall(r'URI="(part[^"]+)"', answer.text)[0]
    file = await fetch(origin.port, f"/live/show/{good}/audio/{part}")
    assert (file.status, file.headers["cache-control"]) == (200, "private, no-store")
    await packager.close(ended=True)


async def test_an_encoder_too_slow_is_given_up_in_words_and_costs_the_source_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "slow"
    slow.write_text(f'#!/bin/sh\nkill -STOP $$\nexec {find_program("ffmpeg")} "$@"\n')
    slow.chmod(0o755)
    timing = Timing(end_pause=0.05, pace=Pace(look=0.05, behind=0.5, late=60))
    async with run_origin(tmp_path, timing, renditions=NAMES, ffmpeg_path=get_ffmpeg_exe()) as origin:
        monkeypatch.setattr(origin, "_drawing_ffmpeg", slow)
        packager = await origin.open(admit())

        async def play_all() -> None:
            async for tag in play_tags(clip_of()):
                feed(packager, tag)

        show = asyncio.create_task(play_all())
        await until_published(origin)
        asked = asyncio.create_task(fetch(origin.port, "/live/show/audio/index.m3u8"))
        maker = find_maker(origin)
        await until(lambda: maker.problem)
        assert (await asked).status == 404
        assert packager.findings["advice"] == [maker.problem]
        assert origin.problems["renditions"]() == maker.problem
        assert "audio/" not in (await fetch(origin.port, "/live/show/index.m3u8")).text
        await until(lambda: maker.encoders == [])
        await show
        parts = [number_of(part) for part in await list_parts(origin, "source")]
        assert parts == [*range(parts[0], parts[-1] + 1)]
        await packager.close(ended=True)


async def test_an_encoder_that_cannot_run_is_given_up_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho no such encoder >&2\nexit 1\n")
    broken.chmod(0o755)
    timing = Timing(end_pause=0.05, pace=Pace(look=0.01, behind=60, late=60))
    async with run_origin(tmp_path, timing, renditions=NAMES, ffmpeg_path=get_ffmpeg_exe()) as origin:
        monkeypatch.setattr(origin, "_drawing_ffmpeg", broken)
        show = asyncio.create_task(play(origin, clip_of(seconds=30), speed=3.0))
        await until_published(origin)

        async def ask() -> str | None:
            await fetch(origin.port, "/live/show/audio/part-0.m4s")
            return find_maker(origin).problem

        assert "again and again" in (await until(ask) or "")
        assert "no such encoder" in caplog.text
        await show
