"""One process of the Procfile: started, its output passed on line by line, ended with all it left behind."""

import asyncio
import contextlib
import os
import signal
import sys
from collections import deque
from functools import partial
from pathlib import Path

from foreground.output import Output
from runtime.parent import end_with_parent

ROOT = Path(__file__).resolve().parent.parent.parent
LAST_WORDS = 12
"""Lines of output kept to be repeated when the process dies."""
LINE_LIMIT = 1 << 20
"""Bytes in one line of output."""
OUTPUT_TIMEOUT = 0.5
"""Seconds to wait for the rest of the output once the process has ended."""


class Child:
    """A running process. It leads a session of its own, so that a terminal's Ctrl-C reaches us alone."""

    def __init__(self, name: str, process: asyncio.subprocess.Process, output: Output) -> None:
        self.name = name
        self.last_words: deque[str] = deque(maxlen=LAST_WORDS)
        self._process = process
        self.ended: asyncio.Task[int] = asyncio.create_task(self._follow(output), name=f"follow {name}")
        """Done when the process has ended; its result is the exit code, negative for a signal."""

    @classmethod
    async def start(cls, name: str, command: str, output: Output) -> "Child":
        """Run the shell command `command` from the project's root, with our own Python first on PATH."""
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
        process = await asyncio.create_subprocess_exec(
            "/bin/sh",
            "-c",
            f"exec {command}",  # the shell makes way, so that signals reach the program itself
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
            limit=LINE_LIMIT,
            cwd=ROOT,
            preexec_fn=partial(end_with_parent, os.getpid()),
            env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / "platform"), "PYTHONUNBUFFERED": "1"},
        )
        return cls(name, process, output)

    def terminate(self) -> None:
        """Ask the process, and it alone, to end: what it started is its own to end in order."""
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.terminate()

    def kill(self) -> None:
        """End what is left of the process's group, descendants too. After an orderly end nothing is."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def describe_end(self) -> str:
        """How the ended process ended, in words."""
        code = self.ended.result()
        return f"exit code {code}" if code >= 0 else signal.Signals(-code).name

    async def _follow(self, output: Output) -> int:
        reader = asyncio.create_task(self._read(output), name=f"read {self.name}")
        code = await self._process.wait()
        # A descendant may still hold the pipe, so its end is not waited for without limit.
        await asyncio.wait([reader], timeout=OUTPUT_TIMEOUT)
        reader.cancel()
        return code

    async def _read(self, output: Output) -> None:
        stream = self._process.stdout
        while stream is not None:
            try:
                raw = await stream.readline()
            except ValueError:  # a line past LINE_LIMIT: what was read of it is gone, what follows is not
                continue
            if not raw:
                return
            line = raw.decode(errors="replace").rstrip()
            self.last_words.append(line)
            output.write(f"{self.name:<7}| {line}")
