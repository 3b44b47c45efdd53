"""Sockets that were let in for a sign-in or for tokens go when those are gone."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from live.channels.kind import Grant
from live.channels.livestream import LIVESTREAM
from live.channels.opening import join, join_feed
from live.channels.request import Request
from live.live import Live
from live.rights import Right
from support.rest import Artist
from support.sockets import listen
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


async def test_whoever_signs_out_or_spends_the_tokens_hears_nothing_more(live: Live, store: MemoryStore) -> None:
    store.balances = {"holder": 10, "poor": 10, "gone": 10, "artist": 0}
    free = enter(live, None)
    holder, poor = enter(live, Right("holder", 5)), enter(live, Right("poor", 5))
    gone, artist = enter(live, Right("gone", 5)), enter(live, Right("artist", 0))
    feed = enter(live, Right("gone", 5), feed=True)
    await live.rights.check()
    assert live.viewer_count("l1") == 5
    store.balances = {"holder": 5, "poor": 4, "artist": 0}
    await live.rights.check()
    assert live.viewer_count("l1") == 3
    assert b"\x11\x33this livestream needs 5 tokens" in poor.data
    assert b"\x11\x31your session is over" in gone.data
    assert b'"code":4401' in feed.data
    for wire in (free, holder, artist):
        assert wire.data == b""
    for wire in (free, holder, poor, gone, artist, feed):
        wire.close()
    await live.rights.check()
    assert not live.rights._held


async def test_a_database_that_does_not_answer_closes_nobody(live: Live, store: MemoryStore) -> None:
    async def fail(sessions: Any) -> Any:
        raise LookupError

    live.rights._read = fail
    wire = enter(live, Right("holder", 5))
    with pytest.raises(LookupError):
        await live.rights.check()
    assert live.viewer_count("l1") == 1
    wire.close()


async def test_a_page_that_signs_out_loses_its_channel(tmp_path_factory: pytest.TempPathFactory) -> None:
    web = Web.start(tmp_path_factory.mktemp("web"))
    try:
        artist = await Artist.register(web.url)
        async with listen(f"{web.ws_url}/ws/artist", artist.token) as own:
            await own.expect("snapshot")
            await artist.client.delete("/sessions/current")
            assert await own.expect_close() == 4401
        await artist.close()
    finally:
        web.stop()
