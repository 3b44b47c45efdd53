"""Secrets that the operator did not set: made once, kept, and shown to nobody else."""

import multiprocessing
import os
import stat
import subprocess
import sys
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from settings import SettingsError, load_settings
from settings.secret import read_or_create_secret


def test_secrets_are_made_once_and_kept(tmp_path: Path) -> None:
    first = load_settings({"DATA_DIR": str(tmp_path / "var")}, env_file=None)
    second = load_settings({"DATA_DIR": str(tmp_path / "var")}, env_file=None)
    assert len(first.secret_key) == len(first.streaming_secret) == 64
    assert first.secret_key != first.streaming_secret
    assert (second.secret_key, second.streaming_secret) == (first.secret_key, first.streaming_secret)


def test_only_the_owner_reads_a_secret_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        read_or_create_secret(tmp_path, "streaming_secret")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "streaming_secret").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["streaming_secret"]


def test_given_secrets_leave_no_file(tmp_path: Path) -> None:
    variables = {"DATA_DIR": str(tmp_path), "SECRET_KEY": "a" * 16, "STREAMING_SECRET": "b" * 16}
    settings = load_settings(variables, env_file=None)
    assert (settings.secret_key, settings.streaming_secret) == ("a" * 16, "b" * 16)
    assert not list(tmp_path.iterdir())


def read_together(data_dir: Path, barrier: Barrier, index: int) -> None:
    barrier.wait(timeout=30)
    (data_dir / f"seen-{index}").write_text(read_or_create_secret(data_dir / "var", "streaming_secret"))


def test_processes_that_start_together_agree(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    for attempt in range(10):
        folder = tmp_path / str(attempt)
        folder.mkdir()
        barrier = context.Barrier(4)
        processes = [context.Process(target=read_together, args=(folder, barrier, index)) for index in range(4)]
        for process in processes:
            process.start()
        for process in processes:
            process.join(timeout=30)
        seen = [path.read_text() for path in folder.glob("seen-*")]
        assert len(seen) == 4
        assert set(seen) == {(folder / "var/streaming_secret").read_text()}


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file is in the way")
    with pytest.raises(SettingsError) as refusal:
        load_settings({"DATA_DIR": str(tmp_path / "var")}, env_file=None)
    assert str(refusal.value) == f"DATA_DIR is '{tmp_path / 'var'}', and it cannot be written: File exists."


def test_a_bad_setting_stops_make_run_with_its_words_alone() -> None:
    root = Path(__file__).resolve().parent.parent.parent
    done = subprocess.run(
        [sys.executable, root / "tools/run.py"],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root / "platform"), "PORT": "many"},
        timeout=30,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == "Cannot start: PORT is 'many'; it must be a whole number from 1 to 65535.\n"


@pytest.mark.parametrize("name", ["SECRET_KEY", "STREAMING_SECRET"])
def test_a_secret_that_can_be_guessed_is_refused_without_being_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=f"{name} has 15 characters; it must have at least 16") as refused:
        load_settings({"DATA_DIR": str(tmp_path), name: "fifteen-letters"}, env_file=None)
    assert "fifteen-letters" not in str(refused.value)


def test_a_folder_made_for_secrets_is_its_owners(tmp_path: Path) -> None:
    load_settings({"DATA_DIR": str(tmp_path / "var")}, env_file=None)
    assert stat.S_IMODE((tmp_path / "var").stat().st_mode) == 0o700
