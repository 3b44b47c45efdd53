"""How full the disk is: said to its operator, before a show hears of it and when there is room again."""

import logging
import shutil
from pathlib import Path

import pytest

from ingest.recording.disk.watch import DiskWatch, measure_short


class Disk:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.free = 100
        self.asked: list[Path] = []
        monkeypatch.setattr(shutil, "disk_usage", self._measure)

    def _measure(self, path: Path) -> "shutil._ntuple_diskusage":
        self.asked.append(path)
        return shutil._ntuple_diskusage(1_000, 1_000 - self.free, self.free)


async def look(watch: DiskWatch) -> str:
    await watch.look()
    return watch.problem or ""


async def test_an_operator_hears_of_a_full_disk_once_and_of_room_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    disk, watch = Disk(monkeypatch), DiskWatch(tmp_path, 0.05)
    assert await look(watch) == ""
    disk.free = 12
    for _ in range(2):
        words = await look(watch)
        assert "1.2% of the disk" in words
        assert "RECORDING_MIN_FREE is 5: nothing is recorded until there is room" in words
    disk.free = 50
    for _ in range(2):
        assert await look(watch) == ""
    assert [each.levelname for each in caplog.records] == ["WARNING", "INFO"]


def test_a_folder_that_is_yet_to_be_made_is_on_the_disk_of_the_one_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Disk(monkeypatch)
    disk.free = 0
    assert measure_short(tmp_path / "not" / "yet", 0.05) == 0.0
    assert disk.asked == [tmp_path]


def test_who_wants_no_room_left_has_nothing_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk(monkeypatch)
    assert measure_short(tmp_path, 0.0) is None
    assert disk.asked == []
