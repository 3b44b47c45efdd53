"""The sound of what was recorded, as players get it."""

import asyncio
import json
import re
import subprocess
from pathlib import Path

import pytest

from contract.orders import Revocation, Revoke
from contract.passes import Pass, write_pass
from contract.recordings import ReplayKnown
from ingest.recording.renditions.sound import leave_out
from support.flv_clips import make_clip
from support.foreign_scripts import run_script
from support.hls_playlist import read_playlist
from support.kept_shows import CLIP, RECORDING, Node, run_node
from support.needs import find_program
from support.waiting import until

KEY = bytes(range(32))
BOTH = ("source", "audio")
GROWS = "CAN-BLOCK-RELOAD=YES is mandatory for Low-Latency HLS"
"""It takes each playlist that says what can be skipped for a low-latency one; RFC 8216bis does not (4.4.3.8)."""


async def list_samples(url: str, kind: str) -> list[str]:
    """When each sample of a track is played, and a hash of it."""
    command = [find_program("ffmpeg"), "-v", "error", "-i", url, "-map", f"0:{kind}", "-c", "copy"]
    command += ["-f", "framehash", "-hash", "md5", "-"]
    done = await asyncio.to_thread(subprocess.run, command, capture_output=True, timeout=60)
    return [line for line in done.stdout.decode().splitlines() if line and not line.startswith("#")]


async def test_a_replay_says_what_it_may_be_had_as(tmp_path: Path) -> None:
    async with run_node(tmp_path, *BOTH) as node:
        await node.keep(make_clip(seconds=9))
        answer = await node.get("index.m3u8")
        source = await node.get("source/index.m3u8")
        sound = await node.get("audio/index.m3u8")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/vnd.apple.mpegurl")
    assert answer.headers["cache-control"] == source.headers["cache-control"] == "public, max-age=60"
    pattern = (
        r"#EXTM3U\n#EXT-X-VERSION:6\n"
        r'#EXT-X-STREAM-INF:BANDWIDTH=(\d+),AVERAGE-BANDWIDTH=(\d+),CODECS="avc1\.[0-9a-f]{6},mp4a\.40\.2",'
        r"RESOLUTION=320x180\nsource/index\.m3u8\n"
        r'#EXT-X-STREAM-INF:BANDWIDTH=(\d+),CODECS="mp4a\.40\.2"\naudio/index\.m3u8\n'
    )
    found = re.fullmatch(pattern, answer.text)
    assert found is not None, answer.text
    peak, average, heard = map(int, found.groups())
    assert peak >= average > heard > 30_000
    segments = read_playlist(source.text).segments
    assert len(segments) >= 2
    assert average == pytest.approx(
        sum(one.size for one in node.segments) * 8 / sum(one.seconds for one in node.segments), rel=0.01
    )
    assert sound.text == source.text


async def test_its_sound_is_that_of_its_source_sample_by_sample(tmp_path: Path) -> None:
    async with run_node(tmp_path, *BOTH) as node:
        await node.keep(make_clip(seconds=9))
        both = node.address("source/index.m3u8")
        alone = node.address("audio/index.m3u8")
        assert await list_samples(alone, "a") == await list_samples(both, "a") != []
        assert await list_samples(alone, "v") == []
        name = read_playlist((await node.get("audio/index.m3u8")).text).segments[0].uri
        ours, theirs = await node.get(f"audio/{name}"), await node.get(f"source/{name}")
    assert ours.headers["content-type"] == "audio/mp4"
    assert ours.headers["cache-control"] == theirs.headers["cache-control"]
    assert len(ours.body) < len(theirs.body) / 2


async def test_it_is_there_while_the_show_is_recorded(tmp_path: Path) -> None:
    async with run_node(tmp_path, *BOTH) as node:
        show = asyncio.create_task(node.publish(make_clip(seconds=14)))
        await until(lambda: bool(node.segments))
        first = await node.get("audio/index.m3u8")
        assert "#EXT-X-PLAYLIST-TYPE:EVENT" in first.text
        assert "audio/index.m3u8" in (await node.get("index.m3u8")).text
        await show
        await until(lambda: bool(node.told))
        last = await node.get("audio/index.m3u8")
        assert "#EXT-X-ENDLIST" in last.text
        assert len(read_playlist(last.text).segments) > len(read_playlist(first.text).segments)


async def test_what_opens_the_replay_opens_its_sound_and_nothing_else_does(tmp_path: Path) -> None:
    good = write_pass(KEY, Pass("0" * 24, 4_000_000_000))
    bad = write_pass(bytes(32), Pass("0" * 24, 4_000_000_000))
    async with run_node(tmp_path, *BOTH) as node:
        node.known[RECORDING] = ReplayKnown(livestream_id="livestream-1", pass_key=KEY.hex(), over=True)
        await node.keep(make_clip(seconds=5))
        for between in ("", f"{bad}/"):
            assert (await node.get(f"{between}audio/index.m3u8")).status == 403
        node.recordings.obey(Revoke(session_id=RECORDING, number=0, passes=[]), {RECORDING: None})
        playlists = [await node.get(f"{good}/{name}index.m3u8") for name in ("", "source/", "audio/")]
        name = read_playlist(playlists[-1].text).segments[0].uri
        for answer in [*playlists, await node.get(f"{good}/audio/{name}")]:
            assert (answer.status, answer.headers["cache-control"]) == (200, "private, no-store")
            assert answer.headers["referrer-policy"] == "no-referrer"
        taken_back = Revocation(id="0" * 24, expires_at=4_000_000_000)
        node.recordings.obey(Revoke(session_id=RECORDING, number=1, passes=[taken_back]), {RECORDING: 0})
        assert (await node.get(f"{good}/audio/{name}")).status == 403


async def test_a_clip_has_its_own_sound_and_no_more_of_the_replays(tmp_path: Path) -> None:
    async with run_node(tmp_path, *BOTH) as node:
        await node.keep(make_clip(seconds=10), speed=1.0)  # else its dates overlap
        first, second = node.segments[:2]
        node.cut(second.begins_ms + 500, second.ends_ms - 500)
        names = [one.uri for one in read_playlist((await node.get("audio/index.m3u8")).text).segments]
        assert "audio/index.m3u8" in (await node.get("index.m3u8", CLIP)).text
        playlist = await node.get("audio/index.m3u8", CLIP)
        assert playlist.text == (await node.get("source/index.m3u8", CLIP)).text
        assert [one.uri for one in read_playlist(playlist.text).segments] == names[1:2]
        assert "#EXT-X-START:TIME-OFFSET=0.5" in playlist.text
        answer = await node.get(f"audio/{names[1]}", CLIP)
        assert (answer.status, answer.headers["cache-control"]) == (200, "public, max-age=60")
        assert (await node.get(f"audio/{names[0]}", CLIP)).status == 404
        assert first.independent


async def test_what_was_sent_without_sound_is_left_out_of_it(tmp_path: Path) -> None:
    clips = [make_clip(seconds=5), make_clip(seconds=5, audio=False), make_clip(seconds=5, size="160x90")]
    async with run_node(tmp_path, *BOTH) as node:
        await node.keep(*clips)
        assert "RESOLUTION=320x180" in (await node.get("index.m3u8")).text
        source = read_playlist((await node.get("source/index.m3u8")).text)
        sound = read_playlist((await node.get("audio/index.m3u8")).text)
        dates = [one.date for one in source.segments if one.map_uri == sound.segments[-1].map_uri]
        heard = await list_samples(node.address("audio/index.m3u8"), "a")
        silent = next(one for one in source.segments if one.uri not in {each.uri for each in sound.segments})
        assert (await node.get(f"audio/{silent.uri}")).status == 404
    assert len({one.map_uri for one in source.segments}) == 3
    assert len({one.map_uri for one in sound.segments}) == 2
    assert sound.segments[-1].date == dates[-1]
    assert sum(one.discontinuity for one in sound.segments) == 1
    assert sum(one.duration or 0 for one in sound.segments) == pytest.approx(10, abs=0.5)
    assert len(heard) * 1024 / 48_000 == pytest.approx(10, abs=0.5)


async def test_a_show_without_any_sound_has_none_alone(tmp_path: Path) -> None:
    async with run_node(tmp_path, *BOTH) as node:
        await node.keep(make_clip(seconds=5, audio=False))
        assert (await node.get("index.m3u8")).text.endswith("RESOLUTION=320x180\nsource/index.m3u8\n")
        assert (await node.get("audio/index.m3u8")).status == 404


async def test_with_the_source_alone_a_replay_is_its_media_playlist_and_has_no_sound_alone(tmp_path: Path) -> None:
    async with run_node(tmp_path, "source") as node:
        await node.keep(make_clip(seconds=5))
        answer = await node.get("index.m3u8")
        assert "#EXTINF" in answer.text
        assert (await node.get("source/index.m3u8")).text == answer.text
        assert (await node.get("audio/index.m3u8")).status == 404


async def test_what_cannot_be_read_is_said_so_and_what_is_no_media_is_not_there(tmp_path: Path) -> None:
    async with run_node(tmp_path, *BOTH) as node:
        await node.keep(make_clip(seconds=9))
        names = [one.uri for one in read_playlist((await node.get("audio/index.m3u8")).text).segments]
        files = sorted(node.store.glob(f"{RECORDING}/*/*.m4s"))
        files[0].unlink()
        files[1].write_bytes(files[1].read_bytes()[:900])
        answers = [await node.get(f"audio/{name}") for name in names[:2]]
        assert [answer.status for answer in answers] == [503, 404]
        assert "Retry-After" not in answers[1].headers
        assert (await node.get(f"audio/{names[0]}x")).status == 404


async def test_every_playlist_of_a_replay_is_what_another_parser_takes(tmp_path: Path) -> None:
    texts: list[str] = []

    async def take(node: Node, name: str = RECORDING) -> None:
        texts.extend([(await node.get(f"{folder}index.m3u8", name)).text for folder in ("", "source/", "audio/")])

    async with run_node(tmp_path / "node", *BOTH) as node:
        show = asyncio.create_task(node.publish(make_clip(seconds=9), ended=False))
        await until(lambda: bool(node.segments))
        await take(node)
        await show
        await node.keep(make_clip(seconds=5, audio=False), make_clip(seconds=5, size="160x90"))
        node.cut(node.segments[1].begins_ms, node.segments[1].ends_ms)
        await take(node)
        await take(node, CLIP)
    assert all(text.startswith("#EXTM3U") for text in texts), texts
    file = tmp_path / "playlists.json"
    file.write_text(json.dumps(texts))
    said = run_script("playlists", file).splitlines()
    assert [line.split(": ")[0] for line in said if GROWS in line] == ["1", "2"], said
    assert [line for line in said if GROWS not in line] == []


def test_leaving_out_keeps_what_is_of_all_and_says_nothing_of_skipping() -> None:
    head = (
        "#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-TARGETDURATION:12\n#EXT-X-PLAYLIST-TYPE:EVENT\n#EXT-X-MEDIA-SEQUENCE:0\n"
    )
    control, start = "#EXT-X-SERVER-CONTROL:CAN-SKIP-UNTIL=72.0\n", "#EXT-X-START:TIME-OFFSET=0\n"
    quiet = '#EXT-X-MAP:URI="init-1-0.mp4"\n#EXTINF:4.0,\n1-0.m4s\n'
    loud = '#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI="init-1-1.mp4"\n#EXTINF:4.0,\n5-1.m4s\n#EXTINF:4.0,\n9-2.m4s\n'
    assert leave_out(head + control + start + quiet + loud, {"init-1-0.mp4"}) == head + start + loud
