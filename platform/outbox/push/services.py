"""The way to the push services: kept connections, to nowhere that they must not go, and never for long.

Anybody may name an address, as with webhooks, so that names are resolved here and every address is looked at. Here
connections are kept, each for one name and its certificate: thousands of messages go to the same few servers.
"""

import asyncio
import ssl
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from outbox.push.connection import BrokenError, Connection, Reply
from outbox.webhook.addresses import is_public
from outbox.webhook.resolver import Resolver
from outbox.webhook.transport import MAX_ADDRESSES, trust_authorities

AT_ONCE: Final = 192
"""Requests under way, in all."""
AT_ONCE_TO_SITE: Final = 128
"""And to names with the same last two labels. Most browsers have the same few services, some 50 ms away; and nobody's
slow servers take all places."""
TIMEOUT: Final = 6.0
"""Seconds for a request, with the connection that it may take."""
PATIENCE: Final = 5
"""Requests to a server that fail one after the other; then it is left alone for a while. Not its whole site: anybody
may name servers that are not there beside one that is."""
AWAY: Final = 30.0
"""Seconds."""
KEPT: Final = 20.0
"""Seconds that a connection waits for the next request. Servers close theirs later."""
REMEMBERED: Final = 1_000
"""Sites, and servers; there are a handful of honest ones."""

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
Origin = tuple[str, str, int]


@dataclass(slots=True)
class _Server:
    failures: int = 0
    away_until: float = float("-inf")


class PushServices:
    """One per process. `private_allowed` is for tests: addresses of this machine's, and no TLS."""

    def __init__(
        self,
        *,
        private_allowed: bool = False,
        resolve: Resolve | None = None,
        tls: ssl.SSLContext | None = None,
        timeout: float = TIMEOUT,
    ) -> None:
        self._private_allowed = private_allowed
        self._resolve = resolve or Resolver()
        self._tls = tls
        self._timeout = timeout
        self._places = asyncio.Semaphore(AT_ONCE)
        self._sites: dict[str, asyncio.Semaphore] = {}
        self._servers: dict[Origin, _Server] = {}
        self._idle: defaultdict[Origin, deque[tuple[Connection, float]]] = defaultdict(deque)
        self._tidying: asyncio.TimerHandle | None = None

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Reply | None:
        """Send; None: there was no answer. Never raises."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            return None  # no address; all others of its batch are to be rung
        secure = parts.scheme == "https"
        if not secure and not self._private_allowed:
            return None
        origin = parts.scheme, host, port or (443 if secure else 80)
        loop = asyncio.get_running_loop()
        server = self._find_server(origin, loop.time())
        if loop.time() < server.away_until:
            return None
        async with self._find_site(host), self._places:
            try:
                async with asyncio.timeout(self._timeout):
                    reply = await self._send(origin, _write(url, headers, body))
            except (OSError, TimeoutError, UnicodeError, ssl.SSLError):
                server.failures += 1
                if server.failures >= PATIENCE:
                    server.failures, server.away_until = 0, loop.time() + AWAY
                return None
            server.failures = 0
            return reply

    async def stop(self) -> None:
        """Close what is open."""
        if self._tidying is not None:
            self._tidying.cancel()
            self._tidying = None
        for waiting in self._idle.values():
            for connection, _ in waiting:
                connection.close()
        self._idle.clear()

    def _find_site(self, host: str) -> asyncio.Semaphore:
        name = ".".join(host.lower().rstrip(".").split(".")[-2:])
        site = self._sites.get(name)
        if site is None:
            if len(self._sites) >= REMEMBERED:
                self._sites = {each: kept for each, kept in self._sites.items() if kept.locked()}
            site = self._sites[name] = asyncio.Semaphore(AT_ONCE_TO_SITE)
        return site

    def _find_server(self, origin: Origin, now: float) -> _Server:
        server = self._servers.get(origin)
        if server is None:
            if len(self._servers) >= REMEMBERED:
                self._servers = {each: kept for each, kept in self._servers.items() if now < kept.away_until}
            server = self._servers[origin] = _Server()
        return server

    async def _send(self, origin: Origin, request: bytes) -> Reply:
        connection = self._take(origin)
        if connection is not None:
            try:
                return await self._ask(origin, connection, request)
            except BrokenError:
                pass  # it was about to be closed; one message twice is one notice on the device
        return await self._ask(origin, await self._connect(origin), request)

    async def _ask(self, origin: Origin, connection: Connection, request: bytes) -> Reply:
        reply = await connection.post(request)
        if connection.open:
            loop = asyncio.get_running_loop()
            self._idle[origin].append((connection, loop.time()))
            self._tidying = self._tidying or loop.call_later(KEPT, self._tidy)
        return reply

    def _tidy(self) -> None:
        """Close those that nobody has asked for again, and perhaps nobody ever will."""
        loop = asyncio.get_running_loop()
        for origin, waiting in list(self._idle.items()):
            while waiting and (not waiting[0][0].open or loop.time() - waiting[0][1] >= KEPT):
                waiting.popleft()[0].close()
            if not waiting:
                del self._idle[origin]
        self._tidying = loop.call_later(KEPT, self._tidy) if self._idle else None

    def _take(self, origin: Origin) -> Connection | None:
        waiting, now = self._idle[origin], asyncio.get_running_loop().time()
        while waiting:
            connection, since = waiting.pop()
            if connection.open and now - since < KEPT:
                return connection
            connection.close()
        self._idle.pop(origin, None)
        return None

    async def _connect(self, origin: Origin) -> Connection:
        scheme, host, port = origin
        addresses = list(await self._resolve(host, port))
        if not addresses or (not self._private_allowed and not all(is_public(each) for each in addresses)):
            raise BrokenError("the address is not on the public internet")
        tls = (self._tls or trust_authorities()) if scheme == "https" else None
        name, loop = host if tls is not None else None, asyncio.get_running_loop()
        *others, last = addresses[:MAX_ADDRESSES]
        for address in others:
            with suppress(OSError):  # a machine may have no way to the one, and to the next
                return (await loop.create_connection(Connection, address, port, ssl=tls, server_hostname=name))[1]
        return (await loop.create_connection(Connection, last, port, ssl=tls, server_hostname=name))[1]


def _write(url: str, headers: Mapping[str, str], body: bytes) -> bytes:
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [f"POST {target} HTTP/1.1", f"Host: {parts.netloc}", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body
