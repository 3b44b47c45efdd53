"""A publisher without an encoder: RTMP's opening, then a replay, paced or as fast as it is taken."""

import asyncio
import struct
import time
from collections.abc import Callable
from typing import cast

from bench.ingest.recording import SECONDS, Recording
from bench.ingest.rtmp import (
    Replay,
    build_connect,
    build_create,
    build_goodbye,
    build_publish,
    build_replay,
    encode,
)
from bench.servers import HOST, ServerError

_SLICE = 256 * 1024
_replays: dict[tuple[int, int], Replay] = {}


def _share_replay(recording: Recording, stream_id: int) -> Replay:
    # Fifty publishers of one recording send the same bytes.
    return _replays.setdefault((id(recording), stream_id), build_replay(recording, stream_id))


class Publisher(asyncio.Protocol):
    """One connection. `sent` counts bytes handed to the kernel or waiting in this process."""

    def __init__(self, recording: Recording, key: str) -> None:
        self._recording = recording
        self.key = key
        self._said = bytearray()
        self._news = asyncio.Event()
        self._room = asyncio.Event()
        self._room.set()
        self._open = False
        self.stream_id = 1
        self.sent = 0
        self.lag = 0.0
        """Most seconds that a paced message went later than due."""
        self.due = 0.0
        """When the last paced message should have gone: `time.monotonic()`."""
        self.began = 0.0
        """When the first one should have, in seconds since 1970."""
        self.messages = 0
        """That were paced."""
        self.lost: str | None = None
        """Why the connection ended before it was told to."""

    # -- asyncio.Protocol --------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._transport.set_write_buffer_limits(high=_SLICE)

    def data_received(self, data: bytes) -> None:
        if not self._open:  # afterwards only acknowledgements come, which nothing here waits for
            self._said += data
            self._news.set()

    def pause_writing(self) -> None:
        self._room.clear()

    def resume_writing(self) -> None:
        self._room.set()

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost = self.lost or str(exc or "closed by the server")
        self._news.set()
        self._room.set()

    # -- the opening -------------------------------------------------------------------------------------------

    async def open(self, port: int, timeout: float = 20.0) -> None:
        """Connect, shake hands, publish; returns once the server has granted it.

        Raises:
            ServerError: refused or closed.
            TimeoutError: no answer.
        """
        async with asyncio.timeout(timeout):
            await asyncio.get_running_loop().create_connection(lambda: self, HOST, port)
            self._transport.write(b"\x03" + bytes(8) + b"bench" * 305 + b"rtm")
            await self._wait_until(lambda said: len(said) >= 3073)
            self._transport.write(bytes(self._said[1:1537]))
            del self._said[:3073]
            self._transport.write(build_connect("live", f"rtmp://{HOST}:{port}/live"))
            await self._wait_until(lambda said: b"NetConnection.Connect.Success" in said)
            del self._said[:]
            self._transport.write(build_create(self.key))
            await self._wait_until(lambda said: _find_result(said) is not None)
            self.stream_id = _find_result(self._said) or 1
            del self._said[:]
            self._transport.write(build_publish(self.key, self.stream_id))
            await self._wait_until(lambda said: b"NetStream.Publish." in said)
            if b"NetStream.Publish.Start" not in self._said:
                raise ServerError(f"publish was refused: {bytes(self._said)!r}")
        self._open = True
        del self._said[:]
        self._replay = _share_replay(self._recording, self.stream_id)
        self._write(self._replay.heads)

    async def _wait_until(self, ready: Callable[[bytearray], bool]) -> None:
        while not ready(self._said):
            if self.lost is not None:
                raise ServerError(f"the server closed the connection: {self.lost}; it said {bytes(self._said)!r}")
            self._news.clear()
            await self._news.wait()

    def _write(self, data: bytes | memoryview) -> None:
        if self.lost is None:
            self._transport.write(data)
            self.sent += len(data)

    # -- media -------------------------------------------------------------------------------------------------

    async def flood(self, seconds: float) -> None:
        """Send the loop as fast as the server takes it."""
        until = time.monotonic() + seconds
        loop = memoryview(self._replay.loop)
        while time.monotonic() < until and self.lost is None:
            for at in range(0, len(loop), _SLICE):
                await self._room.wait()
                self._write(loop[at : at + _SLICE])
                if not self._room.is_set() and time.monotonic() >= until:
                    # A loop cut in the middle of a message would leave the server waiting: this connection is over.
                    return

    async def pace(self, seconds: float, speed: float = 1.0) -> None:
        """Send each message when it is due, `speed` times as fast as it was recorded."""
        loop, ends = memoryview(self._replay.loop), self._replay.ends
        begin, self.began = time.monotonic(), time.time()
        rounds = 0
        while self.lost is None:
            at = 0
            for due, end in ends:
                due_at = begin + (rounds * SECONDS + due) / speed
                wait = due_at - time.monotonic()
                if wait > 0.001:
                    await asyncio.sleep(wait)
                if due_at - begin > seconds or self.lost is not None:
                    return
                self.lag = max(self.lag, time.monotonic() - due_at)
                await self._room.wait()
                self._write(loop[at:end])
                self.due = due_at
                self.messages += 1
                at = end
            rounds += 1

    async def close(self) -> None:
        """Stop cleanly, as an encoder does."""
        if self.lost is None:
            self.lost = "stopped"
            self._transport.write(build_goodbye(self.key, self.stream_id))
            self._transport.close()
            await asyncio.sleep(0)

    def abort(self) -> None:
        """Drop the connection where it stands."""
        self.lost = self.lost or "aborted"
        self._transport.abort()


def _find_result(said: bytes | bytearray) -> int | None:
    """The stream id in the answer to transaction 4, if it is there."""
    mark = encode("_result", 4.0, None) + b"\x00"
    at = said.find(mark)
    if at < 0 or len(said) < at + len(mark) + 8:
        return None
    return int(struct.unpack_from(">d", said, at + len(mark))[0])
