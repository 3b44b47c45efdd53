"""One at a time, over all processes: whoever puts into the outbox, takes from it or changes who receives."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tortoise.transactions import in_transaction

from catalog import models

FIRST_CONSUMER = "webhooks"
"""The one that every database has, from its migration on."""


@asynccontextmanager
async def lock_outbox() -> AsyncIterator[None]:
    """A transaction that holds the first consumer's row, whatever consumer or kind it is for.

    One lock for all of it: each holds it for some milliseconds, nobody takes another lock first, so nobody waits for
    ever. SQLite's transaction has the whole file; PostgreSQL's has this row.
    """
    async with in_transaction():
        await models.Consumer.filter(name=FIRST_CONSUMER).select_for_update().get()
        yield
