"""Every room that somebody here has open: kept in step with the other processes, and told to this one's sockets.

As with the transition log, the database is the only history: what was committed is announced here and over the bus,
and what an announcement missed is read again (`missed`).
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from catalog.chat.writing import Draft, Said, Written
from catalog.livestreams.errors import NotFoundError
from contract.chat.lines import Batch, Line, RoomState, What
from live.chat.delays import Delays
from live.chat.keepers import MODERATION, Keepers
from live.chat.missed import STEP_TIMEOUT, Missed
from live.chat.room import ANEW, Room, number
from live.chat.store import ChatStore
from live.chat.writer import TICK, Writer
from realtime.bus.bus import Bus, Message
from realtime.channel import Channel
from realtime.hub import Hub
from realtime.pace import Pace

logger = logging.getLogger(__name__)

CHAT: Final = "chat"
"""The topic of a livestream's channel that everybody may hear."""
MOST_ROOMS: Final = 500
"""Kept open at once; those that nobody hears are closed first."""
SHARE: Final = 0.5
"""The part of the loop's time that frames may take: with very many sockets they come less often."""


AHEAD: Final = 0.8
"""Of a tick is what lies between two frames at least. Were it a whole one, then what is written just after a frame
would wait for the next, and so would all that follows: both would go on at the same pace, one always behind."""


class Chat:
    """The rooms of one process."""

    def __init__(
        self,
        hub: Hub,
        store: ChatStore,
        bus: Bus,
        withdrawn: Callable[[str, Sequence[str]], None] = lambda livestream_id, ids: None,
        *,
        tick: float = TICK,
    ) -> None:
        """`withdrawn(livestream_id, message_ids)` hears of messages that were removed by this process, and of tips
        that were given back."""
        self._withdrawn = withdrawn
        self._hub = hub
        self._store = store
        self._bus = bus
        self._rooms: dict[str, Room] = {}
        self._opening: dict[str, asyncio.Task[Room]] = {}
        self._deleted: set[str] = set()
        """Livestreams that were deleted while their rooms were being opened."""
        self._delays = Delays(self._release)
        self._followers: dict[str, str] = {}
        """By livestream, the channel that hears its chat besides its own: its artist's overlays."""
        self._pace = Pace(self.flush, interval=tick * AHEAD, share=SHARE)
        self.writer = Writer(store.write, self._note_written, self._note_unsure, tick=tick)
        self._missed = Missed(bus, store, self._rooms, self._take, self._begin_anew)
        self.keepers = Keepers(hub, bus)
        bus.on("chat", self._hear)

    async def start(self) -> None:
        """Begin."""
        self.writer.start()
        self._missed.loop.start()

    async def stop(self) -> None:
        """End."""
        await self.writer.stop()
        await self._missed.loop.stop()
        self._pace.stop()
        self._delays.stop()
        opening = list(self._opening.values())
        for task in opening:
            task.cancel()
        await asyncio.gather(*opening, return_exceptions=True)

    @property
    def problem(self) -> str | None:
        """What is wrong, in an operator's words."""
        return self.writer.loop.problem or self._missed.loop.problem

    # -- rooms -------------------------------------------------------------------------------------------------

    def get(self, livestream_id: str) -> Room | None:
        """A room, if it is open here."""
        return self._rooms.get(livestream_id)

    async def open(self, livestream_id: str) -> Room:
        """A room, read from the database where it is not open here yet.

        Raises:
            NotFoundError
        """
        if (room := self._rooms.get(livestream_id)) is not None:
            return room
        task = self._opening.get(livestream_id)
        if task is None:
            task = self._opening[livestream_id] = asyncio.create_task(
                self._read(livestream_id), name="opening a room"
            )
            task.add_done_callback(lambda done: self._note_opened(livestream_id, done))
        return await asyncio.shield(task)

    async def _read(self, livestream_id: str) -> Room:
        # Heard first, so that nothing happens between the reading and the hearing.
        self._bus.hear(f"chat:{livestream_id}")
        async with asyncio.timeout(STEP_TIMEOUT):
            state = await self._store.read_room(livestream_id)
        if livestream_id in self._deleted:
            raise NotFoundError
        self._close_idle()
        room = self._rooms[livestream_id] = Room(state)
        self._wait_for_young(room, state)
        self._note_change(room)
        self._missed.doubt(livestream_id)  # what was announced meanwhile
        return room

    def _note_opened(self, livestream_id: str, task: asyncio.Task[Room]) -> None:
        del self._opening[livestream_id]
        self._deleted.discard(livestream_id)
        if task.cancelled() or task.exception() is not None:
            self._bus.leave(f"chat:{livestream_id}")

    def _close_idle(self) -> None:
        if len(self._rooms) < MOST_ROOMS:
            return
        for livestream_id in list(self._rooms):
            if not self._outlets(livestream_id):
                self.forget(livestream_id)

    def forget(self, livestream_id: str) -> None:
        """A room is closed, or its livestream is gone."""
        if livestream_id in self._opening:
            self._deleted.add(livestream_id)
        if self._rooms.pop(livestream_id, None) is not None:
            self._bus.leave(f"chat:{livestream_id}")
        self._delays.forget(livestream_id)

    async def reach(self, livestream_id: str, seq: int) -> Room:
        """A room that has come to `seq`, if it has by any process.

        Raises:
            NotFoundError
        """
        room = await self.open(livestream_id)
        if room.seq < seq:
            await self._missed.catch_up(room)
        return room

    # -- who hears it -------------------------------------------------------------------------------------------

    def follow(self, livestream_id: str, name: str | None) -> None:
        """The channel `name` hears this chat as well, as everybody does; None: no longer."""
        if name is None:
            self._followers.pop(livestream_id, None)
        else:
            self._followers[livestream_id] = name
            self._pace.touch(livestream_id)

    def begin(self, channel: Channel, room: Room) -> None:
        """A channel that follows hears this room from now on, anew, unless it does already."""
        if channel.chat is None or channel.chat.about != room.livestream_id:
            channel.change_chat(number(room.read, ANEW, channel.wrap, room.livestream_id))
            self._pace.touch(room.livestream_id)

    def _outlets(self, livestream_id: str) -> list[Channel]:
        own = [channel for channel in self._hub.outlets(livestream_id) if channel.chat is not None]
        if (name := self._followers.get(livestream_id)) is not None:
            own += [each for each in self._hub.outlets(name, CHAT) if _hears(each, livestream_id)]
        return own

    # -- what happens ------------------------------------------------------------------------------------------

    async def say(self, draft: Draft) -> Said:
        """See `Writer.say`. When it returns, this process's sockets have been told, or are with the next frame."""
        return await self.writer.say(draft)

    async def change(self, change: Callable[[], Awaitable[Batch]]) -> Batch:
        """Make a change in a room and tell everybody. To be called where it is finished though its client leaves."""
        batch = await change()
        self.announce(batch)
        return batch

    def announce(self, batch: Batch) -> None:
        """What was just committed goes to this process's sockets and to the other processes."""
        if batch.seq > batch.after:
            self._bus.publish(batch.to_message(), f"chat:{batch.livestream_id}")
            self._take(batch)
            if gone := [line.id for line in batch.lines if _is_gone(line)]:
                self._withdrawn(batch.livestream_id, gone)

    def _note_unsure(self, drafts: Sequence[Draft]) -> None:
        """Whether they were written, nobody knows: the database was gone before it said so."""
        for draft in drafts:
            self._missed.doubt(draft.livestream_id)

    def _note_written(self, written: Written) -> None:
        for batch in written.batches:
            self.announce(batch)

    def _hear(self, message: Message) -> None:
        self._take(Batch.from_message(message))

    def _take(self, batch: Batch) -> None:
        room = self._rooms.get(batch.livestream_id)
        if room is None:
            return
        if room.apply(batch):
            self._note_change(room, [line.id for line in _list_removed(batch.lines)])
        else:
            self._missed.doubt(batch.livestream_id)

    def _note_change(self, room: Room, removed: Sequence[str] = ()) -> None:
        self._pace.touch(room.livestream_id)
        delay = room.shape["delay_seconds"]
        if not delay:
            room.told = room.seq
        elif room.told < room.seq:
            self._delays.hold(room, delay)
            if removed:
                self._send_removed(room, removed)

    def _send_removed(self, room: Room, removed: Sequence[str]) -> None:
        payload = room.render_removed(removed)
        for channel in self._outlets(room.livestream_id):
            if MODERATION not in channel.topics:
                channel.send_passing(channel.wrap(payload, None))

    def _release(self, room: Room, seq: int) -> None:
        if seq > room.told:
            room.told = seq
            self._pace.touch(room.livestream_id)

    def flush(self, livestream_id: str) -> None:
        """Tell this process's sockets now what they would be told with the next frame."""
        room = self._rooms.get(livestream_id)
        if room is None:
            return
        for channel in self._outlets(livestream_id):
            upto = room.seq if MODERATION in channel.topics else room.told
            while channel.chat is not None and channel.chat.seq < upto:
                frame, seq = room.read(channel.chat.seq, upto, channel.wrap)
                channel.send_chat(frame, seq)

    # -- what was missed ---------------------------------------------------------------------------------------

    def come_back(self) -> None:
        """The other processes are in reach again: either side may have missed anything."""
        self._missed.doubt_all()

    def _begin_anew(self, room: Room, state: RoomState) -> None:
        before = room.seq
        room.begin(state)
        self._wait_for_young(room, state)
        self._note_change(room, [line.id for line in _list_removed(state.lines) if line.seq > before])

    def _wait_for_young(self, room: Room, state: RoomState) -> None:
        """What is younger than the room's delay waits as if it had just been said."""
        told = state.seq
        if delay := state.shape["delay_seconds"]:
            oldest = datetime.now(UTC) - timedelta(seconds=delay)
            said = [line.shape for line in state.lines if line.what is What.MESSAGE and line.shape]
            young = [message["seq"] for message in said if datetime.fromisoformat(message["at"]) > oldest]
            told = min(young, default=state.seq + 1) - 1
        room.told = max(room.told, told)


def _list_removed(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.what is What.REMOVED]


def _hears(channel: Channel, livestream_id: str) -> bool:
    return channel.chat is not None and channel.chat.about == livestream_id


def _is_gone(line: Line) -> bool:
    tip = None if line.shape is None else line.shape.get("tip")
    return line.what is What.REMOVED or (tip is not None and tip["refunded"])
