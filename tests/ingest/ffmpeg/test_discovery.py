"""Finding an FFmpeg, and words for whoever has none or too old a one."""

from pathlib import Path

import pytest
from imageio_ffmpeg import get_ffmpeg_exe

from ingest.ffmpeg.discovery import FFmpegMissing, FFmpegTooOld, find_ffmpeg, parse_release
from support.needs import find_program


def write_program(path: Path, says: str, status: int = 0) -> Path:
    path.write_text(f"#!/bin/sh\necho '{says}'\nexit {status}\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("version", "release"),
    [("5.1.9-0+deb12u1", (5, 1)), ("n9.0.2-17-g2a571b6068", (9, 0)), ("7.1", (7, 1)), ("N-109542-gabc", None),
     ("git-2024-01-01-abc", None)],
)  # fmt: skip
def test_versions_are_understood(version: str, release: tuple[int, int] | None) -> None:
    assert parse_release(version) == release


async def test_the_configured_one_is_used() -> None:
    ffmpeg = await find_ffmpeg(Path(get_ffmpeg_exe()))
    assert ffmpeg.path == Path(get_ffmpeg_exe())
    assert ffmpeg.release is not None


async def test_the_one_on_path_is_used_before_the_wheels() -> None:
    assert (await find_ffmpeg(None)).path == Path(find_program("ffmpeg"))


async def test_without_one_on_path_the_wheels_serves(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert (await find_ffmpeg(None)).path == Path(get_ffmpeg_exe())


async def test_a_path_to_nothing_names_the_variable(tmp_path: Path) -> None:
    with pytest.raises(FFmpegMissing, match="FFMPEG_PATH"):
        await find_ffmpeg(tmp_path / "ffmpeg")


async def test_no_ffmpeg_at_all_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail() -> str:
        raise RuntimeError("no exe")

    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("imageio_ffmpeg.get_ffmpeg_exe", fail)
    with pytest.raises(FFmpegMissing, match="Install it, or let FFMPEG_PATH name it"):
        await find_ffmpeg(None)


async def test_one_that_is_too_old_is_refused_with_both_versions(tmp_path: Path) -> None:
    old = write_program(tmp_path / "ffmpeg", "ffmpeg version 4.2.7-0ubuntu0.1 Copyright (c)")
    with pytest.raises(FFmpegTooOld, match=r"4\.2\.7.*5\.0"):
        await find_ffmpeg(old)


async def test_a_git_snapshot_is_taken_at_its_word(tmp_path: Path) -> None:
    snapshot = write_program(tmp_path / "ffmpeg", "ffmpeg version N-117000-gabcdef Copyright (c)")
    assert (await find_ffmpeg(snapshot)).release is None


@pytest.mark.parametrize(("says", "status"), [("hello", 0), ("ffmpeg version 6.0", 1)])
async def test_what_is_no_ffmpeg_is_told_so(tmp_path: Path, says: str, status: int) -> None:
    with pytest.raises(FFmpegMissing, match="does not answer like FFmpeg"):
        await find_ffmpeg(write_program(tmp_path / "ffmpeg", says, status))


async def test_one_that_hangs_is_not_waited_for_forever(tmp_path: Path) -> None:
    hangs = tmp_path / "ffmpeg"
    hangs.write_text("#!/bin/sh\nexec sleep 60\n")
    hangs.chmod(0o755)
    with pytest.raises(FFmpegMissing, match="does not say its version"):
        await find_ffmpeg(hangs, patience=0.2)
