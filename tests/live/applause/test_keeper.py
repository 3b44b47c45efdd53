"""What was clapped is written down, whatever the database does meanwhile."""

import asyncio
from collections import Counter
from collections.abc import Mapping

import pytest

from live.applause import keeper as kept
from live.applause.keeper import Keeper
from support.waiting import until


class Rows:
    """A database that fails when told to."""

    def __init__(self) -> None:
        self.claps = Counter[tuple[str, int]]()
        self.away = False
        self.asked = 0

    async def add(self, claps: Mapping[tuple[str, int], int]) -> None:
        self.asked += 1
        await asyncio.sleep(0)
        if self.away:
            raise OSError("the database is away")
        self.claps.update(claps)


@pytest.fixture
def rows() -> Rows:
    return Rows()


async def test_claps_of_a_second_are_one_figure(rows: Rows) -> None:
    now = [100.2]
    keeper = Keeper(rows, clock=lambda: now[0])
    for second in (100.2, 100.9, 101.1):
        now[0] = second
        keeper.note("one", 2)
    keeper.note("two", 5)
    await keeper.flush()
    assert rows.claps == {("one", 100): 4, ("one", 101): 2, ("two", 101): 5}
    await keeper.flush()
    assert rows.asked == 1, "there was nothing more to write"


async def test_a_loop_writes_behind(rows: Rows) -> None:
    keeper = Keeper(rows, clock=lambda: 7.0, every=0.0)
    keeper.loop.start()
    keeper.note("one", 3)
    await until(lambda: rows.claps["one", 7] == 3)
    keeper.note("one", 4)
    await until(lambda: rows.claps["one", 7] == 7)
    await keeper.stop()


async def test_nothing_is_lost_nor_doubled_over_an_outage(rows: Rows) -> None:
    keeper = Keeper(rows, clock=lambda: 7.0)
    rows.away = True
    keeper.note("one", 3)
    with pytest.raises(OSError, match="away"):
        await keeper.flush()
    keeper.note("one", 4)
    rows.away = False
    await keeper.stop()
    assert rows.claps == {("one", 7): 7}


async def test_what_is_being_written_when_a_process_ends_is_written_once(rows: Rows) -> None:
    keeper = Keeper(rows, clock=lambda: 7.0, every=0.0)
    keeper.loop.start()
    keeper.note("one", 3)
    await until(lambda: rows.asked == 1)
    await keeper.stop()
    assert rows.claps == {("one", 7): 3}


async def test_what_waits_for_the_database_is_bounded(rows: Rows, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 2)
    keeper = Keeper(rows, clock=lambda: 7.0)
    for name in ("one", "two", "three", "one"):
        keeper.note(name, 1)
    await keeper.stop()
    assert rows.claps == {("one", 7): 2, ("two", 7): 1}


async def test_a_database_that_is_away_does_not_keep_a_process_from_ending(rows: Rows) -> None:
    keeper = Keeper(rows)
    rows.away = True
    keeper.note("one", 3)
    await keeper.stop()
    assert not rows.claps
