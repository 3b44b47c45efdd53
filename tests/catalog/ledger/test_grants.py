"""What artists grant, to whom, and how long it waits."""

import asyncio

import pytest

from catalog import models
from catalog.errors import (
    ArtistNotFoundError,
    CatalogError,
    CursorError,
    HolderNotFoundError,
    InsufficientTokensError,
    KeyReusedError,
)
from catalog.ledger.grants import Claimed, Grant, Granted, book_waiting, grant_tokens, import_grants
from catalog.ledger.holdings import select_entries, select_holders, select_holdings
from catalog.ledger.wallets import forget_holder, read_balance
from catalog.shapes import Account
from support.databases import create_artist, verify_email


@pytest.fixture
async def fan(artist: Account) -> Account:
    fan = await create_artist("bob@example.org", role="fan")
    await verify_email(fan.email)
    return fan


async def total() -> int:
    return sum(row.amount for row in await models.LedgerEntry.all())


async def test_a_grant_is_for_an_account_or_its_verified_address(artist: Account, fan: Account) -> None:
    first = await grant_tokens(artist.id, Grant(10, account_id=fan.id, reason="hello"), artist.id)
    assert (first.account_id, first.email, first.balance, first.again) == (fan.id, None, 10, False)
    second = await grant_tokens(artist.id, Grant(5, email=" BOB@example.org"), artist.id)
    assert (second.account_id, second.email, second.balance) == (fan.id, None, 15)
    back = await grant_tokens(artist.id, Grant(-12, email=fan.email, reason="by mistake"), artist.id)
    assert (back.amount, back.balance) == (-12, 3)
    with pytest.raises(InsufficientTokensError):
        await grant_tokens(artist.id, Grant(-4, account_id=fan.id), artist.id)
    with pytest.raises(HolderNotFoundError):
        await grant_tokens(artist.id, Grant(1, account_id="nobody"), artist.id)
    for nobody in (fan.id, "nobody"):
        with pytest.raises(ArtistNotFoundError):
            await grant_tokens(nobody, Grant(1, account_id=fan.id), artist.id)
    page = await select_entries(artist.id, limit=10)
    assert [(entry.kind, entry.amount, entry.balance, entry.reason) for entry in page.entries] == [
        ("correction", -12, 3, "by mistake"),
        ("grant", 5, 15, ""),
        ("grant", 10, 10, "hello"),
    ]


async def test_what_is_for_an_address_waits_until_it_is_verified(artist: Account) -> None:
    other = await create_artist("eve@example.org")
    pretender = await create_artist("cleo@example.org", role="fan")
    granted = await grant_tokens(artist.id, Grant(10, email="Cleo@example.org", key="k"), artist.id)
    assert (granted.account_id, granted.email, granted.balance) == (None, "cleo@example.org", 10)
    await grant_tokens(other.id, Grant(7, email="cleo@example.org"), other.id)
    await grant_tokens(artist.id, Grant(-2, email="cleo@example.org"), artist.id)
    assert await read_balance(pretender.id, artist.id) == 0, "anybody can register any address"
    [holder] = (await select_holders(artist.id, limit=10)).holders
    assert (holder.account, holder.email, holder.balance) == (None, "cleo@example.org", 8)

    await verify_email(pretender.email)
    claimed = await book_waiting(pretender.id, pretender.email)
    assert sorted(claimed, key=lambda each: each.balance) == [Claimed(other.id, 7), Claimed(artist.id, 8)]
    assert await book_waiting(pretender.id, pretender.email) == []
    assert [(held.artist_id, held.balance) for held in await select_holdings(pretender.id)] == [
        (artist.id, 8),
        (other.id, 7),
    ]
    again = await grant_tokens(artist.id, Grant(10, email="cleo@example.org", key="k"), artist.id)
    assert (again.id, again.again, again.account_id) == (granted.id, True, pretender.id)
    assert await total() == 0
    assert await models.Wallet.exclude(email=None).count() == 0, "the address is not kept"
    told = (await select_entries(artist.id, limit=10)).entries
    assert [(entry.kind, entry.amount, entry.account and entry.account.id) for entry in told] == [
        ("claim", 8, pretender.id),
        ("correction", -2, pretender.id),
        ("grant", 10, pretender.id),
    ]
    await forget_holder(pretender.id)
    assert not any(entry.account for entry in (await select_entries(artist.id, limit=10)).entries)


async def test_nothing_is_left_waiting_by_grants_that_come_with_the_verification(artist: Account) -> None:
    fan = await create_artist("dora@example.org", role="fan")

    async def verify() -> None:
        await verify_email(fan.email)
        await book_waiting(fan.id, fan.email)

    tries = [grant_tokens(artist.id, Grant(1, email=fan.email, key=str(at)), artist.id) for at in range(12)]
    tasks = [asyncio.create_task(each) for each in tries]
    await asyncio.gather(*tasks[:2])
    await asyncio.gather(*tasks, asyncio.create_task(verify()), asyncio.create_task(verify()))
    assert await read_balance(fan.id, artist.id) == 12
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
