"""An origin on a free port with real FFmpeg behind it, and a plain HTTP client that tells what it gets."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contract.feeds import FeedKind
from ingest.origin.server import OriginServer, Timing
from ingest.publishing.interfaces import Admission
from settings import Settings

KEY = "0123456789abcdef0123456789abcdef"


def admit(
    playback_id: str = "show",
    *,
    session: str = "session-1",
    grace: float = 30.0,
    kind: FeedKind = FeedKind.SHOW,
    pass_key: bytes = b"",
) -> Admission:
    return Admission(session, "livestream-1", playback_id, KEY, grace, kind=kind, pass_key=pass_key)


@contextlib.asynccontextmanager
async def run_origin(folder: Path, timing: Timing | None = None, **changes: Any) -> AsyncIterator[OriginServer]:
    given: dict[str, Any] = {"host": "127.0.0.1", "http_port": 0, "data_dir": folder}
    origin = OriginServer(Settings(**{**given, **changes}), timing or Timing())
    await origin.start()
    try:
        yield origin
    finally:
        await origin.stop()


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Client:
    """One keep-alive connection. Requests go out as they are given; answers are read in order."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    @classmethod
    @contextlib.asynccontextmanager
    async def connect(cls, port: int) -> "AsyncIterator[Client]":
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 24)
        try:
            yield cls(reader, writer)
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    def send(self, target: str, *, method: str = "GET", headers: str = "") -> None:
        self.writer.write(f"{method} {target} HTTP/1.1\r\nHost: origin\r\n{headers}\r\n".encode())

    async def read(self, *, head_only: bool = False, timeout: float = 20.0) -> Answer:
        async with asyncio.timeout(timeout):
            head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            first, *lines = head.rstrip().split("\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            size = 0 if head_only else int(headers.get("content-length", "0"))
            return Answer(int(first.split()[1]), headers, await self.reader.readexactly(size))

    async def get(self, target: str, *, method: str = "GET", headers: str = "", timeout: float = 20.0) -> Answer:
        self.send(target, method=method, headers=headers)
        return await self.read(head_only=method == "HEAD", timeout=timeout)


async def fetch(port: int, target: str, *, method: str = "GET", timeout: float = 20.0) -> Answer:
    async with Client.connect(port) as client:
        return await client.get(target, method=method, timeout=timeout)
