"""A wire that can be cut: a TCP proxy between two of the house's processes."""

import asyncio
import contextlib
import itertools
from collections.abc import Sequence

_BLOCK = 65_536
_DIAL_TIMEOUT = 5.0


class Link:
    """Listens on a port of its own and passes each connection on to the next of `targets`, unless it is cut.

    Cut, what is open hangs (nothing is said, as where a cable is pulled) and what is new is taken and hangs too, so
    that each side needs its own time-outs to notice. `mend` resets all that hung, as a returning route does.
    """

    def __init__(self, targets: Sequence[int]) -> None:
        self.port = 0
        self._targets = itertools.cycle(targets)
        self._count = len(targets)
        self._open = asyncio.Event()
        self._open.set()
        self._server: asyncio.Server | None = None
        self._passing: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Listen on 127.0.0.1."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """End it and all that passes through."""
        if self._server is not None:
            self._server.close()
        await self._reset()

    def cut(self) -> None:
        """From now on nothing passes."""
        self._open.clear()

    async def mend(self) -> None:
        """Connections made from now on pass; those that hung are reset."""
        if not self._open.is_set():
            self._open.set()
            await self._reset()

    async def _reset(self) -> None:
        passing = list(self._passing)
        for task in passing:
            task.cancel()
        await asyncio.gather(*passing, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._passing.add(task)
        try:
            await self._open.wait()
            far_reader, far_writer = await self._dial()
            try:
                await asyncio.gather(self._pass(reader, far_writer), self._pass(far_reader, writer))
            finally:
                far_writer.transport.abort()
        except (OSError, TimeoutError, asyncio.CancelledError):
            pass  # the finally below says it to the peer: the connection is reset
        finally:
            writer.transport.abort()
            self._passing.discard(task)

    async def _dial(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """The next target that takes a connection, as a balancer does."""
        for _ in range(self._count - 1):
            with contextlib.suppress(OSError):
                return await asyncio.open_connection("127.0.0.1", next(self._targets))
        async with asyncio.timeout(_DIAL_TIMEOUT):
            return await asyncio.open_connection("127.0.0.1", next(self._targets))

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while block := await reader.read(_BLOCK):
            await self._open.wait()
            writer.write(block)
            await writer.drain()
        with contextlib.suppress(OSError, RuntimeError):
            writer.write_eof()
