"""Viewers: real sockets that count, and listen to nothing in particular."""

import asyncio
from types import TracebackType

from encryptedmedia.errors import EncryptedMediaError
from encryptedmedia.subscription import connect

LIMIT = 500
"""Viewers at once; this is for looking at counts, not for load."""


class Audience:
    """So many viewers of one livestream; leaving the context sends all of them home."""

    def __init__(self, url: str, livestream_id: str) -> None:
        self._url = url
        self._livestream_id = livestream_id
        self._viewers: list[asyncio.Task[None]] = []

    def set_size(self, size: int) -> None:
        """Have viewers come or go until there are this many."""
        while len(self._viewers) < min(size, LIMIT):
            name = f"simulated viewer {len(self._viewers) + 1}"
            self._viewers.append(asyncio.create_task(self._view(), name=name))
        while len(self._viewers) > size:
            self._viewers.pop().cancel()

    async def _view(self) -> None:
        try:
            async with connect(self._url, self._livestream_id, viewer=True, queue=10) as subscription:
                async for _ in subscription:
                    pass
        except EncryptedMediaError:
            pass  # a viewer that is refused goes home; the count shows it

    async def __aenter__(self) -> "Audience":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for viewer in self._viewers:
            viewer.cancel()
        await asyncio.gather(*self._viewers, return_exceptions=True)
