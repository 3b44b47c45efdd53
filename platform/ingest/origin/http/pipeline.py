"""Requests of one client that came before the answer to an earlier one, in order."""

from collections import deque
from typing import Final, NamedTuple

MAX_QUEUED: Final = 32
"""Requests that wait; past that the socket is read no further."""
MAX_AHEAD: Final = 32_768
"""Bytes that those may take; who goes further ahead is cut off. No player asks again before it has its answer, and
one read may bring thousands."""
QUEUED_BYTES: Final = 64
"""What a queued request takes besides its address, about."""


class Request(NamedTuple):
    """A request that is in order. `head` is its headers, where they count for the answer."""

    method: bytes
    url: str
    keep_alive: bool
    head: bytes = b""


class Pipeline:
    """First in, first out; it keeps count of the bytes."""

    __slots__ = ("_ahead", "_waiting")

    def __init__(self) -> None:
        self._waiting: deque[Request] = deque()
        self._ahead = 0

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, request: Request) -> bool:
        """Have it wait; False: that is too far ahead, and none waits any longer."""
        self._waiting.append(request)
        self._ahead += _weigh(request)
        if self._ahead > MAX_AHEAD:
            self.clear()
            return False
        return True

    def take(self) -> Request:
        """The next one."""
        request = self._waiting.popleft()
        self._ahead -= _weigh(request)
        return request

    def clear(self) -> None:
        """Forget all."""
        self._waiting.clear()
        self._ahead = 0


def _weigh(request: Request) -> int:
    return len(request.url) + len(request.head) + QUEUED_BYTES
