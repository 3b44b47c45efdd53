"""The project's own processes, started as an operator starts them: `python -m api` and `python -m ingest`."""

import http.client
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from support.descendants import Descendant, list_descendants, wait_until_gone

ROOT = Path(__file__).resolve().parent.parent.parent
READY_TIMEOUT = 90.0
"""Three web processes on a machine that runs other tests besides have taken more than 30 s to come up."""
STOP_TIMEOUT = 15.0
"""Five seconds are promised; a busy machine has three times that."""
KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "USER")
"""Of our own environment. The rest could hold a setting that changes what is tested."""
GROSS_STALL = 1_000
"""Milliseconds of CPU that one turn of an event loop must not take again and again. What is aimed at is 20; but a
busy machine stretches CPU time too (cold caches, a core that two threads share), and a bound near the aim would fail
for that alone."""


class ServerProcess:
    """One process, its output in a file. Stopping it is a check: nothing it started may be left."""

    def __init__(self, module: str, port: int, environ: Mapping[str, str], folder: Path) -> None:
        self.module = module
        self.port = port
        self.environ = dict(environ)
        self.folder = folder
        self.log = folder / f"{module.replace('.', '-')}.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None, f"{self.module} has not been started"
        return self._process.pid

    @property
    def output(self) -> str:
        """All that it has printed since the first start."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def start(self) -> None:
        """Start in `folder`, where no `.env` of the developer's lies, as the leader of a process group."""
        environ = {name: os.environ[name] for name in KEPT if name in os.environ}
        environ |= {"PYTHONPATH": str(ROOT / "platform"), "PYTHONUNBUFFERED": "1", "LOG_STALLS": "100"} | self.environ
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", self.module],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self.folder,
                env=environ,
                start_new_session=True,
            )

    def wait_ready(self, timeout: float = READY_TIMEOUT) -> None:
        """Wait until `/ready` answers 200. Fails with the process's output."""
        deadline = time.monotonic() + timeout
        while (answer := ask_ready(self.port)) != "ready":
            assert self._process is not None
            if self._process.poll() is not None:
                raise AssertionError(f"{self.module} ended with {self._process.returncode}:\n{self.output}")
            if time.monotonic() > deadline:
                raise AssertionError(f"{self.module} is not ready after {timeout:g} s ({answer}):\n{self.output}")
            time.sleep(0.05)

    def wait(self, timeout: float) -> int:
        """Wait for the process to end by itself; its exit code."""
        assert self._process is not None
        try:
            return self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"{self.module} still runs after {timeout:g} s:\n{self.output}") from None

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def list_children(self) -> list[Descendant]:
        """What it has started and what runs now: FFmpeg, or further web processes."""
        return list_descendants(self.pid)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to end and wait. Fails if it takes over `STOP_TIMEOUT` or leaves a process behind. Its exit code."""
        if not self.is_running():
            return 0
        children = self.list_children()
        os.kill(self.pid, number)
        try:
            code = self.wait(STOP_TIMEOUT)
        except AssertionError:
            self.kill()
            raise
        left = wait_until_gone(children)
        assert not left, f"{self.module} has ended, but what it started has not: {left}\n{self.output}"
        stalls = re.findall(r"event loop was kept .* at the longest for (\d+) ms", self.output)
        gross = [each for each in stalls if int(each) > GROSS_STALL]
        assert len(gross) < 2, f"{self.module} kept its event loop for {gross} ms\n{self.output}"
        return code

    def kill(self) -> list[Descendant]:
        """SIGKILL to the process alone, as an out-of-memory kill does. What it had started, to be looked after."""
        if not self.is_running():
            return []
        children = self.list_children()
        os.kill(self.pid, signal.SIGKILL)
        self.wait(STOP_TIMEOUT)
        return children


def ask_ready(port: int) -> str:
    """`"ready"`, or why not."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/ready")
        answer = connection.getresponse()
        body = answer.read().decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        return repr(error)
    finally:
        connection.close()
    return "ready" if answer.status == http.HTTPStatus.OK else body
