"""Asking a livestream's channel for its room: who hears it, from where, and what it costs those who did not ask."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from live.channels.admission import admit, admit_at_once
from live.channels.kind import Grant
from live.channels.livestream import LIVESTREAM
from live.channels.opening import join
from live.channels.request import Identify, Refusal, Request, Visitor
from live.live import Live
from realtime import channel as channels
from settings import Settings
from support.rooms import MemoryRoom, RoomClient
from support.waiting import until
from support.world import LossyBus, MemoryStore, Wire


@pytest.fixture
def there() -> MemoryRoom:
    return MemoryRoom(recent=300, most=500, last=50)


@pytest.fixture
async def live(there: MemoryRoom) -> AsyncIterator[Live]:
    store = MemoryStore()
    store.commit("l1", "livestream.live", "live", "show")
    live = Live(Settings(), store, LossyBus([]), chat_store=there)
    live.chat.writer._tick = live.chat._pace._interval = 0.001
    await live.start()
    yield live
    await live.stop()


def being(**who: object) -> Identify:
    async def identify() -> Visitor:
        return Visitor(**who)  # type: ignore[arg-type]

    return identify


async def let_in(live: Live, query: bytes, identify: Identify | None = None) -> Grant:
    return await admit(live, LIVESTREAM, "l1", query, identify or being())


def enter(live: Live, grant: Grant) -> Wire:
    wire = Wire()
    join(live, wire, grant, "127.0.0.1", b"http://origin")
    return wire


def place(client: RoomClient) -> int | None:
    """How far it is, having read all there is."""
    client.read()
    return client.seq


@pytest.mark.parametrize(
    ("query", "topics", "chat_seq"),
    [
        (b"with=chat", {"chat"}, None),
        (b"with=chat,applause&chat_seq=12", {"chat", "applause"}, 12),
        (b"with=", set(), None),
        (b"with=chat,,chat", {"chat"}, None),
        (b"", set(), None),
    ],
)
def test_what_is_asked_for_is_understood(query: bytes, topics: set[str], chat_seq: int | None) -> None:
    request = Request.parse(query)
    assert (set(request.topics), request.chat_seq) == (topics, chat_seq)


@pytest.mark.parametrize(
    "query",
    [
        b"screen=page-0001",
        b"screen=page-0001&with=applause",
        b"screen=page-0001&with=chat%2Capplause",
        b"screen=page-0001&with=applause,chat",
        b"screen=page-0001&with=moderation%2Cchat%2Capplause",
        b"screen=page-0001&with=",
        b"screen=page-0001&with=chat%2Cchat",
        b"screen=page-0001&with=markers",
    ],
)
def test_what_pages_ask_for_means_the_same_in_whatever_order_they_say_it(query: bytes) -> None:
    screen, _, topics = query.partition(b"&")
    assert Request.parse(query) == Request.parse(topics + b"&" + screen)


def test_a_page_that_asks_for_what_there_is_not_is_told_so() -> None:
    with pytest.raises(Refusal) as refused:
        Request.parse(b"screen=page-0001&with=gossip")
    assert refused.value.code == 4400


@pytest.mark.parametrize("query", [b"with=gossip", b"with=chat&chat_seq=-1", b"with=chat&chat_seq=x", b"with=Chat"])
async def test_what_is_not_understood_is_refused(live: Live, query: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        await let_in(live, query)
    assert refused.value.code == 4400


async def test_the_first_opens_the_room_and_the_next_are_let_in_at_once(live: Live, there: MemoryRoom) -> None:
    path = "/ws/livestreams/l1"
    assert admit_at_once(live, path, b"with=chat") is None
    await let_in(live, b"with=chat")
    there.say("elsewhere")
    for query, at_once in ((b"with=chat", True), (b"with=chat&chat_seq=1", False), (b"with=moderation", False)):
        assert (admit_at_once(live, path, query) is not None) is at_once
    grant = await let_in(live, b"with=chat&chat_seq=1")
    assert grant.room is not None
    assert grant.room.seq == 1, "what the client has seen elsewhere is read first"


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ({}, 4401),
        ({"account_id": "fan"}, 4403),
        ({"account_id": "artist", "scopes": frozenset({"watch", "chat"})}, 4403),
    ],
)
async def test_only_moderators_hear_it_without_the_delay(live: Live, who: dict[str, object], code: int) -> None:
    with pytest.raises(Refusal) as refused:
        await let_in(live, b"with=moderation", being(**who))
    assert refused.value.code == code


async def test_a_room_that_was_closed_meanwhile_is_asked_for_again(live: Live) -> None:
    async def forget() -> Visitor:
        live.chat.forget("l1")
        return Visitor("artist", "artist")

    store = live.store
    assert isinstance(store, MemoryStore)
    line = store.commit("l1", "livestream.updated", "live", "show")
    store.lines[-1] = replace(line, livestream={**line.livestream, "token_gate_amount": 5})
    await live.announce([store.lines[-1]])
    with pytest.raises(Refusal) as refused:
        await let_in(live, b"with=chat", forget)
    assert refused.value.code == 1012


async def test_who_did_not_ask_hears_nothing_of_it_in_a_channel_of_its_own(live: Live, there: MemoryRoom) -> None:
    talks, plain = enter(live, await let_in(live, b"with=chat")), enter(live, await let_in(live, b""))
    live.chat.announce(there.say("Hello"))
    await until(lambda: b"Hello" in talks.data)
    assert "chat" not in {event["type"] for event in plain.read_events()}
    assert len(live.hub.outlets("l1")) == 2
    assert [each.topics for each in live.hub.outlets("l1", "chat")] == [frozenset({"chat"})]
    talks.close()
    plain.close()
    assert live.hub.channels == {}


async def test_who_was_told_elsewhere_what_is_on_its_way_here_does_not_begin_anew(
    live: Live, there: MemoryRoom
) -> None:
    staying, coming = RoomClient(), RoomClient()
    await staying.connect(live)
    await coming.connect(live)
    coming.read()
    coming.drop()
    live.chat._pace._interval = 3_600.0
    live.chat.announce(there.say("told at once"))
    await until(lambda: place(staying) == 1)
    live.chat.announce(there.say("waits for its frame"))
    coming.seq = 2
    await coming.connect(live)
    coming.read()
    assert coming.resets == 1
    staying.read()
    assert staying.seq == 2
    staying.cut()
    coming.cut()


async def test_who_reads_slowly_gets_all_of_it_in_pieces_and_too_much_closes(
    live: Live, there: MemoryRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, stuck = RoomClient(), RoomClient()
    for client in (slow, stuck):
        await client.connect(live)
        client.read()
        assert client.wire is not None
        client.wire.stall()
    room = live.chat.get("l1")
    assert room is not None
    for _ in range(8):
        live.chat.announce(there.say("x" * 5_000))
        await until(lambda: [each.chat.seq for each in live.hub.outlets("l1") if each.chat] == [room.seq])
    assert slow.wire is not None
    slow.wire.flow()
    await until(lambda: place(slow) == 8)
    assert slow.resets == 1
    monkeypatch.setattr(channels, "MAX_BACKLOG", 30_000)
    for _ in range(8):
        live.chat.announce(there.say("x" * 5_000))
        await until(lambda: [each.chat.seq for each in live.hub.outlets("l1") if each.chat] == [room.seq])
    assert live.hub.drops.slow_closed == 1
    slow.cut()
    stuck.cut()
