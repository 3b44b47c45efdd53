"""Whose wallet is which, and what is in it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

from tortoise.expressions import RawSQL

from catalog import models
from catalog.ledger.rules import ISSUER, Holder

Pair = tuple[str, str]
"""An account, and an artist whose tokens it may hold."""

_LAST = "SELECT e.balance FROM ledger_entries e WHERE e.wallet_id = wallets.id ORDER BY e.number DESC LIMIT 1"
BALANCE: Final = RawSQL(f"COALESCE(({_LAST}), 0)")
"""Of a wallet: what its last entry says."""

CHUNK: Final = 500
"""Accounts asked for in one statement."""


async def ensure_wallets(artist_id: str, holders: Iterable[Holder]) -> dict[Holder, str]:
    """The wallets' ids; those that are not there yet are made."""
    ids = dict[Holder, str]()
    for holder in holders:
        found = await find_wallet(artist_id, holder)
        if found is None:
            row = models.Wallet(
                id=artist_id if holder == ISSUER else str(uuid4()),
                artist_id=artist_id,
                account_id=holder.account_id,
                email=holder.email,
                created_at=datetime.now(UTC),
            )
            await models.Wallet.bulk_create([row], ignore_conflicts=True)  # somebody else may be as quick
            found = await find_wallet(artist_id, holder)
        ids[holder] = found or ""
    return ids


async def find_wallet(artist_id: str, holder: Holder) -> str | None:
    """A wallet's id; None: there was none yet."""
    if holder == ISSUER:
        rows = models.Wallet.filter(id=artist_id)
    elif holder.account_id is not None:
        rows = models.Wallet.filter(artist_id=artist_id, account_id=holder.account_id)
    else:
        rows = models.Wallet.filter(artist_id=artist_id, email=holder.email)
    found = await rows.values_list("id", flat=True)
    return str(found[0]) if found else None


async def read_balance(account_id: str, artist_id: str) -> int:
    """How many of an artist's tokens an account holds."""
    return (await read_balances([(account_id, artist_id)])).get((account_id, artist_id), 0)


async def read_balances(pairs: Collection[Pair]) -> Mapping[Pair, int]:
    """The same of many at once. Who has no wallet is not there: it holds none."""
    accounts = dict[str, list[str]]()
    for account_id, artist_id in set(pairs):
        accounts.setdefault(artist_id, []).append(account_id)
    balances = dict[Pair, int]()
    for artist_id, asked in accounts.items():
        for at in range(0, len(asked), CHUNK):
            rows = models.Wallet.filter(artist_id=artist_id, account_id__in=asked[at : at + CHUNK])
            held = await rows.annotate(balance=BALANCE).values_list("account_id", "balance")
            balances |= {(account_id, artist_id): balance for account_id, balance in held}
    return balances


async def forget_holder(account_id: str) -> None:
    """Take the name off an account's wallets. What was booked stays, as nobody's; the tokens are in nobody's hand."""
    await models.Wallet.filter(account_id=account_id).update(account_id=None)
    await models.Wallet.filter(claimed_by=account_id).update(claimed_by=None)
