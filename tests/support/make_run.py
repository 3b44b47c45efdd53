"""`make run` as a person starts it, with every process it makes in one session that can be searched afterwards."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from support.descendants import Descendant, list_descendants
from support.processes import KEPT, READY_TIMEOUT, ROOT

BUILT = ("-o", ".venv/.locked-run", "-o", "frontend/dist/index.html")
"""What `make test` has made before it runs the tests is not looked at again."""


class MakeRun:
    """A running `make run`, its output in a file."""

    def __init__(self, folder: Path, variables: Mapping[str, str]) -> None:
        self._log = folder / "make-run.log"
        environ = {name: os.environ[name] for name in KEPT if name in os.environ} | dict(variables)
        with self._log.open("wb") as output:
            self.process = subprocess.Popen(
                ["make", "--no-print-directory", *BUILT, "run"],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=ROOT,
                env=environ,
                start_new_session=True,
            )

    @property
    def output(self) -> str:
        return self._log.read_text(errors="replace")

    @property
    def last_words(self) -> str:
        """The end of the output, without the line that make adds about its recipe."""
        lines = [line for line in self.output.rstrip().splitlines() if not line.startswith("make: ***")]
        return "\n".join(lines[-15:])

    def wait_for_output(self, words: str, timeout: float = READY_TIMEOUT) -> None:
        deadline = time.monotonic() + timeout
        while words not in self.output:
            assert self.process.poll() is None, f"ended with {self.process.returncode}:\n{self.output}"
            assert time.monotonic() < deadline, f"no {words!r} within {timeout:g} s:\n{self.output}"
            time.sleep(0.05)

    def list_descendants(self) -> list[Descendant]:
        """Everything it has started, whatever session that is in."""
        return list_descendants(self.process.pid)

    def wait(self, timeout: float = READY_TIMEOUT) -> int:
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"make run still runs after {timeout:g} s:\n{self.output}") from None

    def clean_up(self) -> None:
        """End whatever is left, for the tests that come after."""
        for each in self.list_descendants():
            with contextlib.suppress(ProcessLookupError):  # one may end with the other
                os.kill(each.pid, signal.SIGKILL)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
