"""What operators are told to mend."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from contract.conditions.nodes import LadderTold, NodeTold
from live.conditions.judging import find_troubles
from live.conditions.shapes import Conditions, NodeHeard, WebHeard, WebTold

NOW = datetime(2026, 1, 31, 20, 0, tzinfo=UTC)
LONG_AGO = NOW - timedelta(minutes=1)
GIB = 1 << 30
WEB = WebTold(
    process="p1", address="web-1:3000", pid=7, since=LONG_AGO, version="1.0", sockets=1, viewers=1, stalls=0,
    disk_free=50 * GIB, disk_size=100 * GIB,
)  # fmt: skip
NODE = NodeTold(since="2026-01-31T19:00:00Z", version="1.0", disk_free=50 * GIB, disk_size=100 * GIB)


def judge(
    web: WebTold = WEB,
    node: NodeTold | None = NODE,
    outbox: dict[str, float] | None = {},  # noqa: B006 - read only
    *,
    heard_at: datetime = NOW,
) -> list[tuple[str, str, str]]:
    """Code, place and part of each trouble; all of them say something, and what to do."""
    nodes = [] if node is None else [NodeHeard("node-1", "192.0.2.1", "", node, heard_at)]
    found = find_troubles(Conditions([WebHeard(web, heard_at)], nodes, []), outbox, NOW)
    assert all(one.words.endswith(".") for one in found), found
    return [(one.code, one.where, one.part) for one in found]


def test_a_platform_that_is_well_has_no_trouble() -> None:
    assert judge() == []
    assert judge(outbox={"webhook": 299.0}) == []


def test_each_thing_that_is_wrong_is_told_of_where_it_is() -> None:
    assert judge(outbox=None) == [("database_away", "", "database")]
    assert judge(outbox={"webhook": 301.0, "mail": 0.0}) == [("outbox_overdue", "", "webhook")]
    assert judge(node=None) == [("no_node", "", "ingest")]
    assert judge(web=replace(WEB, since=NOW), node=None) == []  # it has just begun to listen
    told = {"recordings": "The bucket is away."}
    assert judge(node=replace(NODE, problems=told)) == [("part", "node-1", "recordings")]
    assert judge(web=replace(WEB, problems={"bus": "Redis is away."})) == [("part", "web-1:3000 (7)", "bus")]
    assert judge(node=replace(NODE, version="1.1")) == [("versions_differ", "", "version")]
    assert judge(node=replace(NODE, version="")) == []


def test_who_is_silent_is_told_of_and_nothing_that_was_said_before() -> None:
    node = replace(NODE, problems={"web": "It cannot be reached."})
    found = judge(node=node, heard_at=NOW - timedelta(seconds=21))
    assert found == [("node_silent", "node-1", "report"), ("web_silent", "web-1:3000 (7)", "report")]


@pytest.mark.parametrize(("free", "low"), [(9 * GIB, True), (10 * GIB, False), (None, False)])
def test_a_disk_that_fills_is_told_of_once_a_machine(free: int | None, low: bool) -> None:
    web = replace(WEB, disk_free=free)
    other = replace(web, process="p2", pid=8)
    conditions = Conditions([WebHeard(web, NOW), WebHeard(other, NOW)], [], [])
    found = [one.code for one in find_troubles(conditions, {}, NOW) if one.code != "no_node"]
    assert found == (["disk_low"] if low else [])
    assert judge(node=replace(NODE, disk_free=free)) == ([("disk_low", "node-1", "disk")] if low else [])


@pytest.mark.parametrize(("behind", "slow"), [(1_500, False), (1_501, True)])
def test_an_encoder_that_cannot_follow_is_told_of(behind: int, slow: bool) -> None:
    ladder = LadderTold(livestream_id="l1", rungs=["480p"], behind_ms=behind)
    expected = [("ladder_slow", "node-1", "renditions")] if slow else []
    assert judge(node=replace(NODE, ladders=[ladder])) == expected
