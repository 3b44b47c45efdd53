"""One at a time, over all processes: whoever puts into the outbox, takes from it or changes who subscribes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tortoise.transactions import in_transaction

from catalog import models

CURSOR_ID = 1


@asynccontextmanager
async def lock_outbox() -> AsyncIterator[models.WebhookCursor]:
    """A transaction that holds the cursor's row.

    One lock for all of it: each holds it for some milliseconds, nobody takes another lock first, so nobody waits for
    ever. SQLite's transaction has the whole file; PostgreSQL's has this row.
    """
    async with in_transaction():
        yield await models.WebhookCursor.filter(id=CURSOR_ID).select_for_update().get()
