"""A Server-Sent Events client as the HTML standard describes one, and no more: tests read the stream through it."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx

WAIT = 30.0


@dataclass(frozen=True)
class Event:
    """One event; `id` is the last one seen so far, `retry` what the server last asked for, in milliseconds."""

    name: str
    data: dict[str, Any]
    id: str
    retry: int | None


class EventSource:
    """An open stream."""

    def __init__(self, response: httpx.Response) -> None:
        self.headers = response.headers
        self._lines = response.aiter_lines()
        self._id = ""
        self._retry: int | None = None

    async def next(self, *names: str) -> Event:
        """The next event with one of these names; of any name but `ping`, where none is given."""
        async with asyncio.timeout(WAIT):
            while True:
                event = await self._read()
                if event.name in names if names else event.name != "ping":
                    return event

    async def expect(self, kind: str) -> Event:
        """The next event of the channel of this type."""
        while (event := await self.next()).data["type"] != kind:
            pass
        return event

    async def at_end(self) -> bool:
        """Whether the server has ended the stream, and said nothing more."""
        async with asyncio.timeout(WAIT):
            try:
                await self._read()
            except StopAsyncIteration:
                return True
        return False

    async def _read(self) -> Event:
        name, data = "message", []
        while True:
            line = await anext(self._lines)
            field, _, value = line.partition(":")
            value = value.removeprefix(" ")
            if field == "event":
                name = value
            elif field == "data":
                data.append(value)
            elif field == "id":
                self._id = value
            elif field == "retry":
                self._retry = int(value)
            elif not line:
                if data:
                    return Event(name, json.loads("\n".join(data)), self._id, self._retry)
                name = "message"


@asynccontextmanager
async def open_events(url: str, headers: Mapping[str, str] | None = None) -> AsyncIterator[EventSource]:
    """The stream at `url`; fails unless the server answers with one."""
    async with (
        httpx.AsyncClient(timeout=WAIT, trust_env=False) as client,
        client.stream("GET", url, headers=dict(headers or {})) as response,
    ):
        assert response.status_code == 200, (await response.aread()).decode()
        assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
        yield EventSource(response)
