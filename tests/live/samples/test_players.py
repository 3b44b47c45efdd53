"""How shows play, in one process: added up, written whatever the database does."""

from typing import Any

import pytest

from catalog.audience.quality import Played, Quality
from contract.livestreams import Entry
from live.samples import players
from live.samples.players import Players
from realtime.board import Board, Listing

NOW = 1_800_000_003_217


class Rows:
    """A database that fails when told to."""

    def __init__(self) -> None:
        self.sums = dict[tuple[str, int, str], Played]()
        self.away = False

    async def add(self, sums: Quality) -> None:
        if self.away:
            raise OSError("the database is away")
        for key, one in sums.items():
            self.sums[key] = self.sums.get(key, Played()) + one


def make(now: list[int], *live: str) -> tuple[Rows, Players]:
    board, rows = Board("", 0), Rows()
    for seq, name in enumerate(live):
        livestream: dict[str, Any] = {"id": name, "status": "live"}
        board.put(name, Listing(seq, Entry(name, "artist", livestream)))
    return rows, Players(board, rows, clock=lambda: now[0])


async def test_an_outage_loses_and_doubles_nothing() -> None:
    now = [NOW]
    rows, mine = make(now, "show")
    mine.note("show", {"source": Played(5_000, 1, 400), "480p": Played(1_000)})
    rows.away = True
    with pytest.raises(OSError, match="away"):
        await mine.flush()
    mine.note("show", {"source": Played(2_000, stalls=1)})
    now[0] += 10_000
    mine.note("show", {"source": Played(7_000)})
    rows.away = False
    await mine.flush()
    await mine.flush()
    assert rows.sums == {
        ("show", 1_800_000_000, "source"): Played(7_000, 1, 400, stalls=1),
        ("show", 1_800_000_000, "480p"): Played(1_000),
        ("show", 1_800_000_010, "source"): Played(7_000),
    }


async def test_what_is_not_live_plays_nothing() -> None:
    rows, mine = make([NOW], "show")
    mine.note("another", {"source": Played(5_000)})
    await mine.flush()
    assert rows.sums == {}


async def test_what_waits_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(players, "MOST", 15)
    rows, mine = make([NOW], "one", "two")
    for number in range(10, 40):
        mine.note("one", {f"{number}p": Played(1_000)})
        mine.note("two", {"source": Played(1_000), f"{number}p": Played(1_000)})
    await mine.flush()
    assert len(rows.sums) == 15
    assert rows.sums["two", 1_800_000_000, "source"] == Played(30_000)


async def test_what_was_heard_last_is_written_as_the_process_ends() -> None:
    rows, mine = make([NOW], "show")
    mine.loop.start()
    mine.note("show", {"source": Played(5_000)})
    await mine.stop()
    assert rows.sums == {("show", 1_800_000_000, "source"): Played(5_000)}
