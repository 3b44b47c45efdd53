"""The Procfile's runner, with processes that behave worse than ours."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

import pytest

from support.descendants import list_descendants, wait_until_gone
from support.ports import find_free_ports
from support.processes import ROOT
from support.waiting import PATIENCE

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
        self.folder = folder
        self.ports: dict[str, str] = {}
        self._started: list[subprocess.Popen[str]] = []

    def write_program(self, source: str) -> str:
        """The command that runs `source`."""
        program = self.folder / "program.py"
        program.write_text(source)
        return f"{sys.executable} {program}"

    def start(
        self,
        *,
        release: str = "true",
        web: str = PATIENT,
        ingest: str = PATIENT,
        ports: Mapping[str, str] | None = None,
        output: IO[str] | None = None,
        **times: float,
    ) -> "subprocess.Popen[str]":
        """With ports of its own, kept in `ports`, unless some are given. With `output`, stderr is a pipe. `times` are
        constants of tools/run.py that are to be others, so that no test hangs on how fast the machine is."""
        procfile = self.folder / "Procfile"
        procfile.write_text(f"web: {web}\ningest: {ingest}\nrelease: {release}\n")
        if ports is None:
            ports = dict(zip(("PORT", "RTMP_PORT", "HTTP_PORT"), map(str, find_free_ports(3)), strict=True))
        self.ports = dict(ports)
        environ = {**os.environ, **ports, "PYTHONPATH": str(ROOT / "platform"), "DATA_DIR": str(self.folder)}
        program: list[str | Path] = [ROOT / "tools/run.py"]
        if times:
            changes = [f"run.{name}; run.{name} = {seconds}" for name, seconds in times.items()]
            program = ["-c", "; ".join(["import run, sys", *changes, "sys.exit(run.main())"])]
            environ["PYTHONPATH"] += f":{ROOT / 'tools'}"
        process = subprocess.Popen(
            [sys.executable, *program, "--procfile", procfile],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if output is None else output,
            stderr=subprocess.STDOUT if output is None else subprocess.PIPE,
            text=True,
            env=environ,
        )
        self._started.append(process)
        return process

    def clean_up(self) -> None:
        for process in self._started:
            for each in list_descendants(process.pid):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(each.pid, signal.SIGKILL)
            process.kill()
            process.communicate(timeout=PATIENCE)


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
    while len(everything := list_descendants(process.pid)) < 3:  # the other server may be started later
        time.sleep(0.01)
    process.terminate()
    output, _ = process.communicate(timeout=30)
    assert wait_until_gone(everything) == []
    assert output == "system | web did not end on SIGTERM and had to be killed\n"
    assert process.returncode == 0


def test_a_second_signal_does_not_wait(runner: Runner) -> None:
    process = runner.start(web=runner.write_program(STUBBORN), STOP_TIMEOUT=600.0)
    read_until(process, "web    | deaf")
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None:
        assert time.monotonic() < deadline, "it waits for what does not end"
        process.send_signal(signal.SIGINT)
        time.sleep(0.1)
    assert process.returncode == 0


def test_the_echo_of_a_signal_is_no_second_one(runner: Runner) -> None:
    process = runner.start(
        web="sh -c 'trap \"sleep 0.3; echo in order; exit\" TERM; echo up; while :; do sleep 0.05; done'",
        SAME_SIGNAL=20.0,
        STOP_TIMEOUT=PATIENCE,
    )
    read_until(process, "web    | up")
    process.send_signal(signal.SIGTERM)
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=30)
    assert output == "web    | in order\n"


def test_a_signal_during_release_starts_nothing(runner: Runner) -> None:
    process = runner.start(release="sh -c 'echo migrating; exec sleep 60'", web="echo web has started")
    read_until(process, "release| migrating")
    process.terminate()
    output, _ = process.communicate(timeout=30)
    assert output == ""
    assert process.returncode == 0


def test_a_failed_release_is_told_and_starts_nothing(runner: Runner) -> None:
    process = runner.start(release="sh -c 'echo no such table; exit 3'", web="echo web has started")
    output, _ = process.communicate(timeout=PATIENCE)
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
    output, _ = process.communicate(timeout=PATIENCE)
    assert output.endswith("\nweb ended by itself (exit code 1), so everything was stopped.\n  Port 3000 is taken.\n")
    assert process.returncode == 1


def test_a_process_that_ends_well_but_unasked_stops_the_rest_too(runner: Runner) -> None:
    process = runner.start(ingest="true")
    output, _ = process.communicate(timeout=PATIENCE)
    assert "ingest ended by itself (exit code 0), so everything was stopped." in output
    assert process.returncode == 1


SERVER = """
import http.server, os, sys, time
NAME, PORT = sys.argv[1], int(os.environ[sys.argv[2]])
print(NAME, "starts", flush=True)
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/die":
            print(NAME, "dies", flush=True)
            os._exit(7)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"ready")
    def log_message(self, *arguments):
        pass
http.server.HTTPServer(("127.0.0.1", PORT), Handler).serve_forever()
"""


def ask(port: str, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=5)
    with contextlib.suppress(OSError, http.client.HTTPException):
        connection.request("GET", path)
        connection.getresponse()
    connection.close()


def test_a_server_that_dies_is_started_again_and_the_other_is_left_alone(runner: Runner) -> None:
    program = runner.write_program(SERVER)
    process = runner.start(web=f"{program} web PORT", ingest=f"{program} ingest HTTP_PORT")
    read_until(process, "Ready.")
    for _ in range(2):
        ask(runner.ports["PORT"], "/die")
        read_until(process, "web ended by itself (exit code 7). Starting it again in ")
        read_until(process, "web    | web starts")
        read_until(process, "web serves again.")
    process.terminate()
    output, _ = process.communicate(timeout=30)
    assert "ingest | ingest starts" not in output
    assert process.returncode == 0


def test_somebody_elses_server_on_our_port_is_not_taken_for_ours(runner: Runner) -> None:
    program = runner.write_program(SERVER)
    process = runner.start(web=f"{program} web PORT", ingest=f"{program} ingest HTTP_PORT")
    read_until(process, "Ready.")
    second = runner.start(web="sh -c 'echo Port taken.; exit 1'", ports=runner.ports)
    output, _ = second.communicate(timeout=PATIENCE)
    assert output.endswith("\nweb ended by itself (exit code 1), so everything was stopped.\n  Port taken.\n")
    assert second.returncode == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux's kernel tells children")
def test_everything_ends_with_a_runner_that_is_killed(runner: Runner) -> None:
    program = runner.write_program(SERVER)
    process = runner.start(web=f"{program} web PORT", ingest=f"{program} ingest HTTP_PORT")
    read_until(process, "Ready.")
    everything = list_descendants(process.pid)
    assert len(everything) == 2
    process.kill()
    assert wait_until_gone(everything) == []


def test_a_full_disk_takes_the_output_and_nothing_else(runner: Runner) -> None:
    program = runner.write_program(SERVER)
    with Path("/dev/full").open("w") as full:
        process = runner.start(web=f"{program} web PORT", ingest=f"{program} ingest HTTP_PORT", output=full)
        for name in ("PORT", "HTTP_PORT"):
            wait_until_answered(runner.ports[name])
        assert process.poll() is None
        process.terminate()
        _, words = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "lines of output were lost: No space left on device." in words


def test_output_that_is_not_taken_holds_up_nobody(runner: Runner) -> None:
    shouting = "import sys\nfor _ in range(100_000): print('x' * 100)\nprint('said', file=open(sys.argv[1], 'w'))"
    said = runner.folder / "said"
    process = runner.start(ingest=f"{runner.write_program(shouting)} {said}")  # and nobody reads what it says
    deadline = time.monotonic() + PATIENCE
    while not said.exists():
        assert time.monotonic() < deadline, "the process waits for its output to be read"
        time.sleep(0.05)
    process.stdout.close()  # type: ignore[union-attr]


def wait_until_answered(port: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", int(port)), timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError(f"nobody answers on {port}")


def test_output_that_nobody_reads_any_more_ends_the_run(runner: Runner) -> None:
    process = runner.start(web="sh -c 'while :; do echo line; sleep 0.02; done'")
    read_until(process, "web    | line")
    everything = list_descendants(process.pid)
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(timeout=30) == 0
    assert wait_until_gone(everything) == []


def test_an_endless_line_and_bytes_that_are_no_text_do_not_stop_the_reading(runner: Runner) -> None:
    endless = r"import sys; sys.stdout.buffer.write(b'x' * (3 << 20) + b'\n\xff\nlast\n'); sys.stdout.flush()"
    process = runner.start(web=runner.write_program(endless))
    output, _ = process.communicate(timeout=PATIENCE)
    assert "web    | \ufffd\nweb    | last\n" in output
    assert len(output) < 2 << 20
