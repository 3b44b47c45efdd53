"""Bringing a database to the tables of today, with the steps that aerich wrote into `migrations/`.

As a program, `python -m catalog.db.migrate NAME` writes the next step for both dialects from what `models` says now.
It needs no database: the step is the difference to the state kept in the last one.
"""

import asyncio
import fcntl
import secrets
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
from aerich import Command
from aerich.migrate import Migrate
from tortoise.context import TortoiseContext

from catalog import models
from catalog.db.keys import Database, hash_secret
from catalog.db.orm import APP, FAILURES, STATEMENT_TIMEOUT, configure, describe, find_dialect, is_sqlite
from catalog.db.sqlite import compact, keep_private
from catalog.db.versions import check_version
from catalog.errors import DatabaseError
from catalog.livestreams.log import CLOCK_ID
from runtime.keys import Keys
from settings.bundled import MIGRATIONS

LOCK_TIMEOUT = 120.0
"""Seconds to wait for another release of the same SQLite file."""
ADVISORY_LOCK = 0x454D4C
"""The number that PostgreSQL locks while one machine migrates."""


def find_location(database_url: str) -> Path:
    """The folder with the dialect's steps."""
    return MIGRATIONS / find_dialect(database_url)


async def migrate(database_url: str, keys: Keys) -> list[str]:
    """Apply the steps that are missing, oldest first, each in a transaction; their names. Again: none. Secrets are
    sealed with `keys`.

    Raises:
        DatabaseError: it does not answer, may not be written, or a step failed (and left nothing behind).
    """
    location = find_location(database_url)
    if not any(location.glob(f"{APP}/*_*.py")):
        raise DatabaseError(f"There are no migrations in {location}: the installation is not complete.")
    try:
        if is_sqlite(database_url):
            file = Path(database_url.removeprefix("sqlite://"))
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            keep_private(file)
        async with _alone(database_url), Database(keys) as context:
            # SQLite changes a table by making it anew, and to drop the old one would delete what refers to its rows.
            await context.init(config=configure(database_url, foreign_keys="OFF"))
            await check_version(APP, find_dialect(database_url), may_be_older=True)
            applied = await apply_steps(database_url)
            epoch = secrets.token_hex(8)
            clock = {"epoch": epoch, "secret_hash": hash_secret(epoch)}
            await models.Clock.get_or_create(id=CLOCK_ID, defaults=clock)
            if applied and is_sqlite(database_url):
                await compact()
            return applied
    except TimeoutError as error:
        raise DatabaseError(
            f"Another release has been at work for {LOCK_TIMEOUT:g} s. Try again when it is done."
        ) from error
    except FAILURES as error:
        raise DatabaseError(f"The database could not be migrated: {describe(error)}.") from error


async def apply_steps(database_url: str) -> list[str]:
    """The steps alone, on the connection that is open; their names."""
    location = str(find_location(database_url))
    Migrate.app, Migrate.migrate_location = APP, Migrate.get_migration_dir(location, APP)
    return await Command(configure(database_url), APP, location).upgrade()


@asynccontextmanager
async def _alone(database_url: str) -> AsyncIterator[None]:
    """Several may be released at once: the others wait here, then find nothing to do."""
    if is_sqlite(database_url):
        async with _lock_beside(Path(database_url.removeprefix("sqlite://"))):
            yield
        return
    connection = await asyncpg.connect(database_url, timeout=STATEMENT_TIMEOUT)
    try:
        await connection.execute("SELECT pg_advisory_lock($1)", ADVISORY_LOCK, timeout=STATEMENT_TIMEOUT)
        yield
    finally:
        await connection.close(timeout=STATEMENT_TIMEOUT)


@asynccontextmanager
async def _lock_beside(database: Path) -> AsyncIterator[None]:
    # A file of its own: whoever closes the database's own file would lose SQLite's locks on it.
    with database.with_name(f"{database.name}.release").open("a") as file:
        async with asyncio.timeout(LOCK_TIMEOUT):
            while not _try_lock(file.fileno()):  # noqa: ASYNC110 - the kernel tells nobody who does not block
                await asyncio.sleep(0.05)
        yield


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


async def write_migrations(name: str) -> list[str]:
    """Write the next step of each dialect, and give the files' names; none where the models have not changed."""
    written: list[str] = []
    for dialect, address in (("sqlite", "sqlite://unused"), ("postgres", "postgres://unused/unused")):
        location = MIGRATIONS / dialect
        # aerich collects its statements in the class, and would write the first dialect's into the second's file.
        for collected in vars(Migrate).values():
            if isinstance(collected, list):
                collected.clear()
        async with TortoiseContext() as context:
            await context.init(config=configure(address))
            command = Command(configure(address), APP, str(location))
            if any(location.glob(f"{APP}/*_*.py")):
                await command.init(offline=True)
                file = await command.migrate(name, no_input=True, offline=True)
                written += [f"{dialect}/{APP}/{file}"] if file else []
            else:
                await command.init_migrations(safe=False)
                written.append(f"{dialect}/{APP}")
    return written


def main() -> None:
    """`python -m catalog.db.migrate NAME`"""
    if len(sys.argv) != 2 or not sys.argv[1].isidentifier():
        sys.exit("usage: python -m catalog.db.migrate NAME  (letters, digits, underscores: what the step does)")
    for file in asyncio.run(write_migrations(sys.argv[1])):
        sys.stdout.write(f"migrations/{file}\n")


if __name__ == "__main__":
    main()
