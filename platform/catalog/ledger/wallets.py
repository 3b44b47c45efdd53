"""Whose wallet is which, and what is in it.

What is given to an e-mail address is in a wallet of that address for good, and belongs to the account that has the
address, once verified: nothing is written when one is, and nobody who gives learns whether there is one.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from uuid import uuid4

from tortoise.expressions import Q, RawSQL

from catalog import models
from catalog.db.batches import in_batches
from catalog.db.prepared import Prepared
from catalog.ledger.rules import ISSUER, Holder

Pair = tuple[str, str]
"""An account, and an artist whose tokens it may hold."""

_LAST = "FROM ledger_entries e WHERE e.wallet_id = wallets.id ORDER BY e.number DESC LIMIT 1"
BALANCE: Final = RawSQL(f"COALESCE((SELECT e.balance {_LAST}), 0)")
"""Of a wallet: what its last entry says."""
LAST_NUMBER: Final = RawSQL(f"COALESCE((SELECT e.number {_LAST}), 0)")
"""Of a wallet's last entry; 0: it has none."""


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
    for asked in in_batches(holders):
        accounts = [holder.account_id for holder in asked if holder.account_id is not None]
        emails = [holder.email for holder in asked if holder.email is not None]
        ids = [artist_id if holder == ISSUER else holder.wallet_id for holder in asked]
        # One by one: asked for all three at once, SQLite would look through all that hold the artist's tokens.
        for theirs in (Q(account_id__in=accounts), Q(email__in=emails), Q(id__in=[each for each in ids if each])):
            found |= {to_holder(row): row.id for row in await models.Wallet.filter(theirs, artist_id=artist_id)}
    return found


def to_holder(row: models.Wallet) -> Holder:
    """Whose a wallet is."""
    nameless = row.account_id is None and row.email is None and row.id != row.artist_id
    return Holder(row.account_id, row.email, row.id if nameless else None)


_VERIFIED: Final = Prepared(
    models.Account,
    lambda ids: models.Account.filter(id__in=ids, email_verified_at__isnull=False).only("id", "email"),
)
_WALLETS: Final = Prepared(
    models.Wallet,
    # Of all artists: asked for one's, SQLite would look through all that hold its tokens.
    lambda accounts, claimers, emails: models.Wallet.filter(
        Q(account_id__in=accounts) | Q(claimed_by__in=claimers) | Q(email__in=emails)
    ).annotate(held=BALANCE),
)


async def read_balances(pairs: Collection[Pair]) -> Mapping[Pair, int]:
    """How many of these artists' tokens these accounts hold. Who has no wallet is not there: it holds none."""
    asked_for, balances = set(pairs), dict[Pair, int]()
    for asked in in_batches({account_id for account_id, _ in asked_for}):
        whose: dict[Any, str] = {row.email: row.id for row in await _VERIFIED.all(asked)}
        rows: list[Any] = await _WALLETS.all(asked, asked, list(whose))
        for row in rows:
            pair = row.account_id or row.claimed_by or whose[row.email], row.artist_id
            if pair in asked_for:
                balances[pair] = balances.get(pair, 0) + row.held
    return balances


async def find_own(account_id: str) -> Q:
    """Which wallets are an account's: its own, of the address that it has verified, and of those it has left."""
    own = Q(account_id=account_id) | Q(claimed_by=account_id)
    email = await _find_verified(account_id)
    return own if email is None else own | Q(email=email)


async def find_owners(emails: Collection[str]) -> dict[str, str]:
    """By address, the accounts that have verified some of these."""
    owners = dict[str, str]()
    for asked in in_batches(emails):
        rows = models.Account.filter(email__in=asked, email_verified_at__isnull=False)
        owners |= dict(await rows.values_list("email", "id"))
    return owners


async def leave_address(account_id: str) -> None:
    """What was given to the account's verified address stays the account's; what comes there from now on waits for
    whoever verifies it. To be called in the transaction that changes the address, before it does."""
    if (email := await _find_verified(account_id)) is not None:
        rows = models.Wallet.filter(email=email)
        await rows.update(email=None, former_email=email, claimed_by=account_id)


async def forget_holder(account_id: str) -> None:
    """Take the name off an account's wallets. What was booked stays, as nobody's; the tokens are in nobody's hand."""
    await leave_address(account_id)
    await models.Wallet.filter(account_id=account_id).update(account_id=None)
    await models.Wallet.filter(claimed_by=account_id).update(claimed_by=None, former_email=None)


async def _find_verified(account_id: str) -> str | None:
    row = await models.Account.get_or_none(id=account_id, email_verified_at__isnull=False)
    return None if row is None else row.email
