"""Moving tokens: all of it or nothing, once for each key, and never below zero."""

import asyncio

import pytest
from tortoise import Tortoise
from tortoise.exceptions import IntegrityError

from catalog import models
from catalog.db.orm import configure
from catalog.ledger import moves
from catalog.ledger.errors import InsufficientTokensError, KeyReusedError, TooManyTokensError
from catalog.ledger.moves import Moved, move_tokens
from catalog.ledger.rules import ISSUER, MOST_AT_ONCE, MOST_TOKENS, Holder, Move, MoveKind
from catalog.ledger.wallets import forget_holder, read_balances
from support.lookups import read_balance

FAN, OTHER, WAITING = Holder("fan"), Holder("other"), Holder(email="bob@example.org")


async def grant(amount: int, to: Holder = FAN, *, key: str | None = None, artist: str = "ada") -> Moved:
    return await move_tokens(
        Move(MoveKind.GRANT, artist, ISSUER, to, amount, key=key, digest=f"{to.account_id} {amount}")
    )


async def take_back(amount: int, holder: Holder = FAN) -> Moved:
    return await move_tokens(Move(MoveKind.CORRECTION, "ada", holder, ISSUER, amount))


async def read_entries(wallet: str) -> list[tuple[int, int, int]]:
    rows = models.LedgerEntry.filter(wallet_id=wallet).order_by("number")
    return [
        (number, amount, balance) for number, amount, balance in await rows.values_list("number", "amount", "balance")
    ]


async def test_what_one_gets_another_gives(database: str) -> None:
    moved = await grant(10)
    assert (moved.giver_balance, moved.taker_balance, moved.again) == (-10, 10, False)
    await grant(5, WAITING)
    tip = await move_tokens(Move(MoveKind.TIP, "ada", FAN, Holder("ada"), 4, "thank you", by="fan"))
    assert (tip.giver_balance, tip.taker_balance) == (6, 4)
    await take_back(1)
    assert await read_entries("ada") == [(1, -10, -10), (2, -5, -15), (3, 1, -14)]
    assert await read_balances([("fan", "ada"), ("ada", "ada"), ("nobody", "ada"), ("fan", "bea")]) == {
        ("fan", "ada"): 5,
        ("ada", "ada"): 4,
    }
    assert sum(amount for (amount,) in await models.LedgerEntry.all().values_list("amount")) == 0


async def test_nobody_can_give_what_they_do_not_hold(database: str) -> None:
    await grant(10)
    await grant(100, artist="bea")
    with pytest.raises(InsufficientTokensError, match="There are 10 tokens there, and 11"):
        await take_back(11)
    with pytest.raises(InsufficientTokensError):
        await take_back(1, OTHER)
    await take_back(10)
    assert await read_balance("fan", "ada") == 0
    assert await models.LedgerTransaction.filter(artist_id="ada").count() == 2, "what was refused left nothing"


async def test_tokens_stay_countable(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for amount in (0, -1, MOST_AT_ONCE + 1):
        with pytest.raises(ValueError, match="cannot be moved"):
            Move(MoveKind.GRANT, "ada", ISSUER, FAN, amount)
    with pytest.raises(ValueError, match="the same"):
        Move(MoveKind.TIP, "ada", FAN, FAN, 1)
    assert MOST_TOKENS < 2**63
    await grant(MOST_AT_ONCE)
    monkeypatch.setattr(moves, "MOST_TOKENS", MOST_AT_ONCE + 5)
    await grant(5)
    with pytest.raises(TooManyTokensError):
        await grant(1)
    with pytest.raises(TooManyTokensError):
        await grant(1, OTHER)


async def test_a_key_counts_once_for_each_artist(database: str) -> None:
    first = await grant(10, key="order 1")
    await grant(1)
    again = await grant(10, key="order 1")
    assert (again.id, again.at, again.giver_balance, again.taker_balance, again.again) == (
        first.id,
        first.at,
        -10,
        10,
        True,
    )
    for other in (grant(11, key="order 1"), grant(10, OTHER, key="order 1")):
        with pytest.raises(KeyReusedError):
            await other
    assert not (await grant(10, key="order 1", artist="bea")).again
    assert await read_balances([("fan", "ada"), ("other", "ada")]) == {("fan", "ada"): 11, ("other", "ada"): 0}


async def test_many_at_once_lose_nothing_and_book_each_key_once(database: str) -> None:
    await grant(10, OTHER)
    tries = [grant(1, to, key=f"order {number}") for number in range(10) for to in (FAN, FAN)]
    spent = [take_back(1, OTHER) for _ in range(15)]
    made = await asyncio.gather(*map(asyncio.create_task, tries))
    refused = await asyncio.gather(*map(asyncio.create_task, spent), return_exceptions=True)
    assert len({moved.id for moved in made}) == 10
    assert sum(moved.again for moved in made) == 10
    assert sum(isinstance(each, InsufficientTokensError) for each in refused) == 5
    assert await read_balances([("fan", "ada"), ("other", "ada")]) == {("fan", "ada"): 10, ("other", "ada"): 0}


async def test_the_same_key_over_other_wallets_at_once_is_booked_once(database: str) -> None:
    tips = [Move(MoveKind.TIP, "ada", giver, Holder("ada"), 1, key="k", digest="d") for giver in (FAN, OTHER)]
    await grant(5)
    await grant(5, OTHER)
    made = await asyncio.gather(*[asyncio.create_task(move_tokens(tip)) for tip in tips])
    assert sorted(moved.again for moved in made) == [False, True]


async def test_whoever_goes_leaves_no_name(database: str) -> None:
    await grant(10)
    await forget_holder("fan")
    assert await read_balance("fan", "ada") == 0
    assert await models.Wallet.filter(account_id="fan").count() == 0
    assert await models.LedgerEntry.all().count() == 2
    assert (await grant(3)).taker_balance == 3, "another wallet"


async def test_the_database_itself_keeps_the_ledger_as_it_is(database: str) -> None:
    await grant(10)
    connection = Tortoise.get_connection(next(iter(configure(database)["connections"])))
    for statement in (
        "UPDATE ledger_entries SET amount = 1000",
        "DELETE FROM ledger_entries",
        "UPDATE ledger_transactions SET reason = 'x'",
        "DELETE FROM ledger_transactions",
        "DELETE FROM wallets",
    ):
        with pytest.raises(IntegrityError):
            await connection.execute_query(statement)
    wallet = await models.Wallet.get(account_id="fan")
    transaction = await models.LedgerTransaction.get()

    async def write(number: int, amount: int, balance: int) -> None:
        await models.LedgerEntry.create(
            artist_id="ada",
            transaction_id=transaction.id,
            wallet_id=wallet.id,
            number=number,
            amount=amount,
            balance=balance,
        )

    for number, amount, balance in ((1, 1, 11), (2, 1, 12), (3, 1, 11), (2, -11, -1), (2, 0, 10)):
        with pytest.raises(IntegrityError):
            await write(number, amount, balance)
    await write(2, -10, 0)
