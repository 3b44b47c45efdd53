"""What artists grant, to whom, and how long it waits."""

import asyncio
from dataclasses import replace

import pytest
from tortoise.transactions import in_transaction

from catalog import models
from catalog.errors import CatalogError, CursorError
from catalog.ledger.errors import ArtistNotFoundError, HolderNotFoundError, InsufficientTokensError, KeyReusedError
from catalog.ledger.grants import Grant, Granted, grant_tokens, import_grants
from catalog.ledger.holdings import EntryShown, HolderShown, select_entries, select_holders, select_holdings
from catalog.ledger.wallets import forget_holder, leave_address
from catalog.shapes import Account
from support.databases import create_artist, verify_email
from support.lookups import read_balance


@pytest.fixture
async def fan(artist: Account) -> Account:
    fan = await create_artist("bob@example.org", role="fan")
    await verify_email(fan.email)
    return fan


async def see(artist: Account) -> tuple[list[HolderShown], list[EntryShown]]:
    """What the artist can see of its tokens."""
    holders = await select_holders(artist.id, limit=50)
    assert holders.total == len(holders.holders)
    return holders.holders, (await select_entries(artist.id, limit=50)).entries


async def total() -> int:
    return sum(row.amount for row in await models.LedgerEntry.all())


async def test_a_grant_is_for_an_account_or_an_address_and_each_is_told_of_its_own(
    artist: Account, fan: Account
) -> None:
    first = await grant_tokens(artist.id, Grant(10, account_id=fan.id, reason="hello"), artist.id)
    assert (first.account_id, first.email, first.balance, first.again) == (fan.id, None, 10, False)
    second = await grant_tokens(artist.id, Grant(5, email=" BOB@example.org"), artist.id)
    assert (second.account_id, second.email, second.balance) == (None, "bob@example.org", 5)
    assert await read_balance(fan.id, artist.id) == 15, "it holds both"
    back = await grant_tokens(artist.id, Grant(-3, email=fan.email, reason="by mistake"), artist.id)
    assert (back.amount, back.balance) == (-3, 2)
    for more in (Grant(-3, email=fan.email), Grant(-11, account_id=fan.id)):
        with pytest.raises(InsufficientTokensError):
            await grant_tokens(artist.id, more, artist.id)
    with pytest.raises(HolderNotFoundError):
        await grant_tokens(artist.id, Grant(1, account_id="nobody"), artist.id)
    for nobody in (fan.id, "nobody"):
        with pytest.raises(ArtistNotFoundError):
            await grant_tokens(nobody, Grant(1, account_id=fan.id), artist.id)
    expected = [("correction", -3, 2, "by mistake"), ("grant", 5, 5, ""), ("grant", 10, 10, "hello")]
    for page in (
        await select_entries(artist.id, limit=10),
        await select_entries(artist.id, account_id=fan.id, limit=10),
    ):
        assert [(entry.kind, entry.amount, entry.balance, entry.reason) for entry in page.entries] == expected
        assert [entry.email for entry in page.entries] == [fan.email, fan.email, None]


async def test_what_is_for_an_address_counts_once_it_is_verified_and_its_giver_sees_no_difference(
    artist: Account,
) -> None:
    other = await create_artist("eve@example.org")
    pretender = await create_artist("cleo@example.org", role="fan")
    granted = await grant_tokens(artist.id, Grant(10, email="Cleo@example.org", key="k"), artist.id)
    assert (granted.account_id, granted.email, granted.balance) == (None, "cleo@example.org", 10)
    await grant_tokens(other.id, Grant(7, email="cleo@example.org"), other.id)
    await grant_tokens(artist.id, Grant(-2, email="cleo@example.org"), artist.id)
    assert await read_balance(pretender.id, artist.id) == 0, "anybody can register any address"
    seen = await see(artist)
    assert [(holder.account, holder.email, holder.balance) for holder in seen[0]] == [(None, "cleo@example.org", 8)]

    await verify_email(pretender.email)
    assert [(held.artist_id, held.balance) for held in await select_holdings(pretender.id)] == [
        (artist.id, 8),
        (other.id, 7),
    ]
    again = await grant_tokens(artist.id, Grant(10, email="cleo@example.org", key="k"), artist.id)
    assert again == replace(granted, again=True)
    assert await see(artist) == seen
    await forget_holder(pretender.id)
    await models.Account.filter(id=pretender.id).delete()
    [holder], entries = await see(artist)
    assert (holder.account, holder.email) == (None, None), "its address goes with it"
    assert not any(entry.account or entry.email for entry in entries)
    assert await total() == 0


async def test_who_changes_the_address_keeps_what_it_had_and_gets_no_more_of_what_comes_there(
    artist: Account, fan: Account
) -> None:
    await grant_tokens(artist.id, Grant(10, email=fan.email), artist.id)
    seen = await see(artist)
    await leave_address(fan.id)
    await models.Account.filter(id=fan.id).update(email="robert@example.org")
    assert await see(artist) == seen, "it is shown by the address that the artist knows"
    await grant_tokens(artist.id, Grant(4, email=fan.email), artist.id)
    assert await read_balance(fan.id, artist.id) == 10
    next_one = await create_artist(fan.email, role="fan")
    await verify_email(fan.email)
    assert await read_balance(next_one.id, artist.id) == 4
    back = await grant_tokens(artist.id, Grant(-9, email=fan.email), artist.id)
    assert (back.email, back.balance) == (fan.email, 1), "a mistake can be taken back all the same"
    assert await read_balance(fan.id, artist.id) == 1
    await forget_holder(fan.id)
    assert await read_balance(fan.id, artist.id) == 0
    assert await models.Wallet.exclude(former_email=None).count() == 0
    assert await read_balance(next_one.id, artist.id) == 4


async def test_who_leaves_an_address_that_was_not_theirs_takes_nothing_along(artist: Account) -> None:
    pretender = await create_artist("dora@example.org", role="fan")
    await grant_tokens(artist.id, Grant(10, email=pretender.email), artist.id)
    await leave_address(pretender.id)
    await models.Account.filter(id=pretender.id).update(email="eve@example.org")
    await verify_email("eve@example.org")
    assert await read_balance(pretender.id, artist.id) == 0


async def test_grants_that_come_while_the_address_is_left_go_to_one_or_the_other(
    artist: Account, fan: Account
) -> None:
    async def leave() -> None:
        async with in_transaction():
            await leave_address(fan.id)
            await models.Account.filter(id=fan.id).update(email="robert@example.org")

    tries = [grant_tokens(artist.id, Grant(1, email=fan.email, key=str(at)), artist.id) for at in range(12)]
    tasks = [asyncio.create_task(each) for each in tries]
    await asyncio.gather(*tasks[:2])
    await asyncio.gather(*tasks, asyncio.create_task(leave()))
    await create_artist(fan.email, role="fan")
    await verify_email(fan.email)
    owners = [row.id for row in await models.Account.filter(role="fan")]
    assert sum([await read_balance(owner, artist.id) for owner in owners]) == 12
    assert await read_balance(fan.id, artist.id) >= 2
    assert await total() == 0


async def test_a_key_that_comes_with_something_else_is_refused(artist: Account, fan: Account) -> None:
    first = await grant_tokens(artist.id, Grant(10, account_id=fan.id, key="k"), artist.id)
    again = await grant_tokens(artist.id, Grant(10, account_id=fan.id, key="k"), artist.id)
    assert (again.id, again.again, again.balance, again.at) == (first.id, True, 10, first.at)
    for other in (
        Grant(11, account_id=fan.id, key="k"),
        Grant(10, account_id=fan.id, reason="x", key="k"),
        Grant(10, email="x@example.org", key="k"),
    ):
        with pytest.raises(KeyReusedError):
            await grant_tokens(artist.id, other, artist.id)
    assert await read_balance(fan.id, artist.id) == 10


async def test_an_import_books_what_it_can_and_once(artist: Account, fan: Account) -> None:
    grants = [Grant(1, email=f"fan-{number}@example.org", key=f"file:{number}") for number in range(450)]
    grants += [Grant(5, email=fan.email, key="file:450"), Grant(-6, email=fan.email, key="file:451")]
    done = await import_grants(artist.id, grants, artist.id)
    assert [type(each) for each in done[:-1]] == [Granted] * 451
    assert isinstance(done[-1], InsufficientTokensError)
    again = await import_grants(artist.id, grants, artist.id)
    assert all(not isinstance(each, CatalogError) and each.again for each in again[:-1])
    assert await read_balance(fan.id, artist.id) == 5
    assert await total() == 0
    pages, cursor = [await select_holders(artist.id, limit=200)], None
    while cursor := pages[-1].next_cursor:
        pages.append(await select_holders(artist.id, limit=200, cursor=cursor))
    assert [len(page.holders) for page in pages] == [200, 200, 51]
    assert {page.total for page in pages} == {451}
    emails = [holder.email for page in pages for holder in page.holders]
    assert len(set(emails)) == 451
    entries = await select_entries(artist.id, limit=400)
    rest = await select_entries(artist.id, limit=400, cursor=entries.next_cursor)
    assert (len(entries.entries), len(rest.entries), rest.next_cursor) == (400, 51, None)
    for wrong in ("x", entries.next_cursor):
        with pytest.raises(CursorError):
            await select_holders(artist.id, limit=10, cursor=wrong)
