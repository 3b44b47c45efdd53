"""The first frames of a channel: what a stranger is told of the past, and what many of them cost."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from contract.livestreams import Transition
from live.channels.kind import Grant
from live.channels.livestream import LIVESTREAM
from live.channels.lobby import LOBBY
from live.channels.me import ME
from live.channels.opening import join, join_feed
from live.channels.request import Request
from live.live import Live
from realtime.board import UPCOMING
from support.world import FeedWire, LossyBus, MemoryStore, Wire, announce, make_live

URL = "http://h/live/first/index.m3u8"


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
async def live(store: MemoryStore) -> AsyncIterator[Live]:
    live = make_live(store, LossyBus([]))
    await live.start()
    yield live
    await live.stop()


def commit(store: MemoryStore, kind: str, name: str = "l1", status: str = "live", **facts: Any) -> Transition:
    line = store.commit(name, kind, status, "show")
    store.lines[-1] = replace(line, livestream={**line.livestream, **facts})
    return store.lines[-1]


def lobby(**request: Any) -> Grant:
    return Grant(LOBBY, "livestreams", Request(**request))


@pytest.mark.parametrize(("wire", "enter"), [(Wire, join), (FeedWire, join_feed)])
async def test_a_stranger_who_resumes_hears_no_address_of_before_the_gate(
    live: Live, store: MemoryStore, wire: type[Wire], enter: Any
) -> None:
    await announce(live, commit(store, "livestream.live", hls_url=URL))
    await announce(live, commit(store, "livestream.updated", hls_url=URL, token_gate_amount=10))
    stranger = wire()
    enter(live, stranger, lobby(epoch=store.epoch, seq=0), "127.0.0.1", b"http://h")
    assert URL.encode() not in stranger.data
    assert [event["type"] for event in stranger.read_events()[:2]] == ["livestream.live", "livestream.updated"]
    stranger.close()


async def test_the_lobby_begins_with_what_is_live_and_the_next_to_come(live: Live, store: MemoryStore) -> None:
    for number in range(UPCOMING + 20):
        start = f"2026-02-01T00:{number // 60:02}:{number % 60:02}.000Z"
        line = commit(store, "livestream.scheduled", f"l{number:03}", "scheduled", scheduled_start_at=start)
        await announce(live, line)
    await announce(live, commit(store, "livestream.live", "on", description="Songs."))
    wire = Wire()
    join(live, wire, lobby(), "127.0.0.1", b"http://h")
    [snapshot] = wire.read_events()
    names = [one["id"] for one in snapshot["livestreams"]]
    assert names == ["on", *(f"l{number:03}" for number in range(UPCOMING))]
    assert snapshot["livestreams"][0]["description"] == ""
    wire.close()


async def test_too_much_to_resume_over_is_a_snapshot_that_says_so(live: Live, store: MemoryStore) -> None:
    for _ in range(200):
        await announce(live, commit(store, "livestream.updated", description="x" * 5_000))
    wire = Wire()
    join(live, wire, Grant(LIVESTREAM, "l1", Request(epoch=store.epoch, seq=0)), "127.0.0.1", b"http://h")
    [snapshot] = wire.read_events()
    assert (snapshot["type"], snapshot["resumed"], snapshot["seq"]) == ("snapshot", False, 200)
    wire.close()


async def test_joiners_who_do_not_read_hold_one_snapshot_between_them(live: Live, store: MemoryStore) -> None:
    class Keeper(Wire):
        kept: list[bytes]

        def writelines(self, list_of_data: Any) -> None:
            self.kept = list(list_of_data)
            super().writelines(list_of_data)

    for number in range(100):
        await announce(live, commit(store, "livestream.live", f"l{number}", hls_url=URL + "x" * 100))
    wires = [Keeper() for _ in range(5)]
    for wire in wires:
        join(live, wire, lobby(), "127.0.0.1", b"http://h")
    assert len({id(wire.kept[-1]) for wire in wires}) == 1
    for wire in wires:
        wire.close()


async def test_a_shared_snapshot_is_followed_by_what_came_since(live: Live, store: MemoryStore) -> None:
    for number in range(100):
        await announce(live, commit(store, "livestream.live", f"l{number}", hls_url=URL + "x" * 100))
    first, second = Wire(), Wire()
    join(live, first, lobby(), "127.0.0.1", b"http://h")
    live.audience.presence.hear("another", {"l5": 7}, 0.0, whole=True)
    live.audience.send("l5")
    await announce(live, commit(store, "livestream.ended", "l7", "ended"))
    join(live, second, lobby(), "127.0.0.1", b"http://h")
    snapshot, ended, count = second.read_events()
    assert snapshot["seq"] == 100
    assert (ended["type"], ended["seq"]) == ("livestream.ended", 101)
    assert (count["livestream_id"], count["viewer_count"]) == ("l5", 7)
    live.audience.presence.hear("another", {"l5": 8}, 0.0, whole=True)
    live.audience.send("l5")
    assert [event["viewer_count"] for event in second.read_events()] == [8]
    first.close()
    second.close()


async def test_an_artist_who_comes_while_the_platform_is_degraded_is_told(live: Live) -> None:
    artist = Grant(ME, "artist:artist", Request())
    back = replace(artist, request=Request(epoch=live.board.epoch, seq=live.board.seq))
    live.notices.tell_problem("Redis is away")
    for grant in (artist, back):
        wire = Wire()
        join(live, wire, grant, "127.0.0.1", b"http://h")
        assert wire.read_events()[-1]["message"] == "Redis is away"
        wire.close()
    live.notices.tell_problem(None)
    told = []
    for grant in (artist, back):
        wire = Wire()
        join(live, wire, grant, "127.0.0.1", b"http://h")
        told.append([event["type"] for event in wire.read_events()])
        wire.close()
    assert told == [["snapshot"], ["platform.restored"]]


async def test_a_gate_raised_while_the_board_has_forgotten_the_show_shuts_strangers_out(
    live: Live, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("realtime.board.RESTING", 2)
    await announce(live, commit(store, "livestream.ended", status="ended"))
    stranger = Wire()
    join(live, stranger, Grant(LIVESTREAM, "l1", Request(), True), "127.0.0.1", b"http://h")
    for number in range(3):  # which anybody may have brought to the board, by looking at them
        await announce(live, commit(store, "livestream.ended", f"other{number}", "ended"))
    assert live.board.get("l1") is None
    await announce(live, commit(store, "livestream.updated", status="ended", token_gate_amount=10))
    await announce(live, commit(store, "livestream.live", hls_url=URL, token_gate_amount=10))
    assert b"access changed" in stranger.data
    assert URL.encode() not in stranger.data
    stranger.close()
