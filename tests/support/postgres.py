"""A real PostgreSQL for the tests: its own data folder, its own port, gone afterwards."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from support.needs import find_program
from support.ports import find_free_port

BINARIES = "/usr/lib/postgresql/*/bin"
START_TIMEOUT = 60.0
STOP_TIMEOUT = 30.0


class PostgresServer:
    """One cluster on 127.0.0.1. Nothing it writes outlives it, so it need not be durable: `fsync` is off."""

    def __init__(self, folder: Path, port: int, process: "subprocess.Popen[bytes]", user: str | None) -> None:
        self.folder = folder
        self.port = port
        self._process = process
        self._user = user

    @classmethod
    def start(cls, folder: Path) -> "PostgresServer":
        """Make a cluster in `folder` and wait until it answers; if not, `RuntimeError` with the server's log."""
        user = _switch_user()
        if user:
            # PostgreSQL refuses to run as root, and another user cannot enter root's temporary folders.
            folder = Path(tempfile.mkdtemp(prefix="encryptedmedia-postgres-"))
            shutil.chown(folder, user, user)
        data, log = folder / "data", folder / "server.log"
        _run(user, "initdb", "-D", str(data), "-U", "tester", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C")
        port = find_free_port()
        options = {
            "listen_addresses": "127.0.0.1",
            "port": str(port),
            "unix_socket_directories": "",
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
            "shared_buffers": "32MB",
        }
        command = [find_program("postgres", folders=BINARIES), "-D", str(data)]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        with log.open("wb") as output:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                user=user,
                group=user,
            )
        server = cls(folder, port, process, user)
        try:
            server._wait_until_ready(log)
        except BaseException:
            server.stop()
            raise
        return server

    def url(self, name: str) -> str:
        """Create the empty database `name` and give its address for `DATABASE_URL`."""
        self.execute(f'CREATE DATABASE "{name}"')
        return f"postgres://tester@127.0.0.1:{self.port}/{name}"

    def execute(self, statement: str, database: str = "postgres") -> str:
        """Run one statement and give its rows, unaligned, one a line."""
        address = f"postgres://tester@127.0.0.1:{self.port}/{database}"
        return _run(self._user, "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", statement, address).strip()

    def stop(self) -> None:
        """Disconnect everyone, end the server and remove what it wrote."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)  # PostgreSQL's "fast" shutdown: open sessions are cut
            try:
                self._process.wait(STOP_TIMEOUT)
            except subprocess.TimeoutExpired:
                self._process.send_signal(signal.SIGQUIT)
                self._process.wait(STOP_TIMEOUT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait_until_ready(self, log: Path) -> None:
        deadline = time.monotonic() + START_TIMEOUT
        check = [find_program("pg_isready", folders=BINARIES), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        while subprocess.run(check, check=False, timeout=START_TIMEOUT).returncode:
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")
            time.sleep(0.05)


def _switch_user() -> str | None:
    """The user (and group) to run as: for root the one that Debian's package made, else whoever we are."""
    return "postgres" if os.geteuid() == 0 else None


def _run(user: str | None, program: str, *arguments: str) -> str:
    command = [find_program(program, folders=BINARIES), *arguments]
    done: subprocess.CompletedProcess[str] = subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd="/",
        timeout=START_TIMEOUT,
        user=user,
        group=user,
    )
    if done.returncode:
        raise RuntimeError(f"{program} failed:\n{done.stdout}{done.stderr}")
    return done.stdout
