"""A picture of every show, from a keyframe that is there, and of nothing that is not for everybody to see."""

import asyncio
import subprocess
from pathlib import Path
from typing import Any

import pytest

from contract.feeds import FeedKind
from contract.passes import Pass, write_pass
from ingest.origin.server import OriginServer
from ingest.stills import gallery
from ingest.stills.still import Drawn
from support.flv_clips import feed, make_clip
from support.needs import find_program
from support.origins import Answer, admit, fetch, run_origin
from support.waiting import until

STILL = "/live/show/still.jpg"
KEY = bytes(range(32))


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery, "LOOK", 0.05)


async def show(
    origin: OriginServer, *, kind: FeedKind = FeedKind.SHOW, pass_key: bytes = b"", **clip: object
) -> None:
    packager = await origin.open(admit(kind=kind, pass_key=pass_key))
    feed(packager, make_clip(**clip))
    await until(lambda: (found := origin.library.get("show")) is not None and found.stream.published)


async def wait_for_still(origin: OriginServer, path: str = STILL) -> Answer:
    async with asyncio.timeout(30):
        while (answer := await fetch(origin.port, path)).status != 200:
            await asyncio.sleep(0.1)
    return answer


def measure(picture: bytes) -> str:
    command = [find_program("ffprobe"), "-v", "error", "-f", "jpeg_pipe", "-i", "pipe:0"]
    command += ["-show_entries", "stream=codec_name,width,height", "-of", "csv=p=0"]
    return subprocess.run(command, input=picture, capture_output=True, check=True, timeout=30).stdout.decode().strip()


@pytest.mark.parametrize(("size", "seen"), [("1280x720", "mjpeg,640,360"), ("320x180", "mjpeg,320,180")])
async def test_a_show_has_a_picture_as_soon_as_it_has_a_keyframe(tmp_path: Path, size: str, seen: str) -> None:
    async with run_origin(tmp_path) as origin:
        await show(origin, size=size)
        answer = await wait_for_still(origin)
        assert answer.headers["content-type"] == "image/jpeg"
        assert answer.headers["cache-control"].startswith("public")
        assert measure(answer.body) == seen
        assert origin.newest_still("show") > 0, "so that web hears of it"
        assert origin.newest_still("other") == 0


async def test_a_gated_show_s_picture_is_behind_its_gate(tmp_path: Path) -> None:
    async with run_origin(tmp_path) as origin:
        await show(origin, pass_key=KEY)
        gate = origin.library.find_gate("show")
        assert gate is not None
        gate.revoke(None, 0, [])
        good = write_pass(KEY, Pass("0" * 24, 4_000_000_000))
        answer = await wait_for_still(origin, f"/live/show/{good}/still.jpg")
        assert answer.headers["cache-control"] == "private, no-store"
        assert (await fetch(origin.port, STILL)).status == 403
        origin.set_gate("show", b"")
        opened = await fetch(origin.port, STILL)
        assert (opened.status, opened.headers["content-type"]) == (200, "image/jpeg")
        assert opened.headers["cache-control"].startswith("public")


@pytest.mark.parametrize(
    ("kind", "clip"),
    [(FeedKind.REHEARSAL, {}), (FeedKind.SHOW, {"video": False})],
    ids=["a rehearsal", "nothing to see"],
)
async def test_nothing_is_drawn_of_what_nobody_is_to_see(
    tmp_path: Path, kind: FeedKind, clip: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = list[bytes]()

    async def draw(_: object, __: object, media: bytes, *, tile: bool) -> None:
        drawn.append(media)

    monkeypatch.setattr(gallery, "draw_still", draw)
    async with run_origin(tmp_path) as origin:
        await show(origin, kind=kind, **clip)
        looked = origin.gallery.loop
        await asyncio.sleep(0.3)  # six looks; there is nothing to wait for
        assert looked.problem is None
        assert (await fetch(origin.port, STILL)).status == 404
    assert drawn == []


async def test_a_picture_that_cannot_be_drawn_leaves_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gallery, "EVERY", 0.0)
    pictures: list[Drawn | None] = [Drawn(b"\xff\xd8first\xff\xd9", None), None, None]
    tried = list[int]()

    async def draw(_: object, __: object, media: bytes, *, tile: bool) -> Drawn | None:
        tried.append(len(media))
        return pictures.pop(0) if pictures else None

    monkeypatch.setattr(gallery, "draw_still", draw)
    async with run_origin(tmp_path) as origin:
        await show(origin)
        await until(lambda: len(tried) >= 1)
        first = await wait_for_still(origin)
        packager = await origin.open(admit(session="session-2"))
        feed(packager, make_clip())
        await until(lambda: len(tried) >= 2)
        assert (await fetch(origin.port, STILL)).body == first.body
