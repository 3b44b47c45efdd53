"""Wallets of before addresses were left: who has claimed what waited is shown as it was, and nothing is lost."""

from collections.abc import Awaitable, Callable

from catalog.ledger.grants import Grant, grant_tokens
from catalog.ledger.holdings import select_entries, select_holders
from catalog.ledger.wallets import leave_address
from support.databases import on_own_connection, verify_email
from support.lookups import read_balance
from support.rows import AT, insert


async def test_what_was_claimed_before_stays_whose_it_is(
    two_empty: tuple[str, str], before: Callable[..., Awaitable[None]]
) -> None:
    ada = {"id": "ada", "email": "ada@example.org", "password_hash": "-", "display_name": "Ada", "role": "artist"}
    bob = {"id": "bob", "email": "bob@example.org", "password_hash": "-", "display_name": "Bob", "role": "fan"}
    wallets = (("ada", None, None), ("w1", None, "bob"), ("w2", "bob", None))
    entries = (
        ("grant", "ada", 1, -5, -5),
        ("grant", "w1", 1, 5, 5),
        ("claim", "w1", 2, -5, 0),
        ("claim", "w2", 1, 5, 5),
    )
    await before(
        16,
        *(insert("accounts", **each, created_at=AT) for each in (ada, bob)),
        *(
            insert("wallets", id=name, artist_id="ada", account_id=whose, claimed_by=by, created_at=AT)
            for name, whose, by in wallets
        ),
        *(
            insert("ledger_transactions", id=kind, artist_id="ada", kind=kind, reason=f"for {kind}", at=AT)
            for kind in ("grant", "claim")
        ),
        *(
            insert(
                "ledger_entries",
                artist_id="ada",
                transaction_id=move,
                wallet_id=wallet,
                number=number,
                amount=amount,
                balance=balance,
            )
            for move, wallet, number, amount, balance in entries
        ),
    )

    async def use() -> None:
        assert await read_balance("bob", "ada") == 5
        [holder] = (await select_holders("ada", limit=9)).holders
        assert (holder.account and holder.account.id, holder.email, holder.balance) == ("bob", None, 5)
        for whose in (None, "bob"):
            [entry] = (await select_entries("ada", account_id=whose, limit=9)).entries
            assert (entry.reason, entry.amount, entry.account and entry.account.id) == ("for grant", 5, "bob")
        await verify_email("bob@example.org")
        await grant_tokens("ada", Grant(2, email="bob@example.org"), "ada")
        await leave_address("bob")
        assert await read_balance("bob", "ada") == 7

    await on_own_connection(two_empty[0], use)
