"""What a node says of itself: of another version, or of none, it takes nothing with it."""

from dataclasses import asdict

import pytest

from contract.conditions.nodes import LONGEST, MOST_PROBLEMS, LadderTold, NodeTold, bound_problems, read_node

SINCE = "2026-01-31T20:00:00.000Z"


def test_it_is_read_as_it_was_said() -> None:
    ladder = LadderTold(livestream_id="l1", rungs=["480p"], behind_ms=200, speed=1.0)
    told = NodeTold(since=SINCE, version="1.2", publishers=3, disk_free=1, disk_size=2, ladders=[ladder])
    assert read_node(asdict(told)) == told
    assert read_node({"since": SINCE, "of a later version": 1}) == NodeTold(since=SINCE)


@pytest.mark.parametrize(
    "told", [{}, {"since": "yesterday"}, {"since": SINCE, "publishers": -1}, {"since": SINCE, "problems": ["x"]}]
)
def test_nonsense_is_nothing(told: dict[str, object]) -> None:
    assert read_node(told) is None


def test_problems_are_bounded_so_that_they_are_taken() -> None:
    many = {f"part {number}": "x" * 2 * LONGEST for number in range(2 * MOST_PROBLEMS)}
    bounded = bound_problems(many)
    assert len(bounded) == MOST_PROBLEMS
    assert read_node({"since": SINCE, "problems": bounded}) == NodeTold(since=SINCE, problems=bounded)
