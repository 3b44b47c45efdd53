"""Databases on PostgreSQL that go from one test to the next and are as new each time: to make one is to make 400
files, and to remove them again."""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg

from support.postgres import PostgresServer

NUMBERS = itertools.count(1)
PATIENCE = 30.0
"""Seconds for all that is asked of a database between two tests."""

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
SEQUENCES = "SELECT sequencename, COALESCE(last_value, start_value), last_value IS NOT NULL FROM pg_sequences"
SHAPE = """
    SELECT string_agg(line, E'\\n' ORDER BY line) FROM (
        SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default) AS line
        FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
            WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    ) AS lines"""
OTHERS = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


class Lender:
    """Lends copies of one template."""

    def __init__(self, server: PostgresServer, template: str) -> None:
        self._server = server
        self._template = template
        self._address = f"postgres://tester@127.0.0.1:{server.port}"
        self._free: list[str] = []
        self._shape = ""
        self._contents: dict[str, str] = {}
        self._sequences: list[Any] = []

    @asynccontextmanager
    async def lend(self) -> AsyncIterator[str]:
        """The address of a database that is as the template. Afterwards nobody is connected to it any more."""
        name = self._free.pop() if self._free else await self._make()
        yield f"{self._address}/{name}"
        if await self._renew(name):
            self._free.append(name)

    async def _make(self) -> str:
        if not self._shape:
            await self._read_template()
        name = f"lent_{next(NUMBERS)}"
        statement = f'CREATE DATABASE "{name}" TEMPLATE "{self._template}"'
        await asyncio.to_thread(self._server.execute, statement)
        return name

    async def _read_template(self) -> None:
        async with self._connect(self._template) as connection:
            self._shape = await connection.fetchval(SHAPE)
            self._sequences = await connection.fetch(SEQUENCES)
            for (table,) in await connection.fetch(TABLES):
                rows = await connection.fetchval(f'SELECT jsonb_agg(to_jsonb(each)) FROM "{table}" AS each')  # noqa: S608
                self._contents[table] = rows or json.dumps([])

    async def _renew(self, name: str) -> bool:
        """Have it be as the template again; False where a test has changed more than rows."""
        async with self._connect(name) as connection:
            await connection.execute(f"SELECT pg_terminate_backend(pid) {OTHERS}")
            while await connection.fetchval(f"SELECT COUNT(*) {OTHERS}"):
                await asyncio.sleep(0.01)
            if await connection.fetchval(SHAPE) != self._shape:
                return False
            async with connection.transaction():
                await connection.execute("SET LOCAL session_replication_role = replica")  # no foreign keys meanwhile
                for table in self._contents:
                    await connection.execute(f'DELETE FROM "{table}"')  # noqa: S608
                for table, rows in self._contents.items():
                    if rows != "[]":
                        fill = f'INSERT INTO "{table}" SELECT * FROM jsonb_populate_recordset(NULL::"{table}", $1)'  # noqa: S608
                        await connection.execute(fill, rows)
                for sequence in self._sequences:
                    await connection.execute("SELECT setval($1::text::regclass, $2, $3)", *sequence)
        return True

    @asynccontextmanager
    async def _connect(self, name: str) -> AsyncIterator[Any]:
        async with asyncio.timeout(PATIENCE):
            connection = await asyncpg.connect(f"{self._address}/{name}")
            try:
                yield connection
            finally:
                await connection.close()
