"""Counts reach the database once, and the last ones in time."""

from collections.abc import Mapping

from live.supervisor import Supervisor
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
