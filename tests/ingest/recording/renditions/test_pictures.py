"""Smaller pictures of what was recorded, as players get them."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from contract.orders import Delete, Revoke
from contract.passes import Pass, write_pass
from contract.recordings import ReplayKnown
from ingest.renditions.codecs import name_tracks
from support.flv_clips import make_clip
from support.hls_playlist import read_playlist
from support.kept_shows import CLIP, RECORDING, Node, run_node
from support.origins import Answer
from support.renditions import compare, decode, probe
from support.waiting import until

KEY = bytes(range(32))
NAMES = ("source", "120p", "audio")


async def get_made(node: Node, file: str, name: str = RECORDING) -> Answer:
    """What a busy machine made in the end."""
    answer: Answer = await until(lambda: node.get(file, name), is_it=lambda answer: answer.status != 503)
    return answer


async def list_files(node: Node, rendition: str = "source", name: str = RECORDING) -> list[str]:
    """Init sections and segments, in the order in which a player needs them."""
    playlist = read_playlist((await node.get(f"{rendition}/index.m3u8", name)).text)
    found: list[str] = []
    for one in playlist.segments:
        assert one.map_uri is not None
        assert one.uri is not None
        found += [one.uri] if one.map_uri in found else [one.map_uri, one.uri]
    return found


async def get_all(node: Node, rendition: str) -> bytes:
    answers = [await get_made(node, f"{rendition}/{file}") for file in await list_files(node, rendition)]
    assert {answer.status for answer in answers} == {200}
    return b"".join(answer.body for answer in answers)


def times(packets: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return sorted((one["pts"], one["flags"][0]) for one in packets)


@pytest.mark.parametrize(
    "clip",
    [
        {"seconds": 9},
        {"seconds": 9, "encoder": ("-bf", "2")},
        {"seconds": 20, "gop": 900},
        {"seconds": 6, "rate": 60, "gop": 120, "size": "180x320"},
        {"seconds": 6, "audio": False},
        {"seconds": 16, "gop": 50},
    ],
    ids=["usual", "b-frames", "one keyframe", "upright, 60 a second", "no sound", "segments of other rates"],
)
async def test_it_has_the_sources_times_keyframes_and_sound(clip: dict[str, Any], tmp_path: Path) -> None:
    async with run_node(tmp_path, *NAMES) as node:
        await node.keep(make_clip(**clip))
        rung, source = await node.get("120p/index.m3u8"), await node.get("source/index.m3u8")
        assert rung.text == source.text
        ours, theirs = await get_all(node, "120p"), await get_all(node, "source")
    pictures = await probe(ours, "v")
    assert times(pictures) == times(await probe(theirs, "v"))
    assert await probe(ours, "a") == await probe(theirs, "a")
    assert [one["dts"] for one in pictures] == sorted(one["dts"] for one in pictures)
    assert await decode(ours) == (len(pictures), "")
    track = name_tracks(ours)[0]
    upright = clip.get("size") == "180x320"
    assert (track.width, track.height) == ((120, 214) if upright else (214, 120))
    assert track.codec.startswith("avc1.4d40")
    assert await compare(ours, theirs, tmp_path) > 0.6


async def test_the_playlist_of_all_names_those_that_are_smaller(tmp_path: Path) -> None:
    async with run_node(tmp_path, "source", "480p", "120p@200k", "100p", "audio") as node:
        await node.keep(make_clip(seconds=5))
        text = (await node.get("index.m3u8")).text
        assert [line for line in text.splitlines() if not line.startswith("#")] == [
            "source/index.m3u8", "120p/index.m3u8", "100p/index.m3u8", "audio/index.m3u8",
        ]  # fmt: skip
        assert ',CODECS="avc1.4d401e,mp4a.40.2",RESOLUTION=214x120\n120p/' in text
        assert (await node.get("480p/index.m3u8")).status == 404
        node.cut(node.segments[0].begins_ms, node.segments[0].ends_ms)
        assert "120p/index.m3u8" in (await node.get("index.m3u8", CLIP)).text
        files = await list_files(node, "120p", CLIP)
        answer = await get_made(node, f"120p/{files[1]}", CLIP)
        assert (answer.status, answer.headers["cache-control"]) == (200, "public, max-age=60")


async def test_nothing_is_made_before_somebody_asks_and_one_segment_once_for_all(tmp_path: Path) -> None:
    async with run_node(tmp_path, *NAMES) as node:
        await node.keep(make_clip(seconds=9))
        init, first, *_ = await list_files(node, "120p")
        assert node.encoded == 0
        answers = await asyncio.gather(*(get_made(node, f"120p/{first}") for _ in range(4)))
        assert len({answer.body for answer in answers}) == 1
        assert node.encoded == 2, "its first pictures for the init section, and it"
        assert (await get_made(node, f"120p/{init}")).status == 200
        assert node.encoded == 2


async def test_what_was_made_is_there_for_the_next_process_and_goes_with_the_recording(tmp_path: Path) -> None:
    async with run_node(tmp_path, *NAMES) as node:
        await node.keep(make_clip(seconds=5))
        files = await list_files(node, "120p")
        made = [(await get_made(node, f"120p/{file}")).body for file in files]
    async with run_node(tmp_path, *NAMES) as node:
        assert [(await get_made(node, f"120p/{file}")).body for file in files] == made
        assert node.encoded == 0
        assert node.list_made()
        node.recordings.obey(Delete(recording=RECORDING), {})
        await until(lambda: any(told.deleted for told in node.told))
        assert not node.list_made()
        assert (await node.get(f"120p/{files[0]}")).status == 404


async def test_a_machine_at_its_limit_makes_none_and_says_so(tmp_path: Path) -> None:
    async with run_node(tmp_path, *NAMES) as node:
        await node.keep(make_clip(seconds=5))
        init, first, *_ = await list_files(node, "120p")
        node.at_limit = True
        answer = await node.get(f"120p/{first}")
        assert (answer.status, answer.headers["retry-after"]) == (503, "10")
        assert "busy with live streams" in answer.text
        assert (await node.get(f"source/{first}")).status == 200
        assert (await node.get(f"audio/{init}")).status == 200
        node.at_limit = False
        assert (await get_made(node, f"120p/{first}")).status == 200


@pytest.mark.parametrize("script", ["exit 1", "kill -9 $$", "exec head -c 1000"])
async def test_an_encoder_that_fails_fails_who_asked_and_nobody_else(script: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.write_text(f"#!/bin/sh\n{script}\n")
    broken.chmod(0o755)
    async with run_node(tmp_path, *NAMES) as node:
        await node.keep(make_clip(seconds=5))
        first = (await list_files(node, "120p"))[1]
        node.ffmpeg = broken
        answer = await until(
            lambda: node.get(f"120p/{first}"), is_it=lambda answer: b"could not be read in time" not in answer.body
        )
        assert (answer.status, "could not be made" in answer.text) == (503, True)
        assert (await node.get(f"source/{first}")).status == 200
        node.ffmpeg = None
        assert (await get_made(node, f"120p/{first}")).status == 200


async def test_what_is_no_larger_is_the_sources_own(tmp_path: Path) -> None:
    async with run_node(tmp_path, *NAMES) as node:
        await node.keep(make_clip(seconds=5), make_clip(seconds=5, size="160x90"))
        files = await list_files(node, "120p")
        ours = [(await get_made(node, f"120p/{file}")).body for file in files]
        theirs = [(await node.get(f"source/{file}")).body for file in files]
    last = max(index for index, file in enumerate(files) if file.startswith("init"))
    assert ours[last:] == theirs[last:]
    assert not any(our == their for our, their in zip(ours[:last], theirs[:last], strict=True))


async def test_what_opens_the_replay_opens_its_smaller_pictures(tmp_path: Path) -> None:
    good = write_pass(KEY, Pass("0" * 24, 4_000_000_000))
    async with run_node(tmp_path, *NAMES) as node:
        node.known[RECORDING] = ReplayKnown(livestream_id="livestream-1", pass_key=KEY.hex(), over=True)
        await node.keep(make_clip(seconds=5))
        assert (await node.get("120p/index.m3u8")).status == 403
        node.recordings.obey(Revoke(session_id=RECORDING, number=0, passes=[]), {RECORDING: None})
        files = await list_files(node, f"{good}/120p")
        answer = await get_made(node, f"{good}/120p/{files[1]}")
        assert (answer.status, answer.headers["cache-control"]) == (200, "private, no-store")
        assert (await node.get(f"120p/{files[1]}")).status == 403
