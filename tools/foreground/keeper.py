"""Keeps one server of the Procfile running."""

import asyncio
import random
from collections.abc import Callable

from foreground.child import Child
from foreground.output import Output
from foreground.ready import is_taken, wait_until_ready

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0
"""Seconds between an end and the next start. The first is short: encoders and viewers come back within a grace."""
STEADY = 30.0
"""Seconds of life after which an end is a new trouble, and not the last one again."""


class Keeper:
    """Starts a server, and starts it again when it ends by itself. One that has never come to serving is not: it
    cannot, and its words say why."""

    def __init__(
        self,
        name: str,
        command: str,
        address: tuple[str, int],
        output: Output,
        *,
        jitter: Callable[[], float] = lambda: random.uniform(0.5, 1),  # noqa: S311 - spreads load, keeps no secret
    ) -> None:
        self.name = name
        self.child: Child | None = None
        """The one that runs, or ran last."""
        self.served = asyncio.Event()
        """Set when it could serve for the first time."""
        self._command = command
        self._address = address
        self._output = output
        self._jitter = jitter
        self._foreign = False

    async def run(self, ending: asyncio.Event) -> Child | None:
        """Until `ending` is set; or until it ends without ever having served: that child is the result."""
        asked = asyncio.create_task(ending.wait(), name=f"wait for the end of {self.name}")
        try:
            pause = FIRST_PAUSE
            while not ending.is_set():
                began = asyncio.get_running_loop().time()
                child = await self._start()
                ready = asyncio.create_task(self._note_ready(), name=f"ask {self.name}")
                await asyncio.wait([child.ended, asked], return_when=asyncio.FIRST_COMPLETED)
                ready.cancel()
                await asyncio.gather(ready, return_exceptions=True)
                if ending.is_set():
                    return None
                if not self.served.is_set():
                    return child
                child.kill()  # what it left behind may hold its port
                steady = asyncio.get_running_loop().time() - began > STEADY
                pause = FIRST_PAUSE if steady else pause
                wait = pause * self._jitter()
                pause = min(pause * 2, LONGEST_PAUSE)
                end, again = child.describe_end(), f"Starting it again in {wait:.1f} s."
                self._output.write(f"system | {self.name} ended by itself ({end}). {again}")
                await asyncio.wait([asked], timeout=wait)
        finally:
            asked.cancel()
        return None

    async def _start(self) -> Child:
        # Where somebody else listens already, an answer there says nothing about the process that we start.
        self._foreign = not self.served.is_set() and await asyncio.to_thread(is_taken, *self._address)
        self.child = await Child.start(self.name, self._command, self._output)
        return self.child

    async def _note_ready(self) -> None:
        if not self._foreign:
            await wait_until_ready(self.name, *self._address, self._output)
            if self.served.is_set():
                self._output.write(f"system | {self.name} serves again.")
            self.served.set()
