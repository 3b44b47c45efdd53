"""One platform under test: web and ingest processes, their database and bus, and the wires between them."""

import asyncio
import contextlib
import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from chaos.link import Link
from chaos.verdict import Line, Row, to_moment
from support.platform_pair import PlatformPair
from support.ports import find_free_ports
from support.postgres import PostgresServer
from support.processes import ServerProcess
from support.redis import RedisServer

DISK = "24m"
"""What DATA_DIR may hold where it is a file system of its own, so that it can be filled."""


class House:
    """`webs` behind `doors` (ingest calls through the first one), `redis` and `database` behind wires where there are
    any. `data_dir` is a small file system of its own where this user may mount one."""

    def __init__(self, name: str, folder: Path, grace: float) -> None:
        self.name = name
        self.folder = folder
        self.grace = grace
        self.redis: RedisServer | None = None
        self.database_link: Link | None = None
        self.callback_link = Link([0])
        self.full_disk_possible = False
        self.webs: list[ServerProcess] = []
        self.stopped: set[int] = set()
        self._hands: dict[str, asyncio.Lock] = {}
        self.database = name.replace("-", "_")
        self.pair: PlatformPair
        self._postgres: PostgresServer | None = None

    @property
    def ingest(self) -> ServerProcess:
        """The one ingest node."""
        return self.pair.ingest

    @property
    def data_dir(self) -> Path:
        """The first web's, and ingest's."""
        return self.folder / "var"

    async def start(self, *, webs: int = 1, postgres: PostgresServer | None = None) -> None:
        """Start all. More than one web needs `postgres`, and gets a Redis of its own."""
        variables = {"RECONNECT_GRACE": f"{self.grace:g}", "PUBLISHER_TIMEOUT": "4"}
        self.data_dir.mkdir(parents=True)
        self.full_disk_possible = await asyncio.to_thread(_mount, self.data_dir)
        if postgres is not None:
            self._postgres = postgres
            database = await asyncio.to_thread(postgres.url, self.database)
            self.database_link = Link([postgres.port])
            await self.database_link.start()
            variables["DATABASE_URL"] = database.replace(f":{postgres.port}/", f":{self.database_link.port}/")
            self.redis = await asyncio.to_thread(RedisServer.start, self.folder / "redis")
            variables["REDIS_URL"] = self.redis.url
        self.pair = PlatformPair(self.folder, variables)
        self.webs = [self.pair.web]
        for number, port in enumerate(find_free_ports(webs - 1), 2):
            home = self.folder / f"web-{number}"
            home.mkdir()
            self.webs.append(ServerProcess("api", port, {**self.pair.environ, "PORT": str(port)}, home))
        self.callback_link = Link([web.port for web in self.webs])
        await self.callback_link.start()
        self.pair.ingest.environ["BACKEND_API_URL"] = f"http://127.0.0.1:{self.callback_link.port}"
        await asyncio.to_thread(self.pair.release)
        for process in self.processes:
            process.start()
        await self.wait_ready()

    @property
    def processes(self) -> list[ServerProcess]:
        """Every process of ours."""
        return [*self.webs, self.pair.ingest]

    async def wait_ready(self, timeout: float = 40.0) -> None:
        """Wait until each can serve; fails with its output."""
        for process in self.processes:
            await asyncio.to_thread(process.wait_ready, timeout)

    async def stop(self) -> None:
        """End all of it, whatever state it is in."""
        for process in self.processes:
            self.proceed(process)
            await asyncio.to_thread(process.kill)
        if self.redis is not None:
            await asyncio.to_thread(self.redis.stop)
        for link in (self.callback_link, self.database_link):
            if link is not None:
                await link.stop()
        if self.full_disk_possible:
            await asyncio.to_thread(_unmount, self.data_dir)

    def url(self, index: int) -> str:
        """A web's `127.0.0.1:PORT`."""
        return f"127.0.0.1:{self.webs[index].port}"

    # -- what faults are made of -----------------------------------------------------------------------------------

    def hand_on(self, process: ServerProcess) -> asyncio.Lock:
        """Held by whoever breaks this process just now: nobody kills what is being started again."""
        return self._hands.setdefault(f"{process.module}:{process.port}", asyncio.Lock())

    def halt(self, process: ServerProcess) -> None:
        """SIGSTOP, as on a machine that hangs."""
        if process.is_running():
            os.kill(process.pid, signal.SIGSTOP)
            self.stopped.add(process.pid)

    def proceed(self, process: ServerProcess) -> None:
        """End `halt`."""
        if process.is_running() and process.pid in self.stopped:
            self.stopped.discard(process.pid)
            os.kill(process.pid, signal.SIGCONT)

    async def restart(self, process: ServerProcess, patience: float = 40.0) -> None:
        """Start one that was killed, and again where it cannot start yet, as `make run` does."""
        deadline = time.monotonic() + patience
        while True:
            if not process.is_running():
                process.start()
            try:
                await asyncio.to_thread(process.wait_ready, max(1.0, deadline - time.monotonic()))
                return
            except AssertionError:
                if process.is_running() or time.monotonic() > deadline:
                    raise
            await asyncio.sleep(0.5)

    def fill_disk(self) -> None:
        """Leave DATA_DIR not one byte."""
        with contextlib.suppress(OSError), (self.data_dir / "ballast").open("wb", buffering=0) as ballast:
            while True:
                ballast.write(bytes(65_536))

    def free_disk(self) -> None:
        """End `fill_disk`."""
        (self.data_dir / "ballast").unlink(missing_ok=True)

    def read_log(self, after: int) -> list[Line]:
        """The transition log's lines after number `after`, read past the platform."""
        if self._postgres is not None:
            fields = "seq, type, extract(epoch FROM at), livestream_id"
            query = f"SELECT {fields} FROM transitions WHERE seq > {after} ORDER BY seq"
            said = self._postgres.execute(query, self.database)
            rows = [line.split("|") for line in said.splitlines()]
            return [
                Line(int(seq), kind.removeprefix("livestream."), float(at), livestream_id)
                for seq, kind, at, livestream_id in rows
            ]
        with contextlib.closing(
            sqlite3.connect(f"file:{self.pair.database}?mode=ro", uri=True, timeout=10)
        ) as connection:
            found = connection.execute(
                "SELECT seq, type, at, livestream_id FROM transitions WHERE seq > ? ORDER BY seq", (after,)
            ).fetchall()
        return [
            Line(seq, kind.removeprefix("livestream."), to_moment(at), livestream_id)
            for seq, kind, at, livestream_id in found
        ]

    def read_recordings(self) -> dict[str, Row]:
        """What the database says of each livestream's recording that a node was told to make."""
        query = (
            "SELECT livestream_id, id, begins_at IS NOT NULL, closed_at IS NOT NULL FROM recordings "
            "WHERE livestream_id IS NOT NULL AND deleted_at IS NULL"
        )
        if self._postgres is not None:
            rows = [line.split("|") for line in self._postgres.execute(query, self.database).splitlines()]
        else:
            with contextlib.closing(
                sqlite3.connect(f"file:{self.pair.database}?mode=ro", uri=True, timeout=10)
            ) as connection:
                rows = [[str(cell) for cell in row] for row in connection.execute(query)]
        return {
            livestream: Row(name, begun in ("t", "1"), closed in ("t", "1"))
            for livestream, name, begun, closed in rows
        }

    @property
    def store(self) -> Path:
        """Where ingest's recordings are."""
        return self.data_dir / "recordings"

    def count_files(self) -> Mapping[str, int]:
        """Open descriptors of each process."""
        return {
            f"{process.module}:{process.port}": len(os.listdir(f"/proc/{process.pid}/fd"))
            for process in self.processes
            if process.is_running()
        }


def _mount(folder: Path) -> bool:
    """Whether the folder is now a small file system of its own; only root may make it one."""
    if os.geteuid() != 0:
        return False
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(folder)]
    return subprocess.run(command, check=False, capture_output=True, timeout=10).returncode == 0


def _unmount(folder: Path) -> None:
    subprocess.run(["umount", "-l", str(folder)], check=False, capture_output=True, timeout=10)
