"""The units of `deploy/systemd`."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import api.capacity
import api.workers
import ingest.__main__
import ingest.capacity
from settings import load_settings
from support.needs import find_program
from support.processes import ROOT

UNITS = sorted((ROOT / "deploy" / "systemd").glob("*.service"))
PYTHON = "/opt/encryptedmedia-live/bin/python"


def read(name: str) -> dict[str, str]:
    """A unit's lines, by name."""
    text = (ROOT / "deploy" / "systemd" / f"encryptedmedia-{name}.service").read_text()
    return dict(re.findall(r"^(\w+)=(.*)$", text, re.MULTILINE))


@pytest.mark.skipif(sys.platform != "linux", reason="systemd is of Linux")
def test_systemd_takes_them(tmp_path: Path) -> None:
    copies = []
    for unit in UNITS:
        copy = tmp_path / unit.name
        copy.write_text(unit.read_text().replace(PYTHON, sys.executable))
        copies.append(copy)
    done = subprocess.run(
        [find_program("systemd-analyze"), "verify", "--man=no", *copies],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    # Whatever else this machine's own units are complained about, nothing is said of these.
    assert [line for line in done.stderr.splitlines() if "encryptedmedia" in line] == []


def test_the_release_comes_before_web_whenever_that_is_started() -> None:
    assert read("web")["ExecStartPre"] == f"{PYTHON} -m api.release"


@pytest.mark.parametrize(("name", "module"), [("web", "api"), ("ingest", "ingest")])
def test_each_runs_its_process_and_is_brought_back_however_often_it_ends(name: str, module: str) -> None:
    unit = read(name)
    assert unit["ExecStart"] == f"{PYTHON} -m {module}"
    assert find_spec(f"{module}.__main__") is not None
    assert (unit["Restart"], unit["StartLimitIntervalSec"]) == ("always", "0")
    assert int(unit["TimeoutStopSec"]) >= 2 * max(api.workers.STOP_TIMEOUT, ingest.__main__.STOP_TIMEOUT)


@pytest.mark.parametrize("name", ["web", "ingest"])
def test_each_is_confined_to_its_data(name: str) -> None:
    unit = read(name)
    assert unit["User"] == "encryptedmedia"
    assert unit["NoNewPrivileges"] == unit["ProtectHome"] == unit["PrivateDevices"] == "yes"
    assert (unit["ProtectSystem"], unit["CapabilityBoundingSet"], unit["UMask"]) == ("strict", "", "0077")
    assert unit["WorkingDirectory"] == f"/var/lib/{unit['StateDirectory']}"
    assert unit["Environment"] == f"DATA_DIR={unit['WorkingDirectory']}"


def test_all_that_the_settings_promise_may_be_open() -> None:
    settings = load_settings({"STREAMING_SECRET": "x" * 16, "SECRET_KEY": "x" * 16}, env_file=None)
    web = settings.max_sockets + settings.max_connections + api.capacity.RESERVE
    publishers = ingest.capacity.PER_PUBLISHER * settings.rtmp_connections
    node = settings.hls_connections + publishers + ingest.capacity.RESERVE
    assert int(read("web")["LimitNOFILE"]) >= web
    assert int(read("ingest")["LimitNOFILE"]) >= node
    operations = (ROOT / "docs" / "operations.md").read_text()
    assert f"{web:,}" in operations
    assert f"{node:,}" in operations
