"""A cursor is read where it was made, and nowhere else."""

import pytest

from catalog.db.cursors import LARGEST, read_cursor, read_number, write_cursor
from catalog.errors import CursorError


def test_a_cursor_reads_back() -> None:
    assert read_cursor("upcoming", write_cursor("upcoming", None, "2026-01-31T20:00:00+00:00", "l1")) == [
        None,
        "2026-01-31T20:00:00+00:00",
        "l1",
    ]


@pytest.mark.parametrize(
    "cursor", ["", "x", "é", "bm9uc2Vuc2U", "W10", "bnVsbA", write_cursor("public", 1), "W" * 4_000]
)
def test_one_of_somebody_elses_making_is_refused(cursor: str) -> None:
    with pytest.raises(CursorError):
        read_cursor("upcoming", cursor)


def test_a_place_that_is_a_number_reads_back_as_one() -> None:
    assert read_number("blocks", write_cursor("blocks", LARGEST)) == LARGEST


@pytest.mark.parametrize("place", [[], [-1], [LARGEST + 1], [1.5], ["1"], [None], [1, 2]])
def test_what_is_no_such_number_is_refused(place: list[object]) -> None:
    with pytest.raises(CursorError):
        read_number("blocks", write_cursor("blocks", *place))
