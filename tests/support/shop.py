"""Another system that keeps balances: a real HTTP server, which answers as a test says."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any


class Shop:
    """Knows balances by account and artist, and remembers what it was asked."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.url = ""
        self.balances: dict[tuple[str, str], int] = {}
        self.questions: list[list[dict[str, Any]]] = []
        self.status = 200
        self.body: bytes | None = None
        """Instead of an answer."""
        self.open = asyncio.Event()
        """It answers nobody before."""
        self.open.set()
        self.asked = asyncio.Event()
        """Somebody waits for an answer."""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, request by request."""
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                first, *lines = head.split("\r\n")
                headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
                body = await reader.readexactly(int(headers["content-length"]))
                method, target, _ = first.split(" ")
                self._check(method, target, headers, body)
                asked = json.loads(body)["balances"]
                self.questions.append(asked)
                self.asked.set()
                await self.open.wait()
                answer = self.body if self.body is not None else self._answer(asked)
                writer.write(f"HTTP/1.1 {self.status} X\r\nContent-Length: {len(answer)}\r\n\r\n".encode() + answer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def _check(self, method: str, target: str, headers: dict[str, str], body: bytes) -> None:
        # As docs/tokens.md tells somebody who has never seen our code.
        signed = f"{method}\n{target}\n{headers['encryptedmedia-timestamp']}\n".encode() + body
        digest = hmac.new(self.secret.encode(), signed, hashlib.sha256).hexdigest()
        assert hmac.compare_digest(headers["encryptedmedia-signature"], f"v1={digest}")

    def _answer(self, asked: list[dict[str, Any]]) -> bytes:
        names = ("account_id", "artist_id")
        known = [{name: each[name] for name in names} for each in asked]
        for each in known:
            each["balance"] = self.balances.get((each["account_id"], each["artist_id"]), 0)
        return json.dumps({"balances": known}).encode()


@asynccontextmanager
async def open_shop(secret: str) -> AsyncIterator[Shop]:
    """One that runs, at `url`."""
    shop = Shop(secret)
    server = await asyncio.start_server(shop.serve, "127.0.0.1", 0, limit=1 << 22)
    shop.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/balances?of=live"
    try:
        yield shop
    finally:
        shop.open.set()
        server.close()
