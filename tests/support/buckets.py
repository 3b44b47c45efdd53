"""S3 servers that are not ours, on this machine, and a wire before one that fails in all the ways there are."""

import asyncio
import contextlib
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import obstore
from obstore.store import S3Store

from settings import Bucket, Settings
from support.needs import find_program
from support.ports import find_free_port
from support.processes import ROOT

KEY = "S3RVER"
"""Access key and secret: the one that s3rver takes. Moto takes any."""
_BLOCK = 16_384
_numbers = count()


@dataclass(frozen=True)
class Server:
    """One that listens on 127.0.0.1."""

    port: int

    def make(self, port: int | None = None) -> "Made":
        """A new bucket, reached at `port` where that is another one."""
        name = f"shows-{os.getpid()}-{next(_numbers)}"
        self.create(name)
        return Made(name, self.port, port or self.port)

    def create(self, name: str) -> None:
        """A bucket of this name."""
        httpx.put(f"http://127.0.0.1:{self.port}/{name}", trust_env=False, timeout=30).raise_for_status()


@dataclass(frozen=True)
class Made:
    """A bucket, and the prefix in it that recordings get."""

    name: str
    server_port: int
    port: int

    def settings(self, folder: Path, **changes: Any) -> Settings:
        """Those of a node that keeps its recordings in it."""
        given: dict[str, Any] = {
            "data_dir": folder,
            "recording_store": Bucket(self.name, "live/of"),
            "s3_endpoint_url": f"http://127.0.0.1:{self.port}",
            "s3_access_key_id": KEY,
            "s3_secret_access_key": KEY,
        }
        return Settings(**{**given, **changes})

    async def list_names(self) -> list[str]:
        """All that is in it, by what follows the prefix."""
        return sorted([each["path"] async for page in obstore.list(self._open()) for each in page])

    async def fetch(self, name: str) -> bytes:
        """What is in it by this name."""
        return bytes(await (await obstore.get_async(self._open(), name)).bytes_async())

    def _open(self) -> S3Store:
        return S3Store(
            self.name,
            prefix="live/of",
            config={
                "endpoint": f"http://127.0.0.1:{self.server_port}",
                "region": "us-east-1",
                "access_key_id": KEY,
                "secret_access_key": KEY,
            },
            client_options={"allow_http": True},
            retry_config={"max_retries": 0, "retry_timeout": timedelta(0)},
        )


@contextlib.contextmanager
def _running(command: list[str | Path], port: int, log: Path) -> Iterator[Server]:
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    try:
        until = time.monotonic() + 60
        while True:
            with contextlib.suppress(httpx.TransportError):
                httpx.get(f"http://127.0.0.1:{port}/", trust_env=False, timeout=5)
                break
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.05)
        yield Server(port)
    finally:
        process.terminate()
        process.wait(30)


def run_moto(folder: Path) -> contextlib.AbstractContextManager[Server]:
    """Moto's server, of AWS's Python world."""
    port = find_free_port()
    command: list[str | Path] = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    return _running(command, port, folder / "moto.log")


def run_s3rver(folder: Path) -> contextlib.AbstractContextManager[Server]:
    """s3rver, of Node's world: it asks for the right key, and moto does not."""
    port = find_free_port()
    script = ROOT / "tests" / "foreign" / "node_modules" / "s3rver" / "bin" / "s3rver.js"
    (folder / "s3rver").mkdir()
    command: list[str | Path] = [find_program("node", folders=str(ROOT / ".venv" / "node")), script]
    command += ["-d", folder / "s3rver", "-a", "127.0.0.1", "-p", str(port), "--no-vhost-buckets"]
    return _running(command, port, folder / "s3rver.log")


@dataclass
class Wire:
    """Passes requests on to a server, one by one, unless `fault` says otherwise:

    None; `away`: breaks off at once; `hangs`: takes them and says nothing; `cut`: breaks off in the midst of a body;
    `slow`: passes on a thousand bytes a second; or a status and a code, with which it answers itself.
    """

    target: int
    port: int = 0
    fault: str | tuple[int, str] | None = None
    tries: list[float] = field(default_factory=list)
    """When each request came."""
    _passing: set[asyncio.Task[None]] = field(default_factory=set)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._passing.add(task)
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                await self._pass_on(reader, writer)
        except asyncio.CancelledError:
            pass  # the wire is taken down
        finally:
            self._passing.discard(task)
            writer.close()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is on its way."""
        return not self._passing

    async def stop(self) -> None:
        """Break off whatever hangs in it."""
        passing = [*self._passing]
        for task in passing:
            task.cancel()
        await asyncio.gather(*passing, return_exceptions=True)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        self.tries.append(time.monotonic())
        if self.fault == "away":
            writer.transport.abort()
            return
        fields = [line for line in head.split(b"\r\n") if line]
        length = next((int(line.split(b":")[1]) for line in fields if line.lower().startswith(b"content-length:")), 0)
        fault = self.fault
        if fault == "hangs":
            await reader.read()  # until it has gone
            return
        if fault == "cut" and length:
            await reader.readexactly(min(length, _BLOCK) // 2)
            writer.transport.abort()
            return
        if isinstance(fault, tuple):
            await reader.readexactly(length)
            status, code = fault
            body = (
                f"<?xml version='1.0'?><Error><Code>{code}</Code><StringToSign>{KEY}</StringToSign></Error>".encode()
            )
            writer.write(f"HTTP/1.1 {status} No\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode())
            writer.write(body)
            await writer.drain()
            return
        there, back = await asyncio.open_connection("127.0.0.1", self.target)
        with contextlib.closing(back):
            await self._relay(fields, length, reader, writer, there, back)

    async def _relay(
        self,
        fields: list[bytes],
        length: int,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        there: asyncio.StreamReader,
        back: asyncio.StreamWriter,
    ) -> None:
        back.write(b"\r\n".join([*fields, b"Connection: close", b"", b""]))
        while length:
            slow = self.fault == "slow"
            if slow:
                await asyncio.sleep(0.1)
            block = await reader.readexactly(min(length, 100 if slow else _BLOCK))
            length -= len(block)
            back.write(block)
            await back.drain()
        while data := await there.read(_BLOCK):
            writer.write(data)
            await writer.drain()


@contextlib.asynccontextmanager
async def stretch(server: Server) -> AsyncIterator[Wire]:
    """A wire to this server."""
    wire = Wire(server.port)
    listening = await asyncio.start_server(wire._serve, "127.0.0.1", 0, limit=1 << 20)
    wire.port = listening.sockets[0].getsockname()[1]
    try:
        yield wire
    finally:
        listening.close()
        await wire.stop()
