"""The bounded queue between the connection and the reader."""

import asyncio
from datetime import UTC, datetime

import pytest

from encryptedmedia.events import Event, IngestConnected, ViewersChanged
from encryptedmedia.inbox import Inbox

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def viewers(livestream_id: str, count: int) -> Event:
    return ViewersChanged(at=NOW, raw={}, livestream_id=livestream_id, viewer_count=count)


def other(name: str) -> Event:
    return IngestConnected(at=NOW, raw={}, livestream_id=name, hls_url=None)


async def read_all(inbox: Inbox) -> list[Event]:
    return [event for _ in range(len(inbox)) if (event := await inbox.get()) is not None]


async def test_events_come_in_order_and_then_the_end() -> None:
    inbox = Inbox(10)
    await inbox.put(other("a"))
    await inbox.put(other("a"))
    await inbox.finish(None)
    assert [await inbox.get(), await inbox.get(), await inbox.get()] == [other("a"), other("a"), None]


async def test_a_newer_count_replaces_an_older_one_at_the_newer_ones_place() -> None:
    inbox = Inbox(3)
    for event in (viewers("a", 1), viewers("b", 1), other("a"), viewers("a", 2)):
        await inbox.put(event)
    assert await read_all(inbox) == [viewers("b", 1), other("a"), viewers("a", 2)]


async def test_a_full_one_has_the_writer_wait() -> None:
    inbox = Inbox(2)
    await inbox.put(other("a"))
    await inbox.put(viewers("b", 1))
    waiting = asyncio.create_task(inbox.put(other("c")))
    await asyncio.sleep(0)
    await inbox.put(viewers("b", 2))  # replaces, so it needs no room
    assert not waiting.done()
    assert await inbox.get() == other("a")
    await waiting
    assert await read_all(inbox) == [viewers("b", 2), other("c")]


async def test_an_error_comes_after_what_was_heard_before_it() -> None:
    inbox = Inbox(2)
    await inbox.put(other("a"))
    await inbox.finish(ConnectionError("gone"))
    assert await inbox.get() == other("a")
    with pytest.raises(ConnectionError):
        await inbox.get()
