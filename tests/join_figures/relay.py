"""A long way between a browser and a server on the same machine."""

import asyncio
from dataclasses import dataclass, field

PIECE = 1_460
"""Bytes of a packet."""
FIRST_FLIGHT = 10 * PIECE
"""What a server sends before the first acknowledgement (RFC 6928)."""
READ = 65_536
MOST_AHEAD = 256
"""Pieces on their way, of one direction of one connection, before the sender is no longer read."""


@dataclass(slots=True)
class Relay:
    """Passes connections on, each byte `delay` seconds late. As on a real way a connection takes a round trip before
    anything is asked, and with `slow_start` a server's flights begin small and double with each round trip."""

    port: int
    target: int
    delay: float
    slow_start: bool = False
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _server: asyncio.Server | None = None

    async def open(self) -> None:
        """Take connections from now on."""
        self._server = await asyncio.start_server(self._pass_on, "127.0.0.1", self.port)

    async def close(self) -> None:
        """End them all."""
        if self._server is not None:
            self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            await asyncio.sleep(2 * self.delay)  # the handshake
            inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", self.target)
            try:
                async with asyncio.TaskGroup() as both:
                    both.create_task(self._carry(reader, inner_writer, None))
                    both.create_task(self._carry(inner_reader, writer, FIRST_FLIGHT if self.slow_start else None))
            finally:
                inner_writer.close()
        except* (OSError, asyncio.CancelledError):
            pass  # one end is gone, and so is the other
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, window: int | None) -> None:
        """One direction. `window`: bytes that may be on their way at first."""
        loop = asyncio.get_running_loop()
        pieces: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(MOST_AHEAD)

        async def deliver() -> None:
            while True:
                due, piece = await pieces.get()
                await asyncio.sleep(due - loop.time())
                if not piece:
                    writer.write_eof()
                    return
                writer.write(piece)
                await writer.drain()

        async with asyncio.TaskGroup() as both:
            both.create_task(deliver())
            flying: list[tuple[float, int]] = []  # when each is acknowledged, and its bytes
            while True:
                data = await reader.read(READ)
                if window is None or not data:
                    await pieces.put((loop.time() + self.delay, data))
                for at in range(0, len(data) if window is not None else 0, PIECE):
                    piece = data[at : at + PIECE]
                    assert window is not None
                    while True:
                        now = loop.time()
                        landed = [size for due, size in flying if due <= now]
                        flying = [each for each in flying if each[0] > now]
                        window += sum(landed)
                        if sum(size for _, size in flying) + len(piece) <= window:
                            break
                        await asyncio.sleep(flying[0][0] - now)
                    flying.append((now + 2 * self.delay, len(piece)))
                    await pieces.put((now + self.delay, piece))
                if not data:
                    return
