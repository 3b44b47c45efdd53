"""Asking DNS for names that strangers chose, in threads of its own.

A name whose servers do not answer holds a thread for as long as the system's resolver has patience. The event loop's
threads also look up the database's name, so they are not for this; and nobody waits for these at the end of the
process.
"""

import asyncio
import socket
import threading
from collections.abc import Sequence
from contextlib import suppress

LOOKUPS = 16
"""Names looked up at once; more wait, within their request's time."""


class Resolver:
    """Call it with a host name and a port for IP addresses."""

    def __init__(self, lookups: int = LOOKUPS) -> None:
        self._free = asyncio.Semaphore(lookups)

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        """As the system answers, in its order.

        Raises:
            OSError, UnicodeError: the name has no address, or cannot have one.
        """
        await self._free.acquire()
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Sequence[str]] = loop.create_future()

        def finish(found: Sequence[str] | Exception) -> None:
            # Only now, and not when nobody waits any more: the thread was busy until here.
            self._free.release()
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

        threading.Thread(target=look, name="webhook-dns", daemon=True).start()
        return await answer
