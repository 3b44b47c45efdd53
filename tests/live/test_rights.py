"""Sockets that were let in for a sign-in or for tokens go when those are gone."""

import asyncio
import math
from collections.abc import AsyncIterator, Collection
from typing import Any

import pytest

from live.channels.kind import Grant
from live.channels.livestream import LIVESTREAM
from live.channels.opening import join, join_feed
from live.channels.request import Request
from live.live import Live
from live.rights import Right
from support.rest import PASSWORD, Artist
from support.sockets import listen
from support.waiting import PATIENCE
from support.web import Web
from support.world import FeedWire, LossyBus, MemoryStore, Wire, make_live


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    store.commit("l1", "livestream.live", "live", "show")
    return store


@pytest.fixture
async def live(store: MemoryStore) -> AsyncIterator[Live]:
    live = make_live(store, LossyBus([]))
    await live.start()
    yield live
    await live.stop()


def enter(live: Live, right: Right | None, *, feed: bool = False) -> Wire:
    wire = FeedWire() if feed else Wire()
    grant = Grant(LIVESTREAM, "l1", Request(), not feed, right)
    (join_feed if feed else join)(live, wire, grant, "127.0.0.1", b"")
    wire.data = b""
    return wire


async def check_all(live: Live) -> None:
    await live.rights.check(["a1", "a2", "a3"])


async def test_whoever_signs_out_or_spends_the_tokens_hears_nothing_more(live: Live, store: MemoryStore) -> None:
    store.sessions = {"holder", "poor", "gone", "artist"}
    store.balances = {("a1", "ada"): 10, ("a2", "ada"): 10}
    free = enter(live, None)
    holder, poor = enter(live, Right("a1", "holder", 5, "ada")), enter(live, Right("a2", "poor", 5, "ada"))
    gone, artist = enter(live, Right("a2", "gone", 5, "ada")), enter(live, Right("a3", "artist"))
    feed = enter(live, Right("a2", "gone", 5, "ada"), feed=True)
    await check_all(live)
    assert live.viewer_count("l1") == 5
    store.sessions.remove("gone")
    store.balances = {("a1", "ada"): 5, ("a2", "ada"): 4, ("a2", "bea"): 100}
    await check_all(live)
    assert live.viewer_count("l1") == 3
    assert b"\x11\x33this livestream needs 5 tokens" in poor.data
    assert b"\x11\x31your session is over" in gone.data
    assert b'"code":4401' in feed.data
    for wire in (free, holder, artist):
        assert wire.data == b""
    for wire in (free, holder, poor, gone, artist, feed):
        wire.close()
    await check_all(live)
    assert not live.rights._held


async def test_whose_balance_is_not_known_any_more_is_to_come_again_and_not_told_of_none(
    live: Live, store: MemoryStore
) -> None:
    store.sessions = {"holder", "poor"}
    store.balances = {("a2", "ada"): 4}
    unknown, poor = enter(live, Right("a1", "holder", 5, "ada")), enter(live, Right("a2", "poor", 5, "ada"))
    store.balances_problem = "the other system is away"
    await check_all(live)
    assert (4503).to_bytes(2, "big") + b"who holds tokens is not known" in unknown.data
    assert (4403).to_bytes(2, "big") + b"this livestream needs 5 tokens" in poor.data


async def test_a_database_that_does_not_answer_closes_nobody(live: Live, store: MemoryStore) -> None:
    async def fail(sessions: Any) -> Any:
        raise LookupError

    live.rights._read_sessions = fail
    wire = enter(live, Right("a1", "holder", 5, "ada"))
    with pytest.raises(LookupError):
        await check_all(live)
    assert live.viewer_count("l1") == 1
    wire.close()


async def test_one_account_is_looked_at_now_on_whichever_process_its_sockets_are(store: MemoryStore) -> None:
    asked: list[set[str]] = []

    async def read(sessions: Collection[str]) -> Collection[str]:
        asked.append(set(sessions))
        return {"kept", "other"}

    buses: list[LossyBus] = []
    here, elsewhere = make_live(store, LossyBus(buses)), make_live(store, LossyBus(buses))
    for live in (here, elsewhere):
        await live.bus.start(lambda: None)
        await live.read_all()
        live.rights._read_sessions = read
        live.rights._next_look = math.inf
    gone, kept = enter(elsewhere, Right("a1", "gone")), enter(elsewhere, Right("a1", "kept"))
    other = enter(elsewhere, Right("a2", "other"))
    assert len(elsewhere.rights.find("a1")) == 2
    here.recheck("a1")
    async with asyncio.timeout(PATIENCE):
        await elsewhere.rights.look()
    assert asked == [{"gone", "kept"}], "nobody else's"
    assert b"your session is over" in gone.data
    assert (kept.data, other.data) == (b"", b"")
    assert elsewhere.rights.find("a1") == [kept.get_protocol()]
    assert not here.rights._woken.is_set(), "it has none of these sockets"
    for wire in (gone, kept, other):
        wire.close()


async def test_all_are_looked_at_in_turn_however_many_are_in_doubt(store: MemoryStore) -> None:
    asked: list[set[str]] = []

    async def read(sessions: Collection[str]) -> Collection[str]:
        asked.append(set(sessions))
        return sessions

    live = make_live(store, LossyBus([]))
    await live.read_all()
    live.rights._read_sessions = read
    wires = [enter(live, Right(f"a{number}", f"s{number}")) for number in range(2)]
    live.rights._next_look = 0.0
    live.recheck("a1")
    async with asyncio.timeout(PATIENCE):
        await live.rights.look()
    assert asked == [{"s0", "s1"}], "it was time for all"
    for wire in wires:
        wire.close()


async def test_a_sign_in_an_access_token_and_an_account_that_end_lose_their_channels(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    web = Web.start(tmp_path_factory.mktemp("web"))
    try:
        artist = await Artist.register(web.url)
        async with listen(f"{web.ws_url}/ws/artist", artist.token) as own:
            await own.expect("snapshot")
            await artist.client.delete("/sessions/current")
            assert await own.expect_close() == 4401
        program = await Artist.register(web.url)
        draft = {"name": "a bot", "scopes": ["manage"]}
        made = (await program.client.post("/me/access-tokens", json=draft)).json()
        async with listen(f"{web.ws_url}/ws/me", made["token"]) as channel:
            await channel.expect("snapshot")
            await program.client.delete(f"/me/access-tokens/{made['id']}")
            assert await channel.expect_close() == 4401
        async with listen(f"{web.ws_url}/ws/me", program.token) as channel:
            await channel.expect("snapshot")
            await program.client.request("DELETE", "/me", json={"password": PASSWORD})
            assert await channel.expect_close() == 4401
        await program.close()
        await artist.close()
    finally:
        web.stop()


async def test_tokens_that_are_given_open_a_gate_and_those_taken_back_close_it_at_once(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    web = Web.start(tmp_path_factory.mktemp("web"))
    try:
        artist, fan = await Artist.register(web.url), await Artist.register(web.url, role="fan")
        show = await artist.create_livestream(token_gate_amount=5)
        grants = f"/artists/{artist.account['id']}/tokens/grants"
        channel = f"{web.ws_url}/ws/livestreams/{show['id']}"
        async with listen(f"{web.ws_url}/ws/me", fan.token) as own:
            await own.expect("snapshot")
            async with listen(channel, fan.token) as gated:
                assert await gated.expect_close() == 4403
            await artist.client.post(grants, json={"account": fan.account["id"], "amount": 5})
            await own.expect("wallet.changed", artist_id=artist.account["id"], balance=5)
            async with listen(channel, fan.token) as gated:
                await gated.expect("snapshot")
                await artist.client.post(grants, json={"account": fan.account["id"], "amount": -1})
                assert await gated.expect_close() == 4403
            await own.expect("wallet.changed", balance=4)
        await fan.close()
        await artist.close()
    finally:
        web.stop()


async def test_whoever_may_watch_without_tokens_stays_and_only_their_pass_is_looked_at(
    live: Live, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.sessions = {"s"}
    doubted: list[str] = []
    monkeypatch.setattr(live.passes, "doubt", doubted.append)
    wire = enter(live, Right("a1", "s", 1, "ada", "l1", stays=True))
    store.balances = {("a1", "ada"): 1}
    await check_all(live)
    assert doubted == []
    store.balances = {}
    await check_all(live)
    assert doubted == ["a1"]
    assert (wire.data, live.viewer_count("l1")) == (b"", 1)
