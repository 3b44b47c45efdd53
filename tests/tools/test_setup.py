"""The set-up steps on machines that lack something: what is missing is named, with the way to get it."""

import subprocess
from pathlib import Path

import pytest

from support.needs import find_program
from support.processes import ROOT

COMMANDS = ("sh", "id", "dirname", "ls", "rm", "cat")


class Machine:
    """A PATH with the plainest commands and what a test puts there."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "bin"
        self.path.mkdir()
        for name in COMMANDS:
            (self.path / name).symlink_to(find_program(name))

    def add(self, name: str, script: str = "exit 0") -> None:
        program = self.path / name
        program.unlink(missing_ok=True)
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)

    def run(self, *command: str, **variables: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={"PATH": str(self.path), "HOME": str(self.path), **variables},
            timeout=60,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path)
    machine.add("id", "echo 1000")
    machine.add("uname", "echo Linux")
    return machine


def test_no_python_new_enough_is_an_error_that_names_what_was_looked_for(machine: Machine, tmp_path: Path) -> None:
    machine.add("python3", "exit 1")
    done = machine.run("tools/create-venv", str(tmp_path / "venv"))
    assert done.returncode == 1
    assert done.stderr.startswith("Python 3.11 or newer is needed, and none was found (looked for: python3.11 ")
    assert "make PYTHON=" in done.stderr
    assert not (tmp_path / "venv").exists()


def test_a_python_without_venv_is_an_error_that_names_the_package(machine: Machine, tmp_path: Path) -> None:
    machine.add("python3.11", "case $2 in *ensurepip*) exit 1;; *print*) echo python3.11-venv;; esac")
    done = machine.run("tools/create-venv", str(tmp_path / "venv"))
    assert done.returncode == 1
    assert (
        done.stderr == "python3.11 lacks the modules venv and ensurepip; on Debian: apt-get install python3.11-venv\n"
    )


def test_a_venv_that_failed_half_way_leaves_nothing(machine: Machine, tmp_path: Path) -> None:
    machine.add("python3.11", f'[ "$1" = -c ] || {{ {find_program("mkdir")} "$3"; exit 1; }}')
    assert machine.run("tools/create-venv", str(tmp_path / "venv")).returncode == 1
    assert not (tmp_path / "venv").exists()


ALSO = ("chromium", "firefox-esr", "openssl", "systemd-analyze")


def test_missing_test_programs_are_all_listed_for_those_who_may_not_install(machine: Machine) -> None:
    machine.add("ffmpeg")  # but no ffprobe
    machine.add("ls", "exit 1")  # no folder of PostgreSQL's
    done = machine.run("tools/install-test-needs")
    assert done.returncode == 1
    for program in (
        "ffmpeg and ffprobe",
        "redis-server",
        "PostgreSQL's postgres",
        "Chromium",
        "firefox-esr",
        "openssl",
        "curl",
        "systemd",
    ):
        assert program in done.stderr


def test_systemd_is_asked_for_where_there_can_be_one(machine: Machine) -> None:
    machine.add("uname", "echo Darwin")
    assert "systemd" not in machine.run("tools/install-test-needs").stderr


def test_nothing_is_installed_where_nothing_is_missing(machine: Machine) -> None:
    for name in ("ffmpeg", "ffprobe", "redis-server", "postgres", "curl", *ALSO):
        machine.add(name)
    machine.add("id", "echo 0")
    machine.add("apt-get", "echo apt-get was called; exit 1")
    done = machine.run("tools/install-test-needs")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_root_on_debian_installs_only_what_is_missing(machine: Machine, tmp_path: Path) -> None:
    for name in ("ffmpeg", "ffprobe", "postgres", "curl", *ALSO):
        machine.add(name)
    calls = tmp_path / "calls"
    machine.add("id", "echo 0")
    machine.add("timeout", 'shift; exec "$@"')
    machine.add("apt-get", f'echo "$DEBIAN_FRONTEND $*" >> {calls}')
    done = machine.run("tools/install-test-needs")
    assert done.returncode == 0, done.stderr
    update, install = calls.read_text().splitlines()
    assert update.startswith("noninteractive ")
    assert update.endswith(" update")
    assert install.endswith(" install -y --no-install-recommends redis-server")
