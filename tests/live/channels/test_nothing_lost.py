"""Clients come, drop, resume; processes commit, restart, and miss each other's messages. Nobody ends up wrong."""

import asyncio
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from live.channels.admission import admit, admit_at_once
from live.channels.kind import Grant
from live.channels.livestream import LIVESTREAM
from live.channels.lobby import LOBBY
from live.channels.opening import join, join_feed
from live.channels.request import Refusal
from live.live import Live
from realtime import channel
from realtime.sockets.sse import cursor_text, resume_query
from support.waiting import until
from support.world import FeedWire, LossyBus, MemoryStore, Wire, announce, make_live

NAMES = ("l1", "l2")


class Client:
    """What a third party's client keeps: state, cursor, and the numbers of all transitions it was told of."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.wire: Wire | None = None
        self.state: dict[str, Any] = {}
        self.cursor: tuple[str, int] | None = None
        self.told: list[int] = []
        self.counts: dict[str, int] = {}
        self.gone = False

    def open(self) -> Wire:
        return Wire()

    def join(self, live: Live, wire: Wire, grant: Grant) -> None:
        join(live, wire, grant, "127.0.0.1", b"http://origin")

    def write_query(self) -> bytes:
        return f"epoch={self.cursor[0]}&seq={self.cursor[1]}".encode() if self.cursor else b""

    async def connect(self, live: Live) -> None:
        query = self.write_query()
        grant = admit_at_once(live, self.path, query)
        if grant is None:
            try:
                if self.path == "/ws/livestreams":
                    grant = await admit(live, LOBBY, "", query, None)  # type: ignore[arg-type]
                else:
                    grant = await admit(live, LIVESTREAM, self.path.rpartition("/")[2], query, None)  # type: ignore[arg-type]
            except Refusal as refusal:
                if refusal.code != 4404:
                    raise
                self.state, self.gone = {}, True
                return
        self.wire = self.open()
        self.join(live, self.wire, grant)

    def read(self) -> None:
        if self.wire is None:
            return
        for event in self.wire.read_events():
            if event["type"] == "snapshot":
                listed = event.get("livestreams") or ([event["livestream"]] if "livestream" in event else [])
                self.state = {one["id"]: one for one in listed}
                self.told = [seq for seq in self.told if seq <= event["seq"]]
                self.cursor = (event["epoch"], event["seq"])
                self.counts = {one["id"]: one["viewer_count"] for one in listed}
            elif event["type"] == "livestream.viewers":
                self.counts[event["livestream_id"]] = event["viewer_count"]
            elif "seq" in event:
                assert self.cursor is not None
                assert event["seq"] > self.cursor[1], "told twice, or out of order"
                self.cursor = (event["epoch"], event["seq"])
                self.told.append(event["seq"])
                if event["type"] == "livestream.deleted":
                    self.state.pop(event["livestream"]["id"], None)
                else:
                    self.state[event["livestream"]["id"]] = event["livestream"]
        if self.wire.closed:
            self.wire = None

    def drop(self) -> None:
        if self.wire is not None:
            self.wire.flow()
            self.read()
        if self.wire is not None:
            self.wire.close()
            self.wire = None


class FeedClient(Client):
    """The same over Server-Sent Events, with nothing but the last event's id to go on from."""

    def open(self) -> Wire:
        return FeedWire()

    def join(self, live: Live, wire: Wire, grant: Grant) -> None:
        join_feed(live, wire, grant, "127.0.0.1", b"http://origin")

    def write_query(self) -> bytes:
        return resume_query(cursor_text(*self.cursor) if self.cursor else None)


STATUSES = {
    "livestream.scheduled": "scheduled",
    "livestream.updated": "scheduled",
    "livestream.live": "live",
    "livestream.resumed": "live",
    "livestream.ended": "ended",
    "livestream.deleted": "ended",
}

STEPS = st.one_of(
    st.tuples(st.just("commit"), st.integers(0, 1), st.sampled_from(NAMES), st.sampled_from(sorted(STATUSES))),
    st.tuples(
        st.just("commit_unannounced"), st.integers(0, 1), st.sampled_from(NAMES), st.just("livestream.updated")
    ),
    st.tuples(st.just("commit_swapped"), st.integers(0, 1), st.sampled_from(NAMES), st.just("livestream.live")),
    st.tuples(st.just("connect"), st.integers(0, 1), st.integers(0, 5)),
    st.tuples(st.just("connect_during"), st.integers(0, 1), st.integers(0, 5), st.sampled_from(NAMES)),
    st.tuples(st.just("drop"), st.integers(0, 5)),
    st.tuples(st.just("read"), st.integers(0, 5)),
    st.tuples(st.just("stall"), st.integers(0, 5)),
    st.tuples(st.just("flow"), st.integers(0, 5)),
    st.tuples(st.just("count"), st.integers(0, 1), st.sampled_from(NAMES), st.integers(0, 9)),
    st.tuples(st.just("lose"), st.integers(0, 1), st.booleans()),
    st.tuples(st.just("restart"), st.integers(0, 1)),
    st.just(("pause",)),
)


async def play(steps: list[Any]) -> None:
    store, buses = MemoryStore(), []  # type: ignore[var-annotated]
    for name in NAMES:
        store.commit(name, "livestream.scheduled", "scheduled", "first")
    lives = [make_live(store, LossyBus(buses)) for _ in range(2)]
    clients = [Client("/ws/livestreams"), Client("/ws/livestreams/l1"), Client("/ws/livestreams/l2")]
    clients += [Client("/ws/livestreams/l1"), FeedClient("/ws/livestreams"), FeedClient("/ws/livestreams/l1")]
    for live in lives:
        await live.start()
    joined: dict[int, Live] = {}
    try:
        for number, step in enumerate(steps):
            if any(name in step and name not in store.state() for name in NAMES):
                continue  # deleted is for good
            match step:
                case ("commit", process, name, kind):
                    await announce(lives[process], store.commit(name, kind, STATUSES[kind], str(number)))
                case ("commit_unannounced", _, name, kind):  # the process died between commit and announcement
                    store.commit(name, kind, STATUSES[kind], str(number))
                case ("commit_swapped", process, name, kind):  # two requests' announcements overtake each other
                    first = store.commit(name, kind, STATUSES[kind], str(number))
                    second = store.commit(name, kind, STATUSES[kind], f"{number}+")
                    await announce(lives[process], second)
                    await announce(lives[process], first)
                case ("connect", process, index):
                    clients[index].drop()
                    await clients[index].connect(lives[process])
                    joined[index] = lives[process]
                case ("connect_during", process, index, name):  # a commit while the database is still answering
                    clients[index].drop()
                    connecting = asyncio.create_task(clients[index].connect(lives[process]))
                    await asyncio.sleep(0)
                    await announce(lives[process], store.commit(name, "livestream.updated", "live", str(number)))
                    await connecting
                    joined[index] = lives[process]
                case ("drop", index):
                    clients[index].drop()
                case ("read", index):
                    clients[index].read()
                case ("stall", index):
                    if (wire := clients[index].wire) is not None:
                        wire.stall()
                case ("flow", index):
                    if (wire := clients[index].wire) is not None:
                        wire.flow()
                case ("count", process, name, count):
                    lives[process].audience.presence.hear("another", {name: count}, 0.0, whole=True)
                    lives[process].audience.send(name)
                case ("lose", process, losing):
                    buses[process].losing = losing
                case ("restart", process):
                    for index, live in joined.items():
                        if live is lives[process]:
                            clients[index].drop()
                    await lives[process].stop()
                    bus = LossyBus(buses)
                    buses.insert(process, buses.pop())
                    lives[process] = make_live(store, bus)
                    await lives[process].start()
                case ("pause",):
                    await asyncio.sleep(0.001)
        for bus in buses:
            bus.losing = False
        for live in lives:
            assert await live.follower.reach(len(store.lines), 10), "a process never caught up"
        for index, client in enumerate(clients):
            if client.wire is not None:
                client.wire.flow()
            client.read()
            if client.wire is None:
                await client.connect(lives[index % 2])
        for _ in range(100):
            await asyncio.sleep(0)  # who has much to catch up with does so in turns
        for client in clients:
            client.read()
        truth = store.state()
        for client in clients:
            one = client.path.rpartition("/")[2]
            wanted = (
                {name: value for name, value in truth.items() if value["status"] in ("scheduled", "live")}
                if client.path == "/ws/livestreams"
                else {name: value for name, value in truth.items() if name == one}
            )
            shown = {name: value for name, value in client.state.items() if _belongs(client.path, value)}
            assert {name: (v["status"], v["title"]) for name, v in shown.items()} == {
                name: (v["status"], v["title"]) for name, v in wanted.items()
            }
            assert client.told == sorted(set(client.told))
    finally:
        for client in clients:
            client.drop()
        for live in lives:
            await live.stop()


def _belongs(path: str, livestream: dict[str, Any]) -> bool:
    return path != "/ws/livestreams" or livestream["status"] in ("scheduled", "live")


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@example(
    steps=[
        ("commit_unannounced", 0, "l1", "livestream.updated"),
        ("connect", 0, 0),
        ("drop", 0),
        ("commit", 0, "l1", "livestream.ended"),
        ("commit_swapped", 0, "l1", "livestream.live"),
        ("commit", 0, "l1", "livestream.deleted"),
    ]
)
@given(steps=st.lists(STEPS, max_size=40))
def test_every_client_ends_with_the_true_state_and_hears_nothing_twice(
    steps: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    # So small that whoever reads slowly gets its arrears piece by piece.
    monkeypatch.setattr(channel, "PIECE", 400)
    monkeypatch.setattr(channel, "TURN", 800)
    asyncio.run(play(steps))


async def test_one_that_reads_slowly_hears_all_that_came_meanwhile_and_once() -> None:
    commits = [("commit", 0, "l1", "livestream.updated")] * 30
    await play([("connect", 0, 1), ("stall", 1), *commits, ("flow", 1), *commits, ("read", 1)])


async def test_a_count_that_went_and_came_back_is_told_to_whoever_joined_in_between() -> None:
    store, buses = MemoryStore(), []  # type: ignore[var-annotated]
    store.commit("l1", "livestream.live", "live", "show")
    live = make_live(store, LossyBus(buses))
    await live.start()
    try:
        clients = await connected(live, "/ws/livestreams/l1", 11)
        await until(lambda: live.audience.last_sent("l1") == 11)
        # All within one interval of the pace: what is sent at its end is what was sent at its beginning.
        for client in clients[:2]:
            client.drop()
        late = await connected(live, "/ws/livestreams/l1", 2)
        everybody = clients[2:] + late

        def settled() -> bool:
            for client in everybody:
                client.read()
            return all(client.counts["l1"] == 11 for client in everybody)

        await until(settled)
    finally:
        await live.stop()


async def connected(live: Live, path: str, count: int) -> list[Client]:
    clients = [Client(path) for _ in range(count)]
    for client in clients:
        await client.connect(live)
    return clients


async def test_counts_of_two_processes_meet_on_both() -> None:
    store, buses = MemoryStore(), []  # type: ignore[var-annotated]
    store.commit("l1", "livestream.live", "live", "show")
    first, second = make_live(store, LossyBus(buses)), make_live(store, LossyBus(buses))
    await first.start()
    await second.start()
    here = await connected(first, "/ws/livestreams/l1", 3)
    there = await connected(second, "/ws/livestreams/l1", 2)
    try:

        def seen(count: int) -> bool:
            for client in here + there:
                client.read()
            return all(client.counts.get("l1") == count for client in here + there if client.wire is not None)

        await until(lambda: seen(5))
        there[0].drop()
        await until(lambda: seen(4))
        assert first.peak_viewer_count("l1") == 5
        await second.stop()
        await until(lambda: seen(3))
    finally:
        await first.stop()


async def test_a_burst_of_joins_costs_each_socket_a_handful_of_count_events() -> None:
    store, buses = MemoryStore(), []  # type: ignore[var-annotated]
    store.commit("l1", "livestream.live", "live", "show")
    live = make_live(store, LossyBus(buses))
    await live.start()
    try:
        clients = await connected(live, "/ws/livestreams/l1", 500)
        await until(lambda: live.audience.last_sent("l1") == 500)
        assert clients[0].wire is not None
        counts = [event["viewer_count"] for event in clients[0].wire.read_events() if "viewer_count" in event]
        assert counts[-1] == 500
        assert len(counts) <= 4
    finally:
        await live.stop()


async def test_a_commit_between_the_databases_answer_and_the_join_is_not_undone_by_it() -> None:
    ended, restart = ("commit", 0, "l1", "livestream.ended"), ("restart", 0)
    await play([ended, restart, ("connect_during", 0, 1, "l1"), ("read", 1)])


async def test_a_cursor_older_than_a_restarted_process_remembers_gets_a_snapshot() -> None:
    changed = ("commit", 0, "l1", "livestream.live")
    others = [("commit", 0, "l2", "livestream.updated")] * 3
    await play([("connect", 0, 0), ("read", 0), ("drop", 0), changed, *others, ("restart", 0), ("connect", 0, 0)])
