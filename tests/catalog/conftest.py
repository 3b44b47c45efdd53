"""A migrated database for each test, on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from catalog.db.orm import close_database, open_database
from catalog.shapes import Account
from support.databases import KEYS, create_artist, create_database, lend_database


@pytest.fixture(params=["sqlite", "postgres"])
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """Two databases of its own for every test that asks: it runs once on each."""
    if request.param == "sqlite":
        yield await create_database(tmp_path)
        return
    async with lend_database(request.getfixturevalue("postgres")) as address:
        yield address


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[str]:
    """The address of an open database."""
    context = await open_database(database_url, KEYS)
    yield database_url
    await close_database(context)


@pytest.fixture
async def artist(database: str) -> Account:
    """An artist in it."""
    return await create_artist("ada@example.org")
