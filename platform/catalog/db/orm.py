"""Opening and closing the database. One per process."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import asyncpg
from tortoise.backends.base.config_generator import expand_db_url
from tortoise.exceptions import (
    BaseORMException,
    DBConnectionError,
    OperationalError,
    TransactionManagementError,
    ValidationError,
)
from tortoise.transactions import in_transaction

from catalog.db.keys import Database, check_keys
from catalog.db.sqlite import PRAGMAS, keep_private
from catalog.db.versions import RELEASE_HINT, check_version
from catalog.errors import DatabaseError
from catalog.livestreams.log import CLOCK_ID
from catalog.models import Clock
from catalog.recordings.rules import USUAL, Policy
from runtime.keys import Keys
from settings import load_settings

TooLong = ValidationError
"""What is raised for a value that its column does not hold."""

APP = "catalog"
POOL_SIZE = 10
STATEMENT_TIMEOUT = 30.0

FAILURES = (BaseORMException, sqlite3.Error, asyncpg.PostgresError, asyncpg.InterfaceError, OSError)
"""What a database that does not answer, or not as it should, raises."""

OUTAGES: Final = (
    OperationalError,
    DBConnectionError,
    TransactionManagementError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    sqlite3.OperationalError,  # from a commit, which Tortoise does not translate
    ConnectionError,
)
"""What one raises in the middle of its work when it is away, locked or its disk is full: no fault of the caller's."""


def is_sqlite(database_url: str) -> bool:
    """Whether the address is a SQLite file, which has this machine's file system to itself."""
    return database_url.startswith("sqlite:")


def find_dialect(database_url: str) -> str:
    """`sqlite` or `postgres`."""
    return "sqlite" if is_sqlite(database_url) else "postgres"


def configure(database_url: str, **pragmas: str) -> dict[str, Any]:
    """Tortoise's configuration for `sqlite://PATH` or `postgres://user:password@host:port/name`. `pragmas` are for
    SQLite alone, and overrule its usual ones."""
    # The connection's name: Tortoise keeps statements by it for the whole process, and each dialect has its own.
    dialect = find_dialect(database_url)
    if dialect == "sqlite":
        path = database_url.removeprefix("sqlite://")
        connection: dict[str, Any] = {
            "engine": "catalog.db.sqlite",
            "credentials": {"file_path": path, **PRAGMAS, **pragmas},
        }
    else:
        connection = expand_db_url("asyncpg" + database_url[database_url.index(":") :])
        connection["engine"] = "catalog.db.postgres"
        connection["credentials"] |= {"minsize": 1, "maxsize": POOL_SIZE, "command_timeout": STATEMENT_TIMEOUT}
    return {
        "connections": {dialect: connection},
        "apps": {APP: {"models": ["catalog.models", "aerich.models"], "default_connection": dialect}},
        "use_tz": True,
        "timezone": "UTC",
    }


def __getattr__(name: str) -> dict[str, Any]:
    # aerich's command line reads the configuration from an attribute. Only then are the settings loaded.
    if name == "MIGRATIONS":
        return configure(load_settings().database_url)
    raise AttributeError(name)


async def open_database(database_url: str, keys: Keys, recording: Policy = USUAL) -> Database:
    """Connect, and make the catalog's functions work in every task of this process. What it must keep secret it seals
    with `keys`.

    Raises:
        DatabaseError: it does not answer, it is not of this version, or the keys are not its own.
    """
    check_there(database_url)
    if is_sqlite(database_url):
        keep_private(Path(database_url.removeprefix("sqlite://")))
    context = Database(keys, recording)
    try:
        # Global: requests run in tasks that do not descend from the one that opens the database.
        with context:
            await context.init(config=configure(database_url), _enable_global_fallback=True)
            await check_database()
            await check_version(APP, find_dialect(database_url))
            await check_keys()
    except BaseException:
        await context.close_connections()
        raise
    return context


def check_there(database_url: str) -> None:
    """Whether there is a file, where it is to be one: SQLite would make an empty one wherever it is told to look.

    Raises:
        DatabaseError: there is none.
    """
    if is_sqlite(database_url) and not (file := Path(database_url.removeprefix("sqlite://"))).is_file():
        raise DatabaseError(f"There is no database at {str(file)!r}. {RELEASE_HINT}")


async def close_database(context: Database) -> None:
    """The reverse of `open_database`, from whichever task."""
    await context.close_connections()


async def check_database() -> None:
    """Whether the database answers and has its tables.

    Raises:
        DatabaseError: it does not, or has not.
    """
    try:
        clock = await Clock.get_or_none(id=CLOCK_ID)
    except FAILURES as error:
        if "clock" in str(error):  # no such table, no such relation
            raise DatabaseError(f"The database has no tables yet. {RELEASE_HINT}") from error
        raise DatabaseError(f"The database does not answer: {describe(error)}.") from error
    if clock is None:
        raise DatabaseError(f"The database is not set up. {RELEASE_HINT}")


def is_disk_full(error: BaseException) -> bool:
    """Whether a database failed because nothing more can be written: SQLite's words, PostgreSQL's, the system's."""
    return any(words in str(error) for words in ("disk is full", "No space left on device"))


def describe(error: BaseException) -> str:
    """An error's words, or its kind where it has none. Drivers do not put the password into either."""
    return str(error).strip().rstrip(".") or type(error).__name__


@asynccontextmanager
async def one_look() -> AsyncIterator[None]:
    """All that is read inside is as of one moment.

    PostgreSQL takes a new look per statement unless told otherwise; SQLite's transaction keeps writers out.
    """
    async with in_transaction() as connection:
        if connection.capabilities.dialect == "postgres":
            await connection.execute_script("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
