"""One server under test: started, waited for, measured, stopped, its folder removed."""

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from bench.processes import list_tree, read_cpu, read_pss, read_rss, read_tree_cpu

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"


class ServerError(Exception):
    """A server under test did not start, or ended before it was told to. The words hold its last lines."""


def find_port() -> int:
    """A TCP port nobody holds now on 127.0.0.1, below the range that outgoing connections take theirs from."""
    for port in range(20_000 + os.getpid() % 5_000, 32_000):
        with socket.socket() as probe:
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            if port not in _given:
                _given.add(port)
                return port
    raise ServerError("no free port between 20,000 and 32,000")


_given: set[int] = set()


class Server:
    """A child process listening on `port`, in a temporary folder of its own, `folder`.

    Use as `async with`: entering waits until the port accepts, leaving ends the whole process tree.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        port: int,
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        folder: Path | None = None,
        patience: float = 30.0,
    ) -> None:
        self.name = name
        self.port = port
        self.folder = folder or make_folder(name)
        self._command = list(command)
        self._env = {**os.environ, **(env or {})}
        self._cwd = cwd or self.folder
        self._patience = patience
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int:
        """The process that was started: the root of the tree."""
        assert self._process is not None
        return self._process.pid

    @property
    def url(self) -> str:
        """Where it listens, no trailing slash."""
        return f"http://{HOST}:{self.port}"

    def cpu(self) -> float:
        """CPU seconds of the tree so far, ended children included."""
        return read_tree_cpu(self.pid)

    def own_cpu(self) -> float:
        """CPU seconds of the Python, Node or nginx processes alone: the tree without the FFmpegs it feeds."""
        return sum(read_cpu(pid) for pid in list_tree(self.pid) if not _is_fed(pid))

    def rss(self) -> int:
        """Resident bytes of the tree."""
        return read_rss(list_tree(self.pid))

    def pss(self) -> int:
        """Proportional resident bytes of the tree."""
        return read_pss(list_tree(self.pid))

    def own_pss(self) -> int:
        """Proportional resident bytes of the tree without the FFmpegs it feeds."""
        return read_pss(pid for pid in list_tree(self.pid) if not _is_fed(pid))

    async def settle(self, limit: float = 8.0) -> None:
        """Return when the tree has used next to no CPU for half a second, or after `limit` seconds."""
        until = time.monotonic() + limit
        before = self.cpu()
        while time.monotonic() < until:
            await asyncio.sleep(0.5)
            now = self.cpu()
            if now - before <= 0.02:
                return
            before = now

    async def __aenter__(self) -> Self:
        log = (self.folder / "server.log").open("wb")
        with log:
            self._process = await asyncio.create_subprocess_exec(
                *self._command, cwd=self._cwd, env=self._env, stdin=asyncio.subprocess.DEVNULL,
                stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        try:
            await self._wait_for_port()
        except BaseException:
            await self._stop()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stop()

    def tail(self, size: int = 2_000) -> str:
        """The last of what it wrote."""
        try:
            return (self.folder / "server.log").read_text(errors="replace")[-size:]
        except OSError:
            return ""

    async def _wait_for_port(self) -> None:
        assert self._process is not None
        until = time.monotonic() + self._patience
        while time.monotonic() < until:
            if self._process.returncode is not None:
                raise ServerError(f"{self.name} ended with {self._process.returncode}:\n{self.tail()}")
            try:
                _, writer = await asyncio.open_connection(HOST, self.port)
            except OSError:
                await asyncio.sleep(0.1)
                continue
            writer.close()
            return
        raise ServerError(f"{self.name} does not listen on {self.port}:\n{self.tail()}")

    async def _stop(self) -> None:
        if self._process is not None:
            tree = list_tree(self._process.pid)
            if self._process.returncode is None:
                self._process.send_signal(signal.SIGTERM)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._process.wait(), 6.0)
            for pid in reversed(tree):
                _kill_if_ours(pid, self._process.pid)
            await self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def make_folder(name: str) -> Path:
    """A fresh temporary folder that a server running as another user may enter."""
    folder = Path(tempfile.mkdtemp(prefix=f"bench-{name.replace(' ', '-')}-"))
    folder.chmod(0o755)
    return folder


def find_python() -> str:
    """The interpreter that runs this bench: the peers and the product run on the same one."""
    return sys.executable


def _is_fed(pid: int) -> bool:
    # FFmpeg, or what stands in for it (ingest/ffmpeg_sink) where only the way to its pipe is measured.
    try:
        return Path(f"/proc/{pid}/comm").read_text().startswith(("ffmpeg", "cat", "sleep"))
    except OSError:
        return False


def _kill_if_ours(pid: int, session: int) -> None:
    # The tree was listed before the server was told to stop: kill what is left of it, unless the pid is
    # someone else's by now. Each server was started as the leader of a session of its own.
    try:
        if os.getsid(pid) == session:
            os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


async def run_once(
    command: Sequence[str], env: Mapping[str, str], *, cwd: Path = ROOT, timeout: float = 120
) -> bytes:
    """Run a command to its end; returns what it wrote to stdout.

    Raises:
        ServerError: it failed, or took longer than `timeout` seconds.
    """
    process = await asyncio.create_subprocess_exec(
        *command, cwd=cwd, env={**os.environ, **env}, stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        said, complained = await asyncio.wait_for(process.communicate(), timeout)
    except TimeoutError:
        process.kill()
        await process.wait()
        raise ServerError(f"{' '.join(command)} took more than {timeout:g} s") from None
    if process.returncode != 0:
        raise ServerError(f"{' '.join(command)} failed:\n{complained.decode(errors='replace')[-2_000:]}")
    return said
