"""Who came, in one process: hashed at once, written whatever the database does."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from catalog.audience.visitors import Visits, hash_visitor
from contract.livestreams import Entry
from live.samples import visitors
from live.samples.visitors import Visitors
from realtime.board import Board, Listing

KEY = b"of this installation"


class Rows:
    """A database that fails when told to."""

    def __init__(self) -> None:
        self.written = dict[str, Visits]()
        self.salts = dict[str, bytes]()
        self.asked = 0
        self.away = False
        self.over = [3, 1, 0]
        self.settled = list[datetime]()

    async def open_salt(self, livestream_id: str) -> bytes:
        self.asked += 1
        return self.salts.setdefault(livestream_id, bytes([len(self.salts)]) * 16)

    async def add(self, visits: Mapping[str, Visits]) -> None:
        if self.away:
            raise OSError("the database is away")
        for name, mine in visits.items():
            known = self.written.setdefault(name, Visits())
            known.hashes.update(mine.hashes)
            known.hosts.update(mine.hosts)

    async def settle(self, before: datetime) -> int:
        self.settled.append(before)
        return self.over.pop(0)


def put(board: Board, name: str, status: str, seq: int) -> None:
    livestream: dict[str, Any] = {"id": name, "status": status}
    board.put(name, Listing(seq, Entry(name, "artist", livestream)))


def make(*names: str) -> tuple[Board, Rows, Visitors]:
    board, rows = Board("", 0), Rows()
    for seq, name in enumerate(names):
        put(board, name, "live", seq)
    return board, rows, Visitors(board, rows, KEY)


async def test_an_outage_loses_and_doubles_nothing() -> None:
    _, rows, mine = make("show")
    await mine.note("show", "ada", "a.example")
    await mine.note("show", "bob", "")
    rows.away = True
    with pytest.raises(OSError, match="away"):
        await mine.flush()
    await mine.note("show", "ada", "a.example")
    rows.away = False
    await mine.flush()
    await mine.flush()
    hashes = {hash_visitor(rows.salts["show"], KEY, who) for who in ("ada", "bob")}
    assert rows.written == {"show": Visits(hashes, Counter({"a.example": 2, "": 1}))}


async def test_what_is_not_live_has_no_visitors() -> None:
    board, rows, mine = make()
    put(board, "show", "scheduled", 1)
    await mine.note("show", "ada", "")
    await mine.note("unknown", "ada", "")
    assert (rows.asked, rows.written) == (0, {})


async def test_a_show_is_asked_for_its_salt_once_and_its_salt_is_forgotten_with_its_end() -> None:
    board, rows, mine = make("show")
    for who in "abc":
        await mine.note("show", who, "")
    mine.forget("show")
    await mine.note("show", "d", "")
    assert rows.asked == 1
    put(board, "show", "ended", 2)
    mine.forget("show")
    put(board, "show", "live", 3)
    await mine.note("show", "e", "")
    assert rows.asked == 2


async def test_what_waits_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visitors, "MOST_HASHES", 3)
    monkeypatch.setattr(visitors, "MOST_HOSTS", 2)
    _, rows, mine = make("one", "two")
    for number in range(10):
        await mine.note("one" if number % 2 else "two", f"fan {number}", f"h{number}.example")
    await mine.flush()
    assert sum(len(one.hashes) for one in rows.written.values()) == 3
    assert rows.written["one"].hosts == Counter({"h1.example": 1, "*": 4})
    assert rows.written["two"].hosts == Counter({"h0.example": 1, "*": 4})


async def test_what_was_heard_last_is_written_as_the_process_ends() -> None:
    _, rows, mine = make("show")
    mine.start()
    await mine.note("show", "ada", "")
    await mine.stop()
    assert len(rows.written["show"].hashes) == 1


async def test_shows_that_are_over_are_counted_until_none_is_left() -> None:
    _, rows, mine = make()
    now = datetime(2027, 3, 1, tzinfo=UTC)
    await mine.settle(now)
    assert rows.settled == [now - timedelta(seconds=60)] * 3
