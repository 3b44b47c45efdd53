"""An artist's alerts in memory: in order, each once, whole from where it says."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from contract.overlays.alerts import Alert, Past
from live.overlays.shelf import KEPT, Shelf


def alert(number: int, message_id: str | None = None) -> Alert:
    return Alert("artist", number, {"number": number, "message_id": message_id, "about": {"text": "x" * 20}})


def past(after: int, last: int) -> Past:
    return Past("artist", after, last, tuple(alert(number) for number in range(after + 1, last + 1)))


def read(shelf: Shelf, after: int, size: int = 10_000) -> list[int]:
    """All that one who is there hears, frame by frame."""
    found = list[int]()
    while after < shelf.last:
        frame, end = shelf.read(after, shelf.last, lambda payload, _: payload, size)
        event: dict[str, Any] = json.loads(frame)
        assert (event["after"], event["seq"]) == (after, end)
        assert end > after
        found += [one["number"] for one in event["alerts"]]
        after = end
    return found


def test_the_next_is_taken_one_that_is_known_changes_nothing_and_a_gap_is_said() -> None:
    shelf = Shelf(past(3, 5))
    assert shelf.take(alert(6))
    assert shelf.take(alert(5))
    assert not shelf.take(alert(8))
    assert read(shelf, 3) == [4, 5, 6]
    assert read(shelf, 5) == [6]


def test_what_was_read_fills_it_at_either_end() -> None:
    shelf = Shelf(past(3, 5))
    shelf.extend(past(0, 5))
    shelf.extend(past(5, 7))
    assert (shelf.oldest, shelf.last) == (0, 7)
    assert read(shelf, 0) == [1, 2, 3, 4, 5, 6, 7]


def test_what_was_withdrawn_is_passed_over() -> None:
    shelf = Shelf(past(0, 1))
    shelf.take(alert(2, "gone"))
    shelf.take(alert(3))
    assert shelf.withdraw(["gone", "unknown"]) == [2]
    assert read(shelf, 0) == [1, 3]


@given(st.integers(1, 400), st.integers(0, 30), st.integers(0, 40))
def test_pieces_are_together_the_whole(size: int, after: int, count: int) -> None:
    shelf = Shelf(past(0, count))
    assert read(shelf, after, size) == list(range(after + 1, count + 1))


def test_it_holds_a_bounded_number() -> None:
    shelf = Shelf(past(0, 0))
    for number in range(1, KEPT + 11):
        shelf.take(alert(number))
    assert shelf.oldest == 10
    assert read(shelf, 10) == list(range(11, KEPT + 11))
