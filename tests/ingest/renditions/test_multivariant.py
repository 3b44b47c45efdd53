"""A stream and its sound alone, as players get them."""

import asyncio
import re
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from contract.passes import Pass, write_pass
from ingest.origin.server import OriginServer, Timing
from ingest.renditions.codecs import name_tracks
from support.flv_clips import clip_header, feed, make_clip, split_tags
from support.needs import find_program
from support.origins import Answer, admit, fetch, run_origin
from support.rtmp import VIDEO
from support.waiting import until

KEY = bytes(range(32))


@pytest_asyncio.fixture
async def origin(tmp_path: Path) -> AsyncIterator[OriginServer]:
    timing = Timing(end_pause=0.05)
    async with run_origin(tmp_path, timing, renditions=("source", "audio")) as server:
        yield server


async def get(origin: OriginServer, name: str, between: str = "") -> Answer:
    return await fetch(origin.port, f"/live/show/{between}{name}")


async def publish(origin: OriginServer, clip: bytes, *, ended: bool = False, pass_key: bytes = b"") -> None:
    packager = await origin.open(admit(pass_key=pass_key))
    feed(packager, clip)
    if ended:
        await packager.close(ended=True)


def add_captions(clip: bytes) -> bytes:
    """The clip with a command of CEA-608 before each picture (ANSI/SCTE 128, 8.1)."""
    message = b"\xb5\x00\x31GA94\x03\x41\xff\xfc\x94\x20\xff"
    unit = bytes((6, 4, len(message))) + message + b"\x80"
    captions = len(unit).to_bytes(4, "big") + unit
    made = clip_header(clip)
    for kind, _, tag in split_tags(clip):
        if kind == VIDEO and tag[12] == 1:
            body = tag[11:16] + captions + tag[16:-4]
            made += tag[:1] + len(body).to_bytes(3, "big") + tag[4:11] + body + (len(body) + 11).to_bytes(4, "big")
        else:
            made += tag
    return made


async def find_codecs(origin: OriginServer) -> list[str]:
    stream = origin.library["show"].stream
    await until(lambda: stream.current_init)
    assert stream.current_init is not None
    return [track.codec for track in name_tracks(stream.current_init.data)]


async def test_the_playlist_says_what_a_stream_may_be_had_as(origin: OriginServer) -> None:
    await publish(origin, make_clip(seconds=5, size="640x360"))
    answer = await get(origin, "index.m3u8")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/vnd.apple.mpegurl")
    picture, sound = await find_codecs(origin)
    assert re.fullmatch(r"avc1\.[0-9a-f]{6}", picture)
    lines = answer.text.splitlines()
    assert lines[:2] == ["#EXTM3U", "#EXT-X-VERSION:6"]
    assert re.fullmatch(
        rf'#EXT-X-STREAM-INF:BANDWIDTH=\d+,AVERAGE-BANDWIDTH=\d+,CODECS="{picture},{sound}",RESOLUTION=640x360'
        r",FRAME-RATE=30\.000,CLOSED-CAPTIONS=NONE",
        lines[2],
    )
    assert lines[3] == "source/index.m3u8"
    assert re.fullmatch(r'#EXT-X-STREAM-INF:BANDWIDTH=\d+,CODECS="mp4a.40.2",CLOSED-CAPTIONS=NONE', lines[4])
    assert lines[5:] == ["audio/index.m3u8"]


async def test_of_a_stream_with_captions_the_playlist_does_not_say_that_there_are_none(origin: OriginServer) -> None:
    await publish(origin, add_captions(make_clip(seconds=5)))
    assert "CLOSED-CAPTIONS" not in (await get(origin, "index.m3u8")).text


async def test_of_its_sound_the_playlist_says_what_it_measures(origin: OriginServer) -> None:
    await publish(origin, make_clip(seconds=5), ended=True)
    await until(lambda: origin.library["show"].stream.ended)
    said = re.findall(r"BANDWIDTH=(\d+)", (await get(origin, "index.m3u8")).text.splitlines()[4])
    playlist = (await get(origin, "audio/index.m3u8")).text
    segments = re.findall(r"#EXTINF:([\d.]+),\n(\S+)", playlist)[-3:]
    measured = [len((await get(origin, f"audio/{name}")).body) * 8 / float(seconds) for seconds, name in segments]
    assert [int(each) for each in said] == [round(max(measured))]


async def test_its_sound_has_the_same_numbers_at_the_same_times(origin: OriginServer) -> None:
    await publish(origin, make_clip(seconds=5), ended=True)
    await until(lambda: origin.library["show"].stream.ended)
    source = await get(origin, "index.m3u8", "source/")
    sound = await get(origin, "index.m3u8", "audio/")

    def list_all(answer: Answer) -> list[str]:
        return [line.replace(",INDEPENDENT=YES", "") for line in answer.text.splitlines()]

    assert list_all(source) == list_all(sound)
    assert sound.headers["content-type"] == source.headers["content-type"]
    parts = [line for line in sound.text.splitlines() if line.startswith("#EXT-X-PART:")]
    assert parts
    assert all("INDEPENDENT=YES" in line for line in parts)
    for name in re.findall(r'(?:URI="|^)([\w-]+\.(?:mp4|m4s))', sound.text, re.MULTILINE):
        file = await get(origin, name, "audio/")
        assert (file.status, file.headers["content-type"]) == (200, "audio/mp4")
        assert file.headers["cache-control"] == (await get(origin, name)).headers["cache-control"]
        assert len(file.body) < len((await get(origin, name)).body)
    for name in ("still.jpg", "part-abcdef-3.m4s", "film.mp4"):
        assert (await get(origin, name, "audio/")).status == 404


async def test_a_player_hears_all_of_it(origin: OriginServer) -> None:
    await publish(origin, make_clip(seconds=5), ended=True)
    await until(lambda: origin.library["show"].stream.ended)

    def listen(name: str) -> bytes:
        address = f"http://127.0.0.1:{origin.port}/live/show/{name}/index.m3u8"
        command = [
            find_program("ffmpeg"),
            "-v",
            "error",
            "-i",
            address,
            "-map",
            "0:a",
            "-c",
            "copy",
            "-f",
            "adts",
            "-",
        ]
        return subprocess.run(command, capture_output=True, check=True, timeout=60).stdout

    source, sound = await asyncio.gather(*(asyncio.to_thread(listen, name) for name in ("source", "audio")))
    assert source == sound != b""


async def test_who_waits_for_a_part_of_sound_gets_it_when_it_comes(origin: OriginServer) -> None:
    packager = await origin.open(admit())
    feed(packager, make_clip(seconds=3))
    await get(origin, "index.m3u8", "audio/")
    stream = origin.library["show"].stream

    async def is_reported() -> bool:
        source, sound = [(await get(origin, "index.m3u8", f"{name}/")).text for name in ("source", "audio")]
        report = f'#EXT-X-RENDITION-REPORT:URI="../audio/index.m3u8",LAST-MSN={stream.next_sequence - 1}'
        return report in source and report.replace("audio", "source") in sound

    await until(is_reported)  # once all that was fed has become parts
    waiting = asyncio.create_task(get(origin, stream.next_part_uri, "audio/"))
    coming = asyncio.create_task(
        get(origin, f"index.m3u8?_HLS_msn={stream.next_sequence - 1}&_HLS_part={len(stream.open.parts)}", "audio/")
        if stream.open is not None
        else get(origin, "index.m3u8", "audio/")
    )
    await packager.close(ended=False)
    again = await origin.open(admit())
    feed(again, make_clip(seconds=3))
    assert (await waiting).status == 200
    assert (await coming).status == 200


async def test_what_a_player_begins_with_is_sound_alone(origin: OriginServer) -> None:
    await publish(origin, make_clip(seconds=5))
    await get(origin, "index.m3u8")
    answer = await get(origin, "join.bin", "audio/")
    head, _, body = answer.body.partition(b"\n\n")
    files = [(name, int(size)) for name, size in (line.split() for line in head.decode().splitlines())]
    assert sum(size for _, size in files) == len(body)
    assert files[0][0] == "index.m3u8"
    assert files[1][0].startswith("init-")
    at = files[0][1]
    (sound,) = name_tracks(body[at : at + files[1][1]])
    assert sound.kind == b"soun"
    for name, size in files[2:]:
        assert len((await get(origin, name, "audio/")).body) == size


async def test_sound_is_behind_the_gate_as_all_else(origin: OriginServer) -> None:
    await publish(origin, make_clip(seconds=4), pass_key=KEY)
    origin.library.find_gate("show").revoke(None, 0, [])  # type: ignore[union-attr]
    good = write_pass(KEY, Pass("a" * 16, (1 << 32) - 1))
    for name in ("index.m3u8", "audio/index.m3u8", "source/index.m3u8"):
        assert (await get(origin, name)).status == 403
        answer = await get(origin, name, f"{good}/")
        assert (answer.status, answer.headers["cache-control"]) == (200, "private, no-store")
    playlist = (await get(origin, "audio/index.m3u8", f"{good}/")).text
    part = re.findall(r'URI="(part[^"]+)"', playlist)[0]
    answer = await get(origin, f"audio/{part}", f"{good}/")
    assert (answer.status, answer.headers["cache-control"]) == (200, "private, no-store")
    origin.set_gate("show", b"")
    answer = await get(origin, f"audio/{part}")
    assert (answer.status, answer.headers["cache-control"]) == (200, "public, max-age=86400, immutable")


async def test_a_picture_without_sound_has_one_rendition(origin: OriginServer) -> None:
    await publish(origin, make_clip(seconds=4, audio=False))
    answer = await get(origin, "index.m3u8")
    assert answer.text.splitlines()[3:] == ["source/index.m3u8"]
    assert (await get(origin, "index.m3u8", "audio/")).status == 404
    assert "RENDITION-REPORT" not in (await get(origin, "index.m3u8", "source/")).text


async def test_a_publisher_who_comes_back_finds_its_renditions(origin: OriginServer) -> None:
    packager = await origin.open(admit())
    feed(packager, make_clip(seconds=3))
    await get(origin, "index.m3u8")
    await packager.close(ended=False)
    await publish(origin, make_clip(seconds=3))
    assert "audio/index.m3u8" in (await get(origin, "index.m3u8")).text
    await origin.move("show", "other")
    assert "audio/index.m3u8" in (await fetch(origin.port, "/live/other/index.m3u8")).text
    assert (await fetch(origin.port, "/live/other/audio/index.m3u8")).status == 200
    assert (await fetch(origin.port, "/live/other/source/index.m3u8")).status == 200
    assert (await get(origin, "index.m3u8")).status == 404


async def test_with_the_source_alone_nothing_is_another(tmp_path: Path) -> None:
    async with run_origin(tmp_path) as server:
        await publish(server, make_clip(seconds=4))
        assert "#EXT-X-TARGETDURATION" in (await get(server, "index.m3u8")).text
        assert (await get(server, "index.m3u8", "audio/")).status == 404
        assert "RENDITION-REPORT" not in (await get(server, "index.m3u8")).text
