"""Processes that are forked from one that has opened nothing: cheap enough to kill some in every round."""

import asyncio
import json
import os
import sys
import traceback
from collections.abc import Awaitable, Callable
from typing import Any


class Child:
    """A process that says lines, and can be killed."""

    def __init__(self, work: Callable[[int], Awaitable[None]]) -> None:
        """`work` is given the end of a pipe to write its lines to."""
        self.out, inner = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.out)
            code = 1
            try:
                asyncio.run(_await(work, inner))
                code = 0
            except BaseException:
                traceback.print_exc()
                sys.stderr.flush()
            finally:
                os._exit(code)
        os.close(inner)
        self._rest = b""

    def read(self) -> list[str] | None:
        """The lines that have come, waiting for the next; None: it has ended."""
        data = os.read(self.out, 65_536)
        if not data:
            return None
        *lines, self._rest = (self._rest + data).split(b"\n")
        return [line.decode() for line in lines]

    def end(self) -> int:
        """Wait for its end; its exit code, below 0 where a signal ended it."""
        os.close(self.out)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


async def _await(work: Callable[[int], Awaitable[None]], out: int) -> None:
    await work(out)


def ask(work: Callable[[], Awaitable[Any]]) -> Any:
    """What `work` answers, done in a process of its own."""

    async def answer(out: int) -> None:
        data = json.dumps(await work()).encode() + b"\n"
        while data:
            data = data[os.write(out, data) :]

    child, lines = Child(answer), list[str]()
    while (read := child.read()) is not None:
        lines += read
    if child.end() or len(lines) != 1:
        raise RuntimeError("a process of its own failed; see above")
    return json.loads(lines[0])
