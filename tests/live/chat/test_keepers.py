"""Those who keep a room hear of each act on every process; who keeps it no more hears nothing more at once."""

from collections.abc import AsyncIterator, Collection
from dataclasses import replace
from typing import Any

import pytest

from live.channels.admission import admit
from live.channels.livestream import LIVESTREAM
from live.channels.opening import join
from live.channels.request import Refusal, Visitor
from live.live import Live
from settings import Settings
from support.rest import Artist
from support.rooms import MemoryRoom
from support.sockets import listen
from support.waiting import until
from support.web import Web
from support.world import LossyBus, MemoryStore, Wire

ADA = {"id": "ada", "display_name": "Ada"}


class KeptRoom(MemoryRoom):
    """One with moderators."""

    def __init__(self) -> None:
        super().__init__()
        self.keepers = {("mo", "artist")}

    async def moderates(self, account_id: str, artist_id: str) -> bool:
        return (account_id, artist_id) in self.keepers

    async def select_moderating(self, pairs: Collection[tuple[str, str]]) -> Collection[tuple[str, str]]:
        return self.keepers & set(pairs)


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    store.commit("l1", "livestream.live", "live", "show")
    store.sessions = {"s"}
    return store


@pytest.fixture
def room() -> KeptRoom:
    return KeptRoom()


@pytest.fixture
async def lives(store: MemoryStore, room: KeptRoom) -> AsyncIterator[list[Live]]:
    buses: list[LossyBus] = []
    lives = [Live(Settings(), store, LossyBus(buses), chat_store=room) for _ in range(2)]
    for live in lives:
        await live.start()
    yield lives
    for live in lives:
        await live.stop()


async def enter(live: Live, topics: str) -> Wire:
    async def identify() -> Visitor:
        return Visitor("mo", "fan", "Mo", "s")

    wire = Wire()
    grant = await admit(live, LIVESTREAM, "l1", f"observe=true&with={topics}".encode(), identify)
    join(live, wire, grant, "127.0.0.1", b"http://origin")
    wire.read_events()
    return wire


def read(wire: Wire) -> list[dict[str, Any]]:
    return [event for event in wire.read_events() if event["type"] == "chat.moderation"]


async def test_an_act_is_heard_by_those_who_keep_the_room_on_every_process_and_by_nobody_else(
    lives: list[Live],
) -> None:
    keepers = [await enter(live, "chat,moderation") for live in lives]
    fan = await enter(lives[0], "chat")
    lives[0].chat.keepers.tell("l1", "banned", ADA, {"account_id": "x"})
    for wire in keepers:
        (event,) = read(wire)
        assert event.pop("at")[-1] == "Z"
        assert event == {
            "type": "chat.moderation",
            "livestream_id": "l1",
            "what": "banned",
            "by": ADA,
            "about": {"account_id": "x"},
        }
    assert read(fan) == []


async def test_who_keeps_the_room_no_more_is_closed_on_every_process(lives: list[Live], room: KeptRoom) -> None:
    wires = [await enter(live, "chat,moderation") for live in lives]
    fans = [await enter(live, "chat") for live in lives]
    lives[0].recheck("mo")
    await lives[0].rights.check(["mo"])
    assert not any(wire.closed for wire in wires)
    room.keepers.clear()
    lives[0].recheck("mo")
    await until(lambda: all(b"you are no moderator of this chat any more" in wire.data for wire in wires))
    assert not any(wire.closed for wire in fans)
    with pytest.raises(Refusal) as refused:
        await enter(lives[0], "moderation")
    assert refused.value.code == 4403


async def test_who_keeps_the_room_of_a_gated_show_hears_it_without_tokens_and_a_fan_does_not(
    lives: list[Live],
) -> None:
    store = lives[0].store
    assert isinstance(store, MemoryStore)
    line = store.commit("l1", "livestream.updated", "live", "show")
    store.lines[-1] = replace(line, livestream={**line.livestream, "token_gate_amount": 5})
    await lives[0].announce([store.lines[-1]])
    wire = await enter(lives[0], "chat,moderation")
    with pytest.raises(Refusal) as refused:
        await enter(lives[0], "chat")
    assert refused.value.code == 4403
    await lives[0].rights.check(["mo"])
    assert not wire.closed, "and stays"


async def test_a_ban_for_good_closes_what_is_gated_and_lifting_it_opens_it_again(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    web = Web.start(tmp_path_factory.mktemp("web"))
    try:
        artist = await Artist.register(web.url)
        fan, mo = [await Artist.register(web.url, role="fan") for _ in range(2)]
        show = await artist.create_livestream(token_gate_amount=1)
        place, channel = f"/livestreams/{show['id']}", f"{web.ws_url}/ws/livestreams/{show['id']}"
        for holder in (fan, mo):
            grant = {"account": holder.account["id"], "amount": 1}
            await artist.client.post(f"/artists/{artist.account['id']}/tokens/grants", json=grant)
        await artist.client.put(f"{place}/moderators/{mo.account['id']}")
        async with listen(f"{channel}?with=chat,moderation", mo.token) as desk:
            await desk.expect("snapshot")
            async with listen(f"{channel}?with=chat", fan.token) as page:
                await page.expect("snapshot")
                await mo.client.post(f"{place}/chat/bans", json={"account_id": fan.account["id"]})
                assert await page.expect_close() == 4403
            await desk.expect("chat.moderation", what="banned")
            await mo.client.delete(f"{place}/chat/bans/accounts/{fan.account['id']}")
            await desk.expect("chat.moderation", what="ban_lifted")
            async with listen(f"{channel}?with=chat", fan.token) as page:
                await page.expect("snapshot")
            await artist.client.delete(f"{place}/moderators/{mo.account['id']}")
            assert await desk.expect_close() == 4403
        for person in (fan, mo, artist):
            await person.close()
    finally:
        web.stop()
