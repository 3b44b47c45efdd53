"""What was changed is told, whatever goes wrong besides and whoever has left."""

import asyncio
import logging
from typing import Any

import pytest

from api.commits import Commits
from api.problems.problem import ProblemError
from catalog.feeds.shapes import PublisherChange
from catalog.shapes import PublisherSession
from contract.feeds import FeedKind
from contract.livestreams import Snapshot
from live.channels.kind import Grant
from live.channels.lobby import LOBBY
from live.channels.opening import join
from live.channels.request import Request
from live.publishers.telling import tell_artist
from support.world import LossyBus, MemoryStore, Wire, announce, make_live

SESSION = PublisherSession("s1", "l1", FeedKind.SHOW, "artist", "node", "127.0.0.1", None)  # type: ignore[arg-type]


class BrokenStore(MemoryStore):
    async def read_livestream(self, livestream_id: str) -> Snapshot:
        raise OSError("the database does not answer")


async def test_a_database_that_fails_just_then_keeps_nobody_from_hearing_that_it_is_live(
    caplog: pytest.LogCaptureFixture,
) -> None:
    store = BrokenStore()
    store.commit("l1", "livestream.scheduled", "scheduled", "show")
    live = make_live(store, LossyBus([]))
    await live.start()
    wire = Wire()
    join(live, wire, Grant(LOBBY, "livestreams", Request()), "127.0.0.1", b"")
    wire.read_events()
    await announce(live, store.commit("l1", "livestream.live", "live", "show"))
    await tell_artist(live, PublisherChange([], connected=SESSION))
    assert [event["type"] for event in wire.read_events()] == ["livestream.live"]
    assert "could not be told" in caplog.text
    wire.close()
    await live.stop()


async def leave_during(change: Any) -> None:
    """Ask for a change, and be gone before it is made."""
    commits = Commits()
    asked = asyncio.create_task(commits.run(change))
    await asyncio.sleep(0)
    asked.cancel()
    await asyncio.gather(asked, return_exceptions=True)
    await commits.stop()
    await asyncio.sleep(0)


async def test_what_goes_wrong_after_its_client_has_left_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def fail() -> None:
        await asyncio.sleep(0)
        raise RuntimeError("nobody expected this")

    await leave_during(fail)
    [record] = caplog.records
    assert record.exc_info is not None
    assert "nobody expected this" in str(record.exc_info[1])


async def test_an_ordinary_refusal_is_no_matter_for_the_log(caplog: pytest.LogCaptureFixture) -> None:
    async def refuse() -> None:
        await asyncio.sleep(0)
        raise ProblemError(409, "move_not_possible", "No.")

    with caplog.at_level(logging.DEBUG, "api"):
        await leave_during(refuse)
    assert not caplog.records
