"""A database that a test had is as new for the next one, whatever was done with it."""

import asyncio

import asyncpg

from support.databases import lend_database
from support.postgres import PostgresServer

ACCOUNT = """INSERT INTO accounts (id, email, password_hash, display_name, role, created_at)
    VALUES ('a', 'ada@example.org', '-', 'Ada', 'artist', now())"""
ROWS = """SELECT table_name,
        query_to_xml(format('SELECT * FROM %I AS kept ORDER BY kept::text', table_name), true, true, '')::text
    FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1"""
SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences ORDER BY 1"


async def read(address: str) -> list[object]:
    connection = await asyncpg.connect(address)
    try:
        return [[tuple(row) for row in await connection.fetch(statement)] for statement in (ROWS, SEQUENCES)]
    finally:
        await connection.close()


async def test_rows_counters_and_connections_are_those_of_a_new_one(postgres: PostgresServer) -> None:
    async with lend_database(postgres) as first:
        new = await read(first)
        left = await asyncpg.connect(first)
        await left.execute(ACCOUNT)
        await left.execute("SELECT nextval(sequencename::text::regclass) FROM pg_sequences")
        await left.execute("DELETE FROM aerich")
        busy = left.transaction()
        await busy.start()
        await left.execute("UPDATE accounts SET display_name = 'Eve'")
        assert await read(first) != new
    async with lend_database(postgres) as second:
        assert second == first
        assert await read(second) == new
        assert left.is_closed()


async def test_one_whose_tables_were_changed_is_lent_no_more(postgres: PostgresServer) -> None:
    async with lend_database(postgres) as first:
        connection = await asyncpg.connect(first)
        await connection.execute("ALTER TABLE accounts ALTER COLUMN display_name DROP NOT NULL")
        await connection.close()
    async with lend_database(postgres) as second:
        assert second != first


async def test_two_at_once_are_two(postgres: PostgresServer) -> None:
    async with lend_database(postgres) as first, lend_database(postgres) as second:
        assert first != second
        await asyncio.gather(read(first), read(second))
