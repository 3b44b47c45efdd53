"""Independent recorders: each writes down what one client was told, and believes nobody."""

import asyncio
import contextlib
import json
import random
from typing import Any

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from chaos.verdict import Heard
from support.hls_playlist import read_playlist
from support.hls_rules import PlaylistHistory

OPEN_TIMEOUT = 10.0
SILENCE = 60.0
"""Seconds without any frame (pings come every 25) after which a client gives a connection up."""


class SocketRecorder:
    """A client of a channel that resumes wherever it was, on whichever process answers."""

    def __init__(self, name: str, addresses: list[str], path: str, token: str | None = None) -> None:
        self.heard = Heard(name)
        self._addresses = addresses
        self._path = path
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._task: asyncio.Task[None] | None = None
        self._joined = asyncio.Event()

    async def start(self) -> None:
        """Join the channel, and stay."""
        self._task = asyncio.create_task(self._run(), name=self.heard.name)
        await asyncio.wait_for(self._joined.wait(), 30)

    async def stop(self) -> None:
        """Leave."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        turn = 0
        while True:
            with contextlib.suppress(OSError, TimeoutError, InvalidHandshake, ConnectionClosed):
                await self._listen(self._addresses[turn % len(self._addresses)])
            turn += 1
            await asyncio.sleep(random.uniform(0.2, 0.8))

    async def _listen(self, address: str) -> None:
        where = self.heard.cursor
        resume = "" if where is None else f"epoch={where[0]}&seq={where[1]}"
        joint = "&" if "?" in self._path else "?"
        url = f"ws://{address}{self._path}{joint}{resume}"
        async with connect(
            url, additional_headers=self._headers, proxy=None, compression=None, open_timeout=OPEN_TIMEOUT
        ) as connection:
            self.heard.connections += 1
            while True:
                async with asyncio.timeout(SILENCE):
                    frame: dict[str, Any] = json.loads(await connection.recv())
                self.heard.note(frame)
                self._joined.set()


class PlaylistRecorder:
    """A player that loads a livestream's playlist again and again and holds each version against RFC 8216bis."""

    def __init__(self, origin: str) -> None:
        self.findings: list[str] = []
        self.loads = 0
        self._origin = origin
        self._history = PlaylistHistory()
        self._path: str | None = None
        self._reached = -1
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to load, once there is an address."""
        self._task = asyncio.create_task(self._run(), name="playlist recorder")

    def note_address(self, hls_url: str | None) -> None:
        """The livestream is live here."""
        path = None if hls_url is None else "/live/" + hls_url.partition("/live/")[2]
        if path is not None and path != self._path:
            self._path, self._history, self._reached = path, PlaylistHistory(), -1

    def forget(self) -> None:
        """The node's memory is gone: its playlist begins anew, where its numbers had got to."""
        last = self._history.last
        if last is not None:
            self._reached = max(self._reached, last.all_segments[-1].sequence)
        self._history = PlaylistHistory()

    async def stop(self) -> None:
        """Load no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        async with httpx.AsyncClient(base_url=self._origin, timeout=5, trust_env=False) as client:
            while True:
                await asyncio.sleep(0.4)
                path, history = self._path, self._history
                if path is None:
                    continue
                with contextlib.suppress(httpx.HTTPError):
                    answer = await client.get(path)
                    if answer.status_code == httpx.codes.OK and "#EXTINF" in answer.text:
                        self.loads += 1
                        self._check(history, answer.text)
                        if history.last is not None and history.last.ended:
                            # Nobody loads a playlist that has ended again, but by opening a show that goes on.
                            self._history = PlaylistHistory()

    def _check(self, history: PlaylistHistory, text: str) -> None:
        last = history.last
        if last is not None and read_playlist(text).all_segments[0].sequence > last.all_segments[-1].sequence:
            # Nothing that was listed is: the node caught up in a burst, or the show ended and goes on. Begun anew.
            self.forget()
            history = self._history
        try:
            playlist = history.add(text)
            newest = playlist.all_segments[-1].sequence
            assert newest >= self._reached, f"6.2.2: media sequence went back from {self._reached} to {newest}"
        except AssertionError as broken:
            self.findings.append(f"playlist of {self._path}: {broken}")
            self._history = PlaylistHistory()
