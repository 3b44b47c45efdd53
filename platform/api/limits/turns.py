"""Whose request is next: a crowd from one address takes turns among itself, and nobody else waits for it."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from api.limits.rates import block_of
from settings import Settings

AT_ONCE = 8
"""Reads of one address under way. They are of one thread, so more would be answered no sooner; but each piece of work
of anybody else's, such as hearing that a show has begun, waits for one piece of every one that is under way."""

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[..., Awaitable[None]]


class Turns:
    """An application whose GET and HEAD requests of one address are under way a few at a time, in order.

    Others are not counted: a body may take its time, and changes are limited elsewhere (`api/limits/throttle.py`).
    """

    def __init__(self, app: App, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._turns: dict[str, _Turn] = {}
        """By address, while it has requests."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        client = scope.get("client")
        address = block_of(client[0] if client else None, scope["headers"], self._settings)
        turn = self._turns.setdefault(address, _Turn())
        turn.requests += 1
        try:
            await turn.places.acquire()
            held = [turn.places]

            async def answer(message: MutableMapping[str, Any]) -> None:
                # The work is done; how fast the client takes the answer is its own affair, and no neighbour's.
                if held:
                    held.pop().release()
                await send(message)

            try:
                await self._app(scope, receive, answer)
            finally:
                if held:
                    held.pop().release()
        finally:
            turn.requests -= 1
            if not turn.requests:
                del self._turns[address]


class _Turn:
    """The requests of one address."""

    __slots__ = ("places", "requests")

    def __init__(self) -> None:
        self.places = asyncio.Semaphore(AT_ONCE)
        self.requests = 0
        """Under way or waiting; without any, this is forgotten."""
