"""Reading recordings for players: off the event loop, a few files at a time, and what was read a moment ago is kept.

A cold disk keeps its own readers waiting and nobody else. Whoever asks past a bound is asked to come again."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

AT_ONCE: Final = 4
"""Files that are read at a time."""
MOST_WAITING: Final = 256
"""Files that are to be read; of more, players are asked to come again."""


class Reader:
    """All recordings' files. `most_bytes` are kept, the last that were asked for."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._kept: OrderedDict[Path, bytes | OSError] = OrderedDict()
        self._size = 0
        self._under_way: dict[Path, list[Callable[[], None]]] = {}
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="replays")
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def is_full(self) -> bool:
        """Whether no more may be asked for now."""
        return len(self._under_way) >= MOST_WAITING

    def find(self, path: Path) -> bytes | OSError | None:
        """What is in a file, or why that cannot be said; None: read it first."""
        found = self._kept.get(path)
        if found is not None:
            self._kept.move_to_end(path)
        if isinstance(found, OSError):
            self._drop(path)  # the next one may try again
        return found

    def read(self, path: Path, done: Callable[[], None]) -> None:
        """Call `done` once `find` has an answer."""
        waiting = self._under_way.setdefault(path, [])
        waiting.append(done)
        if len(waiting) == 1:
            task = asyncio.get_running_loop().create_task(self._read(path), name="read of a recording")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def forget(self, path: Path, done: Callable[[], None]) -> None:
        """Whoever waited has gone."""
        waiting = self._under_way.get(path, [])
        if done in waiting:
            waiting.remove(done)

    def close(self) -> None:
        """Read no more."""
        for task in self._tasks:
            task.cancel()
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _read(self, path: Path) -> None:
        waiting = self._under_way[path]

        def look() -> bytes | OSError | None:
            # Those who seek ask for much that they no longer want when its turn comes.
            return _try_read(path) if waiting else None

        try:
            found = await asyncio.get_running_loop().run_in_executor(self._pool, look)
            if found is not None:
                self._keep(path, found)
        finally:
            # Who has come since it was passed over asks again.
            for done in self._under_way.pop(path):
                done()

    def _keep(self, path: Path, found: bytes | OSError) -> None:
        self._drop(path)
        self._kept[path] = found
        self._size += _size_of(found)
        while self._size > self._most_bytes and len(self._kept) > 1:
            self._drop(next(iter(self._kept)))

    def _drop(self, path: Path) -> None:
        if (found := self._kept.pop(path, None)) is not None:
            self._size -= _size_of(found)


def _try_read(path: Path) -> bytes | OSError:
    try:
        return path.read_bytes()
    except OSError as error:
        return error


def _size_of(found: bytes | OSError) -> int:
    return len(found) if isinstance(found, bytes) else 0
