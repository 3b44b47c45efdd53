"""A legitimate show beside the attacks: a real encoder, a player without a picture, a page's socket; and what they
notice."""

import asyncio
import contextlib
import os
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from bench.delivery.viewer import Audience, HlsViewer
from bench.processes import list_tree, read_cpu, read_rss

from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.sockets import Listener, listen
from support.waiting import until

CHANGE_EVERY = 1.2
"""Seconds between two changes of the title: an account may make sixty a minute."""
ASK_EVERY = 0.1
LEAVE_WITHIN = 60.0
"""Seconds in which the platform has noticed that ten thousand connections are gone, on a busy machine."""
OWN = 8
"""As many connections more or less the platform and the show have among themselves at different times."""


@dataclass
class Noticed:
    """Of one stretch of time."""

    gaps: list[float] = field(default_factory=list)
    """Seconds between two parts' being there, at the player."""
    pushes: list[float] = field(default_factory=list)
    """Seconds from an artist's change to the frame at the page."""
    asks: list[float] = field(default_factory=list)
    """Seconds that `/status` took."""
    failures: int = 0
    """Changes and questions that were not answered as they should be."""
    memory: dict[str, int] = field(default_factory=dict)
    """MiB of each process with all that it has started, at the end."""
    processor: dict[str, float] = field(default_factory=dict)
    """Per cent of a core that each process took by itself."""


class Show:
    """The platform, and a show on it that goes on whatever else does."""

    def __init__(self, pair: PlatformPair, artist: Artist, livestream: dict[str, Any], folder: Path) -> None:
        self.pair = pair
        self.artist = artist
        self.livestream = livestream
        self.folder = folder
        self.audience: Audience | None = None
        self.listener: Listener | None = None

    @classmethod
    @contextlib.asynccontextmanager
    async def start(cls, folder: Path, **variables: str) -> AsyncIterator["Show"]:
        """Started, live and watched."""
        pair = await asyncio.to_thread(PlatformPair.start, folder, **variables)
        try:
            artist = await Artist.register(pair.url)
            livestream = await artist.create_livestream("A show beside it all")
            show = cls(pair, artist, livestream, folder)
            channel = f"{pair.ws_url}/ws/livestreams/{livestream['id']}"
            async with listen(channel) as listener, Publisher.start(publish_url(livestream), folder):
                show.listener = listener
                live = await listener.expect("livestream.live", timeout=30)
                path = urlsplit(live["livestream"]["hls_url"]).path[:-10]
                show.audience = Audience(pair.http_port, lambda _: path)
                loop = asyncio.get_running_loop()
                await loop.create_connection(lambda: HlsViewer(show.audience), "127.0.0.1", pair.http_port)  # type: ignore[arg-type]
                yield show
            await artist.close()
            await asyncio.to_thread(pair.stop)
        finally:
            pair.kill()

    def count_connections(self) -> int:
        """Sockets that web and ingest have open; their own to each other, and those that listen, included."""
        folders = [Path(f"/proc/{process.pid}/fd") for process in (self.pair.web, self.pair.ingest)]
        return sum(_is_socket(each) for folder in folders for each in folder.iterdir())

    async def wait_until_left(self, before: int) -> None:
        """Until all connections are gone that were not there `before`, when they were counted."""
        await until(self.count_connections, LEAVE_WITHIN, is_it=lambda left: left <= before + OWN)

    async def another_key(self) -> str:
        """Of a livestream that an attacker made; whoever registers may."""
        made = await self.artist.create_livestream("An attacker's")
        return str(made["stream_key"])

    async def notice(self, seconds: float) -> Noticed:
        """What those who take part notice from now on."""
        noticed = Noticed()
        processes = {"web": self.pair.web.pid, "ingest": self.pair.ingest.pid}
        assert self.audience is not None
        self.audience.first_seen.clear()
        processor = {name: read_cpu(pid) for name, pid in processes.items()}
        begin = time.monotonic()
        await asyncio.gather(self._change(noticed, begin + seconds), self._ask(noticed, begin + seconds))
        took = time.monotonic() - begin
        times = [*self.audience.first_seen.values(), time.perf_counter()]
        noticed.gaps = [after - before for before, after in pairwise(times)]
        noticed.memory = {name: read_rss(list_tree(pid)) >> 20 for name, pid in processes.items()}
        noticed.processor = {name: (read_cpu(pid) - processor[name]) / took * 100 for name, pid in processes.items()}
        return noticed

    async def _change(self, noticed: Noticed, until: float) -> None:
        assert self.listener is not None
        number = 0
        while time.monotonic() < until:
            begin = time.monotonic()
            number += 1
            try:
                await self.artist.client.patch(
                    f"/livestreams/{self.livestream['id']}", json={"title": f"A show beside it all {begin}"}
                )
                await self.listener.expect("livestream.updated", timeout=5)
                noticed.pushes.append(time.monotonic() - begin)
            except (AssertionError, httpx.HTTPError):
                noticed.failures += 1
            await asyncio.sleep(max(0.0, begin + CHANGE_EVERY - time.monotonic()))

    async def _ask(self, noticed: Noticed, until: float) -> None:
        # Over a connection of its own each time, as somebody who comes just now.
        url = f"{self.pair.url}/api/v1/livestreams/{self.livestream['id']}/status"
        while time.monotonic() < until:
            begin = time.monotonic()
            try:
                async with httpx.AsyncClient(trust_env=False, timeout=5) as client:
                    answer = await client.get(url)
                noticed.asks.append(time.monotonic() - begin)
                noticed.failures += answer.status_code != 200
            except httpx.HTTPError:
                noticed.failures += 1
            await asyncio.sleep(max(0.0, begin + ASK_EVERY - time.monotonic()))


def _is_socket(descriptor: Path) -> bool:
    try:
        return os.readlink(descriptor).startswith("socket:")
    except OSError:
        return False  # closed meanwhile
