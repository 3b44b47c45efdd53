"""Accounts, passwords and sessions."""

import asyncio
from datetime import UTC, datetime

import pytest
from argon2 import PasswordHasher

from catalog import models
from catalog.accounts import accounts
from catalog.accounts.accounts import (
    insert_account,
    verify_credentials,
)
from catalog.accounts.errors import CredentialsError, EmailTakenError
from catalog.accounts.passwords import hash_password
from catalog.shapes import Account
from support.databases import on_own_connection

NOW = datetime(2026, 1, 31, 20, tzinfo=UTC)
PASSWORD = "correct horse battery staple"

pytestmark = pytest.mark.usefixtures("real_passwords")


async def test_password_is_kept_as_an_argon2_hash_only(database: str) -> None:
    account = await insert_account("ada@example.org", PASSWORD, "Ada", "artist")
    row = await models.Account.get(id=account.id)
    assert row.password_hash.startswith("$argon2id$v=19$m=65536,t=3,p=4$")  # RFC 9106, section 4: the second choice
    assert PASSWORD not in repr(account)


async def test_email_counts_once_however_it_is_written(database: str) -> None:
    account = await insert_account("ada@example.org", PASSWORD, "Ada", "artist")
    with pytest.raises(EmailTakenError):
        await insert_account(" ADA@example.org", PASSWORD, "Ada", "fan")
    with pytest.raises(EmailTakenError):
        await insert_account("ada@ⓔｘａｍｐｌｅ.org", PASSWORD, "Ada", "fan")
    assert await verify_credentials("Ada@Example.ORG", PASSWORD) == account


async def test_of_two_that_register_the_same_address_at_once_one_gets_it(database: str) -> None:
    def register() -> "asyncio.Task[Account]":
        return asyncio.create_task(
            on_own_connection(database, lambda: insert_account("ada@example.org", PASSWORD, "Ada", "fan"))
        )

    results = await asyncio.gather(register(), register(), return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["Account", "EmailTakenError"]


@pytest.mark.parametrize(
    ("email", "password"), [("ada@example.org", "wrong"), ("ada@example.org", ""), ("nobody@example.org", PASSWORD)]
)
async def test_wrong_credentials_are_not_told_apart(database: str, email: str, password: str) -> None:
    await insert_account("ada@example.org", PASSWORD, "Ada", "artist")
    with pytest.raises(CredentialsError, match="e-mail address or the password"):
        await verify_credentials(email, password)


async def test_event_loop_turns_while_passwords_are_hashed(database: str) -> None:
    hashing = asyncio.gather(*(hash_password(PASSWORD) for _ in range(4)))
    turns = 0
    while not hashing.done():
        await asyncio.sleep(0)
        turns += 1
    # Hashed on the loop's own thread, there would be one turn for each.
    assert turns > 100


async def test_weaker_hash_of_old_is_renewed_at_the_next_sign_in(database: str) -> None:
    account = await insert_account("ada@example.org", PASSWORD, "Ada", "artist")
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    await models.Account.filter(id=account.id).update(password_hash=old)
    await verify_credentials("ada@example.org", PASSWORD)
    assert (await models.Account.get(id=account.id)).password_hash != old


async def test_an_old_hash_is_not_renewed_over_a_password_that_was_chosen_meanwhile(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = await insert_account("ada@example.org", PASSWORD, "Ada", "artist")
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    await models.Account.filter(id=account.id).update(password_hash=old)

    async def hash_slowly(password: str) -> str:
        await models.Account.filter(id=account.id).update(password_hash="chosen meanwhile")
        return await hash_password(password)

    monkeypatch.setattr(accounts, "hash_password", hash_slowly)
    await verify_credentials("ada@example.org", PASSWORD)
    assert (await models.Account.get(id=account.id)).password_hash == "chosen meanwhile"
