"""Migration 12: the ledger."""

from collections.abc import Awaitable, Callable

from catalog import models
from catalog.ledger.moves import move_tokens
from catalog.ledger.rules import ISSUER, Holder, Move, MoveKind
from support.databases import on_own_connection
from support.lookups import read_balance
from support.rows import AT, LATER, insert, insert_account


async def test_accounts_of_before_begin_with_empty_wallets_and_lose_nothing_else(
    two_empty: tuple[str, str], before: Callable[..., Awaitable[None]]
) -> None:
    await before(
        12,
        insert_account("ada"),
        insert_account("bob"),
        insert("sessions", token_hash="t", account_id="bob", created_at=AT, expires_at=LATER),
    )

    async def use() -> None:
        assert await models.Account.all().count() == 2
        assert await models.Session.filter(account_id="bob").count() == 1
        assert await read_balance("bob", "ada") == 0
        await move_tokens(Move(MoveKind.GRANT, "ada", ISSUER, Holder("bob"), 7))
        await models.Account.all().delete()
        assert await read_balance("bob", "ada") == 7, "what was booked outlives its people"

    await on_own_connection(two_empty[0], use)
