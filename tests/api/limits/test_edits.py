"""Changes of details that come faster than anybody reads them are one change."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from api.limits.edits import Edits
from catalog.livestreams.changes import Change
from contract.livestreams import Entry


class Row:
    """What is written, each time."""

    def __init__(self) -> None:
        self.writes: list[dict[str, Any]] = []
        self.broken = False

    async def write(self, fields: Mapping[str, Any]) -> Change:
        await asyncio.sleep(0)
        if self.broken:
            raise LookupError("gone")
        self.writes.append(dict(fields))
        return Change(Entry(f"{len(self.writes)}", "ada", {}), [len(self.writes)])  # type: ignore[list-item]


@pytest.fixture
def row() -> Row:
    return Row()


async def test_the_first_is_written_at_once_and_those_after_it_together(row: Row) -> None:
    edits = Edits(0.1)
    await edits.change("one", {"title": "A"}, row.write)
    assert row.writes == [{"title": "A"}]
    changes = await asyncio.gather(
        edits.change("one", {"title": "B", "description": "b"}, row.write),
        edits.change("one", {"title": "C"}, row.write),
        edits.change("one", {"auto_start": False}, row.write),
    )
    assert row.writes[1:] == [{"title": "C", "description": "b", "auto_start": False}]
    assert [len(change.transitions) for change in changes] == [1, 0, 0], "announced once"
    assert {change.entry.livestream_id for change in changes} == {"2"}


async def test_those_of_others_do_not_wait(row: Row) -> None:
    edits = Edits(60)
    await edits.change("one", {"title": "A"}, row.write)
    await edits.change("two", {"title": "B"}, row.write)
    assert len(row.writes) == 2


async def test_everybody_hears_why_it_failed_and_the_next_may_try(row: Row) -> None:
    edits = Edits(0.05)
    await edits.change("one", {"title": "A"}, row.write)
    row.broken = True
    failed = await asyncio.gather(
        *(edits.change("one", {"title": f"{number}"}, row.write) for number in range(3)), return_exceptions=True
    )
    assert [type(one) for one in failed] == [LookupError] * 3
    row.broken = False
    await edits.change("one", {"title": "B"}, row.write)
    assert row.writes[-1] == {"title": "B"}


async def test_what_is_remembered_is_bounded(row: Row) -> None:
    edits = Edits(0.0, capacity=10)
    for number in range(100):
        await edits.change(f"{number}", {}, row.write)
    assert len(edits._next) <= 11
