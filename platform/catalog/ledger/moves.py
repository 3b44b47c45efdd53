"""Moving tokens: each time one transaction and its two entries, all of it or nothing.

Whoever moves tokens holds the rows of both wallets, in the order of their ids, so that nobody waits for ever; in
SQLite a transaction has the whole file. Under that lock the last entries are read and the next ones written. Should
the lock ever fail, two entries with one number cannot be; and the database itself refuses an entry that does not
follow from the one before, or leaves a holder with less than nothing (see the migration). The log's clock is not
touched.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from catalog import models
from catalog.errors import InsufficientTokensError, KeyReusedError, LedgerBusyError, TooManyTokensError
from catalog.ledger.rules import ISSUER, MOST_TOKENS, Holder, Move
from catalog.ledger.wallets import ensure_wallets

TRIES: Final = 5
"""At one move, when what was read before the lock is no longer so."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A move that stands in the ledger."""

    id: str
    at: datetime
    giver_balance: int
    """Just after it."""
    taker_balance: int
    again: bool = False
    """It was asked for with the key of one that stood there already; this is that one."""


async def move_tokens(move: Move, *, now: datetime | None = None) -> Moved:
    """Write it down. When this returns, it is in the database for good.

    Raises:
        InsufficientTokensError: the giver has fewer.
        TooManyTokensError: the taker, or what the artist has issued, would be more than can be counted.
        KeyReusedError: the key was another move's.
        LedgerBusyError: others were quicker each time.
    """
    for _ in range(TRIES):
        # Before the lock and for good, so that whoever looks for a wallet sees it, and waits for its row.
        ids = await ensure_wallets(move.artist_id, [move.giver, move.taker])
        try:
            async with in_transaction():
                if await _lock(move, ids):
                    return await _write(move, ids[move.giver], ids[move.taker], now or datetime.now(UTC))
        except IntegrityError:  # the same key was written over other wallets just now
            continue
    raise LedgerBusyError


async def _lock(move: Move, ids: Mapping[Holder, str]) -> bool:
    """Hold both wallets' rows until the end; False: one of them has become another's meanwhile."""
    rows = await models.Wallet.filter(id__in=list(ids.values())).order_by("id").select_for_update()
    whose = {row.id: Holder(row.account_id, row.email) for row in rows}
    return all(whose.get(ids[holder]) == holder for holder in (move.giver, move.taker))


async def _write(move: Move, giver: str, taker: str, now: datetime) -> Moved:
    if move.key is not None:
        found = await models.LedgerTransaction.get_or_none(artist_id=move.artist_id, key=move.key)
        if found is not None:
            return await _repeat(move, found)
    (given, held), (taken, had) = await _read_last(giver), await _read_last(taker)
    left, has = held - move.amount, had + move.amount
    if left < 0 and move.giver != ISSUER:
        raise InsufficientTokensError(held, move.amount)
    if left < -MOST_TOKENS or has > MOST_TOKENS:
        raise TooManyTokensError
    row = await models.LedgerTransaction.create(
        id=str(uuid4()),
        artist_id=move.artist_id,
        kind=move.kind,
        key=move.key,
        digest=move.digest,
        reason=move.reason,
        by=move.by,
        at=now,
    )
    sides = [(giver, given, -move.amount, left), (taker, taken, move.amount, has)]
    await models.LedgerEntry.bulk_create(
        models.LedgerEntry(
            artist_id=move.artist_id,
            transaction_id=row.id,
            wallet_id=wallet_id,
            number=last + 1,
            amount=amount,
            balance=balance,
        )
        for wallet_id, last, amount, balance in sides
    )
    return Moved(row.id, now, left, has)


async def _repeat(move: Move, found: models.LedgerTransaction) -> Moved:
    if found.digest != move.digest:
        raise KeyReusedError
    entries = models.LedgerEntry.filter(transaction_id=found.id).order_by("amount")
    (left,), (has,) = await entries.values_list("balance")
    return Moved(found.id, found.at, left, has, again=True)


async def _read_last(wallet_id: str) -> tuple[int, int]:
    """Number and balance of a wallet's last entry."""
    rows = models.LedgerEntry.filter(wallet_id=wallet_id).order_by("-number").limit(1)
    found = await rows.values_list("number", "balance")
    return found[0] if found else (0, 0)
