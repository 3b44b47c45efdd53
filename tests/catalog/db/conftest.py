"""Databases of before, with rows in them, that are migrated."""

import re
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from tortoise import Tortoise

from catalog.db import migrate as migrations
from catalog.db import versions
from catalog.db.keys import hash_secret
from catalog.db.migrate import find_location, migrate
from catalog.db.orm import APP, configure
from settings.bundled import MIGRATIONS
from support.databases import KEYS, on_own_connection
from support.postgres import PostgresServer
from support.rows import insert

STREAM_KEYS = 11
"""The step with which the clock came to know its `SECRET_KEY`."""


@pytest.fixture(params=["sqlite", "postgres"])
def two_empty(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    """Two empty databases of one kind."""
    if request.param == "sqlite":
        return f"sqlite://{tmp_path}/one.sqlite3", f"sqlite://{tmp_path}/two.sqlite3"
    server: PostgresServer = request.getfixturevalue("postgres")
    name = re.sub(r"\W", "_", tmp_path.name.lower())
    return server.url(f"{name}_one"), server.url(f"{name}_two")


@pytest.fixture
def own_migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the migrations that a test may write into."""
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for module in (migrations, versions):
        monkeypatch.setattr(module, "MIGRATIONS", folder)
    return folder


@pytest.fixture
def before(two_empty: tuple[str, str], own_migrations: Path) -> Callable[..., Awaitable[None]]:
    """`await before(step, *statements)`: a database of the version before a step, with rows in it, is migrated."""

    async def migrate_rows(step: int, *statements: str) -> None:
        url = two_empty[0]
        steps = find_location(url).glob(f"{APP}/*_*.py")
        later = [path for path in steps if int(path.name.partition("_")[0]) >= step]
        aside = own_migrations.parent / "later"
        aside.mkdir()
        for path in later:
            path.rename(aside / path.name)

        async def fill() -> None:
            await migrations.apply_steps(url)
            connection = Tortoise.get_connection(next(iter(configure(url)["connections"])))
            clock = {"id": 1, "epoch": "of before", "seq": 0}
            known = {"secret_hash": hash_secret("of before")} if step > STREAM_KEYS else {}
            for statement in (insert("clock", **clock, **known), *statements):
                await connection.execute_query(statement)

        await on_own_connection(url, fill, foreign_keys="OFF")
        for path in later:
            (aside / path.name).rename(path)
        assert len(await migrate(url, KEYS)) == len(later)

    return migrate_rows
