"""Waiting for something at the origin that is not there yet. Pure: no sockets and no clock."""

from collections.abc import Callable

from ingest.origin.http.responses import Response

Ask = tuple[str, int, int]
"""What is waited for; whoever keeps a `Waiting` says which there are."""

Waiting = dict[Ask, dict[Callable[[], None], None]]
"""Who waits for what, in the order in which they came."""


class Wait:
    """Not there yet. Subscribe, and when called, ask the library once more from the beginning: what was allowed when
    the wait began may be so no longer. After `seconds` answer `late` instead."""

    __slots__ = ("_ask", "_waiting", "late", "seconds")

    takes_seat = False
    """Whether who waits counts among those who download."""

    def __init__(self, waiting: Waiting, ask: Ask, seconds: float, late: Response) -> None:
        self._waiting = waiting
        self._ask = ask
        self.seconds = seconds
        self.late = late

    def subscribe(self, callback: Callable[[], None]) -> None:
        """Have `callback` called once what is waited for exists, or never will."""
        self._waiting.setdefault(self._ask, {})[callback] = None

    def cancel(self, callback: Callable[[], None]) -> None:
        """Forget `callback`."""
        waiting = self._waiting.get(self._ask)
        if waiting is not None:
            waiting.pop(callback, None)
            if not waiting:
                del self._waiting[self._ask]


def wake(waiting: Waiting, is_due: Callable[[Ask], bool] = lambda _: True) -> None:
    """Call those whose wait is over."""
    for ask in [ask for ask in waiting if is_due(ask)]:
        for callback in waiting.pop(ask):
            callback()
