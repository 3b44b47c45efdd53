"""Whose pass is taken back, and when: the real parts over rows of plain values, whatever stands still, breaks or
comes late."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from catalog.gates.passes import LivingPass
from catalog.gates.screens import OpenScreen, Screen
from live.passes.absence import DEAD_AFTER, GONE_AFTER, LISTEN, SILENT_AFTER
from live.passes.keeper import CHECK, SETTLE, Keeper
from live.passes.moved import CODE
from live.passes.screens import Screens
from live.rights import Right, Rights
from live.store import Store
from realtime.sockets.subscriber import Subscriber
from support.world import LossyBus, MemoryStore

AT = datetime(2026, 1, 31, 20, 0, tzinfo=UTC)


class Socket:
    """What a page has open."""

    def __init__(self) -> None:
        self.closing = False
        self.code = 0

    def close(self, code: int = 1001, reason: str = "") -> None:
        if not self.closing:
            self.closing, self.code = True, code


class Rows:
    """The one database."""

    def __init__(self) -> None:
        self.passes: dict[str, LivingPass] = {}
        self.screens: dict[str, tuple[str, Screen]] = {}
        self.moved: dict[str, str] = {}
        self.beats: dict[str, int] = {}
        self.sign_ins: set[str] = set()
        self.holdings: dict[tuple[str, str], int] = {}
        self.revoked: list[str] = []

    def issue(self, account_id: str, livestream_id: str, at: datetime = AT, session: str = "") -> str:
        name = f"{account_id} {livestream_id} {session}".strip()
        session = session or f"of {account_id}"
        self.passes[name] = LivingPass(name, livestream_id, "artist", 10, account_id, session, at)
        self.sign_ins.add(session)
        self.holdings[account_id, "artist"] = 10
        return name

    def watched(self) -> set[tuple[str | None, str, str]]:
        return {
            (one.account_id, one.livestream_id, one.session)
            for _, one in self.screens.values()
            if one.id not in self.moved
        }


class RowStore(MemoryStore):
    """One process's way to it, which may be cut."""

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self.rows = rows
        self.away = False

    @property
    def reached(self) -> Rows:
        if self.away:
            raise ConnectionError("the database is away")
        return self.rows

    async def read_passes(self, accounts: Collection[str]) -> Sequence[LivingPass]:
        return [one for one in self.reached.passes.values() if one.account_id in accounts]

    async def read_unwatched(self, account_id: str | None) -> Sequence[LivingPass]:
        watched = self.reached.watched()
        return [
            one
            for one in self.rows.passes.values()
            if (one.account_id, one.livestream_id, one.session) not in watched
            and account_id in (None, one.account_id)
        ]

    async def read_held_at(self, processes: Collection[str]) -> Sequence[LivingPass]:
        return await self.read_passes(
            {one.account_id for process, one in self.reached.screens.values() if process in processes}
        )

    async def revoke_passes(self, passes: Collection[LivingPass], *, unwatched: bool) -> Collection[str]:
        still = await self.read_unwatched(None) if unwatched else self.reached.passes.values()
        found = [one for one in passes if one in still]
        for one in found:
            del self.rows.passes[one.id]
            self.rows.revoked.append(one.id)
        return {one.livestream_id for one in found}

    async def write_screens(self, process: str, opened: Sequence[Screen], closed: Collection[str]) -> None:
        for name in closed:
            self.reached.screens.pop(name, None)
        for one in opened:
            self.reached.screens[one.id] = process, one

    async def read_moved(self, process: str) -> Sequence[tuple[str, str]]:
        return list(self.reached.moved.items())

    async def beat(self, process: str) -> bool:
        known = process in self.reached.beats
        self.rows.beats[process] = self.rows.beats.get(process, 0) + 1
        return known

    async def forget_process(self, process: str) -> None:
        self.reached.beats.pop(process, None)
        for name in [name for name, (owner, _) in self.rows.screens.items() if owner == process]:
            del self.rows.screens[name]

    async def read_beats(self) -> Mapping[str, int]:
        return dict(self.reached.beats)

    async def read_screens(self, account_id: str) -> Sequence[OpenScreen]:
        found = [
            OpenScreen(one.id, one.livestream_id, "A show", one.session, one.name or one.id, process, one.opened_at)
            for process, one in self.reached.screens.values()
            if one.account_id == account_id and one.id not in self.rows.moved
        ]
        return sorted(found, key=lambda one: one.opened_at)

    async def read_crowded(self, accounts: Collection[str], most: int) -> Collection[str]:
        return [name for name in accounts if len(await self.read_screens(name)) > most]

    async def move_screens(self, ids: Collection[str], to: str) -> None:
        self.reached.moved |= dict.fromkeys(ids, to)

    async def read_sessions(self, sessions: Collection[str]) -> Collection[str]:
        return self.reached.sign_ins & set(sessions)

    async def read_holdings(self, pairs: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], int]:
        return {pair: self.reached.holdings.get(pair, 0) for pair in pairs}


class Process:
    """A web process."""

    def __init__(self, rows: Rows, name: str, clock: "Clock", *, most: int = 3, bus: LossyBus | None = None) -> None:
        self.store = RowStore(rows)
        self.name = name
        self.stopped = False
        self.told: list[str] = []
        store = cast("Store", self.store)
        self.bus = bus = bus or LossyBus([])
        self.rights = Rights(store.read_sessions, store.read_holdings, bus, lambda name: self.keeper.doubt(name))
        self.screens = Screens(name, self.rights, store, bus, lambda socket, screen, to: socket.close(CODE, to))
        self.keeper = Keeper(self.screens, store, bus, self.told.append, most, clock.read)

    def open(self, account_id: str, livestream_id: str, *, session: str = "", screen: str = "") -> Socket:
        socket = Socket()
        session = session or f"of {account_id}"
        right = Right(account_id, session, 10, "artist", livestream_id=livestream_id, screen=screen)
        self.store.rows.sign_ins.add(session)
        self.store.rows.holdings.setdefault((account_id, "artist"), 10)
        self.rights.note(cast("Subscriber", socket), right)
        return socket

    async def look(self) -> None:
        try:
            await self.rights.check([right.account_id for _, right in self.rights.held()])
            await self.keeper.look()
        except ConnectionError:
            assert self.store.away


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def read(self) -> float:
        return self.now


class House:
    """Some processes over one database."""

    def __init__(self, *names: str, most: int = 3) -> None:
        self.rows, self.clock = Rows(), Clock()
        self.processes = {name: Process(self.rows, name, self.clock, most=most) for name in names}

    def __getitem__(self, name: str) -> Process:
        return self.processes[name]

    async def go_on(self, seconds: float = 1.0) -> None:
        """Time goes by."""
        for _ in range(int(seconds)):
            self.clock.now += 1.0
            for process in self.processes.values():
                if not process.stopped:
                    await process.look()


async def test_a_pass_lives_by_a_socket_and_fifteen_seconds_longer() -> None:
    house = House("a")
    name = house.rows.issue("fan", "l1")
    socket = house["a"].open("fan", "l1")
    await house.go_on(600)
    assert name in house.rows.passes
    socket.close()
    await house.go_on(GONE_AFTER)
    assert house.rows.revoked == []
    await house.go_on(2)
    assert house.rows.revoked == [name]
    assert house["a"].told == ["l1"], "whoever holds a node's report looks again"


async def test_a_pass_that_never_had_a_socket_has_as_long_and_an_artists_own_needs_none() -> None:
    house = House("a")
    await house.go_on(LISTEN)
    name = house.rows.issue("fan", "l1")
    house.rows.issue("artist", "l1")
    await house.go_on(GONE_AFTER)
    assert house.rows.revoked == []
    await house.go_on(2)
    assert house.rows.revoked == [name]


async def test_a_pass_that_is_asked_for_again_has_its_time_anew() -> None:
    house = House("a")
    await house.go_on(LISTEN)
    name = house.rows.issue("fan", "l1")
    await house.go_on(GONE_AFTER)
    house.rows.issue("fan", "l1", AT + timedelta(seconds=15))
    await house.go_on(GONE_AFTER)
    assert name in house.rows.passes


async def test_whoever_spent_the_tokens_is_shut_out_at_the_next_look_though_the_page_be_closed() -> None:
    house = House("a", "b")
    name = house.rows.issue("fan", "l1")
    await house.go_on(CHECK)
    house.rows.holdings["fan", "artist"] = 9
    house["b"].keeper.doubt("fan")
    await house["b"].look()
    assert house.rows.revoked == [name]
    assert house["b"].told == ["l1"]


async def test_what_nobody_was_told_of_is_found_within_seconds() -> None:
    house = House("a", "b")
    spent, closed, over = (
        house.rows.issue("spent", "l1"),
        house.rows.issue("closed", "l1"),
        house.rows.issue("over", "l1"),
    )
    for name in ("spent", "over"):
        house["b"].open(name, "l1")
    await house.go_on(CHECK)
    house.rows.holdings["spent", "artist"] = 0
    house.rows.sign_ins.discard("of over")
    gone = house.rows.passes[closed]
    house.rows.passes[closed] = LivingPass(gone.id, "l1", "artist", 10, None, gone.session, gone.issued_at)
    await house.go_on(CHECK)
    assert set(house.rows.revoked) == {spent, closed, over}


@pytest.mark.parametrize("killed", ["a", "b"])
async def test_a_right_that_is_lost_is_seen_though_the_process_that_held_its_socket_was_killed(killed: str) -> None:
    """Also where that was the one that looks at everybody's passes."""
    house = House("a", "b")
    spent, holds, over = (house.rows.issue(name, "l1") for name in ("spent", "holds", "over"))
    for name in ("spent", "holds", "over"):
        house[killed].open(name, "l1")
    await house.go_on(LISTEN)
    house[killed].stopped = True
    house.rows.holdings["spent", "artist"] = 0
    house.rows.sign_ins.discard("of over")
    await house.go_on(SILENT_AFTER + CHECK + 2)
    assert set(house.rows.revoked) == {spent, over}
    assert holds in house.rows.passes, "its page may come back"


async def test_a_pass_ends_with_its_sign_in_and_with_no_other() -> None:
    house = House("a", "b")
    first, other = house.rows.issue("fan", "l1"), house.rows.issue("fan", "l1", session="another")
    over, watches = house["a"].open("fan", "l1"), house["b"].open("fan", "l1", session="another")
    await house.go_on(CHECK)
    house.rows.sign_ins.discard("of fan")
    await house.go_on(CHECK)
    assert (over.code, house.rows.revoked) == (4401, [first]), "though the account watches there by the other"
    await house.go_on(60)
    assert (watches.code, list(house.rows.passes)) == (0, [other])
    watches.close()
    house["b"].open("fan", "l1", session="a third")
    await house.go_on(LISTEN)
    assert house.rows.revoked == [first, other], "nor does it live by another's page"


async def test_a_stopped_process_takes_nobodys_pass_and_a_dead_one_leaves_time_to_come_back() -> None:
    house = House("a", "b")
    stays, comes, left = (house.rows.issue(name, "l1") for name in ("stays", "comes", "left"))
    for name in ("stays", "comes", "left"):
        house["b"].open(name, "l1")
    await house.go_on(LISTEN)
    house["b"].stopped = True
    await house.go_on(DEAD_AFTER - 10)
    assert house.rows.revoked == []
    house["a"].open("comes", "l1")
    await house.go_on(10 + GONE_AFTER + 5)
    assert set(house.rows.revoked) == {stays, left}
    assert comes in house.rows.passes
    house.rows.issue("stays", "l1", AT + timedelta(minutes=2))
    house["b"].stopped = False  # what it had was forgotten: it writes all of it down again
    await house.go_on(5)
    assert ("stays", "l1", "of stays") in house.rows.watched()


async def test_while_the_database_is_away_time_does_not_count() -> None:
    house = House("a")
    name = house.rows.issue("fan", "l1")
    socket = house["a"].open("fan", "l1")
    await house.go_on(LISTEN)
    house["a"].store.away = True
    socket.close()
    await house.go_on(300)
    house["a"].store.away = False
    await house.go_on(LISTEN - 1)
    assert name in house.rows.passes, "its page may need as long to come back"
    await house.go_on(GONE_AFTER)
    assert house.rows.revoked == [name]


async def test_one_page_more_than_there_may_be_is_told_of_the_others_and_may_take_their_place() -> None:
    house = House("a", "b")
    oldest = house["a"].open("fan", "l1", screen="page one")
    await house.go_on(LISTEN)
    house["a"].open("fan", "l2", screen="page two")
    for number in range(1, 3):
        house.rows.issue("fan", f"l{number}")
    await house.go_on(1)
    keeper = house["b"].keeper
    assert await keeper.make_room("fan", "of fan", "l1", "page one", 2, move=False) == []
    assert await keeper.make_room("fan", "of fan", "l2", None, 2, move=False) == [], "it does not say which it is"
    house["b"].open("fan", "l3", screen="page three")
    await house.go_on(1)
    in_the_way = await keeper.make_room("fan", "of fan", "l3", "page three", 2, move=False)
    assert [one.livestream_id for one in in_the_way] == ["l1", "l2"]
    assert await keeper.make_room("fan", "of fan", "l3", "page three", 2, move=True) == []
    await house.go_on(1)
    assert oldest.code == CODE
    assert house.rows.revoked == ["fan l1"], "at once"
    assert await keeper.make_room("fan", "of fan", "l3", "page three", 2, move=False) == []


async def test_of_pages_that_come_at_once_the_first_may_watch_and_the_others_are_closed() -> None:
    house = House("a", "b")
    await house.go_on(LISTEN)
    pages = [
        house["ab"[number % 2]].open("fan", "l1", session=f"sign-in {number}", screen=f"page {number}")
        for number in range(6)
    ]
    keeper = house["a"].keeper
    for number in (0, 2, 4):
        assert not await keeper.make_room("fan", f"sign-in {number}", "l1", f"page {number}", 3, move=False)
    await house["b"].look()
    assert len(await keeper.make_room("fan", "sign-in 5", "l1", "page 5", 3, move=False)) >= 3
    assert len(await keeper.make_room("fan", "sign-in 5", "l1", None, 3, move=False)) >= 3, "without its name"
    assert len(await keeper.make_room("fan", "sign-in 6", "l1", None, 3, move=False)) >= 3, "by one more sign-in"
    await house.go_on(SETTLE + 2)
    assert [page.code for page in pages] == [0, CODE] * 3, "those that were written first stay"


async def test_a_page_that_comes_back_from_a_dead_process_is_not_one_too_many() -> None:
    house = House("a", "b", most=1)
    await house.go_on(LISTEN)
    house["b"].open("fan", "l1")
    await house.go_on(5)
    house["b"].stopped = True
    comes_back = house["a"].open("fan", "l1")
    await house.go_on(2 * DEAD_AFTER)
    assert comes_back.code == 0


async def test_whoever_only_asks_for_passes_has_no_more_of_them_than_others_have_screens() -> None:
    house = House("a")
    for number in range(6):
        assert await house["a"].keeper.make_room("fan", "of fan", f"l{number}", None, 3, move=False) == []
        house.rows.issue("fan", f"l{number}", AT + timedelta(seconds=number))
    assert sorted(house.rows.passes) == ["fan l3", "fan l4", "fan l5"]


async def test_what_could_not_be_written_is_written_later_and_once() -> None:
    house = House("a")
    await house.go_on(1)
    stays, leaves = house["a"].open("stays", "l1"), house["a"].open("leaves", "l1")
    write = house["a"].store.write_screens

    async def break_off(process: str, opened: Sequence[Screen], closed: Collection[str]) -> None:
        await write(process, opened[:1], closed)
        raise ConnectionError

    house["a"].store.write_screens = break_off  # type: ignore[method-assign]
    with pytest.raises(ConnectionError):
        await house["a"].keeper.look()
    leaves.close()
    house["a"].store.write_screens = write  # type: ignore[method-assign]
    await house.go_on(1)
    assert [screen.account_id for _, screen in house.rows.screens.values()] == ["stays"]
    stays.close()
    await house.go_on(1)
    assert house.rows.screens == {}


async def test_all_processes_hear_of_what_one_of_them_does() -> None:
    rows, clock, buses = Rows(), Clock(), list[LossyBus]()
    here, there = (Process(rows, name, clock, bus=LossyBus(buses)) for name in "ab")
    for process in (here, there):
        await process.bus.start(lambda: None)
    rows.issue("fan", "l1")
    rows.holdings["fan", "artist"] = 0
    await here.look()
    assert (here.told, there.told) == (["l1"], ["l1"]), "a node may report to either"
    rows.holdings["fan", "artist"] = 10
    socket = there.open("fan", "l2", screen="page two")
    await there.look()
    assert await here.keeper.make_room("fan", "of fan", "l3", "page three", 1, move=True) == []
    async with asyncio.timeout(10):
        await there.keeper._round()
    assert socket.code == CODE


class PassLife(RuleBasedStateMachine):
    """Pages open and close at processes that stop, die and lose their database. Nobody who watches loses a pass; who
    left has none when all has been well for a while."""

    @initialize()
    def begin(self) -> None:
        self.house = House("a", "b", most=1)
        self.sockets: dict[str, tuple[str, Socket]] = {}
        self.left_at: dict[str, float] = {}
        self.well_since = self.house.clock.now
        self.go_on(1)

    def at(self) -> float:
        return self.house.clock.now

    def recover(self) -> None:
        """All is well again, for a moment at least."""
        self.well_since = self.at()
        self.go_on(2)

    @rule(fan=st.sampled_from(["x", "y", "z"]), process=st.sampled_from(["a", "b"]))
    def watch(self, fan: str, process: str) -> None:
        """A page is let in, for which its process needs the database, and asks for its pass."""
        found = self.house[process]
        if found.stopped or found.store.away:
            return
        if fan in self.sockets:
            self.sockets[fan][1].close()
        self.sockets[fan] = process, found.open(fan, "l1")
        if f"{fan} l1" not in self.house.rows.passes:
            self.house.rows.issue(fan, "l1", AT + timedelta(seconds=self.at()))
        self.left_at.pop(fan, None)

    @rule(fan=st.sampled_from(["x", "y", "z"]))
    def leave(self, fan: str) -> None:
        if fan in self.sockets:
            self.sockets.pop(fan)[1].close()
            self.left_at[fan] = self.at()

    @rule(process=st.sampled_from(["a", "b"]), seconds=st.integers(1, int(DEAD_AFTER) - 5))
    def stop(self, process: str, seconds: int) -> None:
        """It stands still for less than it takes to be given up."""
        self.house[process].stopped = True
        self.go_on(seconds)
        self.house[process].stopped = False
        self.recover()

    @rule(process=st.sampled_from(["a", "b"]), seconds=st.integers(1, int(DEAD_AFTER) - 5))
    def cut(self, process: str, seconds: int) -> None:
        self.house[process].store.away = True
        self.go_on(seconds)
        self.house[process].store.away = False
        self.recover()

    @rule(seconds=st.integers(1, 60))
    def database_away(self, seconds: int) -> None:
        for process in self.house.processes.values():
            process.store.away = True
        self.go_on(seconds)
        for process in self.house.processes.values():
            process.store.away = False
        self.recover()

    @rule(process=st.sampled_from(["a", "b"]))
    def die(self, process: str) -> None:
        """Killed, and started again; its pages come back, some later than others, but within their time."""
        dead = self.house[process]
        name = f"{process}{self.at()}"
        self.house.processes[process] = Process(self.house.rows, name, self.house.clock, most=1)
        dead.stopped = True
        self.go_on(1)
        lost = [fan for fan, (where, _) in self.sockets.items() if where == process]
        for wait, fan in enumerate(lost, 3):
            self.go_on(wait)
            self.sockets[fan] = process, self.house[process].open(fan, "l1")
        self.well_since = self.at()

    @rule(seconds=st.integers(1, 120))
    def go_on(self, seconds: int) -> None:
        asyncio.run(self.house.go_on(seconds))

    @invariant()
    def nobody_who_watches_loses_a_pass(self) -> None:
        for fan, (_, socket) in getattr(self, "sockets", {}).items():
            assert socket.code == 0
            assert f"{fan} l1" in self.house.rows.passes

    @invariant()
    def who_left_has_none_in_the_end(self) -> None:
        for fan, left_at in getattr(self, "left_at", {}).items():
            well = self.at() - max(left_at, self.well_since)
            if well > DEAD_AFTER + LISTEN + GONE_AFTER + 5:
                assert f"{fan} l1" not in self.house.rows.passes


def test_nobody_who_watches_loses_a_pass_and_who_left_has_none_in_the_end() -> None:
    run_state_machine_as_test(
        PassLife,
        settings=settings(
            max_examples=60, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
