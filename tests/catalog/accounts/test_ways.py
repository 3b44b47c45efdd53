"""Passkeys and identities, where two are as quick as each other."""

import asyncio

import pytest

from catalog import models
from catalog.accounts.errors import (
    EmailTakenError,
    IdentityTakenError,
    LastWayInError,
    PasskeyCopiedError,
    PasskeyKnownError,
    TooManyIdentitiesError,
)
from catalog.accounts.identities import admit, find_account, insert_identity, select_identities
from catalog.accounts.passkeys import delete_passkey, find_passkey, insert_passkey, note_use, select_passkeys
from catalog.shapes import Account
from support.databases import create_artist, on_own_connection

ISSUER = "https://id.example.org"


async def test_of_the_last_two_ways_in_one_stays_however_quickly_both_are_removed(
    database: str, artist: Account
) -> None:
    await models.Account.filter(id=artist.id).update(password_hash="")
    made = [await insert_passkey(artist.id, name, name, "key", 0) for name in ("phone", "laptop")]

    def remove(passkey_id: str) -> "asyncio.Task[None]":
        return asyncio.create_task(on_own_connection(database, lambda: delete_passkey(passkey_id, artist.id)))

    results = await asyncio.gather(*(remove(each.id) for each in made), return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["LastWayInError", "NoneType"]
    assert len(await select_passkeys(artist.id)) == 1


async def test_an_identity_is_a_way_in_too(artist: Account) -> None:
    await models.Account.filter(id=artist.id).update(password_hash="")
    made = await insert_passkey(artist.id, "phone", "phone", "key", 0)
    with pytest.raises(LastWayInError):
        await delete_passkey(made.id, artist.id)
    await insert_identity(artist.id, ISSUER, "ada")
    await delete_passkey(made.id, artist.id)


async def test_of_two_uses_with_one_count_one_is_noticed(database: str, artist: Account) -> None:
    made = await insert_passkey(artist.id, "phone", "phone", "key", 4)

    def use() -> "asyncio.Task[None]":
        return asyncio.create_task(on_own_connection(database, lambda: note_use(made.id, 5)))

    results = await asyncio.gather(use(), use(), return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["NoneType", "PasskeyCopiedError"]
    found = await find_passkey("phone")
    assert found is not None
    assert found[0].suspect
    assert found[1] == artist


@pytest.mark.parametrize(("kept", "told"), [(4, 4), (4, 3), (4, 0), (1, 0)])
async def test_a_count_that_does_not_go_on_is_refused(artist: Account, kept: int, told: int) -> None:
    made = await insert_passkey(artist.id, "phone", "phone", "key", kept)
    with pytest.raises(PasskeyCopiedError):
        await note_use(made.id, told)


async def test_a_passkey_is_one_account_s(artist: Account) -> None:
    other = await create_artist("eve@example.org")
    await insert_passkey(artist.id, "phone", "phone", "key", 0)
    with pytest.raises(PasskeyKnownError):
        await insert_passkey(other.id, "phone", "phone", "key", 0)


async def test_whoever_comes_twice_at_once_gets_one_account(database: str) -> None:
    def come() -> "asyncio.Task[Account]":
        return asyncio.create_task(
            on_own_connection(database, lambda: admit(ISSUER, "ada", "Ada@Example.org", "Ada"))
        )

    results = await asyncio.gather(come(), come(), return_exceptions=True)
    made = [result for result in results if isinstance(result, Account)]
    assert made
    assert all(isinstance(result, Account | EmailTakenError) for result in results)
    assert await models.Account.all().count() == 1
    assert await find_account(ISSUER, "ada") == made[0]
    assert await find_account("https://elsewhere.example", "ada") is None


async def test_an_identity_is_one_account_s_and_an_account_has_few(artist: Account) -> None:
    other = await create_artist("eve@example.org")
    for _ in range(2):
        await insert_identity(artist.id, ISSUER, "ada")
    assert len(await select_identities(artist.id)) == 1
    with pytest.raises(IdentityTakenError):
        await insert_identity(other.id, ISSUER, "ada")
    for number in range(4):
        await insert_identity(artist.id, ISSUER, f"ada-{number}")
    with pytest.raises(TooManyIdentitiesError):
        await insert_identity(artist.id, ISSUER, "one more")


async def test_all_goes_with_the_account(artist: Account) -> None:
    await insert_passkey(artist.id, "phone", "phone", "key", 0)
    await insert_identity(artist.id, ISSUER, "ada")
    await models.Account.filter(id=artist.id).delete()
    assert (await models.Passkey.all().count(), await models.Identity.all().count()) == (0, 0)
