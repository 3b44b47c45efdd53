"""Asking DNS for names that strangers chose, in threads of its own.

A name whose servers do not answer holds a thread for as long as the system's resolver has patience. The event loop's
threads also look up the database's name, so they are not for this; and nobody waits for these at the end of the
process. A look-up that takes too long gives its place to another, while its thread waits on; how many may wait so is
bounded, for each site and in all, so that whoever has such names takes nobody else's places.
"""

import asyncio
import socket
import threading
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress

LOOKUPS = 16
"""Names looked up at once; more wait, within their request's time."""
LOOKUP_TIMEOUT = 3.0
"""Seconds, after which a name counts as not found, and its place is another's."""
HANGING, HANGING_PER_SITE = 256, 4
"""Threads that still wait for servers that do not answer: in all, and for names with the same last two labels. Past
that nothing more is asked there."""


class SilentNameError(OSError):
    """Nobody says whether the name has an address."""

    def __init__(self) -> None:
        super().__init__("The host's name was not found: its name servers do not answer.")


class Resolver:
    """Call it with a host name and a port for IP addresses."""

    def __init__(self, lookups: int = LOOKUPS, timeout: float = LOOKUP_TIMEOUT, hanging: int = HANGING) -> None:
        self._free = asyncio.Semaphore(lookups)
        self._timeout = timeout
        self._most_hanging = hanging
        self._hanging: Counter[str] = Counter()

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        """As the system answers, in its order.

        Raises:
            OSError, UnicodeError: the name has no address, or cannot have one.
            SilentNameError: an OSError too.
        """
        site = ".".join(host.lower().rstrip(".").split(".")[-2:])
        async with self._free:
            if self._hanging[site] >= HANGING_PER_SITE or self._hanging.total() >= self._most_hanging:
                raise SilentNameError
            answer = _look_up(host, port)
            try:
                async with asyncio.timeout(self._timeout):
                    return await asyncio.shield(answer)
            except TimeoutError as error:
                raise SilentNameError from error
            finally:
                if not answer.done():  # also where whoever asked has stopped waiting
                    self._hanging[site] += 1
                    answer.add_done_callback(lambda _: self._note_end(site, answer))

    def _note_end(self, site: str, answer: "asyncio.Future[Sequence[str]]") -> None:
        answer.exception()  # nobody else looks
        self._hanging[site] -= 1
        if not self._hanging[site]:
            del self._hanging[site]


def _look_up(host: str, port: int) -> "asyncio.Future[Sequence[str]]":
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Sequence[str]] = loop.create_future()

    def finish(found: Sequence[str] | Exception) -> None:
        if isinstance(found, Exception):
            answer.set_exception(found)
        else:
            answer.set_result(found)

    def look() -> None:
        found: Sequence[str] | Exception
        try:
            lines = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found = list(dict.fromkeys(str(address[0]).partition("%")[0] for *_, address in lines))
        except (OSError, UnicodeError) as error:
            found = error
        with suppress(RuntimeError):  # the loop is closed: the process ends
            loop.call_soon_threadsafe(finish, found)

    try:
        threading.Thread(target=look, name="webhook-dns", daemon=True).start()
    except RuntimeError:  # no more threads on this machine
        finish(SilentNameError())
    return answer
