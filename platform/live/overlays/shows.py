"""Which of an artist's shows its overlays are about: the one that goes on, else the one whose room is open already.

It changes without the overlay noticing anything but the change. One that is over stays until another begins, for its
last words and its thanks.
"""

import asyncio
from datetime import UTC, datetime
from typing import Final

from catalog.chat.hours import AROUND
from contract.events.overlays import SHOW
from contract.moments import to_rfc3339
from live.chat.chat import CHAT, Chat
from live.chat.room import Room
from live.overlays.alerts import OVERLAYS
from realtime.board import Board, Listing
from realtime.hub import Hub
from realtime.render import encode
from runtime.loops import Loop

CHECK: Final = 30.0
"""Seconds between two looks at which rooms have opened meanwhile: no event tells of that."""


class Shows:
    """By artist, for those that have an overlay open here."""

    def __init__(self, hub: Hub, board: Board, chat: Chat) -> None:
        self._hub = hub
        self._board = board
        self._chat = chat
        self._shown: dict[str, str] = {}
        self._heard: dict[str, str] = {}
        self._doubted: set[str] = set()
        self._woken = asyncio.Event()
        self.loop = Loop("the following of shows", self._follow)

    def find(self, artist_id: str) -> str | None:
        """The livestream that it is, if there is one."""
        return self._shown.get(artist_id) or find_show(self._board, artist_id, datetime.now(UTC))

    async def reach(self, artist_id: str) -> Room | None:
        """The room of the show that it is."""
        found = self.find(artist_id)
        return None if found is None else await self._chat.open(found)

    def note(self, artist_id: str) -> None:
        """Something happened to one of an artist's livestreams, or its first overlay was opened."""
        if OVERLAYS + artist_id in self._hub.channels:
            self._doubted.add(artist_id)
            self._woken.set()

    def forget(self, artist_id: str) -> None:
        """Its last overlay here was closed."""
        self._shown.pop(artist_id, None)
        if (heard := self._heard.pop(artist_id, None)) is not None:
            self._chat.follow(heard, None)

    def render(self, artist_id: str) -> bytes:
        """The event, now."""
        return encode({"type": "overlay.show", "livestream_id": self.find(artist_id)})

    async def _follow(self) -> None:
        try:
            async with asyncio.timeout(CHECK):
                await self._woken.wait()
        except TimeoutError:
            self._doubted.update(
                name.removeprefix(OVERLAYS) for name in self._hub.channels if name.startswith(OVERLAYS)
            )
        self._woken.clear()
        while self._doubted:
            artist_id = self._doubted.pop()
            try:
                await self._settle(artist_id)
            except BaseException:
                self._doubted.add(artist_id)
                self._woken.set()
                raise

    async def _settle(self, artist_id: str) -> None:
        name = OVERLAYS + artist_id
        found = find_show(self._board, artist_id, datetime.now(UTC))
        if found is None or name not in self._hub.channels:
            return
        if self._shown.get(artist_id) != found:
            self._shown[artist_id] = found
            payload = self.render(artist_id)
            for channel in self._hub.outlets(name):
                channel.send(SHOW, "", channel.wrap(payload, None))
        if self._heard.get(artist_id) == found or not self._hub.outlets(name, CHAT):
            return
        room = await self._chat.open(found)
        if name in self._hub.channels:
            if (before := self._heard.get(artist_id)) is not None:
                self._chat.follow(before, None)
            self._heard[artist_id] = found
            self._chat.follow(found, name)
            for channel in self._hub.outlets(name, CHAT):
                self._chat.begin(channel, room)


def find_show(board: Board, artist_id: str, now: datetime) -> str | None:
    """The livestream that is live, the last one begun; else the next one whose room is open."""
    own = board.own(artist_id)
    live = [(entry.livestream.get("started_at") or "", one) for one, entry in own if _status(entry) == "live"]
    if live:
        return max(live)[1]
    soon = to_rfc3339(now + AROUND)
    waiting = [(entry.livestream.get("scheduled_start_at") or "~", one) for one, entry in own]
    waiting = [(at, one) for at, one in waiting if at <= soon]
    return min(waiting)[1] if waiting else None


def _status(entry: Listing) -> str:
    return str(entry.livestream["status"])
