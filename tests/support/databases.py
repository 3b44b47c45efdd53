"""Migrated databases, made quickly: each kind is migrated once a run and copied for every test."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from catalog import models
from catalog.db.keys import Database
from catalog.db.migrate import migrate
from catalog.db.orm import configure
from catalog.ledger.moves import move_tokens
from catalog.ledger.rules import ISSUER, Holder, Move, MoveKind
from catalog.livestreams.changes import Created, Draft, insert_livestream
from catalog.shapes import Account
from runtime.keys import Keys
from settings import Settings
from support.lent_databases import Lender
from support.lookups import read_balance
from support.postgres import PostgresServer

T = TypeVar("T")

KEYS = Keys(Settings().secret_key)
"""What an application with no other settings has."""
NUMBERS = itertools.count(1)
TEMPLATE = "catalog_template"
_MIGRATED: dict[str, bytes] = {}
_LENDERS: dict[int, Lender] = {}
"""By their server's port."""


async def create_database(folder: Path) -> str:
    """The address of a migrated, empty SQLite database in `folder`."""
    path = folder / "catalog.sqlite3"
    if "sqlite" not in _MIGRATED:
        await migrate(f"sqlite://{path}", KEYS)
        _MIGRATED["sqlite"] = path.read_bytes()  # closed, so nothing of it is in the write-ahead log
    path.write_bytes(_MIGRATED["sqlite"])
    return f"sqlite://{path}"


@asynccontextmanager
async def lend_database(server: PostgresServer) -> AsyncIterator[str]:
    """The address of a migrated, empty database on `server`, which is another's afterwards."""
    if server.port not in _LENDERS:
        await migrate(await asyncio.to_thread(server.url, TEMPLATE), KEYS)
        _LENDERS[server.port] = Lender(server, TEMPLATE)
    async with _LENDERS[server.port].lend() as address:
        yield address


async def create_artist(email: str, *, role: str = "artist") -> Account:
    """An account whose password nobody knows, which saves the time of hashing one."""
    account = Account(f"account-{next(NUMBERS)}", email, "Ada", role, datetime.now(UTC))
    await models.Account.create(
        id=account.id,
        email=account.email,
        password_hash="-",
        display_name=account.display_name,
        role=account.role,
        created_at=account.created_at,
    )
    return account


async def verify_email(email: str) -> None:
    """The mailbox is theirs."""
    assert await models.Account.filter(email=email).update(email_verified_at=datetime.now(UTC)) == 1


async def give_tokens(account_id: str, artist_id: str, balance: int) -> None:
    """Have the account hold as many of the artist's tokens, whatever it held."""
    difference = balance - await read_balance(account_id, artist_id)
    sides, kind = (ISSUER, Holder(account_id)), MoveKind.GRANT
    if difference < 0:
        sides, kind = (Holder(account_id), ISSUER), MoveKind.CORRECTION
    if difference:
        await move_tokens(Move(kind, artist_id, *sides, abs(difference)))


async def create_livestream(artist: Account, **fields: object) -> Created:
    """A livestream of theirs."""
    return await insert_livestream(artist.id, Draft(**{"title": "A show", **fields}))  # type: ignore[arg-type]


async def on_own_connection(database_url: str, action: Callable[[], Awaitable[T]], **pragmas: str) -> T:
    """Run `action` as another process would, with a connection it shares with nobody. Needs a task of its own."""
    async with Database(KEYS) as context:
        await context.init(config=configure(database_url, **pragmas))
        return await action()
