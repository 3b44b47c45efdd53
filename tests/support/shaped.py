"""A network that carries so much a second, between a page and an origin on the same machine."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Self

import httpx

PIECE = 2_920
"""Bytes: two packets."""
MOST_LATE = 0.05

Ask = Callable[[str], Awaitable[httpx.Response | None]]


class Shaped:
    """Answers a browser's requests with what `ask` gives for their paths, all together at `rate` bits a second."""

    def __init__(self, port: int, ask: Ask) -> None:
        self.rate = 100e6
        self._port = port
        self._ask = ask
        self._turn = asyncio.Lock()
        self._free = 0.0
        """When all that was sent until now is through."""
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._port)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                method, path, _ = head.split(b"\r\n", 1)[0].decode().split(" ")
                await self._answer(writer, method, path)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the page has had enough
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _answer(self, writer: asyncio.StreamWriter, method: str, path: str) -> None:
        found = await self._ask(path) if method == "GET" else None
        status, body = (204 if method != "GET" else 404, b"") if found is None else (found.status_code, found.content)
        kind = "" if found is None else found.headers.get("content-type", "")
        lines = [f"HTTP/1.1 {status} -", f"Content-Length: {len(body)}", "Access-Control-Allow-Origin: *"]
        lines += [f"Content-Type: {kind}", "Access-Control-Allow-Headers: *", "Cache-Control: no-store", "", ""]
        writer.write("\r\n".join(lines).encode())
        for at in range(0, len(body), PIECE):
            piece = body[at : at + PIECE]
            async with self._turn:
                now = asyncio.get_running_loop().time()
                # What a busy machine is late by is made up for, within bounds.
                self._free = max(self._free, now - MOST_LATE) + len(piece) * 8 / self.rate
                await asyncio.sleep(self._free - now)
            writer.write(piece)
            await writer.drain()
