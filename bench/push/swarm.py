"""Thousands of viewers: joined with bounded concurrency, from several addresses, and told apart by nothing else."""

import asyncio
import socket
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass

from bench.push.viewer import OnText, Tally, Viewer
from bench.servers import HOST

_CONCURRENCY = 128
_ADDRESSES = 20
_BIND_ADDRESS_NO_PORT = 24  # IP_BIND_ADDRESS_NO_PORT (Linux): the port is chosen at connect, per destination


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one kind of server is joined: the request's path, and who says that a socket is a member."""

    path: str
    on_text: OnText | None = None
    viewer: Callable[[Tally, bytes, OnText | None], Viewer] = Viewer
    """Makes one; others than `Viewer` look at what comes in their own way."""


class Swarm:
    """All viewers of one server."""

    def __init__(self, port: int, dialect: Dialect) -> None:
        self._port = port
        self._dialect = dialect
        self._request = (
            f"GET {dialect.path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        ).encode()
        self.tally = Tally()
        self.viewers: list[Viewer] = []

    async def grow(self, size: int) -> float:
        """Join until there are `size` viewers; returns the seconds it took."""
        missing = iter(range(len(self.viewers), size))
        started = time.perf_counter()

        async def join_next() -> None:
            for index in missing:
                self.viewers.append(await self._join(index))

        async with asyncio.TaskGroup() as group:
            for _ in range(_CONCURRENCY):
                group.create_task(join_next())
        return time.perf_counter() - started

    async def _join(self, index: int) -> Viewer:
        loop = asyncio.get_running_loop()
        endpoint = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            endpoint.setblocking(False)
            endpoint.setsockopt(socket.IPPROTO_IP, _BIND_ADDRESS_NO_PORT, 1)
            endpoint.bind((f"127.0.0.{2 + index % _ADDRESSES}", 0))
            async with asyncio.timeout(30):
                await loop.sock_connect(endpoint, (HOST, self._port))
                _, viewer = await loop.create_connection(
                    lambda: self._dialect.viewer(self.tally, self._request, self._dialect.on_text), sock=endpoint
                )
                await viewer.joined
        except BaseException:
            endpoint.close()
            raise
        return viewer

    async def shrink(self, size: int) -> None:
        """Close viewers until `size` are left."""
        for viewer in self.viewers[size:]:
            viewer.transport.abort()
        del self.viewers[size:]
        await asyncio.sleep(0)

    async def time_event(
        self, marker: str, trigger: Callable[[str], Coroutine[None, None, None]], timeout: float = 30
    ) -> float:
        """Trigger one event that holds `marker`; seconds from the trigger's sending to the last viewer's delivery.

        Raises:
            TimeoutError: not every viewer got it.
        """
        tally = self.tally
        tally.marker = marker.encode()
        tally.awaited = len(self.viewers)
        tally.done.clear()
        started = time.perf_counter()
        async with asyncio.timeout(timeout):
            async with asyncio.TaskGroup() as group:
                group.create_task(trigger(marker))
                if self.viewers:
                    await tally.done.wait()
        return tally.done_at - started if self.viewers else 0.0
