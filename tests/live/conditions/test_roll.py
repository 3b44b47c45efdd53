"""Who has been heard of, on each of two web processes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from live.conditions.roll import FORGET, MOST, Roll
from live.conditions.shapes import WebTold
from support.waiting import until
from support.world import LossyBus

SINCE = "2026-01-31T19:00:00.000Z"
BEGAN = datetime(2026, 1, 31, 20, 0, tzinfo=UTC)
WEB = WebTold(
    process="p1", address="web-1:3000", pid=7, since=BEGAN, version="1.0", sockets=1, viewers=1, stalls=0,
    disk_free=None, disk_size=None, problems={"bus": "Redis is away."},
)  # fmt: skip


class Times(Iterator[datetime]):
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = BEGAN

    def __next__(self) -> datetime:
        return self.now


async def make_two() -> tuple[Roll, Roll, Times]:
    buses: list[LossyBus] = []
    one, other, times = LossyBus(buses), LossyBus(buses), Times()
    for bus in buses:
        await bus.start(lambda: None)
    return Roll(one, times.__next__), Roll(other, times.__next__), times


async def test_a_nodes_word_is_heard_everywhere_until_it_is_long_ago() -> None:
    one, other, times = await make_two()
    one.note_node("node-1", "192.0.2.1", "https://media.example.org", {"since": SINCE, "publishers": 2})
    one.note_node("node-2", "192.0.2.2", "", {"since": "yesterday"})  # no version that we know says so
    for roll in (one, other):
        [heard] = roll.nodes()
        assert (heard.node, heard.address, heard.told.publishers) == ("node-1", "192.0.2.1", 2)
        assert heard.heard_at == BEGAN
    times.now += FORGET
    assert one.nodes() == []


async def test_web_processes_tell_each_other_how_they_are() -> None:
    one, other, times = await make_two()
    one.describe = lambda: WEB
    other.describe = lambda: replace(WEB, process="p2", pid=8)
    one.loop.start()
    try:
        assert [heard.told.pid for heard in await until(other.web, is_it=lambda found: len(found) == 2)] == [8, 7]
        assert other.web()[1].told == WEB
    finally:
        await one.loop.stop()
    times.now += timedelta(minutes=1)
    assert [times.now - heard.heard_at for heard in other.web()] == [timedelta(), timedelta(minutes=1)]
    other._bus.take({"kind": "bye", "process": "p1"})  # type: ignore[attr-defined]
    assert len(other.web()) == 1


async def test_no_more_are_remembered_than_there_may_be() -> None:
    one, _, times = await make_two()
    for number in range(MOST + 1):
        times.now += timedelta(milliseconds=1)
        one.note_node(f"node-{number}", "192.0.2.1", "", {"since": SINCE})
    names = {heard.node for heard in one.nodes()}
    assert len(names) == MOST
    assert "node-0" not in names
