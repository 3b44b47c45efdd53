"""The origin as a process: what it says of itself, how it starts and stops."""

import asyncio
import json
import os
from pathlib import Path

import pytest

from ingest.errors import StartError
from ingest.ffmpeg.discovery import FFmpegError
from ingest.origin.server import OriginServer
from support.flv_clips import feed, make_clip
from support.needs import find_program
from support.origin_shows import PLAYLIST
from support.origins import admit, fetch, run_origin


async def test_who_follows_streams_is_told_of_each_new_one_and_may_fail(
    origin: OriginServer, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise OSError("no room for a recording")

    seen: list[object] = []
    origin.watchers += [fail, lambda _, shelf: seen.append(shelf)]
    await origin.open(admit(session="one"))
    await origin.open(admit(session="two"))
    assert seen == [origin.library["show"]]
    assert "no room for a recording" in caplog.text


async def test_plain_addresses_answer(origin: OriginServer) -> None:
    hello = await fetch(origin.port, "/")
    assert hello.status == 200
    assert hello.text.count("\n") == 1
    assert (await fetch(origin.port, "/health")).status == 200
    ready = await fetch(origin.port, "/ready")
    assert ready.status == 200
    # As web says it, and what only a node counts: one reader does for both.
    said = json.loads(ready.text)
    assert (said["ready"], said["parts"]) == (True, {"ffmpeg": "ok"})
    assert set(said) == {"ready", "parts", "refused"}


async def test_a_start_that_fails_is_told_by_ready(tmp_path: Path) -> None:
    program = tmp_path / "ffmpeg"
    program.symlink_to(find_program("ffmpeg"))
    async with run_origin(tmp_path, ffmpeg_path=program) as origin:
        program.unlink()
        with pytest.raises(FileNotFoundError):
            await origin.open(admit())
        ready = await fetch(origin.port, "/ready")
        assert (ready.status, "FFmpeg cannot be started: No such file" in ready.text) == (503, True)
        program.symlink_to(find_program("ffmpeg"))
        await origin.open(admit())
        assert (await fetch(origin.port, "/ready")).status == 200


async def test_without_ffmpeg_it_serves_and_says_what_is_missing(tmp_path: Path) -> None:
    async with run_origin(tmp_path, ffmpeg_path=tmp_path / "no-ffmpeg") as origin:
        ready = await fetch(origin.port, "/ready")
        assert ready.status == 503
        assert "FFMPEG_PATH" in ready.text
        assert (await fetch(origin.port, "/health")).status == 200
        with pytest.raises(FFmpegError, match="FFMPEG_PATH"):
            await origin.open(admit())
        assert (await fetch(origin.port, PLAYLIST)).status == 404


async def test_other_parts_of_the_process_can_be_not_ready(origin: OriginServer) -> None:
    origin.checks["rtmp"] = lambda: "not listening yet"
    ready = await fetch(origin.port, "/ready")
    assert ready.status == 503
    said = json.loads(ready.text)
    assert (said["ready"], said["parts"]["rtmp"]) == (False, "not listening yet")


async def test_a_port_that_is_taken_is_named_with_its_variable(origin: OriginServer, tmp_path: Path) -> None:
    with pytest.raises(StartError, match=f"HTTP_PORT is {origin.port}"):
        async with run_origin(tmp_path, http_port=origin.port):
            pass


async def test_stopping_leaves_no_process_and_no_task(tmp_path: Path) -> None:
    before = asyncio.all_tasks()
    async with run_origin(tmp_path) as origin:
        packagers = [await origin.open(admit(f"show{number}")) for number in range(3)]
        for packager in packagers:
            feed(packager, make_clip(seconds=1))
        pids = [packager.pid for packager in packagers]
    for pid in pids:
        assert pid is not None
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    assert asyncio.all_tasks() == before
