"""A push service of this machine (RFC 8030): takes messages over kept connections, and reads them as the browsers
would to which they go (RFC 8291)."""

import asyncio
import json
import os
import struct
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Final

import httptools
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from outbox.push.encryption import decode, encode, write_point

CURVE: Final = SECP256R1()


@dataclass
class Browser:
    """One that has subscribed; nobody else can read what goes to it."""

    path: str
    key: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(CURVE))
    secret: bytes = field(default_factory=lambda: os.urandom(16))

    @property
    def keys(self) -> dict[str, str]:
        """As `subscription.toJSON()` has them."""
        return {"p256dh": encode(write_point(self.key.public_key())), "auth": encode(self.secret)}

    def read(self, body: bytes) -> dict[str, Any]:
        """What a message says.

        Raises:
            InvalidTag: it is for another one.
        """
        salt, (record, length) = body[:16], struct.unpack("!IB", body[16:21])
        point, sealed = body[21 : 21 + length], body[21 + length :]
        assert length == 65
        assert len(body) <= record <= 4096
        shared = self.key.exchange(ECDH(), EllipticCurvePublicKey.from_encoded_point(CURVE, point))
        info = b"WebPush: info\0" + write_point(self.key.public_key()) + point
        material = HKDF(SHA256(), 32, self.secret, info).derive(shared)
        key = HKDF(SHA256(), 16, salt, b"Content-Encoding: aes128gcm\0").derive(material)
        nonce = HKDF(SHA256(), 12, salt, b"Content-Encoding: nonce\0").derive(material)
        text = AESGCM(key).decrypt(nonce, sealed, None)
        assert text.endswith(b"\x02")
        message: dict[str, Any] = json.loads(text[:-1])
        return message


@dataclass(frozen=True)
class Message:
    """One that arrived."""

    path: str
    headers: Mapping[str, str]
    """Names in lower case."""
    said: Mapping[str, Any]
    at: float
    """Of `time.time`."""


class PushService:
    """Answers 201 unless `answers` says otherwise, by path: a status, or a whole response; used up one by one."""

    def __init__(self) -> None:
        self.browsers: dict[str, Browser] = {}
        self.messages: list[Message] = []
        self.answers: dict[str, list[int | bytes]] = {}
        self.refused: list[str] = []
        """Paths of those that were answered otherwise."""
        self.arrived = asyncio.Condition()
        self.hold: asyncio.Event | None = None
        """Answers wait for it."""
        self.connections = 0
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Transport] = set()

    async def __aenter__(self) -> "PushService":
        self._server = await asyncio.get_running_loop().create_server(lambda: _Wire(self), "127.0.0.1", 0)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        for transport in list(self._open):
            transport.abort()

    @property
    def open(self) -> int:
        """Connections by now."""
        return len(self._open)

    @property
    def origin(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def subscribe(self, name: str) -> Browser:
        """Another browser."""
        browser = Browser(f"/push/{name}")
        self.browsers[browser.path] = browser
        return browser

    def url(self, browser: Browser) -> str:
        return self.origin + browser.path

    async def wait(self, count: int, timeout: float = 60.0) -> list[Message]:
        """Wait until so many have arrived in all; all of them."""
        try:
            async with asyncio.timeout(timeout), self.arrived:
                await self.arrived.wait_for(lambda: len(self.messages) >= count)
        except TimeoutError:
            raise AssertionError(f"{len(self.messages)} of {count} messages arrived") from None
        return self.messages

    def to(self, browser: Browser) -> list[Message]:
        """What one browser got."""
        return [one for one in self.messages if one.path == browser.path]


class _Wire(asyncio.Protocol):
    def __init__(self, service: PushService) -> None:
        self._service = service
        self._transport: asyncio.Transport | None = None
        self._parser = httptools.HttpRequestParser(self)
        self._path, self._body = "", b""
        self._headers: dict[str, str] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._service._open.add(transport)
        self._service.connections += 1

    def connection_lost(self, exc: Exception | None) -> None:
        if self._transport is not None:
            self._service._open.discard(self._transport)

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_url(self, url: bytes) -> None:
        self._path, self._body, self._headers = url.decode(), b"", {}

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers[name.decode().lower()] = value.decode()

    def on_body(self, body: bytes) -> None:
        self._body += body

    def on_message_complete(self) -> None:
        task = asyncio.get_running_loop().create_task(self._answer(self._path, self._headers, self._body))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, path: str, headers: Mapping[str, str], body: bytes) -> None:
        service, transport = self._service, self._transport
        assert transport is not None
        answers = service.answers.get(path, [])
        answer = answers.pop(0) if answers else 201
        if answer == 201:
            said = service.browsers[path].read(body)
            async with service.arrived:
                service.messages.append(Message(path, headers, said, time.time()))
                service.arrived.notify_all()
        else:
            service.refused.append(path)
        if service.hold is not None:
            await service.hold.wait()
        if isinstance(answer, int):
            answer = b"HTTP/1.1 %d X\r\nContent-Length: 0\r\n\r\n" % answer
        transport.write(answer)


def read_point(text: str) -> EllipticCurvePublicKey:
    """A public key as it stands in a header."""
    return EllipticCurvePublicKey.from_encoded_point(CURVE, decode(text))
