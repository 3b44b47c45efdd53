"""Who must stop is what the rows say, whatever this process remembers."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from catalog.feeds.shapes import PublisherChange, Standing
from contract.callbacks import ReportedSession
from contract.feeds import FeedKind
from contract.livestreams import Transition
from contract.orders import Stop
from contract.publishing import Reason
from live.notices import Notices
from live.publishers.publishing import MOST_MEDIA_URLS, Publishing
from realtime.board import Board
from realtime.bus.bus import MemoryBus
from realtime.hub import Hub
from support.world import MemoryStore


class Rows(MemoryStore):
    """What the database says of sessions, and how often it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.standings: dict[str, Standing] = {}
        self.asked: list[list[str]] = []
        self.restored: list[tuple[str, str]] = []
        self.written: list[tuple[str, Sequence[str]]] = []
        self.health: list[tuple[Any, ...]] = []

    async def read_standings(self, sessions: Mapping[str, str]) -> Mapping[str, Standing]:
        self.asked.append(sorted(sessions))
        return {session_id: self.standings[session_id] for session_id in sessions}

    async def restore_lost(self, session_id: str, node: str) -> PublisherChange:
        self.restored.append((session_id, node))
        return PublisherChange([])

    async def write_node_report(self, node: str, sessions: Sequence[str]) -> None:
        self.written.append((node, sessions))

    async def read_media_urls(self) -> Collection[str]:
        return ["https://one.example.org"]

    async def read_publishing(self) -> Sequence[tuple[str, str, str]]:
        return []


async def wait_for_stop(publishing: Publishing, timeout: float) -> list[Stop]:
    """As a node's report does."""
    return await publishing.wait_for({"l1"}, timeout, lambda: publishing.find_stops({"s1": "l1"}))


def make_publishing(*, alone: bool = True) -> tuple[Publishing, Rows]:
    rows, bus = Rows(), MemoryBus()
    bus.alone = alone

    async def tell(change: PublisherChange) -> None:
        pass

    notices = Notices(Hub(lambda livestream_id, change: None), Board("e", 0), bus)
    return Publishing(rows, tell, notices, lambda *told: rows.health.append(told), bus, lambda: 100.0), rows


def changed(kind: str, **fields: Any) -> Transition:
    return Transition(1, kind, "2026-01-31T20:00:00.000Z", "l1", "ada", {"id": "l1", **fields})


async def test_returned_encoder_is_not_thrown_out_by_a_process_with_an_old_memory() -> None:
    publishing, rows = make_publishing()
    publishing.note_connected("n1", "old", "l1")
    rows.standings = {"new": Standing(holds=True)}
    assert await publishing.find_stops({"new": "l1"}) == []
    await publishing.settle("n1", {"new": "l1"})
    rows.asked.clear()
    assert await publishing.find_stops({"new": "l1"}) == []
    assert rows.asked == [], "it is known now"


async def test_encoder_of_before_is_told_to_stop_after_the_livestream_was_ended_and_opened_again() -> None:
    publishing, rows = make_publishing()
    publishing.note_connected("n1", "s1", "l1")
    assert await publishing.find_stops({"s1": "l1"}) == []
    for kind in ("livestream.ended", "livestream.scheduled"):
        publishing.note_transition(changed(kind))
    rows.standings = {"s1": Standing(stop=Reason.ENDED)}
    (stop,) = await wait_for_stop(publishing, 0)
    assert (stop.session_id, stop.reason) == ("s1", "ended")
    assert stop.message.endswith(".")


async def test_given_up_session_that_is_reported_to_publish_is_taken_back() -> None:
    publishing, rows = make_publishing()
    rows.standings = {"s1": Standing(given_up=True), "s2": Standing(stop=Reason.TAKEN_OVER)}
    await publishing.settle("n7", {"s1": "l1", "s2": "l2"})
    assert rows.restored == [("s1", "n7")]


async def test_a_wait_lasts_as_long_as_whoever_began_it_said_whatever_the_clocks_say() -> None:
    publishing, _ = make_publishing()
    until = "2026-01-31T20:00:30.000Z"
    publishing.note_transition(changed("livestream.interrupted", interrupted_until=until))
    waiting = {"l1": until}
    for second in range(1, 31):
        assert publishing.attendance.find_expired(100.0 + second - 0.5, waiting) == []
        publishing.attendance.attend(100.0 + second - 0.25)
        publishing.attendance.attend(100.0 + second)
    assert publishing.attendance.find_expired(130.0, waiting) == [("l1", until)]


async def test_addresses_of_nodes_are_known_from_before_and_from_reports_and_only_so_many() -> None:
    publishing, _ = make_publishing()
    await publishing.read_media_urls()
    publishing.note_report("n1", [])
    publishing.note_report("n2", [], "https://two.example.org")
    assert list(publishing.media_urls) == ["https://one.example.org", "https://two.example.org"]
    for number in range(2 * MOST_MEDIA_URLS):
        publishing.note_report("n3", [], f"https://{number}.example.org")
    assert len(publishing.media_urls) == MOST_MEDIA_URLS
    assert f"https://{2 * MOST_MEDIA_URLS - 1}.example.org" in publishing.media_urls


async def test_report_of_a_session_that_came_in_elsewhere_is_ignored_and_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    publishing, rows = make_publishing()
    name = "ada"
    rows.standings = {"s1": Standing(holds=True, node="n1")}
    report = ReportedSession(session_id="s1", livestream_id=name, kind=FeedKind.REHEARSAL, health={"fps": 1})
    for known_before in (False, True):
        if known_before:
            publishing.note_connected("n1", "s1", name)
        caplog.clear()
        publishing.note_report("n2", [report])
        await publishing.settle("n2", {"s1": name})
        assert rows.health == []
        assert "node 'n2' reports it, but it was let in at node 'n1'" in caplog.text
    publishing.note_report("n1", [report])
    assert rows.health == [("ada", "s1", {"fps": 1})]
    publishing.note_report("n1", [replace(report, livestream_id="bea")])
    assert len(rows.health) == 1
    assert await publishing.find_own("n2", {"s1": name}) == set()
    assert await publishing.find_own("n1", {"s1": name}) == {"s1"}


async def test_who_waits_hears_of_a_stop_as_soon_as_something_happens_there() -> None:
    publishing, rows = make_publishing()
    publishing.note_connected("n1", "s1", "l1")
    asked = asyncio.create_task(wait_for_stop(publishing, 20))
    await asyncio.sleep(0)
    rows.standings = {"s1": Standing(stop=Reason.ENDED)}
    publishing.note_connected("n1", "s2", "l2")
    await asyncio.sleep(0)
    assert rows.asked == [], "what happens elsewhere is no reason to ask"
    publishing.note_transition(changed("livestream.ended"))
    (stop,) = await asked
    assert (stop.session_id, stop.reason) == ("s1", "ended")


async def test_who_waits_for_a_stop_that_does_not_come_is_answered_all_the_same() -> None:
    publishing, rows = make_publishing()
    publishing.note_connected("n1", "s1", "l1")
    assert await wait_for_stop(publishing, 0.01) == []
    assert rows.asked == []


async def test_a_report_is_written_down_once_for_processes_that_have_not_heard_it() -> None:
    publishing, rows = make_publishing(alone=False)
    publishing.note_report(
        "n1",
        [
            ReportedSession(session_id="s1", livestream_id="l1", kind=FeedKind.SHOW),
            ReportedSession(session_id="s2", livestream_id="l2", kind=FeedKind.SHOW, state="interrupted"),
        ],
    )
    await publishing.write_witness()
    assert rows.written == [("n1", ["s1"])], "one that is lost is nobody's witness"
    await publishing.write_witness()
    assert len(rows.written) == 1


async def test_a_process_that_is_alone_writes_no_report_down() -> None:
    publishing, rows = make_publishing()
    publishing.note_report("n1", [ReportedSession(session_id="s1", livestream_id="l1", kind=FeedKind.SHOW)])
    await publishing.write_witness()
    assert rows.written == []
