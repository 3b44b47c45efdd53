"""A raw RTMP publisher that does exactly what a test says, right or wrong."""

import asyncio
import os
import ssl
from typing import Any, Self

from ingest.rtmp.wire import amf
from ingest.rtmp.wire.chunks import ChunkReader
from support.chunking import ChunkSender
from support.waiting import PATIENCE

AUDIO, VIDEO, DATA, COMMAND = 8, 9, 18, 20

# H.264: 64x64 pixels, baseline; the second is 128x64. AAC: 48 kHz, two channels.
AVC_CONFIG = bytes.fromhex("17000000000142c00affe1000e6742c00a8c68484264 0f08846a01000468ce3c80".replace(" ", ""))
AAC_CONFIG = b"\xaf\x00\x11\x90"
KEYFRAME = b"\x17\x01\x00\x00\x00" + b"\x00\x00\x00\x10" + b"\x65" + b"k" * 15
FRAME = b"\x27\x01\x00\x00\x00" + b"\x00\x00\x00\x08" + b"\x41" + b"f" * 7
# Called a keyframe by its sender, as by x264 with intra refresh: a recovery point and ordinary slices.
REFRESH = b"\x17\x01\x00\x00\x00" + b"\x00\x00\x00\x03\x06\x06\x01" + b"\x00\x00\x00\x08" + b"\x41" + b"r" * 7
SOUND = b"\xaf\x01" + b"s" * 20


class RtmpClient:
    """Connects, speaks, listens. `commands` holds what the server said in commands, newest last."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.sender = ChunkSender()
        self.commands: list[list[Any]] = []
        self.acknowledged = 0
        self.pongs: list[int] = []
        self._reader = reader
        self._writer = writer
        self._chunks = ChunkReader()
        self._transaction = 0

    @classmethod
    async def open(cls, port: int, *, context: ssl.SSLContext | None = None) -> Self:
        """A socket, no word said on it yet."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context)
        return cls(reader, writer)

    @classmethod
    async def start(cls, port: int, app: str = "live", *, context: ssl.SSLContext | None = None) -> Self:
        """Hands shaken and `connect` answered."""
        client = await cls.open(port, context=context)
        await client.shake_hands()
        await client.call("connect", {"app": app, "tcUrl": f"rtmp://127.0.0.1:{port}/{app}", "type": "nonprivate"})
        return client

    @classmethod
    async def publishing(cls, port: int, key: str) -> Self:
        """Accepted as a publisher, with no media sent yet."""
        client = await cls.start(port)
        assert (await client.publish(key))["code"] == "NetStream.Publish.Start"
        return client

    async def shake_hands(self) -> None:
        first = bytes(8) + os.urandom(1_528)
        self.send_bytes(b"\x03" + first)
        answer = await self._reader.readexactly(1 + 2 * 1_536)
        assert answer[0] == 3
        self.send_bytes(answer[1:1_537])

    def send_bytes(self, data: bytes) -> None:
        self._writer.write(data)

    def send(self, kind: int, timestamp: int, body: bytes, number: int | None = None) -> None:
        """One message with a full header."""
        number = number or {VIDEO: 6, AUDIO: 4, DATA: 5}.get(kind, 3)
        self.send_bytes(self.sender.message(number, kind, timestamp % 2**32, 1, body))

    def command(self, name: str, *values: Any) -> None:
        """A command whose answer nobody waits for."""
        self._transaction += 1
        self.send(COMMAND, 0, amf.encode(name, self._transaction, *values))

    async def call(self, name: str, *values: Any) -> list[Any]:
        """A command, and its answer: `_result` or `_error` and what they carry."""
        self.command(name, *values)
        wanted = float(self._transaction)
        return await self.hear(lambda said: said[0] in ("_result", "_error") and said[1] == wanted)

    async def publish(self, name: str) -> dict[str, Any]:
        """What OBS does to begin; the status it ends with."""
        self.command("releaseStream", None, name)
        self.command("FCPublish", None, name)
        assert (await self.call("createStream", None))[0] == "_result"
        self.command("publish", None, name, "live")
        return await self.hear_status()

    async def hear_status(self) -> dict[str, Any]:
        """The next `onStatus`."""
        status: dict[str, Any] = (await self.hear(lambda said: said[0] == "onStatus"))[3]
        return status

    async def hear(self, wanted: Any, timeout: float = PATIENCE) -> list[Any]:
        """The next command for which `wanted` is true."""
        async with asyncio.timeout(timeout):
            while True:
                for index, said in enumerate(self.commands):
                    if wanted(said):
                        return self.commands.pop(index)
                if not await self.listen():
                    raise ConnectionError(f"the server closed the connection; it had said {self.commands}")

    async def listen(self) -> bool:
        """Take in whatever comes next; False when the server has closed."""
        try:
            data = await self._reader.read(1 << 16)
        except ConnectionError:
            return False
        for kind, _, _, body in self._chunks.feed(data):
            if kind == COMMAND:
                self.commands.append(amf.decode(body))
            elif kind == 3:
                self.acknowledged = int.from_bytes(body, "big")
            elif kind == 4 and body[:2] == b"\0\7":
                self.pongs.append(int.from_bytes(body[2:], "big"))
        return bool(data)

    async def wait_closed(self, timeout: float = PATIENCE) -> None:
        """Until the server has closed the connection."""
        async with asyncio.timeout(timeout):
            while await self.listen():
                pass

    def send_headers(self, video: bool = True, audio: bool = True) -> None:
        """Metadata and sequence headers, as OBS sends them first."""
        meta: dict[str, Any] = {"encoder": "test"}
        if video:
            meta |= {"width": 64, "height": 64, "videocodecid": 7}
        if audio:
            meta |= {"audiocodecid": 10, "audiosamplerate": 48_000}
        self.send(DATA, 0, amf.encode("@setDataFrame", "onMetaData", amf.EcmaArray(meta)))
        if video:
            self.send(VIDEO, 0, AVC_CONFIG)
        if audio:
            self.send(AUDIO, 0, AAC_CONFIG)

    def send_show(self, count: int = 10, start: int = 0) -> None:
        """A keyframe, frames and sounds, 40 ms apart."""
        for index in range(count):
            self.send(VIDEO, start + 40 * index, KEYFRAME if index == 0 else FRAME)
            self.send(AUDIO, start + 40 * index, SOUND)

    async def drain(self) -> None:
        await self._writer.drain()

    def close(self) -> None:
        """As a process that ends: the socket closes, nothing is said."""
        self._writer.close()

    def abort(self) -> None:
        """As a network that breaks: a reset."""
        self._writer.transport.abort()
