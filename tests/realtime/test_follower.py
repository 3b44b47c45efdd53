"""Lines of the log come by several ways, in any order; each is delivered once, in the log's order."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.livestreams import Transition
from realtime.board import Board, Listing
from realtime.follower import Follower
from support.waiting import until


def line(seq: int, status: str = "live") -> Transition:
    return Transition(
        seq, f"livestream.{status}", "2026-01-31T20:00:00.000Z", "l1", "ada", {"id": "l1", "status": status}
    )


class Log:
    """The database's side: what was written, and what came of reading it."""

    def __init__(self) -> None:
        self.lines: list[Transition] = []
        self.asked: list[int] = []
        self.broken = False

    async def read_after(self, seq: int) -> Sequence[Transition]:
        self.asked.append(seq)
        if self.broken:
            raise OSError("the database is away")
        return [each for each in self.lines if each.seq > seq]


class Ear:
    """Follows `log` from its beginning, and keeps what was delivered."""

    def __init__(self, log: Log, **bounds: Any) -> None:
        self.heard: list[int] = []
        self.before: list[Listing | None] = []
        self.follower = Follower(Board("epoch", 0), self.take, log.read_after, **bounds)

    def take(self, transition: Transition, before: Listing | None) -> None:
        self.heard.append(transition.seq)
        self.before.append(before)


@given(st.lists(st.integers(1, 12), max_size=60))
def test_each_line_is_delivered_once_and_in_order_however_it_is_announced(announced: list[int]) -> None:
    ear = Ear(Log())
    for seq in announced:
        ear.follower.offer(line(seq))
    first_gap = next(seq for seq in range(1, 14) if seq not in announced)
    assert ear.heard == list(range(1, first_gap))


def test_who_is_told_learns_how_it_was_before() -> None:
    ear = Ear(Log())
    ear.follower.offer(line(1, "scheduled"))
    ear.follower.offer(line(2, "live"))
    assert ear.before[0] is None
    assert ear.before[1] is not None
    assert ear.before[1].livestream["status"] == "scheduled"


async def test_what_was_never_announced_is_read_from_the_log() -> None:
    log = Log()
    ear = Ear(log)
    log.lines = [line(seq) for seq in range(1, 6)]
    await ear.follower.start()
    ear.follower.offer(line(4))  # the three before it were lost on their way
    assert await ear.follower.reach(5, 5.0)
    assert ear.heard == [1, 2, 3, 4, 5]
    await ear.follower.stop()


async def test_a_log_that_cannot_be_read_is_said_and_read_again_when_it_can(
    caplog: pytest.LogCaptureFixture,
) -> None:
    log = Log()
    ear = Ear(log, check_every=0.01)
    log.lines, log.broken = [line(1)], True
    await ear.follower.start()
    await until(lambda: len(log.asked) >= 3)
    problem = ear.follower.problem
    assert problem == "the database does not answer"
    assert len(caplog.records) == 1, "once, and not with each look"
    log.broken = False
    assert await ear.follower.reach(1, 5.0)
    assert ear.follower.problem is None
    await ear.follower.stop()


async def test_a_place_that_is_not_reached_is_not_waited_for_for_ever() -> None:
    ear = Ear(Log())
    assert not await ear.follower.reach(1, 0.01)


def test_lines_that_wait_for_others_are_bounded() -> None:
    ear = Ear(Log(), most_pending=3)
    for seq in (9, 8, 7, 2):
        ear.follower.offer(line(seq))
    ear.follower.offer(line(1))
    assert ear.heard == [], "what did not fit, the first line too, is read from the log"
