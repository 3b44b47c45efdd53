"""Files that are there whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from runtime.files import write_whole


def test_what_is_written_is_there_and_nothing_besides(tmp_path: Path) -> None:
    write_whole(tmp_path / "one", b"first")
    write_whole(tmp_path / "one", b"second", tmp_path / "a name of its own.draft")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"one": b"second"}


def test_of_what_there_is_no_room_for_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_whole(tmp_path / "one", b"first")

    def refuse(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="full"):
        write_whole(tmp_path / "one", b"second")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"one": b"first"}
