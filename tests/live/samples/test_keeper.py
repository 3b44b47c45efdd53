"""Samples of shows that are live, written whatever the database does."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from catalog.audience.keeping import Samples as Written
from catalog.audience.keeping import Seen
from contract.livestreams import Entry
from live.samples.keeper import Samples
from realtime.board import Board, Listing


class Rows:
    """A database that fails when told to."""

    def __init__(self) -> None:
        self.samples = dict[tuple[str, int], Seen]()
        self.away = False
        self.forgot = list[datetime]()

    async def add(self, samples: Written) -> None:
        if self.away:
            raise OSError("the database is away")
        for key, seen in samples.items():
            self.samples[key] = self.samples.get(key, Seen()) + seen

    async def forget(self, before: datetime) -> int:
        self.forgot.append(before)
        return 3 - len(self.forgot)


def put(board: Board, name: str, status: str, seq: int) -> None:
    livestream: dict[str, Any] = {"id": name, "status": status}
    board.put(name, Listing(seq, Entry(name, "artist", livestream)))


async def test_an_outage_loses_and_doubles_nothing() -> None:
    now, rows, board, local = [1_800_000_000_000], Rows(), Board("", 0), {"one": 3}
    samples = Samples(board, local, rows, clock=lambda: now[0])
    put(board, "one", "live", 1)
    samples.note("one")
    now[0] += 4_000
    rows.away = True
    with pytest.raises(OSError, match="away"):
        await samples.flush()
    now[0] += 4_000
    rows.away = False
    await samples.flush()
    await samples.flush()
    assert rows.samples == {("one", 1_800_000_000): Seen(24_000, 3, 0)}


async def test_nobody_watches_what_is_not_live() -> None:
    now, rows, board = [1_800_000_000_000], Rows(), Board("", 0)
    samples = Samples(board, {"one": 3}, rows, clock=lambda: now[0])
    put(board, "one", "scheduled", 1)
    samples.note("one")
    now[0] += 9_000
    samples.change("one", 1)
    await samples.flush()
    assert rows.samples == {}


async def test_what_was_counted_last_is_written_as_the_process_ends() -> None:
    now, rows, board = [1_800_000_000_000], Rows(), Board("", 0)
    samples = Samples(board, {"one": 1}, rows, clock=lambda: now[0])
    put(board, "one", "live", 1)
    samples.start()
    samples.note("one")
    now[0] += 1_500
    await samples.stop()
    assert rows.samples == {("one", 1_800_000_000): Seen(1_500, 1, 0)}


async def test_what_was_kept_for_long_enough_goes_until_nothing_of_it_is_left() -> None:
    rows = Rows()
    now = datetime(2027, 3, 1, tzinfo=UTC)
    await Samples(Board("", 0), {}, rows, days=30).forget(now)
    assert rows.forgot == [now - timedelta(days=30)] * 3
