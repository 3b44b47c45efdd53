"""The board: state and history as of one place in the log."""

import pytest

from realtime.board import HISTORY, RESTING, Board, Entry
from realtime.events import Transition


def line(
    seq: int, livestream_id: str = "l1", kind: str = "livestream.updated", status: str = "scheduled"
) -> Transition:
    return Transition(seq, kind, "2026-01-01T00:00:00Z", livestream_id, "a1", {"id": livestream_id, "status": status})


def test_only_the_next_line_is_taken() -> None:
    board = Board("e", 4)
    board.apply(line(5))
    for wrong in (4, 5, 7):
        with pytest.raises(ValueError, match="not next"):
            board.apply(line(wrong))
    assert board.seq == 5


def test_what_the_database_said_earlier_does_not_replace_what_the_log_said_later() -> None:
    board = Board("e", 4)
    board.apply(line(5, status="live"))
    kept = board.put("l1", Entry(4, "a1", {"id": "l1", "status": "scheduled"}, {}))
    assert kept.livestream["status"] == "live"
    assert list(board.active) == ["l1"]


def test_a_livestream_that_ends_rests_and_one_that_is_deleted_goes() -> None:
    board = Board("e", 0)
    board.apply(line(1, status="live"))
    board.apply(line(2, kind="livestream.ended", status="ended"))
    assert board.active == {}
    assert board.get("l1") is not None
    board.apply(line(3, kind="livestream.deleted", status="ended"))
    assert board.get("l1") is None


def test_resting_livestreams_are_bounded() -> None:
    board = Board("e", 0)
    for seq in range(1, RESTING + 10):
        board.apply(line(seq, livestream_id=f"l{seq}", status="ended"))
    assert board.get("l1") is None
    assert board.get(f"l{RESTING + 9}") is not None


def test_missed_lines_are_exactly_those_wanted_after_the_cursor() -> None:
    board = Board("e", 10)
    for seq in range(11, 21):
        board.apply(line(seq, livestream_id=f"l{seq % 2}"))
    found = board.missed(14, lambda one: one.livestream_id == "l1")
    assert found is not None
    assert [one.seq for one in found] == [15, 17, 19]
    assert board.missed(20, lambda one: True) == []


def test_history_that_does_not_reach_back_says_so() -> None:
    board = Board("e", 10)
    board.apply(line(11))
    assert board.missed(9, lambda one: True) is None
    assert board.missed(12, lambda one: True) is None
    assert board.missed(10, lambda one: True) == [line(11)]
    for seq in range(12, 12 + HISTORY):
        board.apply(line(seq))
    assert board.missed(10, lambda one: True) is None


def test_a_process_that_begins_remembers_the_logs_last_lines() -> None:
    board = Board("e", 12)
    board.remember([line(10), line(11), line(12), line(13)])
    assert board.missed(9, lambda one: True) == [line(10), line(11), line(12)]
    assert board.missed(8, lambda one: True) is None
