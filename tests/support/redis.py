"""A real Redis for the tests, which can also be frozen, killed and brought back for fault tests."""

import signal
import socket
import subprocess
import time
from pathlib import Path

from support.needs import find_program
from support.ports import find_free_port

START_TIMEOUT = 30.0
STOP_TIMEOUT = 15.0
ANSWER_TIMEOUT = 5.0


class RedisServer:
    """One server on 127.0.0.1 with a port that stays its own through `restart`. Nothing is kept on disk."""

    def __init__(self, folder: Path, port: int, *, cluster: bool = False) -> None:
        self.folder = folder
        self.port = port
        self.cluster = cluster
        self._process: subprocess.Popen[bytes] | None = None

    @classmethod
    def start(cls, folder: Path, *, cluster: bool = False) -> "RedisServer":
        """Start in `folder` and wait until it answers; `cluster` makes it a Redis Cluster of one node.

        Raises `RuntimeError` with the server's log if it does not.
        """
        server = cls(folder, find_free_port(), cluster=cluster)
        server.restart()
        return server

    @property
    def url(self) -> str:
        """The address for `REDIS_URL`."""
        return f"redis+cluster://127.0.0.1:{self.port}" if self.cluster else f"redis://127.0.0.1:{self.port}/0"

    def restart(self) -> None:
        """Start again on the same port, empty; a running server is ended first."""
        self.stop()
        self.folder.mkdir(parents=True, exist_ok=True)
        log = self.folder / "redis.log"
        command = [find_program("redis-server"), "--port", str(self.port), "--bind", "127.0.0.1"]
        command += ["--save", "", "--appendonly", "no", "--dir", str(self.folder)]
        if self.cluster:
            # The node's bus listens 10,000 ports higher unless told otherwise, which may be no port at all.
            command += ["--cluster-enabled", "yes", "--cluster-port", str(find_free_port())]
        with log.open("ab") as output:
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        deadline = time.monotonic() + START_TIMEOUT
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"Redis did not start:\n{log.read_text(errors='replace')}")
            time.sleep(0.02)
        if self.cluster:
            self._ask(b"CLUSTER ADDSLOTSRANGE 0 16383\r\n")
            while b"cluster_state:ok" not in self._ask(b"CLUSTER INFO\r\n"):
                if time.monotonic() > deadline:
                    raise RuntimeError(f"The cluster did not form:\n{log.read_text(errors='replace')}")
                time.sleep(0.05)

    def pause(self) -> None:
        """Freeze: connections stay open and nothing answers, as on a machine that hangs."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """End `pause`."""
        self._signal(signal.SIGCONT)

    def kill(self) -> None:
        """End at once, as a crash does: connections are reset, and what was held is lost."""
        self._signal(signal.SIGKILL)
        if self._process:
            self._process.wait(STOP_TIMEOUT)

    def stop(self) -> None:
        """End the server, frozen or not. Safe to call twice."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.send_signal(signal.SIGCONT)
        self._process.terminate()
        try:
            self._process.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(STOP_TIMEOUT)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)

    def _answers(self) -> bool:
        try:
            return self._ask(b"PING\r\n").startswith(b"+PONG")
        except OSError:
            return False

    def _ask(self, command: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=ANSWER_TIMEOUT) as connection:
            connection.sendall(command)
            return connection.recv(4096)
