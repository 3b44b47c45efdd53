"""Graces run out and silent publishers are given up; counts reach the database once, and the last ones in time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from catalog.feeds.shapes import PublisherChange
from contract.callbacks import ReportedSession
from contract.livestreams import Transition
from live.live import Live
from live.supervisor import LOOK, Supervisor
from realtime.bus.bus import MemoryBus
from settings import Settings
from support.waiting import until
from support.world import LossyBus, MemoryStore, make_live


class CountingStore(MemoryStore):
    """Remembers what was written, in turn."""

    def __init__(self) -> None:
        super().__init__()
        self.saved: list[dict[str, tuple[int, int]]] = []

    async def save_counts(self, counts: Mapping[str, tuple[int, int]]) -> None:
        self.saved.append(dict(counts))


async def test_of_several_processes_one_writes_the_counts() -> None:
    store, buses = CountingStore(), []  # type: ignore[var-annotated]
    store.commit("l1", "livestream.live", "live", "show")
    lives = [make_live(store, LossyBus(buses)) for _ in range(3)]
    for live in lives:
        await live.start()
    supervisors = [Supervisor(live, 30) for live in lives]
    for live in lives:
        live.audience.tell_all()
    lives[0].audience.change("l1", 4)
    lives[0].audience.tell_all()
    for supervisor in supervisors:
        await supervisor.save_counts()
    assert store.saved == [{"l1": (4, 4)}]
    writer = min(lives, key=lambda live: live.process)
    await writer.stop()
    lives.remove(writer)
    for supervisor in supervisors:
        if supervisor._live is not writer:
            await supervisor.save_counts()
    assert len(store.saved) == 2, "the next one takes its turn"
    for live in lives:
        await live.stop()


async def test_the_last_counts_are_saved_when_the_process_ends() -> None:
    store = CountingStore()
    store.commit("l1", "livestream.live", "live", "show")
    live = make_live(store, LossyBus([]))
    await live.start()
    supervisor = Supervisor(live, 30)
    await supervisor.start()
    live.audience.change("l1", 3)
    await supervisor.stop()
    assert store.saved[-1] == {"l1": (3, 3)}
    await live.stop()


async def test_a_show_that_ends_has_its_last_counts_written() -> None:
    store = CountingStore()
    store.commit("l1", "livestream.live", "live", "show")
    store.commit("l2", "livestream.scheduled", "scheduled", "show")
    live = make_live(store, LossyBus([]))
    await live.start()
    live.audience.change("l1", 5)
    live.audience.change("l1", -2)
    for name in ("l1", "l2", "nowhere"):
        await live.keep_counts(name)
    assert store.saved == [{"l1": (3, 5)}]
    await live.stop()


class Show:
    """A process that is alone, with a clock of the test's, and a database that remembers what it was told."""

    def __init__(self, store: "Deeds") -> None:
        self.now = 100.0
        self.store = store
        self.live = Live(Settings(), store, MemoryBus(), clock=lambda: self.now)
        self.supervisor = Supervisor(self.live, 30, wall=lambda: BEGAN + timedelta(seconds=self.now - 100))

    async def go(self, seconds: float) -> None:
        """Time goes by, and the process looks as often as it does."""
        for _ in range(round(seconds / LOOK)):
            self.now += LOOK
            await self.supervisor.attend()
            await self.supervisor.look()


BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


class Deeds(CountingStore):
    """What was done, in turn."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[tuple[str, ...]] = []
        self.meanwhile: Callable[[], None] = lambda: None

    def interrupt(self, until: datetime) -> str:
        line = self.commit("l1", "livestream.interrupted", "live", "show")
        text = until.isoformat()
        self.lines[-1] = replace(line, livestream={**line.livestream, "interrupted_until": text})
        return text

    async def expire_interrupted(self, livestream_id: str, until: str) -> Sequence[Transition]:
        self.done.append(("expired", livestream_id, until))
        return [self.commit(livestream_id, "livestream.ended", "ended", "show")]

    async def mark_lost(self, session_id: str) -> PublisherChange:
        self.done.append(("lost", session_id))
        self.meanwhile()
        return PublisherChange([])


async def test_a_show_whose_publisher_does_not_return_is_ended_once_its_time_is_over() -> None:
    store = Deeds()
    wait = store.interrupt(BEGAN + timedelta(seconds=10))
    show = Show(store)
    await show.live.read_all()
    await show.go(9)
    assert store.done == []
    await show.go(9)
    assert store.done == [("expired", "l1", wait)]
    assert "l1" not in show.live.board.active, "it was told here, too"


async def test_publishers_that_nobody_hears_of_are_taken_for_lost_once() -> None:
    show = Show(Deeds())
    show.live.publishers.note_connected("n1", "s1", "l1")
    await show.go(60)
    assert show.store.done == [("lost", "s1")]


async def test_one_that_is_heard_of_while_another_is_written_down_is_not_lost() -> None:
    show = Show(Deeds())
    publishers = show.live.publishers
    for session, livestream in (("s1", "l1"), ("s2", "l2")):
        publishers.note_connected("n1", session, livestream)

    def hear_of_the_other() -> None:
        [(_, lost)] = show.store.done
        other = "s2" if lost == "s1" else "s1"
        publishers.note_report("n1", [ReportedSession(session_id=other, livestream_id=f"l{other[1]}")])

    show.store.meanwhile = hear_of_the_other
    while not show.store.done:
        await show.go(LOOK)
    assert len(show.store.done) == 1


async def test_a_look_that_fails_is_said() -> None:
    store = Deeds()
    store.interrupt(BEGAN)
    show = Show(store)
    await show.live.read_all()

    def fail() -> datetime:
        raise RuntimeError("no clock")

    supervisor = Supervisor(show.live, 30, wall=fail)
    assert supervisor.problems() == {}
    await supervisor.start()
    assert "the look at the livestreams" in (await until(supervisor.problems))["supervisor"]
    await supervisor.stop()


async def test_an_end_goes_on_where_the_last_counts_cannot_be_saved(caplog: pytest.LogCaptureFixture) -> None:
    class Away(CountingStore):
        async def save_counts(self, counts: Mapping[str, tuple[int, int]]) -> None:
            raise OSError("the database is away")

    store = Away()
    store.commit("l1", "livestream.live", "live", "show")
    live = make_live(store, LossyBus([]))
    await live.read_all()
    live.audience.change("l1", 3)
    await Supervisor(live, 30).stop()
    assert "The last counts of viewers could not be saved." in caplog.messages
