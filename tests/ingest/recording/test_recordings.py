"""A show that is recorded by a real origin with a real FFmpeg, and what players get of it."""

import asyncio
import contextlib
import errno
import shutil
import subprocess
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from contract.callbacks import ReportedSession
from contract.orders import Close, Delete, Gate, Revocation, Revoke
from contract.passes import Pass, write_pass
from contract.recordings import Recorded, ReplayKnown
from ingest.errors import WebUnreachableError
from ingest.origin.server import OriginServer, Timing
from ingest.recording.disk.folder import RunFolder
from ingest.recording.disk.segment import Seam, read_name
from ingest.recording.recordings import Recordings
from support.flv_clips import feed, make_clip, play_tags
from support.hls_playlist import read_playlist
from support.needs import find_program
from support.origins import Client, admit, fetch, run_origin
from support.waiting import until

RECORDING = "r0123456789abcdefghijklmno"
LIST = f"/live/{RECORDING}/index.m3u8"


KEY = bytes(range(32))


class Node:
    """An origin that records. `away`: web does not answer."""

    def __init__(self, origin: OriginServer, store: Path, **options: float) -> None:
        self.origin = origin
        self.store = store
        self.told: list[Recorded] = []
        self.known: ReplayKnown | None = ReplayKnown(livestream_id="livestream-1", over=True)
        self.away = False
        self.asked: list[str] = []
        given = {"least_free": 0.0, "memory": 16 << 20, **options}
        self.recordings = Recordings(store, origin.library, self._ask, self.told.append, **given)  # type: ignore[arg-type]

    async def _ask(self, recording: str) -> ReplayKnown | None:
        self.asked.append(recording)
        if self.away:
            raise WebUnreachableError("away")
        return self.known

    @property
    def files(self) -> list[Path]:
        return sorted(self.store.glob(f"{RECORDING}/*/*.m4s"))


@contextlib.asynccontextmanager
async def running(folder: Path, **options: float) -> AsyncIterator[Node]:
    async with run_origin(folder, Timing(end_pause=0.05)) as origin:
        node = Node(origin, folder / "recordings", **options)
        await node.recordings.start()
        yield node
        await node.recordings.stop()


async def publish(
    node: Node, clip: bytes, *, speed: float = 4.0, session: str = "session-1", ended: bool = True
) -> None:
    packager = await node.origin.open(admit(session=session))
    async for tag in play_tags(clip, speed):
        feed(packager, tag)
        if not any(told.deleted for told in node.told):
            node.recordings.record("show", RECORDING, 0.0)
    await packager.close(ended=ended)


def hashes(source: bytes | str, *, kind: str) -> list[str]:
    """One of each packet."""
    command = [find_program("ffmpeg"), "-v", "error", "-i", "pipe:0" if isinstance(source, bytes) else source]
    command += ["-map", f"0:{kind}", "-c", "copy", "-f", "framehash", "-hash", "md5", "-"]
    data = source if isinstance(source, bytes) else None
    out = subprocess.run(command, input=data, capture_output=True, check=True, timeout=60).stdout.decode()
    return [line.split(",")[-1].strip() for line in out.splitlines() if line and not line.startswith("#")]


async def test_what_was_published_is_what_is_kept_packet_by_packet(tmp_path: Path) -> None:
    clip = make_clip(seconds=14)
    async with running(tmp_path) as node:
        await publish(node, clip)
        await until(lambda: bool(node.told))
        answer = await fetch(node.origin.port, LIST)
        assert (answer.status, "#EXT-X-ENDLIST" in answer.text, "TYPE:VOD" in answer.text) == (200, True, True), (
            answer
        )
        playlist = read_playlist(answer.text)
        assert 3 <= len(playlist.segments) <= 4
        url = f"http://127.0.0.1:{node.origin.port}{LIST}"
        for kind in ("v", "a"):
            kept = await asyncio.to_thread(hashes, url, kind=kind)
            assert kept == hashes(clip, kind=kind)[-len(kept) :]
            assert len(kept) >= len(hashes(clip, kind=kind)) - 2
    assert node.told[-1].duration_ms == pytest.approx(14_000, abs=150)
    assert node.told[-1].bytes == sum(file.stat().st_size for file in node.files)
    assert all(read_name(file.name).duration for file in node.files)  # type: ignore[union-attr]
    assert not list((node.store / "open").iterdir())


async def test_whoever_comes_late_starts_over_while_the_show_is_on(tmp_path: Path) -> None:
    async with running(tmp_path) as node, Client.connect(node.origin.port) as client:
        show = asyncio.create_task(publish(node, make_clip(seconds=14)))
        await until(lambda: bool(node.files))
        first = await client.get(LIST)
        assert first.status == 200
        assert "#EXT-X-PLAYLIST-TYPE:EVENT" in first.text
        playlist = read_playlist(first.text)
        assert not playlist.ended
        assert float(playlist.header["EXT-X-START"].removeprefix("TIME-OFFSET=")) == 0
        segment = await client.get(f"/live/{RECORDING}/{playlist.segments[0].uri}")
        assert (segment.status, segment.body[4:8]) == (200, b"moof")
        init = await client.get(f"/live/{RECORDING}/{playlist.segments[0].map_uri}")
        assert (init.status, init.body[4:8]) == (200, b"ftyp")
        await show
        await until(lambda: bool(node.told))
        last = await client.get(LIST)
        assert last.text.startswith(first.text.partition("#EXT-X-PLAYLIST-TYPE")[0])
        assert [each.uri for each in read_playlist(last.text).segments][: len(playlist.segments)] == [
            each.uri for each in playlist.segments
        ]


async def test_dates_of_the_replay_are_those_that_were_live(tmp_path: Path) -> None:
    async with running(tmp_path) as node, Client.connect(node.origin.port) as client:
        show = asyncio.create_task(publish(node, make_clip(seconds=8), speed=2.0))
        live = read_playlist((await client.get("/live/show/index.m3u8")).text)
        await show
        await until(lambda: bool(node.told))
        replay = read_playlist((await client.get(LIST)).text)
    assert replay.segments[0].date == live.segments[0].date


async def test_three_returns_and_another_size_are_in_it_packet_by_packet_behind_discontinuities(
    tmp_path: Path,
) -> None:
    clips = [make_clip(seconds=5, size=size) for size in ("320x180", "320x180", "640x360", "320x180")]
    async with running(tmp_path) as node:
        for number, clip in enumerate(clips):
            await publish(node, clip, session=f"session-{number}", ended=number == 3)
        await until(lambda: bool(node.told))
        playlist = read_playlist((await fetch(node.origin.port, LIST)).text)
        assert len({segment.map_uri for segment in playlist.segments}) == 2
        assert sum(segment.discontinuity for segment in playlist.segments) == 2, (
            "one that comes back as it was goes on"
        )
        assert sum(segment.duration or 0 for segment in playlist.segments) == pytest.approx(20, abs=0.4)
        for kind in ("v", "a"):
            kept = await asyncio.to_thread(hashes, f"http://127.0.0.1:{node.origin.port}{LIST}", kind=kind)
            assert kept == [one for clip in clips for one in hashes(clip, kind=kind)]


async def test_a_pass_opens_it_and_what_was_taken_back_does_not(tmp_path: Path) -> None:
    good = write_pass(KEY, Pass("0" * 24, 4_000_000_000))
    bad = write_pass(bytes(32), Pass("0" * 24, 4_000_000_000))
    async with running(tmp_path) as node, Client.connect(node.origin.port) as client:
        node.known = ReplayKnown(livestream_id="livestream-1", pass_key=KEY.hex(), over=True)
        await publish(node, make_clip(seconds=5))
        await until(lambda: bool(node.told))
        for path in (LIST, f"/live/{RECORDING}/{bad}/index.m3u8"):
            assert (await client.get(path)).status == 403
        (reported,) = node.recordings.report()
        assert (reported.gated, reported.revocations, reported.over) == (True, None, True)
        heard = {RECORDING: None}
        node.recordings.obey(Revoke(session_id=RECORDING, number=0, passes=[]), heard)
        answer = await client.get(f"/live/{RECORDING}/{good}/index.m3u8")
        assert (answer.status, answer.headers["cache-control"]) == (200, "private, no-store")
        uri = read_playlist(answer.text).segments[0].uri
        file = await client.get(f"/live/{RECORDING}/{good}/{uri}")
        assert (file.status, file.headers["cache-control"]) == (200, "private, no-store")
        assert (await client.get(f"/live/{RECORDING}/{uri}")).status == 403
        assert (await client.get(f"/pass/{RECORDING}/{good}")).status == 204
        revocation = Revocation(id="0" * 24, expires_at=4_000_000_000)
        node.recordings.obey(Revoke(session_id=RECORDING, number=1, passes=[revocation]), {RECORDING: 0})
        assert (await client.get(f"/live/{RECORDING}/{good}/{uri}")).status == 403
        node.recordings.obey(Gate(session_id=RECORDING, pass_key=""), {})
        assert (await client.get(f"/live/{RECORDING}/{uri}")).headers["cache-control"].startswith("public")


async def test_a_node_that_began_anew_shows_what_it_has(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        await publish(node, make_clip(seconds=5))
        await until(lambda: bool(node.told))
        before = await fetch(node.origin.port, LIST)
    async with running(tmp_path) as node:
        assert (await fetch(node.origin.port, LIST)).text == before.text
        assert node.asked == [RECORDING]
        node.recordings.obey(Close(recording=RECORDING, over=False), {})
        assert "EVENT" in (await fetch(node.origin.port, LIST)).text


async def test_a_show_that_goes_on_after_a_restart_goes_on_in_its_recording(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        await publish(node, make_clip(seconds=5), ended=False)
    assert node.told, "told although it was stopped"
    async with running(tmp_path) as node:
        await publish(node, make_clip(seconds=5))
        await until(lambda: bool(node.told))
        playlist = read_playlist((await fetch(node.origin.port, LIST)).text)
        assert sum(segment.discontinuity for segment in playlist.segments) == 1
        kept = await asyncio.to_thread(hashes, f"http://127.0.0.1:{node.origin.port}{LIST}", kind="v")
        assert kept == hashes(make_clip(seconds=5), kind="v") * 2


async def test_nobody_sees_what_web_does_not_know_and_nobody_is_told_why(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        node.known = None
        await publish(node, make_clip(seconds=5))
        await until(lambda: bool(node.files))
        nowhere = await fetch(node.origin.port, f"/live/{RECORDING[:-1]}x/index.m3u8")
        unknown = await fetch(node.origin.port, LIST)
        assert (unknown.status, unknown.body) == (404, nowhere.body)
        assert node.recordings.report() == []


async def test_what_web_comes_to_know_late_is_shown_from_its_first_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.recording.showing.replays.MISSING", 0.5)
    async with running(tmp_path) as node:
        known, node.known = node.known, None
        show = asyncio.create_task(publish(node, make_clip(seconds=14)))
        await until(lambda: len(node.files) > 2)
        assert (await fetch(node.origin.port, LIST)).status == 404
        node.known = known
        first = await until(lambda: fetch(node.origin.port, LIST), is_it=lambda answer: answer.status == 200)
        playlist = read_playlist(first.text)
        assert len(playlist.segments) > 1, "those from before it was known"
        await show
        last = await until(lambda: fetch(node.origin.port, LIST), is_it=lambda answer: "ENDLIST" in answer.text)
        shown = [one.uri for one in read_playlist(last.text).segments]
        assert len(shown) == len(set(shown)) == len(node.files)


async def test_while_web_is_away_those_who_come_wait(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        node.away = True
        await publish(node, make_clip(seconds=5))
        waits = asyncio.create_task(fetch(node.origin.port, LIST))
        await until(lambda: len(node.asked) >= 2)
        assert not waits.done()
        node.away = False
        assert (await waits).status == 200


async def test_what_is_deleted_is_gone_from_the_disk_and_from_the_origin(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        show = asyncio.create_task(publish(node, make_clip(seconds=8)))
        await until(lambda: len(node.files) > 1)
        assert (await fetch(node.origin.port, LIST)).status == 200
        node.recordings.obey(Delete(recording=RECORDING), {})
        node.known = None
        await until(lambda: any(told.deleted for told in node.told))
        show.cancel()
        assert (await fetch(node.origin.port, LIST)).status == 404
        assert not (node.store / RECORDING).exists()


async def test_a_full_disk_pauses_the_recording_and_not_the_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = [0]

    def measure(_: Path) -> "shutil._ntuple_diskusage":
        return shutil._ntuple_diskusage(100, 100 - free[0], free[0])

    monkeypatch.setattr(shutil, "disk_usage", measure)
    async with running(tmp_path, least_free=0.05) as node, Client.connect(node.origin.port) as client:
        show = asyncio.create_task(publish(node, make_clip(seconds=30), speed=2.0))
        live = await client.get("/live/show/index.m3u8")
        assert live.status == 200
        session = ReportedSession(session_id="session-1", livestream_id="livestream-1", playback_id="show")
        await until(lambda: bool(node.recordings.describe(session).record_problem))
        assert node.recordings.describe(session).recording == RECORDING
        assert node.files == []
        assert "RECORDING_MIN_FREE" in str(node.recordings.find_problem())
        assert node.recordings.refusals.counts["disk"] > 0
        assert node.recordings.refusals.counts["tap"] == 0, "it is not that the disk is slow"
        free[0] = 50
        await until(lambda: not node.recordings.describe(session).record_problem, timeout=30)
        await show
        await until(lambda: bool(node.told))
        playlist = read_playlist((await client.get(LIST)).text)
        assert playlist.ended
        first = read_name(node.files[0].name)
        assert first is not None
        assert first.seam is Seam.FULL
        assert (node.told[-1].missed, node.told[-1].over) == (True, True)


async def test_what_was_sealed_before_the_disk_was_full_is_shown_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = [50]

    def measure(_: Path) -> "shutil._ntuple_diskusage":
        return shutil._ntuple_diskusage(100, 100 - free[0], free[0])

    monkeypatch.setattr(shutil, "disk_usage", measure)
    async with running(tmp_path, least_free=0.05) as node, Client.connect(node.origin.port) as client:
        show = asyncio.create_task(publish(node, make_clip(seconds=20), speed=2.0))
        await until(lambda: bool(node.files))
        free[0] = 0
        session = ReportedSession(session_id="session-1", livestream_id="livestream-1", playback_id="show")
        await until(lambda: bool(node.recordings.describe(session).record_problem))
        names = [read_name(file.name) for file in node.files]
        sealed = [one for one in names if one is not None and one.duration is not None]
        assert sealed
        assert len(read_playlist((await client.get(LIST)).text).segments) == len(sealed)
        await show


async def test_what_a_full_disk_has_torn_stands_before_what_came_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append, appended = RunFolder._append, [0]

    def tear(folder: RunFolder, data: bytes) -> None:
        appended[0] += 1
        if appended[0] == 8:
            raise OSError(errno.ENOSPC, "full")
        append(folder, data)

    monkeypatch.setattr(RunFolder, "_append", tear)
    async with running(tmp_path) as node, Client.connect(node.origin.port) as client:
        await publish(node, make_clip(seconds=20), speed=2.0)
        await until(lambda: node.told and node.told[-1].over)
        listed = [segment.uri or "" for segment in read_playlist((await client.get(LIST)).text).segments]
        begins = [int(uri.partition("-")[0]) for uri in listed]
        assert begins == sorted(begins)
        assert len(listed) == len(node.files) > 2
        assert read_name(node.files[1].name).seam is Seam.FULL  # type: ignore[union-attr]


async def test_what_is_recorded_again_after_a_while_is_not_in_it_twice(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        packager = await node.origin.open(admit())
        fed = 0
        async for tag in play_tags(make_clip(seconds=12), 4.0):
            feed(packager, tag)
            fed += 1
            node.recordings.record("show", "" if 300 < fed < 400 else RECORDING, 0.0)
        await packager.close(ended=True)
        await until(lambda: len(node.told) == 2)
        segments = read_playlist((await fetch(node.origin.port, LIST)).text).segments
        assert len({one.name[:13] for one in node.store.glob(f"{RECORDING}/*")}) == 2, "two runs"
        assert sum(one.duration or 0 for one in segments) < 12 + 2.5, "at most the segment that was open then"
        assert not node.told[-1].missed


async def test_a_disk_that_hangs_costs_the_live_part_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    may_write = threading.Event()
    append = RunFolder._append

    def hang(folder: RunFolder, data: bytes) -> None:
        may_write.wait(20)
        append(folder, data)

    monkeypatch.setattr(RunFolder, "_append", hang)
    async with running(tmp_path) as node, Client.connect(node.origin.port) as client:
        await publish(node, make_clip(seconds=8))
        shelf = node.origin.library["show"]
        await until(lambda: shelf.stream.ended)
        live = read_playlist((await client.get("/live/show/index.m3u8")).text)
        assert sum(segment.duration or 0 for segment in live.segments) > 5
        may_write.set()
        await until(lambda: bool(node.told))
        assert node.told[-1].duration_ms == pytest.approx(8_000, abs=200)


async def test_without_an_order_nothing_is_recorded(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        packager = await node.origin.open(admit())
        async for tag in play_tags(make_clip(seconds=5), 4.0):
            feed(packager, tag)
        node.recordings.record("show", "", 0.0)
        node.recordings.record("nowhere", RECORDING, 0.0)
        await packager.close(ended=True)
        assert not node.store.exists()
        session = ReportedSession(session_id="session-1", livestream_id="livestream-1", playback_id="show")
        assert node.recordings.describe(session) == session
