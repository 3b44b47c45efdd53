"""Shows that are kept in a bucket, of two servers that are not ours: recorded by one node, and shown by any."""

import asyncio
import contextlib
import shutil
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from contract.orders import Revoke
from contract.passes import Pass, write_pass
from contract.recordings import FilmKnown, Recorded, ReplayKnown
from ingest.downloads.films import Films
from ingest.origin.server import OriginServer, Timing
from ingest.recording.disk.folder import note_path
from ingest.recording.recordings import Recordings
from ingest.recording.store.bucket import RecordingBucket
from settings import Bucket
from support.buckets import Made, Server, Wire, stretch
from support.flv_clips import feed, make_clip, play_tags
from support.hls_playlist import read_playlist
from support.needs import find_program
from support.origins import Answer, admit, fetch, run_origin
from support.waiting import PATIENCE, until

RECORDING = "r0123456789abcdefghijklmno"
AT = f"/live/{RECORDING}"
KEY = bytes(range(32))


class Node:
    """An origin that records into a bucket."""

    def __init__(self, origin: OriginServer, folder: Path, made: Made, base: str | None, least_free: float) -> None:
        settings = made.settings(folder, recording_base_url=base)
        assert isinstance(settings.recording_store, Bucket)
        self.origin, self.store = origin, settings.recording_folder
        self.told: list[Recorded] = []
        self.asked: list[str] = []
        self.known: ReplayKnown | None = ReplayKnown(livestream_id="livestream-1", over=True)
        bucket = RecordingBucket(settings, settings.recording_store)
        self.films = Films(self.store, self._tell, bucket)
        self.recordings = Recordings(
            self.store,
            origin.library,
            self._ask,
            self.told.append,
            least_free=least_free,
            memory=16 << 20,
            bucket=bucket,
            films=self.films,
        )

    async def _tell(self, recording: str) -> FilmKnown:
        return FilmKnown(title="A show")

    async def _ask(self, recording: str) -> ReplayKnown | None:
        self.asked.append(recording)
        return self.known

    async def get(self, name: str | None) -> Answer:
        return await fetch(self.origin.port, f"{AT}/{name}")


@contextlib.asynccontextmanager
async def running(folder: Path, made: Made, base: str | None = None, least_free: float = 0.0) -> AsyncIterator[Node]:
    async with run_origin(folder, Timing(end_pause=0.05)) as origin:
        node = Node(origin, folder, made, base, least_free)
        await node.recordings.start()
        yield node
        await node.recordings.stop()
        await node.films.stop()


async def publish(node: Node, seconds: int = 10, session: str = "session-1", *, ended: bool = True) -> None:
    told = len(node.told)
    packager = await node.origin.open(admit(session=session))
    async for tag in play_tags(make_clip(seconds=seconds), 4.0):
        feed(packager, tag)
        node.recordings.record("show", RECORDING, 0.0)
    await packager.close(ended=ended)
    if ended:
        await until(lambda: len(node.told) > told)


def list_files(node: Node) -> dict[str, bytes]:
    """What is on its disk, as it is named in the bucket."""
    found = [*node.store.glob("r*/*/*.m4s"), *node.store.glob("r*/*/*.mp4")]
    return {str(file.relative_to(node.store)): file.read_bytes() for file in found}


async def follow(answer: Answer) -> bytes:
    """What is where this answer sends its reader."""
    assert (answer.status, answer.headers["cache-control"]) == (302, "no-store"), answer
    assert answer.headers["access-control-allow-origin"] == "*"
    async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as client:
        return (await client.get(answer.headers["location"])).raise_for_status().content


async def test_a_node_that_is_gone_for_good_takes_no_sealed_replay_with_it(tmp_path: Path, server: Server) -> None:
    made = server.make()
    async with running(tmp_path / "one", made) as one:
        await publish(one)
        files = list_files(one)
        await until(made.list_names, is_it=lambda names: names == sorted(files))
        playlist = (await one.get("index.m3u8")).text
        assert (await one.get(read_playlist(playlist).segments[0].uri)).status == 200  # from its disk
    shutil.rmtree(tmp_path / "one")

    async with running(tmp_path / "two", made) as two:
        assert (await two.get("index.m3u8")).text == playlist
        wanted = {str(each.uri) for each in read_playlist(playlist).segments}
        wanted |= {str(each.map_uri) for each in read_playlist(playlist).segments}
        got = [await follow(await two.get(name)) for name in sorted(wanted)]
        assert sorted(got) == sorted(files.values())
        assert list_files(two) == {}


async def test_what_only_holders_may_have_is_signed_for_a_minute_once_they_have_shown_a_pass(
    tmp_path: Path, moto: Server
) -> None:
    made = moto.make()
    async with running(tmp_path / "one", made) as one:
        await publish(one, 6)
        await until(made.list_names, is_it=lambda names: names == sorted(list_files(one)))
    async with running(tmp_path / "two", made, base="https://cdn.example.org/shows") as two:
        two.known = ReplayKnown(livestream_id="livestream-1", over=True, pass_key=KEY.hex())
        shown = write_pass(KEY, Pass("0123456789abcdef01234567", 4_000_000_000))
        assert (await two.get("index.m3u8")).status == 403
        two.recordings.obey(Revoke(session_id=RECORDING, number=0, passes=[]), {RECORDING: None})
        playlist = read_playlist((await two.get(f"{shown}/index.m3u8")).text)
        name = playlist.segments[0].uri
        assert (await two.get(name)).status == 403
        answer = await two.get(f"{shown}/{name}")
        assert (await follow(answer))[4:8] == b"moof"
        assert parse_qs(urlsplit(answer.headers["location"]).query)["X-Amz-Expires"] == ["60"]
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert shown not in answer.headers["location"]


async def test_a_cdn_before_the_bucket_gets_what_everybody_may_have(tmp_path: Path, moto: Server) -> None:
    made = moto.make()
    async with running(tmp_path, made, base="https://cdn.example.org/shows") as node:
        await publish(node, 6)
        await until(made.list_names, is_it=lambda names: names == sorted(list_files(node)))
        segment = read_playlist((await node.get("index.m3u8")).text).segments[0]
        answer = await node.get(segment.uri)
        assert answer.status == 302  # although it is here, too
        name = answer.headers["location"].removeprefix("https://cdn.example.org/shows/")
        assert name in list_files(node)


async def test_the_bucket_is_not_asked_for_names_that_somebody_makes_up(tmp_path: Path, moto: Server) -> None:
    async with stretch(moto) as wire:
        made = moto.make(wire.port)
        async with running(tmp_path, made) as node:
            node.known = None
            assert (await node.get("index.m3u8")).status == 404
            assert node.asked == [RECORDING]
            assert wire.tries == []


async def test_a_bucket_that_hangs_is_not_asked_again_and_again_by_those_who_watch(
    tmp_path: Path, moto: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, seconds in (("SWEEP", 0.01), ("LOOK_AGAIN", 0.02)):
        monkeypatch.setattr(f"ingest.recording.showing.replays.{name}", seconds)
    async with stretch(moto) as wire:
        made = moto.make(wire.port)
        async with running(tmp_path / "one", made) as node:
            await publish(node, 6)
            await until(made.list_names, is_it=lambda names: names == sorted(list_files(node)))
        async with running(tmp_path / "two", made) as node:
            assert (await node.get("index.m3u8")).status == 200
            wire.fault = "hangs"
            wire.tries.clear()
            await until(lambda: asking(node, wire), is_it=lambda count: count == 1)
            for _ in range(30):
                assert await asking(node, wire) == 1


async def asking(node: Node, wire: Wire) -> int:
    """How often the bucket was asked, after one more question of a player."""
    assert (await node.get("index.m3u8")).status == 200
    return len(wire.tries)


async def test_live_and_local_replay_go_on_while_the_bucket_is_away_and_nothing_is_lost(
    tmp_path: Path, moto: Server
) -> None:
    async with stretch(moto) as wire:
        made = moto.make(wire.port)
        wire.fault = "hangs"
        async with running(tmp_path, made) as node:
            await publish(node, 10)
            playlist = read_playlist((await node.get("index.m3u8")).text)
            assert playlist.ended
            for each in playlist.segments:
                assert (await node.get(each.uri)).status == 200
            assert await made.list_names() == []
            wire.fault = None
        # The one that was waited for was hanging: the next process begins at once.
        async with running(tmp_path, made) as node:
            await until(made.list_names, is_it=lambda names: names == sorted(list_files(node)))


async def test_a_show_that_moved_to_another_node_is_one_replay(tmp_path: Path, moto: Server) -> None:
    made = moto.make()
    async with running(tmp_path / "one", made) as one:
        await publish(one, 6, ended=True)
        first = list_files(one)
        await until(made.list_names, is_it=lambda names: names == sorted(first))
    async with running(tmp_path / "two", made) as two:
        await publish(two, 6, "session-2")
        playlist = await until(
            lambda: two.get("index.m3u8"), is_it=lambda answer: len(read_playlist(answer.text).segments) >= 4
        )
        segments = read_playlist(playlist.text).segments
        assert [each.discontinuity for each in segments].count(True) == 1
        assert (await follow(await two.get(segments[0].uri)))[4:8] == b"moof"
        assert (await two.get(segments[-1].uri)).status == 200


async def test_copies_that_went_for_lack_of_room_are_fetched_from_the_bucket(tmp_path: Path, moto: Server) -> None:
    made = moto.make()
    async with running(tmp_path, made) as node:
        await publish(node, 6)
        files = list_files(node)
        await until(made.list_names, is_it=lambda names: names == sorted(files))
        playlist = read_playlist((await node.get("index.m3u8")).text)
        shutil.rmtree(node.store / RECORDING)
        assert await follow(await node.get(playlist.segments[-1].uri)) in files.values()
    # The next process knows it by the bucket alone.
    async with running(tmp_path, made) as node:
        assert len(read_playlist((await node.get("index.m3u8")).text).segments) == len(playlist.segments)


async def test_a_node_that_was_killed_tells_web_of_what_went_to_the_bucket_too(tmp_path: Path, moto: Server) -> None:
    made = moto.make()
    async with running(tmp_path, made) as node:
        await publish(node, 10)
        files = sorted(list_files(node))
        await until(made.list_names, is_it=lambda names: names == files)
        whole = node.told[-1].duration_ms
    # As a kill would leave it: open, and its first segment's copy has gone.
    run = Path(files[0]).parent
    (node.store / files[0]).unlink()
    note_path(node.store, RECORDING, run.name).touch()
    async with running(tmp_path, made) as node:
        await until(lambda: bool(node.told) and node.told[-1].duration_ms == whole)


async def test_a_download_is_the_same_from_the_disk_from_the_bucket_and_from_a_node_that_has_nothing(
    tmp_path: Path, moto: Server
) -> None:
    made = moto.make()
    async with running(tmp_path / "one", made) as one:
        await publish(one)
        files = list_files(one)
        await until(made.list_names, is_it=lambda names: names == sorted(files))
        whole = await one.get("film.mp4")
        assert (whole.status, len(whole.body)) == (200, int(whole.headers["content-length"]))
        for path in one.store.glob("r*/*/*.m4s"):
            path.unlink()
        again = await one.get("film.mp4")
        assert again.body == whole.body, "media from the bucket"
    async with running(tmp_path / "two", made) as two:
        film = await two.get("film.mp4")
        assert (film.headers["etag"], film.body) == (whole.headers["etag"], whole.body), "heads, too"


async def test_other_peoples_players_follow_to_the_bucket(tmp_path: Path, server: Server) -> None:
    made = server.make()
    async with running(tmp_path / "one", made) as one:
        await publish(one, 10)
        await until(made.list_names, is_it=lambda names: names == sorted(list_files(one)))
        kept = await count_frames(one)
    async with running(tmp_path / "two", made) as two:
        assert await count_frames(two) == kept > 200


async def count_frames(node: Node) -> int:
    """That FFmpeg gets of the replay."""
    url = f"http://127.0.0.1:{node.origin.port}{AT}/index.m3u8"
    command = [find_program("ffmpeg"), "-v", "error", "-xerror", "-i", url, "-map", "0:v", "-c", "copy"]
    command += ["-f", "framehash", "-"]
    done = await asyncio.to_thread(subprocess.run, command, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return sum(not line.startswith(b"#") for line in done.stdout.splitlines())


async def test_deletion_is_real_in_the_bucket_too_and_ends_after_a_time_without_it(
    tmp_path: Path, server: Server
) -> None:
    async with stretch(server) as wire:
        # A signature names the port that it was made for, and s3rver looks at it: so the wire is for deleting alone.
        made = server.make()
        async with running(tmp_path, made) as node:
            await publish(node, 6)
            await until(made.list_names, is_it=lambda names: names == sorted(list_files(node)))
        wire.fault = 503, "SlowDown"
        async with running(tmp_path, Made(made.name, made.server_port, wire.port)) as node:
            node.recordings.delete(RECORDING)
            await until(lambda: len(wire.tries) > 1)
            await until(lambda: list_files(node), is_it=lambda files: files == {})
            assert not any(told.deleted for told in node.told)
        async with running(tmp_path, made) as node:  # nobody orders it once more
            await until(lambda: any(told.deleted for told in node.told))
            assert await made.list_names() == [f"deleted/{RECORDING}"]
            await asyncio.sleep(0)
            assert (await node.get("index.m3u8")).status == 404
