"""The judgement of absence, driven through whatever can happen: clocks, standstills, partitions, outages of the bus,
kills, callbacks that come late and twice. The web processes are real but for their sockets: the board, the judge, the
supervisor's steps, the catalog and its database. Time is the test's own, and so is the ingest node.
"""

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from catalog import models
from catalog.db.orm import close_database, open_database
from catalog.feeds.publishing import admit_publisher, note_stream_ended, note_stream_started
from catalog.feeds.shapes import PublisherChange
from catalog.livestreams.changes import Created, move_livestream, rotate_stream_key
from catalog.livestreams.errors import AdmissionRefusedError, MoveRefusedError
from catalog.livestreams.lifecycle import GOES_ON as MAY_GO_ON
from catalog.livestreams.lifecycle import Status
from catalog.livestreams.publishers import LEAST_WAIT
from catalog.shapes import Account
from contract.callbacks import ReportedSession
from contract.publishing import digest_key
from live.catalog_store import CatalogStore
from live.live import Live
from live.supervisor import Supervisor
from realtime.bus.bus import Handlers, Message
from settings import Settings
from support.databases import KEYS, create_artist, create_database, create_livestream

T = TypeVar("T")
Request = Callable[["Process"], Coroutine[Any, Any, None]]

TICK = 0.25
BASE = datetime(2026, 1, 31, 20, tzinfo=UTC)
EXAMPLES = 3
"""Each of 25 events. Set it to some hundreds after a change of the judge, the lifecycle or the callbacks."""
HEARD_WITHIN = 2.0
MEMORY = Path("/dev/shm")  # noqa: S108 - the folder in it has a name of its own
"""A folder that is no disk: nothing here is about power cuts."""
LONGEST = 10.0
GOES_ON = MAY_GO_ON.total_seconds()


class ModelBus(Handlers):
    """Redis: what is sent while either end is cut off is lost, and a process that stands still hears it later."""

    problem: str | None = None
    dropped = 0

    def __init__(self, process: "Process") -> None:
        super().__init__()
        self._process = process

    @property
    def alone(self) -> bool:
        return len(self._process.platform.processes) == 1

    async def start(self, reconnected: Callable[[], None]) -> None:
        pass

    def publish(self, message: Message, topic: str = "") -> None:
        for other in self._process.platform.processes:
            if other is not self._process and self._process.connected and other.connected:
                other.hear(message)

    async def stop(self) -> None:
        pass


class Process:
    """One web process."""

    def __init__(self, platform: "Platform", grace: float) -> None:
        self.platform = platform
        self.asleep_until = 0.0
        self.cut_off_until = 0.0
        self.awake_since = platform.now
        self.looks_first = False
        self.ahead = timedelta()
        self.bus = ModelBus(self)
        self._inbox: list[Message] = []
        self._late: list[Request] = []
        store = CatalogStore(grace, self.wall)
        self.live = Live(Settings(), store, self.bus, clock=lambda: platform.now)
        self.supervisor = Supervisor(self.live, grace, self.wall)

    @property
    def awake(self) -> bool:
        return self.platform.now >= self.asleep_until

    @property
    def connected(self) -> bool:
        return self.platform.now >= self.cut_off_until

    def wall(self) -> datetime:
        return BASE + timedelta(seconds=self.platform.now) + self.ahead

    async def start(self) -> None:
        await self.live.read_all()

    def hear(self, message: Message) -> None:
        if self.awake:
            self.bus.take(message)
        else:
            self._inbox.append(message)

    def ask_later(self, request: Request) -> None:
        """A request that its sender has given up reaches it all the same when it goes on."""
        self._late.append(request)

    async def tick(self, number: int) -> None:
        if not self.awake:
            return
        if self.looks_first:
            # After a standstill the event loop may come to the timers before it comes to what was sent meanwhile.
            self.looks_first = False
            await self.supervisor.look()
        await self._catch_up()
        await self.supervisor.attend()
        await self.supervisor.look()
        if number % 4 == 0:
            for line in await self.live.store.read_after(self.live.board.seq):
                self.live.follower.offer(line)
            await self.supervisor.share()
        if number % 20 == 0:
            await self.live.publishers.read_holders()

    async def _catch_up(self) -> None:
        inbox, self._inbox = self._inbox, []
        for message in inbox:
            self.bus.take(message)
        late, self._late = self._late, []
        for request in late:
            await request(self)


class Node:
    """The ingest node: its encoder, its spool, its reports."""

    def __init__(self) -> None:
        self.session: str | None = None
        self.told = False
        self.held: dict[str, float] = {}
        self.spool: list[tuple[str, str, bool, float]] = []
        self.alive = True
        self.open: list[str] = []


class Platform:
    """Everything, and the time."""

    def __init__(self, grace: float, processes: int) -> None:
        self.now = 100.0
        self.grace = grace
        self.count = processes
        self.number = 0
        self.processes: list[Process] = []
        self.node = Node()
        self.sessions = 0
        self.parted_until = 0.0
        self.heard_since = self.now
        """Since when the node can be heard by some process."""
        self.heard_before = self.now
        """When it could be heard for the last time before that."""
        self.clocks_set = False
        self.flowing_since: float | None = None
        self.vacant_since: float | None = self.now
        self.known: str | None = None
        """The session that web knows to flow."""
        self.known_since = 0.0
        self.well_since: float | None = None
        """Since when there has been nothing that could make a guess wrong."""
        self.over: set[str] = set()
        self.over_since = 0.0
        self.seq = 0
        self.key = ""
        self.keys: dict[str, str] = {}
        """The one that each session came in with."""
        self.repeat: Request | None = None
        self.sticky = 0
        self.story: list[str] = []

    async def start(self, folder: Path) -> None:
        self.context = await open_database(await create_database(folder), KEYS)
        self.artist: Account = await create_artist("ada@example.org")
        self.show: Created = await create_livestream(self.artist)
        self.key = self.show.stream_key
        for _ in range(self.count):
            process = Process(self, self.grace)
            self.processes.append(process)
        for process in self.processes:
            await process.start()
        await self.read_lines()

    # -- the way from ingest to web ----------------------------------------------------------------------------

    @property
    def parted(self) -> bool:
        return self.now < self.parted_until

    @property
    def awake(self) -> list[Process]:
        return [process for process in self.processes if process.awake]

    def find_ear(self) -> Process | None:
        """The process that the node's next call reaches."""
        if self.parted or not self.awake:
            return None
        return self.awake[self.number % len(self.awake)]

    async def report(self) -> None:
        node = self.node
        if not node.alive or self.parted:
            return
        sessions = [
            ReportedSession(session_id=name, livestream_id=self.show_id, state="interrupted") for name in node.held
        ]
        if node.session is not None:
            sessions.append(ReportedSession(session_id=node.session, livestream_id=self.show_id, idle_ms=100))

        async def ask(process: Process) -> None:
            publishers = process.live.publishers
            publishers.note_report("n1", sessions)
            publishing = {one.session_id: self.show_id for one in sessions if one.state == "publishing"}
            await process.live.settle("n1", publishing)
            for stop in await publishers.find_stops({one.session_id: self.show_id for one in sessions}):
                if stop.session_id == node.session and not self.parted:
                    self.note(f"told to stop {node.session}: {stop.reason}")
                    if stop.reason == "lost" and not self.clocks_set and self.now - self.heard_before < GOES_ON:
                        self.fail("it could have gone on")
                    self.leave(clean=stop.reason != "taken_over")
                node.held.pop(stop.session_id, None)

        target = self.processes[self.sticky % len(self.processes)]
        if target.awake:
            await ask(target)
        else:
            target.ask_later(ask)
            if self.awake:
                self.sticky = self.processes.index(self.awake[0])

    async def carry(self) -> None:
        """The spool, in order."""
        while self.node.alive and self.node.spool and (ear := self.find_ear()) is not None:
            name, session, clean, at = self.node.spool.pop(0)
            await self.tell(ear, name, session, clean, at)

            async def again(
                process: Process, name: str = name, session: str = session, clean: bool = clean, at: float = at
            ) -> None:
                await self.tell(process, name, session, clean, at)

            self.repeat = again

    async def tell(self, process: Process, name: str, session: str, clean: bool, at: float) -> None:
        key, now = self.keys[session], process.wall()
        moment = now - timedelta(seconds=self.now - at)
        change: PublisherChange
        if name == "started":
            change = await note_stream_started(
                digest_key(key), session, node="n1", at=moment, grace=self.grace, now=now
            )
            if session == self.node.session and self.known != session:
                self.known, self.known_since = session, self.now
        else:
            change = await note_stream_ended(
                digest_key(key), session, at=moment, reason="x", clean=clean, grace=self.grace, now=now
            )
        await process.live.tell(change)

    # -- what happens ------------------------------------------------------------------------------------------

    def note(self, words: str) -> None:
        self.story.append(f"{self.now:.2f} {words}")

    @property
    def show_id(self) -> str:
        return self.show.entry.livestream_id

    async def connect(self) -> None:
        ear = self.find_ear()
        if ear is None or self.node.session is not None or not self.node.alive:
            return
        self.sessions += 1
        session = f"s{self.sessions}"
        gone = f"s{self.sessions - 1}"
        try:
            await admit_publisher(
                digest_key(self.key), session, node="n1", replaces=gone,
                silence=ear.live.publishers.silence, now=ear.wall(),
            )  # fmt: skip
        except AdmissionRefusedError as refusal:
            self.note(f"{session} refused: {refusal.code}")
            return
        self.note(f"{session} flows")
        self.keys[session] = self.key
        node = self.node
        node.session = session
        node.held.clear()
        node.open.append(session)
        node.spool.append(("started", session, False, self.now))
        self.flowing_since, self.vacant_since = self.now, None

    def leave(self, *, clean: bool) -> None:
        node = self.node
        if node.session is None:
            return
        self.note(f"{node.session} {'says goodbye' if clean else 'breaks off'}")
        node.spool.append(("ended", node.session, clean, self.now))
        node.open.remove(node.session)
        if not clean and self.grace:
            node.held[node.session] = self.now + self.grace
        self.vacate()

    def restart_ingest(self) -> None:
        if self.node.alive:
            return
        self.note("ingest is started again")
        self.node.alive = True
        self.node.spool += [("ended", session, False, self.now) for session in self.node.open]
        self.node.open.clear()

    async def reopen(self) -> None:
        """If it is over for good."""
        row = await models.Livestream.get(id=self.show_id)
        if row.status is Status.ENDED:
            self.note("the artist presses Reopen")
            process = self.awake[0]
            change = await move_livestream(self.show_id, self.artist.id, "start", now=process.wall())
            await process.live.announce(change.transitions)

    def vacate(self) -> None:
        self.node.session = self.known = self.flowing_since = None
        self.vacant_since = self.now

    async def tick(self) -> None:
        self.now += TICK
        self.number += 1
        for process in self.processes:
            await process.tick(self.number)
        for held in [name for name, until in self.node.held.items() if until <= self.now]:
            del self.node.held[held]
        if self.number % 4 == 1:
            await self.report()
        await self.carry()
        hearable = self.node.alive and not self.parted and self.awake
        if not hearable:
            if self.heard_since < self.now - TICK:
                self.heard_before = self.now - TICK
            self.heard_since = self.now
        # What makes a guess wrong: the node could not be heard although somebody listened.
        if not self.node.alive or self.parted:
            self.well_since = None
        elif self.well_since is None:
            self.well_since = self.now
        await self.read_lines()
        await self.check()

    async def read_lines(self) -> None:
        lines = await models.Transition.filter(seq__gt=self.seq).order_by("seq")
        for line in lines:
            self.seq = line.seq
            self.note(f"  {line.type}")
            healthy = (
                self.known is not None
                and self.known_since < self.now
                and self.known not in self.over
                and self.well_since is not None
                and self.now - self.well_since > HEARD_WITHIN
            )
            if healthy and line.type in ("livestream.interrupted", "livestream.ended"):
                self.fail(f"{line.type}, although {self.known} flows and can be heard")

    def fail(self, words: str) -> None:
        raise AssertionError("\n".join([*self.story, f"{self.now:.2f} {words}"]))

    async def check(self) -> None:
        row = await models.Livestream.get(id=self.show_id).select_related("feed")
        holder, node = row.feed.session_id, self.node
        heard_for = self.now - self.heard_since
        if node.session is not None and heard_for > HEARD_WITHIN + TICK:
            since = max(self.flowing_since or 0, self.over_since)
            if node.session in self.over and self.now - since > HEARD_WITHIN + TICK:
                self.fail(f"{node.session} was not told to stop")
            if node.session not in self.over and self.now - since > HEARD_WITHIN + TICK:
                seen = row.status is Status.LIVE and holder == node.session and row.interrupted_until is None
                if not seen:
                    self.fail(f"{node.session} flows unseen: {row.status.word} {holder}")
        if self.vacant_since is not None and row.status is Status.LIVE:
            alone = len(self.processes) == 1
            limit = self.grace + LONGEST if alone else max(self.grace, LEAST_WAIT) + LONGEST - 1
            awake = [self.now - max(self.vacant_since, process.awake_since) for process in self.awake]
            if any(seconds > limit for seconds in awake):
                self.fail("live with nobody")


PAUSES = st.sampled_from([0.0, 0.25, 1.0, 3.0, 3.0, 7.0, 12.0, 12.0, 40.0])


def happens(**given: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A rule after which some time goes by."""

    def make(change: Callable[..., None]) -> Callable[..., None]:
        def act(self: "Absence", well_before: bool, then: float, **drawn: Any) -> None:
            if well_before:
                self.make_well()
            change(self, **drawn)
            self.wait(then)

        act.__name__ = change.__name__
        strategies: dict[str, Any] = {"then": PAUSES, "well_before": st.integers(0, 3).map(bool), **given}
        made: Callable[..., None] = rule(**strategies)(act)  # type: ignore[no-untyped-call]
        return made

    return make


class Absence(RuleBasedStateMachine):
    """What may happen, in any order, and how much time goes by then."""

    grace = 30.0
    processes = 1

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        self.platform = Platform(self.grace, self.processes)

    def run(self, change: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(change)

    def teardown(self) -> None:
        self.run(close_database(self.platform.context))
        self.runner.close()
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        self.run(self.platform.start(self.folder))
        self.run(self.platform.connect())
        self.wait(2)

    def wait(self, seconds: float) -> None:
        async def go() -> None:
            for _ in range(round(seconds / TICK)):
                await self.platform.tick()

        self.run(go())

    def make_well(self) -> None:
        """Somebody sees to it that there is a show again, where there is none: most faults must meet one."""
        platform = self.platform
        if platform.node.session is not None or platform.parted or not platform.awake:
            return
        if not platform.node.alive:
            platform.restart_ingest()
        self.run(platform.reopen())
        self.run(platform.connect())
        self.wait(3)

    @precondition(lambda self: self.platform.node.session is None)
    @happens()
    def an_encoder_comes(self) -> None:
        self.run(self.platform.connect())

    @precondition(lambda self: self.platform.node.session is not None)
    @happens(clean=st.booleans())
    def the_encoder_goes(self, clean: bool) -> None:
        self.platform.leave(clean=clean)

    @precondition(lambda self: self.platform.node.alive)
    @happens()
    def ingest_is_killed(self) -> None:
        self.platform.note("ingest is killed")
        self.platform.node.alive = False
        self.platform.vacate()
        self.platform.node.held.clear()

    @precondition(lambda self: not self.platform.node.alive)
    @happens()
    def ingest_is_started_again(self) -> None:
        self.platform.restart_ingest()

    @happens(seconds=st.sampled_from([0.5, 4.0, 9.0, 45.0]))
    def ingest_is_cut_off_from_web(self, seconds: float) -> None:
        self.platform.note(f"ingest is cut off for {seconds} s")
        self.platform.parted_until = self.platform.now + seconds

    @happens(which=st.integers(0, 2), seconds=st.sampled_from([0.5, 2.0, 9.0, 20.0]), looks_first=st.booleans())
    def a_process_stands_still(self, which: int, seconds: float, looks_first: bool) -> None:
        which %= len(self.platform.processes)
        self.platform.note(f"web {which} stands still for {seconds} s")
        process = self.platform.processes[which]
        process.asleep_until = process.awake_since = self.platform.now + seconds
        process.looks_first = looks_first

    @happens(which=st.integers(0, 2), seconds=st.sampled_from([1.0, 6.0, 53.0]))
    def a_process_loses_the_bus(self, which: int, seconds: float) -> None:
        which %= len(self.platform.processes)
        self.platform.note(f"web {which} is without the bus for {seconds} s")
        self.platform.processes[which].cut_off_until = self.platform.now + seconds

    @happens(seconds=st.sampled_from([6.0, 53.0]))
    def the_bus_is_away(self, seconds: float) -> None:
        self.platform.note(f"the bus is away for {seconds} s")
        for process in self.platform.processes:
            process.cut_off_until = self.platform.now + seconds

    @happens(which=st.integers(0, 2))
    def a_process_is_started_again(self, which: int) -> None:
        which %= len(self.platform.processes)
        self.platform.note(f"web {which} is started again")
        process = Process(self.platform, self.grace)
        process.ahead = self.platform.processes[which].ahead
        self.platform.processes[which] = process
        self.run(process.start())

    @happens(which=st.integers(0, 2), hours=st.sampled_from([-1, 1]))
    def a_wall_clock_is_set(self, which: int, hours: int) -> None:
        which %= len(self.platform.processes)
        self.platform.note(f"the clock of web {which} is set by {hours} h")
        self.platform.processes[which].ahead += timedelta(hours=hours)
        self.platform.clocks_set = True

    @precondition(lambda self: self.platform.repeat is not None and self.platform.awake)
    @happens()
    def a_callback_comes_again(self) -> None:
        self.platform.note("the last callback comes again")
        assert self.platform.repeat is not None
        self.run(self.platform.repeat(self.platform.awake[0]))

    @precondition(lambda self: bool(self.platform.awake))
    @happens()
    def the_artist_makes_a_new_key(self) -> None:
        async def press() -> None:
            platform = self.platform
            process = platform.awake[0]
            feed = await models.Feed.get(livestream_id=platform.show_id)
            try:
                rotation = await rotate_stream_key(platform.show_id, platform.artist.id, now=process.wall())
            except MoveRefusedError:
                return
            platform.note("the artist makes a new key")
            platform.key = rotation.stream_key
            platform.over |= {f"s{number}" for number in range(platform.sessions + 1)} - {feed.session_id or ""}
            platform.over_since = platform.now
            await process.live.tell(rotation.change)

        self.run(press())

    @precondition(lambda self: bool(self.platform.awake))
    @happens(reopen=st.booleans())
    def the_artist_ends_the_show(self, reopen: bool) -> None:
        async def press() -> None:
            platform = self.platform
            process = platform.awake[0]
            if (await models.Livestream.get(id=platform.show_id)).status is not Status.LIVE:
                return
            platform.note(f"the artist presses End{', and Reopen' if reopen else ''}")
            platform.over |= {f"s{number}" for number in range(platform.sessions + 1)}
            platform.over_since = platform.now
            for move in ("stop", "start") if reopen else ("stop",):
                change = await move_livestream(platform.show_id, platform.artist.id, move, now=process.wall())
                await process.live.announce(change.transitions)

        self.run(press())


@pytest.mark.parametrize("processes", [1, 3])
@pytest.mark.parametrize("grace", [0.0, 30.0])
def test_no_healthy_show_is_told_lost_none_flows_unseen_and_none_is_live_with_nobody(
    grace: float, processes: int
) -> None:
    machine = type("Machine", (Absence,), {"grace": grace, "processes": processes})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=25,
            suppress_health_check=list(HealthCheck),
        ),
    )
