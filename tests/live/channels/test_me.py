"""An account's own channel: whose it is, and what only an artist sees."""

from typing import Any

import pytest

from catalog.accounts.access_tokens import SCOPES, Scope
from catalog.shapes import PublisherSession
from contract.feeds import FeedKind
from contract.livestreams import Entry, Snapshot
from live.channels.admission import admit
from live.channels.kind import Grant
from live.channels.me import ME
from live.channels.opening import join
from live.channels.request import Refusal, Request, Visitor
from live.live import Live
from support.world import LossyBus, MemoryStore, Wire, make_live


def first_frame(live: Live) -> dict[str, Any]:
    wire = Wire()
    join(live, wire, Grant(ME, "artist:artist", Request()), "127.0.0.1", b"http://x")
    frame: dict[str, Any] = wire.read_events()[0]
    wire.close()
    return frame


class PreviewStore(MemoryStore):
    """Knows whether a publisher is connected, as the database does."""

    publishing = False

    async def read_livestream(self, livestream_id: str) -> Snapshot:
        private = {"publishing": self.publishing, "hls_url": "/preview.m3u8" if self.publishing else None}
        entry = Entry(livestream_id, "artist", self.state()[livestream_id], private)
        return Snapshot(self.epoch, len(self.lines), [entry])


async def test_a_snapshot_knows_of_a_publisher_that_connected_without_going_live() -> None:
    store, buses = PreviewStore(), []  # type: ignore[var-annotated]
    store.commit("l1", "livestream.scheduled", "scheduled", "show")
    first, second = make_live(store, LossyBus(buses)), make_live(store, LossyBus(buses))
    await first.start()
    await second.start()
    session = PublisherSession("s1", "l1", FeedKind.SHOW, "artist", "node", "127.0.0.1", None)  # type: ignore[arg-type]
    try:
        store.publishing = True
        await first.publisher_connected(session)
        for live in (first, second):
            [shown] = first_frame(live)["livestreams"]
            assert (shown["publishing"], shown["hls_url"]) == (True, "http://x/preview.m3u8")
        store.publishing = False
        await first.publisher_disconnected(session)
        for live in (first, second):
            [shown] = first_frame(live)["livestreams"]
            assert (shown["publishing"], shown["hls_url"]) == (False, None)
    finally:
        await first.stop()
        await second.stop()


async def enter(live: Live, visitor: Visitor) -> list[dict[str, Any]]:
    """The events that a new socket of whoever this is begins with."""

    async def identify() -> Visitor:
        return visitor

    wire = Wire()
    join(live, wire, await admit(live, ME, "", b"", identify), "127.0.0.1", b"http://x")
    events = wire.read_events()
    wire.close()
    return events


async def test_everybody_is_told_whose_channel_it_is_and_artists_what_is_theirs() -> None:
    store = MemoryStore()
    store.commit("l1", "livestream.scheduled", "scheduled", "show")
    live = make_live(store, LossyBus([]))
    await live.read_all()
    live.notices.tell_problem("Redis is away")
    [snapshot, state] = await enter(live, Visitor("artist", role="artist", display_name="Ada", session="s1"))
    assert snapshot["account"] == {"id": "artist", "display_name": "Ada", "role": "artist"}
    assert [one["id"] for one in snapshot["livestreams"]] == ["l1"]
    assert state["type"] == "platform.degraded"
    [snapshot] = await enter(live, Visitor("fan", role="fan", display_name="Bob", session="s2"))
    assert snapshot["account"] == {"id": "fan", "display_name": "Bob", "role": "fan"}
    assert snapshot["livestreams"] == []


async def test_a_fan_hears_when_the_session_ends_and_is_no_dashboard() -> None:
    store, buses = MemoryStore(), list[LossyBus]()
    store.sessions = {"s1"}
    live = make_live(store, LossyBus(buses))
    told: list[Any] = []
    other = LossyBus(buses)
    other.on("dashboards", told.append)
    await other.start(lambda: None)
    await live.read_all()

    async def identify() -> Visitor:
        return Visitor("fan", role="fan", session="s1")

    wire = Wire()
    join(live, wire, await admit(live, ME, "", b"", identify), "127.0.0.1", b"")
    await live.rights.check(["fan"])
    assert live.rights.find("fan") == [wire.get_protocol()]
    live.notices.tell_dashboards("p1", again=False)
    assert told == []
    live.notices.tell_dashboards("p1", again=True)
    assert [message["artists"] for message in told] == [[]]
    store.sessions = set()
    await live.rights.check(["fan"])
    assert b"\x11\x31your session is over" in wire.data
    assert live.rights.find("fan") == []
    wire.close()


@pytest.mark.parametrize(("role", "scope"), [("artist", "manage"), ("fan", "watch")])
async def test_an_access_token_opens_it_with_the_scope_for_what_it_shows(role: str, scope: Scope) -> None:
    live = make_live(MemoryStore(), LossyBus([]))
    await live.read_all()
    for scopes in ({scope}, set(SCOPES)):
        assert await enter(live, Visitor("a", role=role, session="emlt_1", scopes=frozenset(scopes)))
    with pytest.raises(Refusal, match=f"lacks the scope {scope}") as refused:
        await enter(live, Visitor("a", role=role, session="emlt_1", scopes=frozenset(set(SCOPES) - {scope})))
    assert (refused.value.code, refused.value.problem) == (4403, "scope_missing")


async def test_nobody_who_is_not_signed_in_has_one() -> None:
    live = make_live(MemoryStore(), LossyBus([]))
    await live.read_all()
    with pytest.raises(Refusal, match="sign in first") as refused:
        await enter(live, Visitor())
    assert refused.value.code == 4401
