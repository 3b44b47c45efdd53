"""A stand-in for web's callbacks: a small HTTP server that records what ingest says and answers as told."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from support.waiting import PATIENCE, until

SECRET = "the-streaming-secret"

Answer = tuple[int, dict[str, Any]]


class CallbackWeb:
    """`calls` has every call as (name, body), in order of arrival. `admit` keys; set `answer` to decide otherwise.
    `stops` is what reports are answered with, as far as they name the session. Calls in `held`, by name, are noted at
    once and answered when their event is set."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.keys: dict[str, dict[str, Any]] = {}
        self.stops: list[dict[str, Any]] = []
        self.held: dict[str, asyncio.Event] = {}
        self.moves: dict[str, str] = {}
        """Livestreams that have another playback id now."""
        self.answer: Callable[[str, dict[str, Any]], Answer | None] = lambda name, body: None
        self.secret = SECRET
        self.port = 0
        self._server: asyncio.Server | None = None
        self._open: dict[asyncio.Task[None] | None, asyncio.StreamWriter] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def admit(self, key: str, playback_id: str = "playback0000abcd", grace: float = 30.0) -> None:
        self.keys[key] = {
            "valid": True, "livestream_id": f"livestream-of-{playback_id}", "playback_id": playback_id,
            "title": "Show", "reconnect_grace": grace, "kind": "show",
        }  # fmt: skip

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        for held in self.held.values():
            held.set()
        if self._server is not None:
            self._server.close()
            for writer in self._open.values():
                writer.transport.abort()
            await asyncio.gather(*(task for task in self._open if task), return_exceptions=True)
            self._server = None

    def named(self, name: str) -> list[dict[str, Any]]:
        return [body for called, body in self.calls if called == name]

    async def wait_for(self, name: str, count: int = 1, timeout: float = PATIENCE) -> list[dict[str, Any]]:
        """Until `name` was called `count` times."""
        return await until(lambda: self.named(name), timeout, is_it=lambda named: len(named) >= count)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open[asyncio.current_task()] = writer
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                lines = head.decode().split("\r\n")
                headers = {
                    name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])
                }
                body = json.loads(await reader.readexactly(int(headers.get("content-length", "0"))) or b"{}")
                name = lines[0].split(" ")[1].rsplit("/", 1)[1]
                status, answer = await self._decide(name, body, headers.get("authorization", ""))
                kind = "application/json" if status == 200 else "application/problem+json"
                raw = json.dumps(answer).encode()
                writer.write(
                    f"HTTP/1.1 {status} -\r\ncontent-type: {kind}\r\ncontent-length: {len(raw)}\r\n\r\n".encode()
                    + raw
                )
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, RuntimeError):  # RuntimeError: uvloop, when aborted
            pass
        finally:
            self._open.pop(asyncio.current_task())
            writer.close()

    async def _decide(self, name: str, body: dict[str, Any], authorization: str) -> Answer:
        self.calls.append((name, body))
        if name in self.held:
            await self.held[name].wait()
        if authorization != f"Bearer {self.secret}":
            return 401, {"code": "unauthorized", "title": "Unauthorized", "detail": "Wrong secret."}
        if (answer := self.answer(name, body)) is not None:
            return answer
        if name == "validate":
            if body["stream_key"] in self.keys:
                return 200, self.keys[body["stream_key"]]
            return 403, {
                "code": "unknown_key",
                "title": "Unknown key",
                "detail": "No livestream has this stream key.",
            }
        if name == "report":
            # As web does: the answer is held until a session must stop.
            loop = asyncio.get_running_loop()
            deadline = loop.time() + body.get("wait_ms", 0) / 1000
            known = {session["session_id"] for session in body["sessions"]}
            while loop.time() < deadline and not any(stop["session_id"] in known for stop in self.stops):
                await asyncio.sleep(0.02)
            stops = [{"order": "stop", **stop} for stop in self.stops if stop["session_id"] in known]
            moves = [
                {
                    "order": "move",
                    "session_id": session["session_id"],
                    "playback_id": self.moves[session["livestream_id"]],
                }
                for session in body["sessions"]
                if self.moves.get(session["livestream_id"], session["playback_id"]) != session["playback_id"]
            ]
            return 200, {"orders": [*moves, *stops]}
        return 200, {}
