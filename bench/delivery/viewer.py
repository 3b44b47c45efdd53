"""A low-latency HLS player without a picture: follows the playlist by blocking reloads and fetches every part.

Over one kept-alive connection, as a player does: ask for the playlist that holds the next part (`_HLS_msn`,
`_HLS_part`; RFC 8216bis, section 6.2.5.2), fetch the newest part it names, go on. Thousands of these run at once, so
a playlist that another viewer has already read is not read again.
"""

import asyncio
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import cast

from bench.servers import HOST

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_SEQUENCE = re.compile(rb"#EXT-X-MEDIA-SEQUENCE:(\d+)")
_PART = re.compile(rb'#EXT-X-PART:[^\n]*URI="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a playlist ends: its newest part, and what to wait for next."""

    part: bytes
    query: bytes
    """`_HLS_msn=...&_HLS_part=...` of the part after it."""


def read_edge(playlist: bytes) -> Edge | None:
    """The edge of a playlist, None while it names no part."""
    found = _SEQUENCE.search(playlist)
    parts = _PART.findall(playlist)
    if found is None or not parts:
        return None
    segments = playlist.count(b"\n#EXTINF:")
    open_parts = playlist[playlist.rfind(b"\n#EXTINF:") + 1 :].count(b"#EXT-X-PART:")
    return Edge(parts[-1], b"_HLS_msn=%d&_HLS_part=%d" % (int(found.group(1)) + segments, open_parts))


Folder = Callable[[int], str]
"""Where the viewer of this number finds the playlist: `/live/ID/`."""


@dataclass(slots=True, eq=False)
class Audience:
    """What all viewers of one playlist share and count."""

    port: int
    folder: Folder
    edges: dict[bytes, Edge | None] = field(default_factory=dict)
    first_seen: dict[bytes, float] = field(default_factory=dict)
    """When a part was first named to anybody: `time.perf_counter()`. Shared with the reference viewer, which asks the
    origin itself."""
    late: list[float] = field(default_factory=list)
    """Seconds from a part's first being named to a viewer's having its last byte."""
    playlists: int = 0
    parts: int = 0
    octets: int = 0
    failures: int = 0
    failure: str = ""
    counting: bool = False

    def read_edge(self, playlist: bytes) -> Edge | None:
        """The playlist's edge, read once per text."""
        if playlist not in self.edges:
            if len(self.edges) > 200:
                self.edges.clear()
            self.edges[playlist] = read_edge(playlist)
        edge = self.edges[playlist]
        if edge is not None:
            self.first_seen.setdefault(edge.part, time.perf_counter())
        return edge


class HlsViewer(asyncio.Protocol):
    """One viewer. Starts when connected, follows until closed."""

    __slots__ = ("_audience", "_body", "_edge", "_folder", "_missing", "_playing", "_query", "_transport")

    def __init__(self, audience: Audience, number: int = 0) -> None:
        self._audience = audience
        self._folder = audience.folder(number).encode()
        self._body: list[bytes] = []
        self._missing = -1  # of the body under way; -1: a head is awaited
        self._edge: Edge | None = None
        self._query = b""
        self._playing = False  # the answer under way is a part, not a playlist

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._ask_playlist()

    def _ask_playlist(self) -> None:
        self._playing = False
        self._ask(b"index.m3u8?" + self._query if self._query else b"index.m3u8")

    def _ask(self, name: bytes) -> None:
        head = b"GET %s%s HTTP/1.1\r\nHost: %s\r\n\r\n"
        self._transport.write(head % (self._folder, name, HOST.encode()))

    def data_received(self, data: bytes) -> None:
        if self._audience.counting:
            self._audience.octets += len(data)
        if self._missing < 0:
            self._body.append(data)
            data = b"".join(self._body) if len(self._body) > 1 else data
            end = data.find(b"\r\n\r\n")
            if end < 0:
                return
            found = _LENGTH.search(data, 0, end)
            if found is None or not data.startswith(b"HTTP/1.1 200"):
                self._fail(data[:end].decode("latin-1"))
                return
            self._missing = int(found.group(1)) - (len(data) - end - 4)
            self._body = [data[end + 4 :]]
        else:
            self._missing -= len(data)
            if not self._playing:
                self._body.append(data)
        if self._missing <= 0:
            self._missing = -1
            self._finish()

    def _finish(self) -> None:
        audience = self._audience
        body, self._body = self._body, []
        if self._playing:
            if audience.counting and self._edge is not None:
                audience.parts += 1
                audience.late.append(time.perf_counter() - audience.first_seen[self._edge.part])
            self._ask_playlist()
            return
        audience.playlists += audience.counting
        edge = audience.read_edge(b"".join(body))
        if edge is None or edge == self._edge:
            # Nothing new (a stream that begins, or a server that does not block): ask again, but not in a spin.
            asyncio.get_running_loop().call_later(0.2, self._ask_again)
            return
        self._edge = edge
        self._query = edge.query
        self._playing = True
        self._ask(edge.part)

    def _ask_again(self) -> None:
        if not self._transport.is_closing():
            self._ask_playlist()

    def _fail(self, why: str) -> None:
        self._audience.failures += 1
        self._audience.failure = why
        self._transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        if exc is not None:
            self._audience.failures += 1
            self._audience.failure = self._audience.failure or str(exc)

    def close(self) -> None:
        """Leave."""
        self._transport.abort()


async def join_viewers(audience: Audience, count: int, per_second: float = 500) -> list[HlsViewer]:
    """Connect `count` viewers, spread over time as people are."""
    loop = asyncio.get_running_loop()
    viewers = []
    for number in range(count):
        _, viewer = await loop.create_connection(
            partial(HlsViewer, audience, number), HOST, audience.port, local_addr=(f"127.0.0.{2 + number % 20}", 0)
        )
        viewers.append(viewer)
        await asyncio.sleep(1 / per_second)
    return viewers
