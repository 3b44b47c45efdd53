"""A hub behind the smallest HTTP server that can upgrade: the path is the channel, `?observe` is no viewer."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

from realtime.channel import Channel
from realtime.hub import Hub
from realtime.sockets.handshake import plain_request_key, switching_response
from realtime.sockets.socket import PushSocket


class Log:
    """Numbered frames of one channel, to be read again."""

    def __init__(self) -> None:
        self.frames: list[bytes] = []
        self.first = 0
        """What came before is forgotten."""

    def read_past(self, seq: int, room: int) -> tuple[list[bytes], int] | None:
        """As `realtime.channel.ReadPast`; one frame at a time, so that places between two are tried."""
        if seq < self.first:
            return None
        return self.frames[seq : seq + 1], min(seq + 1, len(self.frames))

    def send(self, channel: Channel, frame: bytes) -> None:
        """Number a frame, and deliver it."""
        self.frames.append(frame)
        channel.send_numbered(frame, len(self.frames))


class HubServer:
    """The hub, and where to reach it."""

    def __init__(self, hub: Hub, kind: type[PushSocket]) -> None:
        self.hub = hub
        self.kind = kind
        self.url = ""
        self.logs: dict[str, Log] = {}

    def send(self, name: str, frame: bytes) -> None:
        """Deliver a numbered frame on a channel that somebody has joined."""
        self.logs[name].send(self.hub.outlets(name)[0], frame)


class _Upgrade(asyncio.Protocol):
    def __init__(self, server: HubServer) -> None:
        self._server = server
        self._data = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._data += data
        if not self._data.endswith(b"\r\n\r\n"):
            return
        first, *lines = self._data.decode().strip().split("\r\n")
        headers = [
            (name.lower().encode(), value.strip().encode())
            for name, _, value in (line.partition(":") for line in lines)
        ]
        key = plain_request_key(first.split()[0], headers)
        assert key is not None
        path, _, query = first.split()[1].partition("?")
        hub = self._server.hub
        name = path.strip("/")
        log = self._server.logs.setdefault(name, Log())
        channel = hub.channel(name, len(log.frames), log.read_past)
        socket = self._server.kind(hub, channel, "127.0.0.1", viewer=query != "observe")
        self._transport.write(switching_response(key))
        self._transport.set_protocol(socket)
        socket.connection_made(self._transport)


@asynccontextmanager
async def serve_hub(hub: Hub, kind: type[PushSocket] = PushSocket) -> AsyncIterator[HubServer]:
    """Serve `hub` on a free port of 127.0.0.1; its sockets are of that kind."""
    server = HubServer(hub, kind)
    listener = await asyncio.get_running_loop().create_server(lambda: _Upgrade(server), "127.0.0.1", 0)
    server.url = f"ws://127.0.0.1:{listener.sockets[0].getsockname()[1]}"
    await hub.start()
    try:
        yield server
    finally:
        listener.close()
        await hub.stop()
