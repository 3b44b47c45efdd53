"""A channel's other end: collects frames in the order they came, and waits for the one a test is about."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

EXPECT_TIMEOUT = 30.0
BESIDES = ("snapshot", "livestream.updated", "livestream.replay_ready")


class Listener:
    """An open socket on a channel. `frames` holds every frame so far; `expect` moves through them once."""

    def __init__(self, connection: ClientConnection) -> None:
        self.frames: list[dict[str, Any]] = []
        self.close_code: int | None = None
        self._connection = connection
        self._next = 0
        self._changed = asyncio.Condition()
        self._reader = asyncio.create_task(self._read(), name="channel listener")

    async def wait_until_joined(self) -> None:
        """Until the first frame: before it, what happens may pass this socket by though it was upgraded."""
        async with asyncio.timeout(EXPECT_TIMEOUT), self._changed:
            await self._changed.wait_for(lambda: self.frames or self.close_code is not None)

    @property
    def types(self) -> list[str]:
        """Of every frame so far, in order."""
        return [frame["type"] for frame in self.frames]

    @property
    def transitions(self) -> list[str]:
        """Of every numbered event so far, in order: what happened, without counts, pings and snapshots, and without
        what tells that something is kept of it, which comes when its node says so."""
        return [frame["type"] for frame in self.frames if "seq" in frame and frame["type"] not in BESIDES]

    async def expect(self, kind: str, timeout: float = EXPECT_TIMEOUT, **fields: Any) -> dict[str, Any]:
        """The next frame of type `kind` whose `fields` have these values; frames before it count as seen."""
        try:
            async with asyncio.timeout(timeout), self._changed:
                while True:
                    for index in range(self._next, len(self.frames)):
                        frame = self.frames[index]
                        if frame["type"] == kind and fields.items() <= frame.items():
                            self._next = index + 1
                            return frame
                    if self.close_code is not None:
                        raise AssertionError(f"closed with {self.close_code} before {kind} {fields}: {self.frames}")
                    await self._changed.wait()
        except TimeoutError:
            raise AssertionError(f"no {kind} {fields} within {timeout:g} s: {self.frames[self._next :]}") from None

    async def expect_close(self, timeout: float = EXPECT_TIMEOUT) -> int:
        """Wait until the server closes; the close code (1006 when it vanished)."""
        try:
            async with asyncio.timeout(timeout), self._changed:
                await self._changed.wait_for(lambda: self.close_code is not None)
        except TimeoutError:
            raise AssertionError(f"still open after {timeout:g} s: {self.frames}") from None
        assert self.close_code is not None
        return self.close_code

    async def close(self) -> None:
        """Leave, as a page that is closed does."""
        await self._connection.close()
        await self._reader

    async def _read(self) -> None:
        with contextlib.suppress(ConnectionClosed):
            async for message in self._connection:
                async with self._changed:
                    self.frames.append(json.loads(message))
                    self._changed.notify_all()
        async with self._changed:
            self.close_code = self._connection.close_code or 1006
            self._changed.notify_all()


@contextlib.asynccontextmanager
async def listen(url: str, token: str | None = None) -> AsyncIterator[Listener]:
    """A socket that has joined the channel at `url`, as a client of any language would. `token` signs in."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with connect(url, additional_headers=headers, proxy=None, compression=None) as connection:
        listener = Listener(connection)
        try:
            await listener.wait_until_joined()
            yield listener
        finally:
            await listener.close()
