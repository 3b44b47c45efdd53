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
"""Seconds, after which a name counts as not found."""
THREADS, THREADS_PER_SITE = 256, 4
"""Threads that look, or wait for servers that do not answer: in all, and for names with the same last two labels."""


class SilentNameError(OSError):
    """Nobody says whether the name has an address."""

    def __init__(self) -> None:
        super().__init__("The host's name was not found: its name servers do not answer.")


class Resolver:
    """Call it with a host name and a port for IP addresses."""

    def __init__(self, lookups: int = LOOKUPS, timeout: float = LOOKUP_TIMEOUT) -> None:
        self._free = asyncio.Semaphore(lookups)
        self._timeout = timeout
        self._sites: Counter[str] = Counter()

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        """As the system answers, in its order.

        Raises:
            OSError, UnicodeError: the name has no address, or cannot have one.
            SilentNameError: an OSError too.
        """
        site = ".".join(host.lower().rstrip(".").split(".")[-2:])
        async with self._free:
            if self._sites[site] >= THREADS_PER_SITE or self._sites.total() >= THREADS:
                raise SilentNameError
            try:
                async with asyncio.timeout(self._timeout):
                    return await self._look(site, host, port)
            except TimeoutError as error:
                raise SilentNameError from error

    def _look(self, site: str, host: str, port: int) -> "asyncio.Future[Sequence[str]]":
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Sequence[str]] = loop.create_future()

        def finish(found: Sequence[str] | Exception) -> None:
            # Only now, and not when nobody waits any more: the thread was busy until here.
            self._sites[site] -= 1
            if not self._sites[site]:
                del self._sites[site]
            if answer.done():
                return
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

        self._sites[site] += 1
        try:
            threading.Thread(target=look, name="webhook-dns", daemon=True).start()
        except RuntimeError:  # no more threads on this machine
            finish(SilentNameError())
        return answer
