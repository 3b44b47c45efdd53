"""SQLite's transactions: whoever gives up while it waits for the write lock leaves it to the others."""

import asyncio
import sqlite3
from pathlib import Path

from tortoise.transactions import in_transaction

from catalog.db.orm import close_database, open_database
from catalog.models import IngestNode
from support.databases import KEYS, create_database


async def test_a_transaction_given_up_while_it_waits_takes_no_lock_and_nobodys_rows(tmp_path: Path) -> None:
    url = await create_database(tmp_path)
    context = await open_database(url, KEYS)
    neighbour = sqlite3.connect(url.removeprefix("sqlite://"), isolation_level=None, timeout=10)
    try:
        neighbour.execute("BEGIN IMMEDIATE")

        async def change() -> None:
            async with in_transaction():
                raise AssertionError("the neighbour has the lock")

        given_up = asyncio.create_task(change())
        await asyncio.wait({given_up}, timeout=0.1)  # until its thread waits
        given_up.cancel()
        await asyncio.wait({given_up})
        assert given_up.cancelled()
        neighbour.execute("ROLLBACK")

        await IngestNode.create(name="told to be written", sessions=[])
        assert neighbour.execute("SELECT name FROM ingest_nodes").fetchall() == [("told to be written",)]
        neighbour.execute("BEGIN IMMEDIATE")
        neighbour.execute("ROLLBACK")
        async with in_transaction():
            assert await IngestNode.filter().count() == 1
    finally:
        neighbour.close()
        await close_database(context)
