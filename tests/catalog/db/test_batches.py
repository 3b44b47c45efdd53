"""Deleting in small pieces, on both databases."""

import asyncio
from datetime import UTC, datetime, timedelta

from tortoise.transactions import in_transaction

from catalog import models
from catalog.db.batches import LOCK, delete_in_batches
from catalog.db.orm import is_sqlite
from catalog.db.pruning import Pruned, prune
from catalog.shapes import Account
from support.databases import create_livestream, on_own_connection

LONG_AGO = datetime.now(UTC) - timedelta(days=100)


async def sign_in(artist: Account, count: int, expires_at: datetime) -> None:
    for number in range(count):
        await models.Session.create(
            token_hash=f"{expires_at:%s}-{number}", account_id=artist.id, created_at=LONG_AGO, expires_at=expires_at
        )


async def test_all_go_a_few_at_a_time_and_others_stay(database: str, artist: Account) -> None:
    await sign_in(artist, 8, LONG_AGO)
    await sign_in(artist, 2, datetime.now(UTC) + timedelta(days=1))
    over = models.Session.filter(expires_at__lte=datetime.now(UTC))
    assert await delete_in_batches(over, size=3, pause=0) == 8
    assert await models.Session.all().count() == 2


async def test_one_process_at_a_time(database: str, artist: Account) -> None:
    if is_sqlite(database):
        return  # one writer at a time is what SQLite is
    await sign_in(artist, 4, LONG_AGO)
    held, done = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        async with in_transaction() as connection:
            await connection.execute_query(f"SELECT pg_advisory_xact_lock({LOCK})")
            held.set()
            await done.wait()

    other = asyncio.create_task(on_own_connection(database, hold))
    await held.wait()
    assert await delete_in_batches(models.Session.all()) == 0
    done.set()
    await other
    assert await delete_in_batches(models.Session.all()) == 4


async def test_everything_old_is_forgotten_together(database: str, artist: Account) -> None:
    show = await create_livestream(artist)
    await sign_in(artist, 2, LONG_AGO)
    await models.PublisherSession.create(
        session_id="ended", feed_id=show.entry.livestream_id, admitted_at=LONG_AGO, ended_at=LONG_AGO
    )
    await models.PublisherSession.create(
        session_id="never began", feed_id=show.entry.livestream_id, admitted_at=LONG_AGO
    )
    await models.PublisherSession.create(
        session_id="goes on", feed_id=show.entry.livestream_id, admitted_at=LONG_AGO, started_at=LONG_AGO
    )
    assert await prune() == Pruned(transitions=0, sign_ins=2, publishers=2, passes=0)
    assert await prune() == Pruned(0, 0, 0, 0)
