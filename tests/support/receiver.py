"""A third party's end of a webhook: takes requests, remembers them, answers what the test says."""

import asyncio
import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any


@dataclass(frozen=True)
class Arrival:
    """One request."""

    path: str
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes

    @property
    def event(self) -> dict[str, Any]:
        event: dict[str, Any] = json.loads(self.body)
        return event

    @property
    def kind(self) -> str:
        """`live` for `live.encryptedmedia.livestream.live`."""
        return str(self.event["type"]).rpartition(".")[2]


class Receiver:
    """Answers 204 unless told otherwise: `answers` are used up one by one, then `answer` counts.

    An answer is a status, or a whole response. `hold` makes every answer wait for the test.
    """

    def __init__(self, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1", port: int = 0) -> None:
        self.arrivals: list[Arrival] = []
        self.answer: int | bytes = 204
        self.answers: list[int | bytes] = []
        self.connections = 0
        self.most_at_once = 0
        self.hold: asyncio.Event | None = None
        self._tls = tls
        self._host, self._asked_port = host, port
        self._at_once = 0
        self._arrived = asyncio.Condition()
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[Any]] = set()

    async def __aenter__(self) -> "Receiver":
        self._server = await asyncio.start_server(self._serve, self._host, self._asked_port, ssl=self._tls)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def port(self) -> int:
        assert self._server is not None
        return int(self._server.sockets[0].getsockname()[1])

    def url(self, host: str = "127.0.0.1", path: str = "/hooks") -> str:
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    async def wait(self, count: int, timeout: float = 60.0) -> list[Arrival]:
        """Wait until so many have arrived in all; all of them."""
        try:
            async with asyncio.timeout(timeout), self._arrived:
                await self._arrived.wait_for(lambda: len(self.arrivals) >= count)
        except TimeoutError:
            raise AssertionError(f"{len(self.arrivals)} of {count} events arrived: {self.kinds}") from None
        return self.arrivals

    @property
    def kinds(self) -> list[str]:
        return [arrival.kind for arrival in self.arrivals]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self.connections += 1
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {
                name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)
            }
            body = await reader.readexactly(int(headers.get("content-length", "0")))
            async with self._arrived:
                self.arrivals.append(Arrival(head[0].split(" ")[1], headers, body))
                self._arrived.notify_all()
            answer = self.answers.pop(0) if self.answers else self.answer
            if self.hold is not None:
                await self.hold.wait()
            if isinstance(answer, int):
                answer = b"HTTP/1.1 %d X\r\nContent-Length: 0\r\n\r\n" % answer
            writer.write(answer)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the other side left; a test that minds has other means to see it
        finally:
            self._at_once -= 1
            writer.close()
