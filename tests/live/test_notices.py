"""What an artist hears without a number: on whichever process the dashboard is, and nobody else."""

import json
from typing import Any

from live.channels.kind import Grant
from live.channels.livestream import LIVESTREAM
from live.channels.me import FANS, ME
from live.channels.opening import join
from live.channels.request import Request
from live.live import Live
from support.world import LossyBus, MemoryStore, Wire, make_live


async def make_processes(count: int) -> list[Live]:
    """So many web processes that know of one livestream."""
    store, buses = MemoryStore(), list[LossyBus]()
    store.commit("l1", "livestream.live", "live", "show")
    processes = [make_live(store, LossyBus(buses)) for _ in range(count)]
    for live in processes:
        await live.start()
    return processes


async def end(processes: list[Live], *wires: Wire) -> None:
    for wire in wires:
        wire.close()
    for live in processes:
        await live.stop()


def enter(live: Live, grant: Grant) -> Wire:
    """A socket that has read what it begins with."""
    wire = Wire()
    join(live, wire, grant, "127.0.0.1", b"http://x")
    wire.read_events()
    return wire


def open_dashboard(live: Live) -> Wire:
    return enter(live, Grant(ME, ME.own("artist"), Request()))


def without_time(event: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in event.items() if name != "at"}


async def test_an_artist_is_told_on_every_process_and_a_fan_on_none() -> None:
    processes = await make_processes(2)
    dashboards = [open_dashboard(live) for live in processes]
    fans = [enter(processes[0], Grant(ME, FANS + "artist", Request()))]
    fans += [enter(live, Grant(LIVESTREAM, "l1", Request())) for live in processes]
    processes[0].notices.notify("ingest.conflict", "l1", {"message": "a second one", "address": None})
    processes[0].notices.notify_artist("rehearsal.conflict", "artist", {"message": "and a third", "address": None})
    for dashboard in dashboards:
        conflict, rehearsal = dashboard.read_events()
        assert (conflict["type"], conflict["livestream_id"], conflict["message"]) == (
            "ingest.conflict", "l1", "a second one",
        )  # fmt: skip
        assert (rehearsal["type"], rehearsal["message"]) == ("rehearsal.conflict", "and a third")
    assert [fan.read_events() for fan in fans] == [[], [], []]
    await end(processes, *dashboards, *fans)


async def test_of_a_livestream_that_is_not_known_nobody_is_told() -> None:
    processes = await make_processes(1)
    dashboard = open_dashboard(processes[0])
    processes[0].notices.notify("ingest.conflict", "elsewhere", {"message": "a second one", "address": None})
    assert dashboard.read_events() == []
    await end(processes, dashboard)


async def test_a_trouble_of_the_platform_is_told_once_and_so_is_its_end() -> None:
    [live] = processes = await make_processes(1)
    dashboard, fan = open_dashboard(live), enter(live, Grant(ME, FANS + "bob", Request()))
    for problem in ("Redis is away", "Redis is away", None, None):
        live.notices.tell_problem(problem)
    assert [without_time(event) for event in dashboard.read_events()] == [
        {"type": "platform.degraded", "code": "bus_away", "message": "Redis is away"},
        {"type": "platform.restored"},
    ]
    assert fan.read_events() == []
    await end(processes, dashboard, fan)


async def test_who_joins_is_told_of_a_trouble_and_who_resumes_of_its_end_too() -> None:
    [live] = processes = await make_processes(1)
    assert live.notices.platform_state(resuming=False) is None
    assert json.loads(live.notices.platform_state(resuming=True) or b"")["type"] == "platform.restored"
    live.notices.tell_problem("Redis is away")
    for resuming in (False, True):
        assert json.loads(live.notices.platform_state(resuming=resuming) or b"")["message"] == "Redis is away"
    await end(processes)


async def test_whose_own_things_changed_hears_of_it_on_every_process_and_nobody_else_does() -> None:
    processes = await make_processes(2)
    fans = [enter(live, Grant(ME, FANS + "bob", Request())) for live in processes]
    others = [enter(live, Grant(ME, FANS + "eve", Request())) for live in processes]
    dashboard = open_dashboard(processes[1])
    processes[0].tell_wallet("bob", "ada", 12)
    processes[0].tell_follow("bob", "ada", following=True, push=True, mail=False)
    processes[0].tell_reminder("bob", "a show", reminded=True)
    told = [
        {"type": "wallet.changed", "artist_id": "ada", "balance": 12},
        {"type": "follow.changed", "artist_id": "ada", "following": True, "push": True, "mail": False},
        {"type": "reminder.changed", "livestream_id": "a show", "reminded": True},
    ]
    assert [[without_time(event) for event in fan.read_events()] for fan in fans] == [told, told]
    assert [wire.read_events() for wire in (*others, dashboard)] == [[], [], []]
    assert not processes[1].rights._woken.is_set(), "who has more loses nothing"
    await end(processes, *fans, *others, dashboard)
