"""What whoever looks at all shows is told of their pictures: the newest of each, together, and of no gated show."""

from typing import Any

import pytest

from contract.callbacks import ReportedSession
from live import stills
from live.channels.kind import Grant
from live.channels.livestream import LIVESTREAM
from live.channels.lobby import LOBBY, NAME
from live.channels.opening import join
from live.channels.request import Request
from live.live import Live
from support.waiting import until
from support.world import LossyBus, MemoryStore, Wire, make_live


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stills, "TOGETHER", 0.01)


async def make_processes(count: int, *shows: str) -> list[Live]:
    store, buses = MemoryStore(), list[LossyBus]()
    for name in shows:
        store.commit(name, "livestream.live", "live", f"of {name}", hls_url=f"/live/{name}/index.m3u8")
    processes = [make_live(store, LossyBus(buses)) for _ in range(count)]
    for live in processes:
        await live.start()
        for name in shows:
            live.publishers.note_connected("n1", f"of {name}", name)
    return processes


def enter(live: Live, grant: Grant) -> Wire:
    wire = Wire()
    join(live, wire, grant, "127.0.0.1", b"http://x")
    wire.read_events()
    return wire


def lobby(live: Live) -> Wire:
    return enter(live, Grant(LOBBY, NAME, Request()))


def report(live: Live, **drawn: int) -> None:
    sessions = [ReportedSession(session_id=f"of {name}", livestream_id=name, still=at) for name, at in drawn.items()]
    live.publishers.note_report("n1", sessions)
    live.note_stills("n1", sessions)


async def hear(wire: Wire, count: int) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = []

    def read() -> int:
        events.extend(wire.read_events())
        return len(events)

    await until(read, is_it=lambda there: there >= count)
    return events


async def end(processes: list[Live], *wires: Wire) -> None:
    for wire in wires:
        wire.close()
    for live in processes:
        await live.stop()


async def test_a_newer_picture_is_told_on_every_process_to_who_looks_at_all_shows() -> None:
    processes = await make_processes(2, "l1")
    wires, watcher = [lobby(live) for live in processes], enter(processes[0], Grant(LIVESTREAM, "l1", Request()))
    report(processes[0], l1=17)
    for live, wire in zip(processes, wires, strict=True):
        (event,) = await hear(wire, 1)
        assert (event["type"], event["livestream_id"]) == ("livestream.still", "l1")
        assert event["still_url"].startswith("http://x/live/l1/")
        assert event["still_url"].endswith("/still.jpg?v=17")
        assert live.newest_still("l1") == 17
    assert [event["type"] for event in watcher.read_events()] == []
    await end(processes, *wires, watcher)


async def test_whoever_comes_later_finds_it_in_the_livestream() -> None:
    (live,) = processes = await make_processes(1, "l1")
    report(live, l1=17)
    wire = Wire()
    join(live, wire, Grant(LOBBY, NAME, Request()), "127.0.0.1", b"http://x")
    (snapshot,) = wire.read_events()
    assert snapshot["livestreams"][0]["still_url"].endswith("/still.jpg?v=17")
    await end(processes, wire)


async def test_news_of_many_shows_are_one_write_to_each_socket() -> None:
    (live,) = processes = await make_processes(1, "l1", "l2", "l3")
    wire = lobby(live)
    written = wire.writes
    report(live, l1=1, l2=2, l3=3)
    events = await hear(wire, 3)
    assert {event["livestream_id"] for event in events} == {"l1", "l2", "l3"}
    assert wire.writes == written + 1
    await end(processes, wire)


async def test_one_show_is_told_of_once_in_a_while_and_then_the_newest() -> None:
    (live,) = processes = await make_processes(1, "l1", "l2")
    wire = lobby(live)
    report(live, l1=1)
    await hear(wire, 1)
    report(live, l1=2)
    report(live, l1=3, l2=9)
    (other,) = await hear(wire, 1)
    assert other["livestream_id"] == "l2"
    live.stills._every = 0.0  # its time has come
    (event,) = await hear(wire, 1)
    assert event["still_url"].endswith("?v=3")
    await end(processes, wire)


async def test_of_a_gated_show_nobody_is_told_there() -> None:
    store = MemoryStore()
    store.commit("l1", "livestream.live", "live", "show", hls_url="/live/l1/index.m3u8", token_gate_amount=5)
    store.commit("l2", "livestream.live", "live", "show", hls_url="/live/l2/index.m3u8")
    live = make_live(store, LossyBus([]))
    await live.start()
    for name in ("l1", "l2"):
        live.publishers.note_connected("n1", f"of {name}", name)
    wire = lobby(live)
    report(live, l1=1, l2=2)
    (event,) = await hear(wire, 1)
    assert event["livestream_id"] == "l2"
    await end([live], wire)


async def test_what_is_another_nodes_to_tell_counts_for_nothing() -> None:
    (live,) = processes = await make_processes(1, "l1")
    live.note_stills("n2", [ReportedSession(session_id="of l1", livestream_id="l1", still=5)])
    live.note_stills("n1", [ReportedSession(session_id="of nobody", livestream_id="l1", still=6)])
    assert live.newest_still("l1") == 0
    await end(processes)
