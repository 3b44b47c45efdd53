"""A page that is left is told where watching went; one that came back with another connection is not left."""

from datetime import UTC, datetime

from catalog.gates.screens import SAME_PAGE, Screen
from live.channels.kind import Grant
from live.channels.livestream import LIVESTREAM
from live.channels.me import FANS, ME
from live.channels.opening import join, join_feed
from live.channels.request import Request
from live.live import Live
from live.passes.moved import CODE, Moved
from live.rights import Right
from support.world import FeedWire, LossyBus, MemoryStore, Wire, make_live

SCREEN = Screen("fan", "one", "s", "page-number-1", opened_at=datetime(2026, 1, 31, 20, tzinfo=UTC))


def enter(live: Live, wire: Wire, kind: str = "watch") -> Wire:
    grant = Grant(LIVESTREAM, "one", Request(), True, Right("fan", "s", 5, "artist", "one", SCREEN.name))
    if kind == "own":
        grant = Grant(ME, f"{FANS}fan", Request(), right=Right("fan", "s"))
    (join_feed if isinstance(wire, FeedWire) else join)(live, wire, grant, "127.0.0.1", b"")
    wire.read_events()
    return wire


def leave(live: Live, moved: Moved, to: str) -> None:
    (socket,) = [socket for socket, right in live.rights.held() if right.livestream_id]
    moved.leave(socket, SCREEN, to)


async def make_house() -> tuple[Live, Live, Moved]:
    store = MemoryStore()
    for name in ("one", "two"):
        store.commit(name, "livestream.live", "live", f"Show {name}")
    buses: list[LossyBus] = []
    here, there = make_live(store, LossyBus(buses)), make_live(store, LossyBus(buses))
    for live in (here, there):
        await live.read_all()
        await live.bus.start(lambda: None)
    return here, there, Moved(here.hub, here.board, here.bus)


async def test_the_page_and_its_account_hear_it_wherever_they_are() -> None:
    here, there, moved = await make_house()
    page, own, elsewhere = enter(here, Wire()), enter(here, Wire(), "own"), enter(there, Wire(), "own")
    leave(here, moved, "two")
    for wire in (page, own, elsewhere):
        (event,) = [event for event in wire.read_events() if event["type"] == "screen.moved"]
        assert event.pop("at").endswith("Z")
        assert event == {
            "type": "screen.moved",
            "screen": "page-number-1",
            "livestream_id": "one",
            "to": {"id": "two", "title": "Show two"},
        }
    assert here.viewer_count("one") == 0


async def test_a_stream_of_events_is_told_and_ended_as_well() -> None:
    here, _, moved = await make_house()
    page = enter(here, FeedWire())
    leave(here, moved, "two")
    assert page.data.index(b'"type":"screen.moved"') < page.data.index(f'"code":{CODE}'.encode())


async def test_of_a_page_that_came_back_nobody_is_told_that_it_left() -> None:
    here, _, moved = await make_house()
    old, own = enter(here, Wire()), enter(here, Wire(), "own")
    leave(here, moved, SAME_PAGE)
    assert b"this page has another connection" in old.data
    assert [event["type"] for event in own.read_events()] == []
