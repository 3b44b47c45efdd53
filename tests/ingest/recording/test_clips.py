"""Clips of a show that is recorded by a real origin with a real FFmpeg, and what players get of them."""

import asyncio
import contextlib
import json
import subprocess
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from contract.moments import to_rfc3339
from contract.orders import Delete, Gate, Revocation, Revoke
from contract.passes import Pass, write_pass
from contract.recordings import Range, Recorded, ReplayKnown
from ingest.errors import WebUnreachableError
from ingest.origin.server import OriginServer, Timing
from ingest.recording.disk.folder import note_deletion, note_path
from ingest.recording.disk.segment import RecordedSegment, read_name
from ingest.recording.recordings import Recordings
from support.flv_clips import feed, make_clip, play_tags
from support.hls_playlist import Playlist, read_playlist
from support.needs import find_program
from support.origins import Client, admit, fetch, run_origin
from support.waiting import until

RECORDING, CLIP = "r0123456789abcdefghijklmno", "c0123456789abcdefghijklmno"
KEY = bytes(range(32))
LIST = f"/live/{CLIP}/index.m3u8"


class Node:
    """An origin that records, and a web that knows one recording and its clips."""

    def __init__(self, origin: OriginServer, store: Path) -> None:
        self.origin = origin
        self.store = store
        self.told: list[Recorded] = []
        self.asked: list[str] = []
        self.away = False
        self.now = 0.0
        self.known: dict[str, ReplayKnown] = {RECORDING: ReplayKnown(livestream_id="livestream-1", over=True)}
        self.recordings = Recordings(
            store,
            origin.library,
            self._ask,
            self.told.append,
            least_free=0.0,
            memory=16 << 20,
            gallery=origin.gallery,
            clock=lambda: self.now,
        )

    async def _ask(self, name: str) -> ReplayKnown | None:
        self.asked.append(name)
        if self.away:
            raise WebUnreachableError("away")
        return self.known.get(name)

    def cut(self, begins_ms: float, ends_ms: float, clip: str = CLIP) -> str:
        """Web knows a clip of this from now on; where it plays."""
        begins_at, ends_at = (to_rfc3339(datetime.fromtimestamp(each / 1000, UTC)) for each in (begins_ms, ends_ms))
        whole = self.known[RECORDING]
        self.known[clip] = replace(whole, recording=RECORDING, begins_at=begins_at, ends_at=ends_at)
        return f"/live/{clip}/index.m3u8"

    @property
    def segments(self) -> list[RecordedSegment]:
        """What is sealed, in order."""
        found = [read_name(path.name) for path in sorted(self.store.glob(f"{RECORDING}/*/*.m4s"))]
        return [one for one in found if one is not None and one.duration is not None]

    async def publish(
        self, clip: bytes, *, speed: float = 4.0, session: str = "session-1", ended: bool = True
    ) -> None:
        """A show, recorded."""
        packager = await self.origin.open(admit(session=session))
        async for tag in play_tags(clip, speed):
            feed(packager, tag)
            self.recordings.record("show", RECORDING, 0.0)
        await packager.close(ended=ended)

    async def keep(self, seconds: float = 6, speed: float = 8.0) -> list[RecordedSegment]:
        """A show that is over, and its segments. Dates are set right where more than is shown in a second is sent in
        one, so that they overlap."""
        await self.publish(make_clip(seconds=seconds), speed=speed)
        await until(lambda: bool(self.told))
        return self.segments

    async def read(self, path: str = LIST) -> Playlist:
        """A playlist."""
        answer = await fetch(self.origin.port, path)
        assert answer.status == 200, answer.text
        return read_playlist(answer.text)


@contextlib.asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Node]:
    async with run_origin(folder, Timing(end_pause=0.05)) as origin:
        node = Node(origin, folder / "recordings")
        await node.recordings.start()
        yield node
        await node.recordings.stop()


async def test_a_clip_is_what_lies_in_it_and_begins_at_its_first_picture(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        first, second, *_ = await node.keep(10, speed=1.0)
        node.cut(second.begins_ms + 1_500, second.begins_ms + 3_000)
        playlist = await node.read()
        (only,) = playlist.segments
        assert playlist.header["EXT-X-START"] == "TIME-OFFSET=1.500,PRECISE=YES"
        assert playlist.ended
        whole = await node.read(f"/live/{RECORDING}/index.m3u8")
        assert only.uri == whole.segments[1].uri
        media = [await fetch(node.origin.port, f"/live/{name}/{only.uri}") for name in (CLIP, RECORDING)]
        assert media[0].body == media[1].body
        assert media[0].headers["cache-control"] == "public, max-age=60"
        init = await fetch(node.origin.port, f"/live/{CLIP}/{only.map_uri}")
        assert init.body[4:8] == b"ftyp"
        for other in {one.uri for one in whole.segments} - {only.uri}:
            assert (await fetch(node.origin.port, f"/live/{CLIP}/{other}")).status == 404, (
                "it gives nothing else away"
            )
        url = f"http://127.0.0.1:{node.origin.port}{LIST}"
        shown = await asyncio.to_thread(probe, url)
        assert float(shown["format"]["duration"]) == pytest.approx(second.seconds, abs=0.1)
    assert first.ends_ms == pytest.approx(second.begins_ms, abs=25)


def probe(url: str) -> dict[str, dict[str, str]]:
    command = [find_program("ffprobe"), "-v", "error", "-show_format", "-of", "json", url]
    out = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout
    return json.loads(out)  # type: ignore[no-any-return]


async def test_it_plays_while_the_show_is_on_and_ends_when_its_end_is_there(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        node.known[RECORDING] = ReplayKnown(livestream_id="livestream-1", over=False)
        show = asyncio.create_task(node.publish(make_clip(seconds=20)))
        await until(lambda: bool(node.segments))
        (first, *_) = node.segments
        node.cut(first.begins_ms + 1_000, first.begins_ms + 9_000)
        growing = await node.read()
        assert (growing.ended, str(growing.segments[0].uri).split("-")[0]) == (False, str(first.begins_ms))
        whole = await until(node.read, is_it=lambda playlist: playlist.ended)
        assert not show.done()
        assert whole.segments[: len(growing.segments)] == growing.segments
        assert sum(one.duration or 0 for one in whole.segments) >= 9
        await show


async def test_what_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        node.known[RECORDING] = ReplayKnown(livestream_id="livestream-1", over=False)
        show = asyncio.create_task(node.publish(make_clip(seconds=14)))
        await until(lambda: bool(node.segments))
        node.cut(node.segments[0].ends_ms + 100, node.segments[0].ends_ms + 5_100)
        assert (await node.read()).segments
        await show


async def test_it_goes_over_a_return_of_the_encoder(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        await node.publish(make_clip(seconds=5), ended=False)
        await node.publish(make_clip(seconds=5, size="640x360"), session="session-2")
        await until(lambda: bool(node.told))
        segments = node.segments
        node.cut(segments[0].begins_ms + 500, segments[-1].ends_ms)
        playlist = await node.read()
        assert [one.discontinuity for one in playlist.segments].count(True) == 1
        assert len({one.map_uri for one in playlist.segments}) == 2
        url = f"http://127.0.0.1:{node.origin.port}{LIST}"
        assert float((await asyncio.to_thread(probe, url))["format"]["duration"]) == pytest.approx(10, abs=0.3)


async def test_where_nothing_was_live_there_is_nothing(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        last = (await node.keep())[-1]
        node.cut(last.ends_ms + 60_000, last.ends_ms + 70_000)
        assert (await fetch(node.origin.port, LIST)).status == 404


async def test_what_web_does_not_know_is_asked_for_once(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        await node.keep()
        for _ in range(3):
            assert (await fetch(node.origin.port, LIST)).status == 404
        assert node.asked.count(CLIP) == 1
        node.now += 10
        node.cut(node.segments[0].begins_ms, node.segments[0].ends_ms)
        assert (await node.read()).segments, "it has been made since"


async def test_what_is_hidden_or_deleted_is_gone_within_seconds(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        one = (await node.keep())[0]
        node.cut(one.begins_ms, one.ends_ms)
        uri = (await node.read()).segments[0].uri
        asked = len(node.asked)
        await node.read()
        assert len(node.asked) == asked, "what was said a moment ago counts"
        del node.known[CLIP]
        node.now += 4
        assert (await fetch(node.origin.port, LIST)).status == 404
        assert (await fetch(node.origin.port, f"/live/{CLIP}/{uri}")).status == 404
        assert (await fetch(node.origin.port, f"/live/{RECORDING}/{uri}")).status == 200


async def test_while_web_is_away_those_who_watch_go_on(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        one = (await node.keep())[0]
        node.cut(one.begins_ms, one.ends_ms)
        await node.read()
        node.away = True
        node.now += 60
        assert (await node.read()).segments


async def test_its_gate_is_the_recordings(tmp_path: Path) -> None:
    good = write_pass(KEY, Pass("0" * 24, 4_000_000_000))
    async with running(tmp_path) as node, Client.connect(node.origin.port) as client:
        node.known[RECORDING] = ReplayKnown(livestream_id="livestream-1", pass_key=KEY.hex(), over=True)
        one = (await node.keep())[0]
        node.cut(one.begins_ms, one.ends_ms)
        assert (await client.get(LIST)).status == 403
        (reported,) = node.recordings.report()
        assert (reported.recording, reported.gated) == (RECORDING, True), "the clip is nobody's to be told of"
        node.recordings.obey(Revoke(session_id=RECORDING, number=0, passes=[]), {RECORDING: None})
        with_pass = f"/live/{CLIP}/{good}/index.m3u8"
        answer = await client.get(with_pass)
        assert (answer.status, answer.headers["cache-control"]) == (200, "private, no-store")
        uri = read_playlist(answer.text).segments[0].uri
        file = await client.get(f"/live/{CLIP}/{good}/{uri}")
        assert (file.status, file.headers["cache-control"]) == (200, "private, no-store")
        assert (await client.get(f"/live/{CLIP}/{uri}")).status == 403
        assert (await client.get(f"/pass/{CLIP}/{good}")).status == 204
        revocation = Revocation(id="0" * 24, expires_at=4_000_000_000)
        node.recordings.obey(Revoke(session_id=RECORDING, number=1, passes=[revocation]), {RECORDING: 0})
        assert (await client.get(with_pass)).status == 403
        node.recordings.obey(Gate(session_id=RECORDING, pass_key=""), {})
        assert (await client.get(LIST)).headers["cache-control"] == "public, max-age=1, s-maxage=2"
        node.recordings.obey(Gate(session_id=RECORDING, pass_key=bytes(32).hex()), {})
        assert (await client.get(LIST)).status == 403


async def test_of_a_recording_that_was_deleted_only_clips_are_shown(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        one, *_ = await node.keep()
    async with running(tmp_path) as node:
        node.known[RECORDING] = ReplayKnown(livestream_id="livestream-1", over=True, withdrawn=True)
        node.cut(one.begins_ms, one.ends_ms)
        uri = (await node.read()).segments[0].uri
        assert (await fetch(node.origin.port, f"/live/{CLIP}/{uri}")).status == 200
        for name in ("index.m3u8", uri):
            assert (await fetch(node.origin.port, f"/live/{RECORDING}/{name}")).status == 404
        node.known[CLIP] = replace(node.known[CLIP], pass_key=KEY.hex())
        node.now += 4
        assert (await fetch(node.origin.port, LIST)).status == 403, "nobody orders a gate for it, but it is asked of"
        node.known[CLIP] = replace(node.known[CLIP], pass_key="")
        node.now += 4
        assert (await fetch(node.origin.port, LIST)).status == 200, "before somebody is refused, too"


async def test_no_cache_keeps_what_is_left_of_a_gated_recording(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        one, *_ = await node.keep()
    async with running(tmp_path) as node:
        node.known[RECORDING] = replace(node.known[RECORDING], withdrawn=True, pass_key=KEY.hex())
        node.cut(one.begins_ms, one.ends_ms)
        good = write_pass(KEY, Pass("0" * 24, 4_000_000_000))
        assert (await fetch(node.origin.port, LIST)).status == 403
        gate = node.origin.library.find_gate(RECORDING)
        assert gate is not None
        gate.revoke(None, 0, [])
        at = f"/live/{CLIP}/{good}"
        uri = (await node.read(f"{at}/index.m3u8")).segments[0].uri
        for name in ("index.m3u8", uri, "still.jpg"):
            answer = await fetch(node.origin.port, f"{at}/{name}", timeout=60)
            assert (name, answer.status, answer.headers["cache-control"]) == (name, 200, "private, no-store")


async def test_its_picture_is_of_its_begin(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        await node.publish(make_clip(seconds=8, gop=30))
        await until(lambda: len(node.segments) >= 2)
        begins_ms = node.segments[0].begins_ms
        pictures = []
        for place, clip in ((0, CLIP), (5_000, CLIP[:-1] + "z")):
            node.cut(begins_ms + place, begins_ms + place + 2_000, clip)
            answer = await fetch(node.origin.port, f"/live/{clip}/still.jpg", timeout=60)
            assert (answer.status, answer.headers["content-type"]) == (200, "image/jpeg")
            assert answer.body.startswith(b"\xff\xd8")
            pictures.append(answer.body)
        assert pictures[0] != pictures[1], "of another moment"


def list_files(store: Path) -> set[str]:
    return {path.name for path in store.glob(f"{RECORDING}/*/*")}


async def test_what_clips_need_stays_and_everything_else_goes(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        _, second, *_ = await node.keep(10, speed=1.0)
        before = list_files(node.store)
        (folder,) = (node.store / RECORDING).iterdir()
        (folder / "sheet.jpg").write_bytes(b"made of it")
        whole = await node.read(f"/live/{RECORDING}/index.m3u8")
        leave = [Range(begins_ms=second.begins_ms + 100, ends_ms=second.begins_ms + 600)]
        node.recordings.obey(Delete(recording=RECORDING, leave=leave), {})
        node.known[RECORDING] = replace(node.known[RECORDING], withdrawn=True)
        await until(lambda: node.told[-1].deleted)
        assert node.told[-1].left == leave
        assert list_files(node.store) == {second.name, "init-0.mp4", "heads"} < before
        assert not list((node.store / "deleting").iterdir())
        node.cut(leave[0].begins_ms, leave[0].ends_ms)
        (only,) = (await node.read()).segments
        assert only.uri in {one.uri for one in whole.segments}
        assert (await fetch(node.origin.port, f"/live/{CLIP}/{only.uri}")).status == 200
        assert (await fetch(node.origin.port, f"/live/{RECORDING}/{only.uri}")).status == 404
        node.recordings.obey(Delete(recording=RECORDING), {})
        await until(lambda: not node.told[-1].left)
        assert not (node.store / RECORDING).exists()
        assert (await fetch(node.origin.port, LIST)).status == 404


async def test_a_deletion_goes_on_after_a_crash_and_leaves_the_same(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        first, *_ = await node.keep(10, speed=1.0)
    leave = [Range(begins_ms=first.begins_ms, ends_ms=first.begins_ms + 500)]
    note_deletion(node.store, RECORDING, leave)
    async with running(tmp_path) as node:
        await until(lambda: bool(node.told))
        assert (node.told[-1].deleted, node.told[-1].left) == (True, leave)
        assert list_files(node.store) == {first.name, "init-0.mp4", "heads"}


async def test_what_a_kill_left_open_is_mended_before_what_clips_need_is_chosen(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        *_, last = await node.keep()
    (path,) = node.store.glob(f"{RECORDING}/*/{last.name}")
    path.rename(path.with_name(replace(last, duration=None).name))
    note = note_path(node.store, RECORDING, path.parent.name)
    note.parent.mkdir(exist_ok=True)
    note.touch()
    note_deletion(node.store, RECORDING, [Range(begins_ms=last.begins_ms, ends_ms=last.begins_ms + 500)])
    async with running(tmp_path) as node:
        await until(lambda: any(told.deleted for told in node.told))
        assert last.begins_ms in [one.begins_ms for one in node.segments]


async def test_of_two_orders_the_last_counts(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        first, *_ = await node.keep(10, speed=1.0)
        leave = [Range(begins_ms=first.begins_ms, ends_ms=first.begins_ms + 500)]
        node.recordings.obey(Delete(recording=RECORDING, leave=leave), {})
        node.recordings.obey(Delete(recording=RECORDING), {})
        await until(lambda: node.told[-1].deleted)
        assert node.told[-1].left == []
        assert not (node.store / RECORDING).exists()
