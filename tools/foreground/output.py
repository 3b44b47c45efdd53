"""Standard output, which may be slow, full or gone. Nobody waits for it, and nobody dies of it."""

import asyncio
import contextlib
import errno
import os
import queue
import threading

QUEUE = 10_000
"""Lines that wait for a reader who has stopped, before further ones are lost."""
CLOSE_TIMEOUT = 1.0
"""Seconds that the last lines have at the end."""


class Output:
    """Lines for standard output, written by a thread: a terminal that is paused, or a pipe that nobody empties, must
    not keep the processes whose lines these are.

    When the reader of a pipe has left, `stop` is set: it was what this ran for. What cannot be written for another
    reason, as on a full disk, is lost and counted, and said when writing works again.
    """

    def __init__(self, stop: asyncio.Event, descriptor: int = 1) -> None:
        self._stop = stop
        self._loop = asyncio.get_running_loop()
        self._descriptor = descriptor
        self._lines: queue.Queue[str | None] = queue.Queue(QUEUE)
        self._left = False
        self._lost = 0
        self._why = ""
        self._writer = threading.Thread(target=self._write_all, name="output", daemon=True)
        self._writer.start()

    @property
    def lost(self) -> str:
        """What of the output is missing, in words; empty: nothing."""
        return f"{self._lost} lines of output were lost: {self._why}." if self._lost else ""

    def write(self, line: str) -> None:
        """Add a line, or lines, and an end of line."""
        try:
            if not self._left:
                self._lines.put_nowait(line)
        except queue.Full:
            self._lose("nobody took them")

    def close(self) -> None:
        """Give the last lines a moment."""
        with contextlib.suppress(queue.Full):
            self._lines.put(None, timeout=CLOSE_TIMEOUT)
            self._writer.join(CLOSE_TIMEOUT)

    def _lose(self, why: str) -> None:
        self._lost += 1
        self._why = why

    def _write_all(self) -> None:
        while (line := self._lines.get()) is not None:
            try:
                if self._lost:
                    missing, self._lost = self.lost, 0
                    self._write(f"system | {missing}")
                self._write(line)
            except OSError as error:
                if error.errno == errno.EPIPE:
                    self._left = True
                    with contextlib.suppress(RuntimeError):  # the loop is closed: the end has come anyway
                        self._loop.call_soon_threadsafe(self._stop.set)
                    return
                self._lose(os.strerror(error.errno or 0))

    def _write(self, line: str) -> None:
        rest = memoryview(f"{line}\n".encode(errors="replace"))
        while rest:
            rest = rest[os.write(self._descriptor, rest) :]
