"""What changes while a visitor is being let in counts for that visitor, too."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from catalog.gates.blocks import BLOCKED
from contract.livestreams import Transition
from live.channels.admission import admit
from live.channels.livestream import LIVESTREAM
from live.channels.request import Refusal, Request, Visitor
from live.live import Live
from live.rights import Right
from support.world import LossyBus, MemoryStore, announce, make_live


def gate(store: MemoryStore, amount: int | None) -> Transition:
    """Change who may watch."""
    line = store.commit("one", "livestream.updated", "live", "show")
    store.lines[-1] = replace(line, livestream={**line.livestream, "token_gate_amount": amount})
    return store.lines[-1]


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    store.commit("one", "livestream.live", "live", "show")
    gate(store, 5)
    store.balances = {("fan", "artist"): 5, ("fan", "another artist"): 100, ("poor", "artist"): 4}
    store.balances |= {("poor", "another artist"): 100}
    return store


@pytest.fixture
async def live(store: MemoryStore) -> AsyncIterator[Live]:
    live = make_live(store, LossyBus([]))
    await live.start()
    yield live
    await live.stop()


async def test_a_holder_is_let_in(live: Live) -> None:
    async def identify() -> Visitor:
        return Visitor("fan")

    assert (await admit(live, LIVESTREAM, "one", b"", identify)).viewer


@pytest.mark.parametrize(
    ("query", "screen"),
    [(b"", ""), (b"screen=page-number_1", "page-number_1"), (b"observe=true&screen=page-number_1", "page-number_1")],
)
async def test_what_a_page_calls_itself_is_noted_with_its_right(live: Live, query: bytes, screen: str) -> None:
    async def identify() -> Visitor:
        return Visitor("fan", session="s")

    grant = await admit(live, LIVESTREAM, "one", query, identify)
    assert grant.right == Right("fan", "s", 5, "artist", livestream_id="one", screen=screen)


async def test_whom_its_artist_blocks_is_told_so_whatever_they_hold(live: Live, store: MemoryStore) -> None:
    store.balances["fan", "artist"] = BLOCKED

    async def identify() -> Visitor:
        return Visitor("fan")

    with pytest.raises(Refusal, match="does not let you watch") as refused:
        await admit(live, LIVESTREAM, "one", b"", identify)
    assert (refused.value.code, refused.value.problem) == (4403, "blocked")


async def test_whoever_holds_fewer_is_told_how_many_it_takes(live: Live) -> None:
    async def identify() -> Visitor:
        return Visitor("poor")

    with pytest.raises(Refusal, match="needs 5 tokens") as refused:
        await admit(live, LIVESTREAM, "one", b"", identify)
    assert refused.value.code == 4403


async def test_whose_balance_cannot_be_known_now_is_to_come_again(live: Live, store: MemoryStore) -> None:
    async def identify() -> Visitor:
        return Visitor("somebody")

    store.balances_problem = "the other system is away"
    with pytest.raises(Refusal, match="reconnect") as refused:
        await admit(live, LIVESTREAM, "one", b"", identify)
    assert refused.value.code == 4503
    assert live.problems()["balances"] == "the other system is away"


async def test_a_gate_that_rises_meanwhile_has_the_visitor_ask_again(live: Live, store: MemoryStore) -> None:
    async def identify() -> Visitor:
        await announce(live, gate(store, 100))
        return Visitor("fan")

    with pytest.raises(Refusal, match="access changed") as refused:
        await admit(live, LIVESTREAM, "one", b"", identify)
    assert refused.value.code == 1012


async def test_a_livestream_that_is_deleted_meanwhile_is_not_there(live: Live, store: MemoryStore) -> None:
    async def identify() -> Visitor:
        await announce(live, store.commit("one", "livestream.deleted", "live", "show"))
        return Visitor("fan")

    with pytest.raises(Refusal) as refused:
        await admit(live, LIVESTREAM, "one", b"", identify)
    assert refused.value.code == 4404


@pytest.mark.parametrize(
    "query", [b"a=1&" * 1_000, b"observe=maybe", b"epoch=x", b"screen=short", b"screen=not a name"]
)
def test_a_query_that_is_none_of_ours_is_refused(query: bytes) -> None:
    with pytest.raises(Refusal) as refusal:
        Request.parse(query)
    assert refusal.value.code == 4400


async def test_a_gated_livestream_is_for_access_tokens_that_may_watch(live: Live, store: MemoryStore) -> None:
    await announce(live, gate(store, 5))

    async def identify() -> Visitor:
        return Visitor("fan", session="emlt_1", scopes=frozenset({"manage"}))

    with pytest.raises(Refusal, match="lacks the scope watch") as refused:
        await admit(live, LIVESTREAM, "one", b"", identify)
    assert (refused.value.code, refused.value.problem) == (4403, "scope_missing")


@pytest.fixture
def for_holders(store: MemoryStore) -> Transition:
    """The show is for everybody, and its replay for holders."""
    line = gate(store, None)
    replay = {"state": "ready", "visibility": "holders", "url": "/live/r/index.m3u8"}
    store.lines[-1] = replace(line, livestream={**line.livestream, "replay": replay})
    return store.lines[-1]


@pytest.mark.parametrize(
    ("visitor", "right"),
    [
        (Visitor(), None),
        (Visitor("fan", session="s", scopes=frozenset()), None),
        (Visitor("fan", session="s"), Right("fan", "s", 1, "artist", "one", stays=True)),
        (Visitor("poor", session="s"), Right("poor", "s", 1, "artist", "one", stays=True)),
        (Visitor("artist", session="s"), Right("artist", "s", 0, "artist", "one", stays=True)),
    ],
)
async def test_where_the_replay_alone_is_for_holders_all_are_let_in_and_who_is_signed_in_has_a_screen(
    for_holders: Transition, live: Live, visitor: Visitor, right: Right | None
) -> None:
    async def identify() -> Visitor:
        return visitor

    assert LIVESTREAM.admit_at_once(live, "one", Request()) is None
    assert (await admit(live, LIVESTREAM, "one", b"", identify)).right == right
