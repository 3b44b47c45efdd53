"""The Procfile's runner, with processes that behave worse than ours."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.descendants import list_descendants, wait_until_gone
from support.ports import find_free_ports
from support.processes import ROOT

STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
subprocess.Popen([sys.executable, "-c", "import time; print('deaf', flush=True); time.sleep(60)"])
time.sleep(60)
"""
PATIENT = "sleep 60"


class Runner:
    """Starts tools/run.py on a Procfile made for a test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._started: list[subprocess.Popen[str]] = []

    def write_program(self, source: str) -> str:
        """The command that runs `source`."""
        program = self._folder / "program.py"
        program.write_text(source)
        return f"{sys.executable} {program}"

    def start(self, *, release: str = "true", web: str = PATIENT, ingest: str = PATIENT) -> "subprocess.Popen[str]":
        procfile = self._folder / "Procfile"
        procfile.write_text(f"web: {web}\ningest: {ingest}\nrelease: {release}\n")
        ports = dict(zip(("PORT", "RTMP_PORT", "HTTP_PORT"), map(str, find_free_ports(3)), strict=True))
        environ = {**os.environ, **ports, "PYTHONPATH": str(ROOT / "platform"), "DATA_DIR": str(self._folder)}
        process = subprocess.Popen(
            [sys.executable, ROOT / "tools/run.py", "--procfile", procfile],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environ,
        )
        self._started.append(process)
        return process

    def clean_up(self) -> None:
        for process in self._started:
            for each in list_descendants(process.pid):
                os.kill(each.pid, signal.SIGKILL)
            process.kill()
            process.communicate(timeout=10)


@pytest.fixture
def runner(tmp_path: Path) -> Iterator[Runner]:
    runner = Runner(tmp_path)
    yield runner
    runner.clean_up()


def read_until(process: "subprocess.Popen[str]", words: str) -> None:
    assert process.stdout is not None
    while words not in (line := process.stdout.readline()):
        assert line, f"the output ended before {words!r}"


def test_a_process_that_ignores_sigterm_is_killed_with_what_it_started(runner: Runner) -> None:
    process = runner.start(web=runner.write_program(STUBBORN))
    read_until(process, "web    | deaf")
    everything = list_descendants(process.pid)
    assert len(everything) == 3
    process.terminate()
    output, _ = process.communicate(timeout=5)
    assert wait_until_gone(everything, timeout=0.5) == []
    assert output == "system | web did not end on SIGTERM and had to be killed\n"
    assert process.returncode == 0


def test_a_second_signal_does_not_wait(runner: Runner) -> None:
    process = runner.start(web=runner.write_program(STUBBORN))
    read_until(process, "web    | deaf")
    began = time.monotonic()
    while process.poll() is None:
        process.send_signal(signal.SIGINT)
        time.sleep(0.1)
    assert time.monotonic() - began < 2
    assert process.returncode == 0


def test_the_echo_of_a_signal_is_no_second_one(runner: Runner) -> None:
    process = runner.start(
        web="sh -c 'trap \"sleep 0.3; echo in order; exit\" TERM; echo up; while :; do sleep 0.05; done'"
    )
    read_until(process, "web    | up")
    process.send_signal(signal.SIGTERM)
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=3)
    assert output == "web    | in order\n"


def test_a_signal_during_release_starts_nothing(runner: Runner) -> None:
    process = runner.start(release="sh -c 'echo migrating; exec sleep 60'", web="echo web has started")
    read_until(process, "release| migrating")
    process.terminate()
    output, _ = process.communicate(timeout=3)
    assert output == ""
    assert process.returncode == 0


def test_a_failed_release_is_told_and_starts_nothing(runner: Runner) -> None:
    process = runner.start(release="sh -c 'echo no such table; exit 3'", web="echo web has started")
    output, _ = process.communicate(timeout=10)
    assert output == (
        "release| no such table\n\n"
        "release ended by itself (exit code 3), so everything was stopped.\n  no such table\n"
    )
    assert process.returncode == 1


def test_the_words_a_process_died_with_come_last(runner: Runner) -> None:
    process = runner.start(
        web="sh -c 'echo Port 3000 is taken.; exit 1'",
        ingest="sh -c 'trap \"echo ingest says goodbye; exit\" TERM; echo up; while :; do sleep 0.05; done'",
    )
    output, _ = process.communicate(timeout=10)
    assert output.endswith("\nweb ended by itself (exit code 1), so everything was stopped.\n  Port 3000 is taken.\n")
    assert process.returncode == 1


def test_a_process_that_ends_well_but_unasked_stops_the_rest_too(runner: Runner) -> None:
    process = runner.start(ingest="true")
    output, _ = process.communicate(timeout=10)
    assert "ingest ended by itself (exit code 0), so everything was stopped." in output
    assert process.returncode == 1


def test_output_that_nobody_reads_any_more_ends_the_run(runner: Runner) -> None:
    process = runner.start(web="sh -c 'while :; do echo line; sleep 0.02; done'")
    read_until(process, "web    | line")
    everything = list_descendants(process.pid)
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(timeout=5) == 0
    assert wait_until_gone(everything, timeout=0.5) == []


def test_an_endless_line_and_bytes_that_are_no_text_do_not_stop_the_reading(runner: Runner) -> None:
    endless = r"import sys; sys.stdout.buffer.write(b'x' * (3 << 20) + b'\n\xff\nlast\n'); sys.stdout.flush()"
    process = runner.start(web=runner.write_program(endless))
    output, _ = process.communicate(timeout=10)
    assert "web    | \ufffd\nweb    | last\n" in output
    assert len(output) < 2 << 20
