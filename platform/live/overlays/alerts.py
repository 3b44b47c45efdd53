"""The alerts of every artist that has an overlay open here: kept in step with the other processes, and told.

As with the transition log and the chat, the database is the only history: what was committed is announced here and
over the bus, and what an announcement missed is read again.
"""

import asyncio
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Final

from contract.events.overlays import WITHDRAWN
from contract.overlays.alerts import Alert
from live.overlays.shelf import Shelf
from live.overlays.store import OverlayStore
from realtime.bus.bus import Bus, Message
from realtime.hub import Hub
from realtime.render import encode
from runtime.loops import Loop

OVERLAYS: Final = "overlay:"
"""Before an artist's id in the name of its overlays' channel."""
ALERTS: Final = "alerts"
"""What a channel's sockets ask for that are to show them."""
CHECK: Final = 1.0
"""Seconds between two looks at the database for what no announcement told; none where this process is alone."""
PATIENCE: Final = 0.02
"""Seconds that a gap may close by itself."""
MOST_SHELVES: Final = 1_000
"""Artists whose alerts are kept here; those without an open overlay go first."""
STEP_TIMEOUT: Final = 10.0


class Alerts:
    """`announce` is called after the commit of what `catalog.overlays.alerts.append_alert` wrote."""

    def __init__(self, hub: Hub, store: OverlayStore, bus: Bus) -> None:
        self._hub = hub
        self._store = store
        self._bus = bus
        self._shelves: dict[str, Shelf] = {}
        self._opening: dict[str, asyncio.Task[Shelf]] = {}
        self._due: dict[str, datetime] = {}
        """By artist, when the first of those is due that wait for moderators."""
        self._doubted: set[str] = set()
        self._woken = asyncio.Event()
        self.loop = Loop("the following of alerts", self._follow)
        bus.on("alert", lambda message: self._take(Alert.from_message(message)))
        bus.on("alerts.withdrawn", self._hear_withdrawn)

    def announce(self, alert: Alert) -> None:
        """What was just committed goes to this process's overlays and to the other processes'."""
        self._bus.publish(alert.to_message(), OVERLAYS + alert.artist_id)
        self._take(alert)

    def withdraw(self, artist_id: str, message_ids: Collection[str]) -> None:
        """What came with these messages is not shown any more: they were removed, or their tips given back."""
        message = {"kind": "alerts.withdrawn", "artist_id": artist_id, "message_ids": list(message_ids)}
        self._bus.publish(message, OVERLAYS + artist_id)
        self._withdraw(artist_id, message_ids)

    async def reach(self, artist_id: str, after: int) -> Shelf:
        """An artist's alerts, whole after this number, and as far as it if any process is."""
        shelf = self._shelves.get(artist_id)
        if shelf is None:
            task = self._opening.get(artist_id)
            if task is None:
                task = asyncio.create_task(self._open(artist_id, after), name="reading alerts")
                self._opening[artist_id] = task
                task.add_done_callback(lambda _: self._opening.pop(artist_id, None))
            shelf = await asyncio.shield(task)
        if after > shelf.last:
            await self._catch_up(shelf)
        if after < shelf.oldest:
            async with asyncio.timeout(STEP_TIMEOUT):
                shelf.extend(await self._store.read_past(artist_id, after))
        return shelf

    def forget(self, artist_id: str) -> None:
        """Its last overlay here was closed."""
        self._shelves.pop(artist_id, None)
        self._due.pop(artist_id, None)

    def come_back(self) -> None:
        """The other processes are in reach again: either side may have missed anything."""
        self._doubt(*self._shelves)

    async def _open(self, artist_id: str, after: int) -> Shelf:
        # Heard first, so that nothing happens between the reading and the hearing.
        self._bus.hear(OVERLAYS + artist_id)
        async with asyncio.timeout(STEP_TIMEOUT):
            past = await self._store.read_past(artist_id, after)
        shelf = Shelf(past)
        if len(self._shelves) >= MOST_SHELVES:
            for idle in [one for one in self._shelves if OVERLAYS + one not in self._hub.channels]:
                self.forget(idle)
                self._bus.leave(OVERLAYS + idle)
        self._shelves[artist_id] = shelf
        self._wait(artist_id, past.due)
        self._doubt(artist_id)  # what was announced meanwhile
        return shelf

    def _take(self, alert: Alert) -> None:
        shelf = self._shelves.get(alert.artist_id)
        if shelf is None:
            return
        if alert.due > datetime.now(UTC):
            self._wait(alert.artist_id, min(alert.due, self._due.get(alert.artist_id, alert.due)))
        elif shelf.take(alert):
            self._tell(shelf)
        else:
            self._doubt(alert.artist_id)

    def _tell(self, shelf: Shelf) -> None:
        for channel in self._hub.outlets(OVERLAYS + shelf.artist_id, ALERTS):
            while channel.chat is not None and channel.chat.seq < shelf.last:
                frame, seq = shelf.read(channel.chat.seq, shelf.last, channel.wrap)
                channel.send_chat(frame, seq)

    def _hear_withdrawn(self, message: Message) -> None:
        self._withdraw(message["artist_id"], message["message_ids"])

    def _withdraw(self, artist_id: str, message_ids: Collection[str]) -> None:
        shelf = self._shelves.get(artist_id)
        numbers = shelf.withdraw(message_ids) if shelf is not None else []
        if numbers:
            payload = encode({"type": "alerts.withdrawn", "numbers": numbers})
            for channel in self._hub.outlets(OVERLAYS + artist_id, ALERTS):
                channel.send(WITHDRAWN, "", channel.wrap(payload, None))

    # -- what was missed ---------------------------------------------------------------------------------------

    def _doubt(self, *artists: str) -> None:
        self._doubted.update(artists)
        self._woken.set()

    def _wait(self, artist_id: str, due: datetime | None) -> None:
        if due is None:
            self._due.pop(artist_id, None)
        else:
            self._due[artist_id] = due
            self._woken.set()

    def _find_patience(self) -> float | None:
        """Seconds until there may be something to read that nobody announces."""
        check = [] if self._bus.alone else [CHECK]
        if self._due:
            check.append(max(PATIENCE, (min(self._due.values()) - datetime.now(UTC)).total_seconds()))
        return min(check, default=None)

    async def _follow(self) -> None:
        try:
            async with asyncio.timeout(self._find_patience()):
                await self._woken.wait()
            await asyncio.sleep(PATIENCE)
        except TimeoutError:
            self._doubted.update(self._due if self._bus.alone else self._shelves)
        self._woken.clear()
        doubted, self._doubted = self._doubted, set()
        for artist_id in doubted:
            if (shelf := self._shelves.get(artist_id)) is not None:
                await self._catch_up(shelf)

    async def _catch_up(self, shelf: Shelf) -> None:
        async with asyncio.timeout(STEP_TIMEOUT):
            if shelf.artist_id not in self._due and await self._store.read_last(shelf.artist_id) <= shelf.last:
                return
            past = await self._store.read_past(shelf.artist_id, shelf.last)
        self._wait(shelf.artist_id, past.due)
        shelf.extend(past)
        self._tell(shelf)
