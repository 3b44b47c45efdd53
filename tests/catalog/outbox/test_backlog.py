"""What waits in the outbox, counted on both databases."""

from datetime import UTC, datetime, timedelta
from functools import partial

from catalog.outbox.backlog import Backlog, read_backlog
from catalog.outbox.consumers import enqueue
from catalog.outbox.lock import FIRST_CONSUMER
from catalog.outbox.subscriptions import insert_webhook
from catalog.outbox.webhooks import KIND, draft_events
from catalog.shapes import Account
from support.databases import create_livestream

NOW = datetime(2026, 1, 31, 20, tzinfo=UTC)


async def test_it_says_how_much_waits_and_for_how_long(database: str, artist: Account) -> None:
    assert await read_backlog(NOW) == {}
    await insert_webhook(artist.id, "own", "https://example.org/hooks")
    draft = partial(draft_events, render=lambda *_: "{}", operators=())
    for minute in range(2):
        await create_livestream(artist)
        await enqueue(FIRST_CONSUMER, KIND, draft, now=NOW + timedelta(minutes=minute))
    assert await read_backlog(NOW - timedelta(seconds=5)) == {KIND: Backlog(2, 0)}
    assert await read_backlog(NOW + timedelta(minutes=2)) == {KIND: Backlog(2, 120)}
