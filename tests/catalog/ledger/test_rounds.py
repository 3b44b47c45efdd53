"""Some rounds of `tests/ledger_rounds`: 200 writers at once in several processes, some of which are killed."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_whoever_is_killed_nothing_is_lost_or_booked_twice(database: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ledger_rounds", "--database", database, "--rounds", "2", "--seed", "17"]
    played = subprocess.run(
        [*command, "--folder", str(tmp_path)],
        env={"PYTHONPATH": f"{ROOT / 'platform'}:{ROOT / 'tests'}", "PATH": "/usr/bin:/bin:/usr/sbin:/sbin"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert played.returncode == 0, played.stdout + played.stderr
    assert "2 rounds from seed 17 on, 200 writers in 3 processes" in played.stdout
    assert "; 0 findings" in played.stdout
    assert " kills" in played.stdout
    assert not list(tmp_path.iterdir())
