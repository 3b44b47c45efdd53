"""Whom an artist blocks by the address that it gave tokens to."""

from datetime import UTC, datetime

import pytest

from catalog import models
from catalog.accounts.closing import delete_account
from catalog.errors import CursorError
from catalog.gates.addresses import block_address, leave_blocked_address, select_address_blocks, unblock_address
from catalog.gates.blocks import block_account, select_blocked
from catalog.shapes import Account
from support.databases import create_artist, verify_email

EMAIL = "fan@example.org"


async def list_emails(artist: Account) -> list[str]:
    return [one.email for one in (await select_address_blocks(artist.id))[0]]


async def test_a_block_is_for_the_account_that_has_verified_the_address(artist: Account) -> None:
    other, fan = await create_artist("bea@example.org"), await create_artist(EMAIL, role="fan")
    pairs = [(fan.id, artist.id), (fan.id, other.id), (other.id, artist.id)]
    made = await block_address(artist.id, EMAIL)
    assert await block_address(artist.id, EMAIL) == made, "again"
    assert await select_blocked(pairs) == [], "it could be anybody"
    await verify_email(EMAIL)
    assert await select_blocked(pairs) == [(fan.id, artist.id)]
    await unblock_address(other.id, made.id)
    assert await list_emails(artist) == [EMAIL], "another's affair"
    await unblock_address(artist.id, made.id)
    await unblock_address(artist.id, made.id)
    assert await select_blocked(pairs) == []
    assert await list_emails(artist) == []


async def test_who_leaves_the_address_stays_blocked_as_the_address_does(artist: Account) -> None:
    fan = await create_artist(EMAIL, role="fan")
    await verify_email(EMAIL)
    made = await block_address(artist.id, EMAIL)
    await leave_blocked_address(fan.id, EMAIL)
    await leave_blocked_address(fan.id, EMAIL)  # came back meanwhile
    await models.Account.filter(id=fan.id).update(email="another@example.org")
    heir = await create_artist(EMAIL, role="fan")
    await verify_email(EMAIL)
    pairs = [(fan.id, artist.id), (heir.id, artist.id)]
    assert set(await select_blocked(pairs)) == set(pairs), "who is blocked comes back by no other account"
    assert await block_address(artist.id, EMAIL) == made, "its artist does not learn that it was left"
    assert await list_emails(artist) == [EMAIL]
    await unblock_address(artist.id, made.id)
    assert await select_blocked(pairs) == []


async def test_who_closes_the_account_and_comes_back_with_the_address_is_blocked(artist: Account) -> None:
    fan = await create_artist(EMAIL, role="fan")
    await verify_email(EMAIL)
    await block_address(artist.id, EMAIL)
    await block_account(artist.id, fan.id)
    assert await delete_account(fan.id, now=datetime.now(UTC)) == (True, None)
    assert await list_emails(artist) == [EMAIL], "its artist does not learn that there was an account"
    again = await create_artist(EMAIL, role="fan")
    await verify_email(EMAIL)
    assert await select_blocked([(again.id, artist.id)]) == [(again.id, artist.id)]


async def test_they_are_listed_by_pages_the_last_first(artist: Account) -> None:
    emails = [f"fan-{number}@example.org" for number in range(3)]
    for email in emails:
        await block_address(artist.id, email)
    first, cursor = await select_address_blocks(artist.id, limit=2)
    rest, end = await select_address_blocks(artist.id, limit=2, cursor=cursor)
    assert [one.email for one in first + rest] == emails[::-1]
    assert (cursor is not None, end) == (True, None)
    with pytest.raises(CursorError):
        await select_address_blocks(artist.id, cursor="x")
