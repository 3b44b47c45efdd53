"""Log lines that repeat are counted, not written: whoever can cause one must not be able to fill a disk with it."""

import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Final

MOST: Final = 10
"""Lines of one kind in a window; those after it are counted."""
WINDOW: Final = 60.0
"""Seconds."""
KINDS: Final = 1_000
"""Kinds remembered at once; the one longest unheard is forgotten first."""


@dataclass(slots=True)
class _Window:
    began: float
    written: int = 0
    counted: int = 0


class Repeats(logging.Filter):
    """A handler's filter for warnings and worse. A kind is a place in the code, and that of its exception."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._windows: OrderedDict[tuple[object, ...], _Window] = OrderedDict()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is written; the first one of a new window says how many were not."""
        if record.levelno < logging.WARNING:
            return True
        now = self._clock()
        key = (record.name, record.pathname, record.lineno, *_place(record))
        window = self._windows.pop(key, None)
        if window is None or now - window.began >= WINDOW:
            counted = 0 if window is None else window.counted
            window = _Window(now)
            if counted:
                record.msg, record.args = f"{record.getMessage()} (and {counted} more such lines before it)", ()
        self._windows[key] = window
        if len(self._windows) > KINDS:
            self._windows.popitem(last=False)
        if window.written < MOST:
            window.written += 1
            return True
        window.counted += 1
        return False


def _place(record: logging.LogRecord) -> tuple[object, ...]:
    if not isinstance(record.exc_info, tuple) or record.exc_info[0] is None:
        return ()
    innermost: TracebackType | None = record.exc_info[2]
    while innermost is not None and innermost.tb_next is not None:
        innermost = innermost.tb_next
    where = innermost and (innermost.tb_frame.f_code.co_filename, innermost.tb_lineno)
    return (record.exc_info[0], where)
