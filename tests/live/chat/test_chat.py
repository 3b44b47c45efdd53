"""The rooms of one process: opened once, closed when nobody hears them, delayed where their moderators say so."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from catalog.chat.writing import Draft
from catalog.livestreams.errors import NotFoundError
from contract.chat.lines import RoomState
from contract.moments import to_rfc3339
from live.chat import chat as chats
from live.chat.delays import Delays
from live.chat.room import Room
from live.live import Live
from realtime.bus.bus import MemoryBus
from settings import Settings
from support.rooms import MemoryRoom, RoomClient
from support.waiting import until
from support.world import LossyBus, MemoryStore, announce

NEVER = 3_600
"""Seconds that no test waits."""


class SlowRoom(MemoryRoom):
    """Reads wait until the test lets them go on, or fail."""

    def hold(self) -> None:
        self.reads, self.failing = 0, 0
        self.open = asyncio.Event()
        self.open.set()

    async def read_room(self, livestream_id: str) -> RoomState:
        self.reads += 1
        state = await super().read_room(livestream_id)
        await self.open.wait()
        return state

    async def read_seqs(self, livestream_ids):  # type: ignore[no-untyped-def]
        if self.failing:
            self.failing -= 1
            raise ConnectionError("gone")
        return await super().read_seqs(livestream_ids)


@pytest.fixture
def there() -> SlowRoom:
    room = SlowRoom(recent=300, most=500, last=50)
    room.hold()
    return room


@pytest.fixture
async def live(there: SlowRoom) -> AsyncIterator[Live]:
    store = MemoryStore()
    store.commit("l1", "livestream.live", "live", "show")
    live = Live(Settings(), store, LossyBus([]), chat_store=there)
    live.chat.writer._tick = live.chat._pace._interval = 0.001
    await live.start()
    yield live
    await live.stop()


def texts(client: RoomClient) -> list[str]:
    client.read()
    return [one["text"] for one in client.shown()]


async def join(live: Live, topics: str = "chat") -> RoomClient:
    client = RoomClient(topics)
    await client.connect(live)
    return client


async def test_many_who_come_at_once_have_the_room_read_once(live: Live, there: SlowRoom) -> None:
    there.open.clear()
    opening = [asyncio.create_task(live.chat.open("l1")) for _ in range(5)]
    await until(lambda: there.reads)
    opening[0].cancel()  # one leaves, and the others are not kept waiting for it
    there.open.set()
    rooms = await asyncio.gather(*opening, return_exceptions=True)
    assert isinstance(rooms[0], asyncio.CancelledError)
    assert len({id(room) for room in rooms[1:]}) == 1
    assert there.reads == 1


async def test_a_livestream_that_is_deleted_while_its_room_is_opened_has_none(live: Live, there: SlowRoom) -> None:
    there.open.clear()
    opening = asyncio.create_task(live.chat.open("l1"))
    await until(lambda: there.reads)
    store = live.store
    assert isinstance(store, MemoryStore)
    await announce(live, store.commit("l1", "livestream.deleted", "live", "show"))
    there.open.set()
    with pytest.raises(NotFoundError):
        await opening
    assert live.chat.get("l1") is None
    bus = live.bus
    assert isinstance(bus, LossyBus)
    await until(lambda: "chat:l1" not in bus.topics)


async def test_rooms_that_nobody_hears_make_way(live: Live, there: SlowRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chats, "MOST_ROOMS", 2)
    store = live.store
    assert isinstance(store, MemoryStore)
    heard = await join(live)
    for name in ("l2", "l3"):
        there.livestream_id = name
        await live.chat.open(name)
    assert [name for name in ("l1", "l2", "l3") if live.chat.get(name)] == ["l1", "l3"]
    assert isinstance(live.bus, LossyBus)
    assert live.bus.topics == {"chat:l1", "chat:l3"}
    heard.cut()


async def test_what_waits_for_moderators_is_heard_by_them_alone_until_the_delay_is_taken_away(
    live: Live, there: SlowRoom
) -> None:
    fan, moderator = await join(live), await join(live, "chat,moderation")
    for batch in (there.say("before"), there.set(delay_seconds=NEVER), there.say("waits")):
        live.chat.announce(batch)
    await until(lambda: texts(moderator) == ["before", "waits"])
    late = await join(live)
    assert texts(fan) in ([], ["before"])
    assert texts(late) == ["before"]
    assert late.seq == 1
    live.chat.announce(there.set(delay_seconds=0))
    await until(lambda: texts(fan) == texts(late) == ["before", "waits"])
    fan.cut()
    late.cut()
    moderator.cut()


async def test_what_is_removed_is_gone_at_once_though_messages_wait(live: Live, there: SlowRoom) -> None:
    live.chat.announce(there.say("before"))
    fan = await join(live)
    await until(lambda: texts(fan) == ["before"])
    live.chat.announce(there.set(delay_seconds=NEVER))
    live.chat.announce(there.say("waits"))
    live.chat.announce(there.remove(-1))
    live.chat.announce(there.remove(0))
    await until(lambda: texts(fan) == [])
    assert fan.removed == {"m1", "m3"}
    live.chat.announce(there.set(delay_seconds=0))
    await until(lambda: (texts(fan), fan.seq) == ([], there.seq))
    fan.cut()


async def test_a_room_that_is_opened_has_what_is_young_wait(live: Live, there: SlowRoom) -> None:
    there.say("old")
    there.say("young", at=to_rfc3339(datetime.now(UTC)))
    there.set(delay_seconds=NEVER)
    fan, moderator = await join(live), await join(live, "moderation")
    assert (texts(fan), texts(moderator)) == (["old"], ["old", "young"])
    fan.cut()
    moderator.cut()


async def test_a_room_that_is_opened_keeps_what_is_pinned_for_those_who_have_heard_it(
    live: Live, there: SlowRoom
) -> None:
    there.say("old")
    there.say("young", at=to_rfc3339(datetime.now(UTC)))
    there.set(delay_seconds=NEVER)
    there.set(pinned=there.rows[1].show())
    there.answer(1)
    fan, moderator = await join(live), await join(live, "moderation")
    assert (texts(fan), texts(moderator)) == (["old"], ["old", "young"])
    assert (fan.room["pinned"], moderator.room["pinned"]["text"]) == (None, "young")
    fan.cut()
    moderator.cut()


async def test_delays_end_and_say_what_the_room_had_come_to() -> None:
    there = MemoryRoom()
    there.say("a")
    room = Room(await there.read_room("l1"))
    released: list[int] = []
    delays = Delays(lambda room, seq: released.append(seq))
    delays.hold(room, 0.001)
    room.apply(there.say("b"))
    delays.hold(room, 0.002)
    await until(lambda: released == [1, 2])
    delays.hold(room, NEVER)
    delays.stop()
    assert released == [1, 2]


async def test_an_announcement_that_overtakes_another_is_put_right_by_the_database(
    live: Live, there: SlowRoom
) -> None:
    fan = await join(live)
    there.say("never announced")
    there.failing = 2
    live.chat.announce(there.say("announced"))
    await until(lambda: texts(fan) == ["never announced", "announced"])
    fan.cut()


async def test_a_process_that_is_alone_looks_for_what_it_cannot_be_sure_of(there: SlowRoom) -> None:
    store = MemoryStore()
    store.commit("l1", "livestream.live", "live", "show")
    live = Live(Settings(), store, MemoryBus(), chat_store=there)
    await live.start()
    try:
        fan = await join(live)

        async def write(drafts: object) -> None:
            there.say("written, but nobody was told")
            raise ConnectionError("gone")

        live.chat.writer._write = write  # type: ignore[assignment]
        with pytest.raises(ConnectionError):
            await live.chat.say(Draft("l1", "fan", "Fan", "written, but nobody was told"))
        await until(lambda: texts(fan) == ["written, but nobody was told"])
        fan.cut()
    finally:
        await live.stop()
