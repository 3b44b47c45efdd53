"""SQLite as Tortoise's engine, with write transactions that wait for each other instead of failing.

Tortoise begins a deferred transaction. One that reads first and writes later cannot wait for another process's
write: SQLite must refuse it, whatever the busy time-out, because what it read is no longer true. `BEGIN IMMEDIATE`
queues for the write lock before the first read.
"""

import asyncio
import contextlib
import logging
import os
import sqlite3
from pathlib import Path
from typing import Any

from tortoise.backends.base.client import ConnectionWrapper, TransactionalDBClient, TransactionContext
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionContext, SqliteTransactionWrapper
from tortoise.connection import get_connections
from tortoise.exceptions import OperationalError, TransactionManagementError

logger = logging.getLogger(__name__)

PRAGMAS: dict[str, Any] = {
    # First, so that the others wait too where another process is just opening the same file.
    "busy_timeout": 30_000,
    "journal_mode": "WAL",
    # FULL: a sequence number that clients have seen must survive a power cut. Lifecycle changes are rare enough.
    "synchronous": "FULL",
    "foreign_keys": "ON",
}


def keep_private(database: Path) -> None:
    """Let nobody but the owner read the file: it holds people's addresses and what they
    have sealed. What SQLite puts beside it
    takes its mode; what lies there from before is given it. A file that is somebody else's, or cannot be made, is
    left to whoever opens it to speak of."""
    with contextlib.suppress(OSError):
        os.close(os.open(database, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        for name in (database.name, f"{database.name}-wal", f"{database.name}-shm"):
            if (file := database.with_name(name)).exists():
                file.chmod(0o600)


async def compact() -> None:
    """Write the file anew. What is deleted stays in it otherwise, until its place is needed: secrets that are sealed
    by now, too. Without the room for a second one it goes on as it is."""
    with contextlib.suppress(OperationalError):
        await get_connections().get("sqlite").execute_script("VACUUM")


class ImmediateTransaction(SqliteTransactionWrapper):
    """A transaction that holds the write lock from its first moment."""

    async def begin(self) -> None:
        """Queue for the write lock.

        Raises:
            TransactionManagementError: it did not come free within the busy time-out.
        """
        try:
            # Whatever a cancelled predecessor left open; without one this does nothing.
            await self._connection.rollback()
            await self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise TransactionManagementError(error) from error

    async def execute_script(self, query: str) -> None:
        """Run statements one by one. SQLite's own way to run several commits before it begins, so that a migration
        that fails half-way would leave its first half behind."""
        statement = ""
        for piece in query.split(";"):
            statement += piece + ";"
            if sqlite3.complete_statement(statement):
                await self.execute_query(statement)
                statement = ""


_withdrawals: set[asyncio.Task[None]] = set()


class ImmediateContext(SqliteTransactionContext):
    """As its parent, but the connection's lock is given back when the transaction cannot begin."""

    async def __aenter__(self) -> TransactionalDBClient:
        await self._trxlock.acquire()
        try:
            await self.ensure_connection()
            await self.connection.begin()
        except asyncio.CancelledError:
            # The connection's thread still waits for the write lock, and will get it. Nobody would ever give it back,
            # and what others write on this connection meanwhile would be in a transaction that is not theirs.
            withdrawal = asyncio.create_task(self._withdraw(), name="end of a transaction that was given up")
            _withdrawals.add(withdrawal)
            withdrawal.add_done_callback(_withdrawals.discard)
            raise
        except BaseException:
            self._trxlock.release()
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        return self.connection  # type: ignore[no-any-return]

    async def _withdraw(self) -> None:
        """Undo the beginning, which is before this in the thread's queue, and only then let the next one in."""
        try:
            if self.connection._connection:
                await self.connection._connection.rollback()
        except (sqlite3.Error, ValueError) as error:  # it may be closed by now
            logger.debug("a transaction that was given up could not be undone: %s", error)
        finally:
            self._trxlock.release()


class ReleasingWrapper(ConnectionWrapper[Any]):
    """As its parent, but the lock is given back when there is no connection: a file that cannot be opened is an error
    each time, and not something that the second statement waits for without end."""

    async def __aenter__(self) -> Any:
        await self._lock.acquire()
        try:
            await self.ensure_connection()
        except BaseException:
            self._lock.release()
            raise
        return self.connection


class ImmediateSqliteClient(SqliteClient):
    """One connection in one thread; statements of one process queue for it, processes queue for the file."""

    async def create_connection(self, with_db: bool) -> None:
        """Open the file, if it is not open.

        Raises:
            sqlite3.OperationalError: it cannot be.
        """
        if not self._connection:
            # First without aiosqlite, whose thread outlives an opening that fails.
            sqlite3.connect(self.filename).close()
        await super().create_connection(with_db)

    def acquire_connection(self) -> ConnectionWrapper[Any]:
        return ReleasingWrapper(self._lock, self)

    def _in_transaction(self) -> TransactionContext:
        return ImmediateContext(ImmediateTransaction(self), self._lock)


client_class = ImmediateSqliteClient
"""What Tortoise looks for in an engine."""
