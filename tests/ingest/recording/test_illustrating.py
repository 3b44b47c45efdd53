"""The pictures of a recording, made by a real FFmpeg beside a real show: each shows what was live at its time."""

import asyncio
import contextlib
import itertools
import re
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from contract.orders import Delete
from contract.passes import Pass, write_pass
from contract.recordings import Range, Recorded, ReplayKnown
from ingest.origin.server import OriginServer, Timing
from ingest.recording.disk.segment import read_name
from ingest.recording.recordings import Recordings
from ingest.stills import gallery, sheet, tiles
from ingest.stills.jpeg import read_jpeg
from support.flv_clips import feed, make_clip, play_tags
from support.needs import find_program
from support.origins import Answer, admit, fetch, run_origin
from support.waiting import until

RECORDING = "r0123456789abcdefghijklmno"
AT = f"/live/{RECORDING}"
KEY = bytes(range(32))
COLOURS = ("red", "green", "blue")
"""A second each, again and again."""


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every keyframe is drawn."""
    monkeypatch.setattr(gallery, "LOOK", 0.02)
    monkeypatch.setattr(gallery, "EVERY", 0.0)
    monkeypatch.setattr(gallery, "PATIENCE", 0.0)
    monkeypatch.setattr(sheet, "EVERY", 0.6)


class Node:
    def __init__(self, origin: OriginServer, store: Path, pass_key: str = "") -> None:
        self.origin = origin
        self.store = store
        self.told: list[Recorded] = []
        self.known = ReplayKnown(livestream_id="livestream-1", over=True, pass_key=pass_key)
        self.recordings = Recordings(
            store, origin.library, self._ask, self.told.append,
            least_free=0.0, memory=16 << 20, gallery=origin.gallery,
        )  # fmt: skip

    async def _ask(self, _: str) -> ReplayKnown:
        return self.known

    def files(self, pattern: str) -> list[Path]:
        return sorted(self.store.glob(f"{RECORDING}/*/{pattern}"))

    async def get(self, name: str, between: str = "") -> Answer:
        return await fetch(self.origin.port, f"{AT}/{between}{name}")

    async def publish(self, clip: bytes) -> None:
        packager = await self.origin.open(admit())
        async for tag in play_tags(clip, 1.0):
            feed(packager, tag)
            self.recordings.record("show", RECORDING, 0.0)
        await packager.close(ended=True)
        await until(lambda: any(told.over and told.duration_ms for told in self.told))


@contextlib.asynccontextmanager
async def running(folder: Path, pass_key: str = "") -> AsyncIterator[Node]:
    async with run_origin(folder, Timing(end_pause=0.05)) as origin:
        node = Node(origin, folder / "recordings", pass_key)
        await node.recordings.start()
        yield node
        await node.recordings.stop()


def colourful(seconds: float, **more: object) -> bytes:
    change = "hue=h=120*floor(t)"
    return make_clip(
        seconds=seconds, gop=30, audio=False, picture="color=c=red", size=str(more.get("size", "320x180")),
        encoder=("-tune", "zerolatency", "-vf", change),
    )  # fmt: skip


def name_colour(picture: bytes, x: int, y: int) -> str:
    command = [find_program("ffmpeg"), "-v", "error", "-f", "jpeg_pipe", "-i", "pipe:0"]
    command += ["-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"]
    data = subprocess.run(command, input=picture, capture_output=True, check=True, timeout=60).stdout
    at = 3 * (y * read_jpeg(picture).width + x)
    return COLOURS[max(range(3), key=lambda channel: data[at + channel])]


def read_cues(text: str) -> list[tuple[float, float, str, tuple[int, int, int, int]]]:
    """(from, until, file, x, y, width, height)"""

    def seconds(clock: str) -> float:
        hours, minutes, rest = clock.split(":")
        return int(hours) * 3600 + int(minutes) * 60 + float(rest)

    cue = re.compile(r"(\S+) --> (\S+)\n(\S+)#xywh=(\d+),(\d+),(\d+),(\d+)\n")
    assert text.startswith("WEBVTT\n\n")
    found = []
    for since, end, name, *place in cue.findall(text):
        x, y, width, height = map(int, place)
        found.append((seconds(since), seconds(end), name, (x, y, width, height)))
    return found


async def check_cues(node: Node, least: int, between: str = "") -> None:
    """Each picture shows what was live at its time."""
    answer = await node.get("storyboard.vtt", between)
    assert answer.headers["content-type"].startswith("text/vtt")
    cues = read_cues(answer.body.decode())
    assert len(cues) >= least
    assert cues[0][0] == 0
    for (_, until_, *_), (since, *_) in itertools.pairwise(cues):
        assert until_ == since, "without a gap"
    for since, _, name, (x, y, width, height) in cues[1:]:  # the first stands for what was before it, too
        picture = await node.get(name, between)
        assert picture.status == 200
        assert picture.headers["content-type"] == "image/jpeg"
        assert name_colour(picture.body, x + width // 2, y + height // 2) == COLOURS[round(since) % 3]


async def test_the_storyboard_and_the_poster_are_there_when_the_show_ends_and_go_with_it(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        await node.publish(colourful(6))
        await until(lambda: node.files("sheet-*.jpg") and node.files("poster-*.jpg"))
        assert node.files("tile-*") == []
        await check_cues(node, 3)
        still = await node.get("still.jpg?v=6")
        assert (still.status, still.headers["content-type"]) == (200, "image/jpeg")
        assert still.body == node.files("poster-*.jpg")[0].read_bytes()
        assert (await node.get("sheet-1769889600000.jpg")).status == 404
        node.recordings.obey(Delete(recording=RECORDING), {})
        await until(lambda: any(told.deleted for told in node.told))
        assert not (node.store / RECORDING).exists()
        for name in ("still.jpg", "storyboard.vtt"):
            assert (await node.get(name)).status == 404


async def test_it_grows_while_the_show_is_live_and_the_newest_picture_stands_for_it(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        publishing = asyncio.create_task(node.publish(colourful(8)))
        await until(lambda: node.files("tile-*.jpg"))
        assert node.files("sheet-*.jpg") == []
        await until(lambda: node.files("*[0-9]-0[cn]k.m4s"))
        still = await node.get("still.jpg")
        assert still.status == 200
        assert node.files("poster-*") == []
        assert still.headers["cache-control"].startswith("public")
        cues: list[object] = []

        async def look() -> int:
            # The segment is on the disk a moment before its recording has heard of it.
            answer = await node.get("storyboard.vtt")
            cues[:] = read_cues(answer.body.decode()) if answer.status == 200 else []
            return len(cues)

        await until(look, is_it=lambda count: count >= 2)
        await check_cues(node, 2)
        await publishing
        await check_cues(node, len(cues))


async def test_what_a_kill_left_becomes_a_sheet_at_the_next_start(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        publishing = asyncio.create_task(node.publish(colourful(8)))
        await until(lambda: len(node.files("tile-*.jpg")) >= 3 and node.files("*[0-9]-0[cn]k.m4s"))
        # The disk as a kill would leave it, for another node.
        left = tmp_path / "left"
        await asyncio.to_thread(subprocess.run, ["cp", "-r", str(node.store), str(left)], check=True)
        await publishing
    (left / "torn").mkdir()
    folder = tmp_path / "other"
    folder.mkdir()
    left.rename(folder / "recordings")
    (folder / "recordings" / "torn").rmdir()
    async with running(folder) as node:
        await until(lambda: node.files("sheet-*.jpg") and not node.files("tile-*"))
        await check_cues(node, 2)
        assert (await node.get("still.jpg")).status == 200, "drawn when it is asked for"
        await until(lambda: node.files("poster-*.jpg"))


async def test_no_picture_comes_after_what_was_left_of_a_deleted_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []
    monkeypatch.setattr(tiles, "write_sheet", lambda folder, *_: written.append(folder))
    async with running(tmp_path) as node:
        publishing = asyncio.create_task(node.publish(colourful(8)))
        await until(lambda: node.files("tile-*.jpg") and node.files("*[0-9]-0[cn]k.m4s"))
        (first, *_) = node.files("*[0-9]-0[cn]k.m4s")
        segment = read_name(first.name)
        assert segment is not None
        leave = [Range(begins_ms=segment.begins_ms, ends_ms=segment.begins_ms + 500)]
        node.recordings.obey(Delete(recording=RECORDING, leave=leave), {})
        await until(lambda: any(told.deleted for told in node.told))
        # What is published goes on into another run, as nobody here tells it not to.
        assert (written, [*first.parent.glob("*.jpg")]) == ([], [])
        assert [*first.parent.glob("*.m4s")] == [first]
        publishing.cancel()
        await asyncio.gather(publishing, return_exceptions=True)


async def test_gated_pictures_are_behind_the_pass(tmp_path: Path) -> None:
    async with running(tmp_path, KEY.hex()) as node:
        await node.publish(colourful(4))
        await until(lambda: node.files("poster-*.jpg"))
        good = write_pass(KEY, Pass("0" * 24, 4_000_000_000))
        gate = await until(lambda: node.origin.library.find_gate(RECORDING))
        assert gate is not None
        gate.revoke(None, 0, [])
        for name in ("still.jpg", "storyboard.vtt", "sheet-1769889600000.jpg"):
            assert (await node.get(name)).status == 403
        for name in ("still.jpg", "storyboard.vtt"):
            answer = await node.get(name, f"{good}/")
            assert (answer.status, answer.headers["cache-control"]) == (200, "private, no-store")
        await check_cues(node, 1, f"{good}/")


async def test_a_show_that_is_sound_alone_has_none(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        await node.publish(make_clip(seconds=3, video=False))
        assert (await node.get("still.jpg")).status == 404
        assert read_cues((await node.get("storyboard.vtt")).body.decode()) == []
        assert node.files("*.jpg") == []


async def test_another_size_and_shape_is_in_the_same_storyboard(tmp_path: Path) -> None:
    async with running(tmp_path) as node:
        await node.publish(colourful(3))
        node.told.clear()
        await node.publish(colourful(3, size="180x320"))
        await until(lambda: node.files("poster-*.jpg") and not node.files("tile-*"))
        cues = read_cues((await node.get("storyboard.vtt")).body.decode())
        assert {place[2:] for *_, place in cues} == {(160, 90)}
        assert len(node.files("sheet-*.jpg")) == 2, "one of each run"
