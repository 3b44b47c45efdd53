"""Whose wallet is which, and what is in it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

from tortoise.expressions import Q, RawSQL

from catalog import models
from catalog.ledger.rules import ISSUER, Holder

Pair = tuple[str, str]
"""An account, and an artist whose tokens it may hold."""

_LAST = "FROM ledger_entries e WHERE e.wallet_id = wallets.id ORDER BY e.number DESC LIMIT 1"
BALANCE: Final = RawSQL(f"COALESCE((SELECT e.balance {_LAST}), 0)")
"""Of a wallet: what its last entry says."""
LAST_NUMBER: Final = RawSQL(f"COALESCE((SELECT e.number {_LAST}), 0)")
"""Of a wallet's last entry; 0: it has none."""

CHUNK: Final = 500
"""Accounts asked for in one statement."""


async def ensure_wallets(artist_id: str, holders: Iterable[Holder]) -> dict[Holder, str]:
    """The wallets' ids; those that are not there yet are made."""
    wanted = list(holders)
    found = await _find_wallets(artist_id, wanted)
    missing = [holder for holder in wanted if holder not in found]
    if not missing:
        return found
    rows = [
        models.Wallet(
            id=artist_id if holder == ISSUER else str(uuid4()),
            artist_id=artist_id,
            account_id=holder.account_id,
            email=holder.email,
            created_at=datetime.now(UTC),
        )
        # In one order everywhere: who makes some of the same at once waits, and nobody for ever.
        for holder in sorted(missing, key=lambda holder: (holder.account_id or "", holder.email or ""))
    ]
    await models.Wallet.bulk_create(rows, ignore_conflicts=True)  # somebody else may be as quick
    return await _find_wallets(artist_id, wanted)


async def _find_wallets(artist_id: str, holders: Sequence[Holder]) -> dict[Holder, str]:
    found = dict[Holder, str]()
    for at in range(0, len(holders), CHUNK):
        asked = holders[at : at + CHUNK]
        accounts = [holder.account_id for holder in asked if holder.account_id is not None]
        emails = [holder.email for holder in asked if holder.email is not None]
        theirs = Q(account_id__in=accounts) | Q(email__in=emails)
        rows = models.Wallet.filter(artist_id=artist_id)
        rows = rows.filter(theirs | Q(id=artist_id) if ISSUER in asked else theirs)
        found |= {Holder(row.account_id, row.email): row.id for row in await rows}
    return found


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


async def read_wallet(wallet_id: str) -> int:
    """What is in one wallet."""
    rows = models.LedgerEntry.filter(wallet_id=wallet_id).order_by("-number").limit(1)
    return sum(entry.balance for entry in await rows)


async def forget_holder(account_id: str) -> None:
    """Take the name off an account's wallets. What was booked stays, as nobody's; the tokens are in nobody's hand."""
    await models.Wallet.filter(account_id=account_id).update(account_id=None)
    await models.Wallet.filter(claimed_by=account_id).update(claimed_by=None)
