"""The board: state and history as of one place in the log."""

from collections.abc import Iterable

import pytest

from contract.livestreams import Entry, Transition
from realtime.board import HISTORY, RESTING, UPCOMING, Board, Listing


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
    kept = board.put("l1", Listing(4, Entry("l1", "a1", {"id": "l1", "status": "scheduled"})))
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


def seqs(lines: Iterable[Transition] | None) -> list[int] | None:
    return None if lines is None else [one.seq for one in lines]


def after(board: Board, seq: int) -> list[int] | None:
    return seqs(board.after(seq))


def test_the_lines_after_a_cursor_are_exactly_those() -> None:
    board = Board("e", 10)
    for seq in range(11, 21):
        board.apply(line(seq))
    assert after(board, 17) == [18, 19, 20]
    assert after(board, 20) == []


def test_history_that_does_not_reach_back_says_so() -> None:
    board = Board("e", 10)
    board.apply(line(11))
    assert after(board, 9) is None
    assert after(board, 12) is None
    assert after(board, 10) == [11]
    for seq in range(12, 12 + HISTORY):
        board.apply(line(seq))
    assert after(board, 10) is None
    assert after(board, 11 + HISTORY - 3) == [9 + HISTORY, 10 + HISTORY, 11 + HISTORY]


def test_what_concerns_one_livestream_or_artist_is_found_by_itself() -> None:
    board = Board("e", 0)
    board.apply(line(1, "quiet"))
    for seq in range(2, HISTORY):
        board.apply(line(seq, "busy"))
    board.apply(line(HISTORY, "quiet"))
    assert seqs(board.after(0, "quiet")) == [1, HISTORY]
    assert seqs(board.after(1, "quiet")) == [HISTORY]
    assert seqs(board.after(HISTORY, "quiet")) == []
    assert seqs(board.after(HISTORY - 2, "a1")) == [HISTORY - 1, HISTORY], "an artist's are all of them"
    assert seqs(board.after(0, "unheard of")) == []
    board.apply(line(HISTORY + 1, "busy"))
    assert seqs(board.after(0, "quiet")) is None, "its first line has left the history"
    assert seqs(board.after(1, "quiet")) == [HISTORY]


def test_a_process_that_begins_remembers_the_logs_last_lines() -> None:
    board = Board("e", 12)
    board.remember([line(10), line(11), line(12), line(13)])
    assert after(board, 9) == [10, 11, 12]
    assert after(board, 8) is None


def upcoming(seq: int, livestream_id: str, start: str | None) -> Transition:
    facts = {"id": livestream_id, "status": "scheduled", "scheduled_start_at": start}
    return Transition(seq, "livestream.scheduled", "2026-01-01T00:00:00Z", livestream_id, "a1", facts)


def names(board: Board) -> list[str]:
    return [livestream_id for livestream_id, _ in board.lobby()]


def test_the_lobby_holds_what_is_live_and_what_is_next() -> None:
    board = Board("e", 0)
    board.apply(upcoming(1, "undated", None))
    board.apply(upcoming(2, "later", "2026-03-01T00:00:00Z"))
    board.apply(upcoming(3, "sooner", "2026-02-01T00:00:00Z"))
    board.apply(line(4, "on", status="live"))
    assert names(board) == ["on", "sooner", "later", "undated"]
    board.apply(upcoming(5, "later", "2026-01-01T00:00:00Z"))
    board.apply(line(6, "on", kind="livestream.ended", status="ended"))
    assert names(board) == ["later", "sooner", "undated"]
    board.apply(line(7, "sooner", kind="livestream.deleted"))
    assert names(board) == ["later", "undated"]


def test_the_lobby_is_bounded() -> None:
    board = Board("e", 0)
    for seq in range(1, UPCOMING + 50):
        board.apply(upcoming(seq, f"l{seq:03}", "2026-02-01T00:00:00Z"))
    assert len(board.lobby()) == UPCOMING
    board.apply(line(UPCOMING + 50, "on", status="live"))
    assert len(board.lobby()) == UPCOMING + 1
    assert len(board.own("a1")) == UPCOMING + 50


def test_what_is_past_is_known_as_it_is_now() -> None:
    board = Board("e", 0)
    first, second = line(1), line(2, status="live")
    board.apply(first)
    board.apply(second)
    assert board.present(first) == second.livestream
    board.apply(line(3, kind="livestream.deleted"))
    assert board.present(first) is None


def test_what_is_past_is_known_as_it_was_last_where_the_board_has_it_no_more() -> None:
    board = Board("e", 2)
    first, second = line(1, status="live"), line(2, status="ended")
    board.remember([first, second])
    assert board.present(first) == second.livestream
