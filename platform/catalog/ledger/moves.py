"""Moving tokens: each time one transaction and its two entries, all of it or nothing.

Whoever moves tokens holds the rows of the wallets, in the order of their ids, so that nobody waits for ever; in
SQLite a transaction has the whole file. Under that lock the last entries are read and the next ones written. Should
the lock ever fail, two entries with one number cannot be; and the database itself refuses an entry that does not
follow from the one before, or leaves a holder with less than nothing (see the migration). The log's clock is not
touched.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from catalog import models
from catalog.errors import CatalogError
from catalog.ledger.errors import InsufficientTokensError, KeyReusedError, LedgerBusyError, TooManyTokensError
from catalog.ledger.rules import ISSUER, MOST_TOKENS, Holder, Move
from catalog.ledger.wallets import BALANCE, LAST_NUMBER, ensure_wallets, to_holder

TRIES: Final = 5
"""At the same moves, when others were quicker."""


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


@dataclass(slots=True)
class _Wallet:
    id: str
    number: int
    balance: int


async def move_tokens(move: Move, *, now: datetime | None = None) -> Moved:
    """Write it down. When this returns, it is in the database for good.

    Raises:
        InsufficientTokensError: the giver has fewer.
        TooManyTokensError: the taker, or what the artist has issued, would be more than can be counted.
        KeyReusedError: the key was another move's.
        LedgerBusyError: others were quicker each time.
    """
    (moved,) = await move_many([move], now=now)
    if isinstance(moved, CatalogError):
        raise moved
    return moved


async def move_many(moves: Sequence[Move], *, now: datetime | None = None) -> list[Moved | CatalogError]:
    """Several of one artist's tokens, in one transaction; what cannot be is left out, and why stands in its place.

    Raises:
        LedgerBusyError: nothing was booked.
    """
    artist_id = moves[0].artist_id
    holders = dict.fromkeys(holder for move in moves for holder in (move.giver, move.taker))
    for _ in range(TRIES):
        # Before the lock and for good, so that whoever looks for a wallet sees it, and waits for its row.
        ids = await ensure_wallets(artist_id, holders)
        try:
            async with in_transaction():
                if await _lock(ids):
                    return await _write(moves, await _read(ids), now or datetime.now(UTC))
        except IntegrityError:  # the same key was written over other wallets just now
            continue
    raise LedgerBusyError


async def _lock(ids: Mapping[Holder, str]) -> bool:
    """Hold the wallets' rows until the end; False: one of them has become another's meanwhile."""
    rows = await models.Wallet.filter(id__in=list(ids.values())).order_by("id").select_for_update()
    whose = {row.id: to_holder(row) for row in rows}
    return all(whose.get(wallet_id) == holder for holder, wallet_id in ids.items())


async def _read(ids: Mapping[Holder, str]) -> dict[Holder, _Wallet]:
    # Not with the lock: in one statement with it, PostgreSQL would look at entries as they were before it waited.
    rows = models.Wallet.filter(id__in=list(ids.values())).annotate(last=LAST_NUMBER, held=BALANCE)
    found = {row[0]: _Wallet(*row) for row in await rows.values_list("id", "last", "held")}
    return {holder: found[wallet_id] for holder, wallet_id in ids.items()}


async def _write(
    moves: Sequence[Move], wallets: Mapping[Holder, _Wallet], now: datetime
) -> list[Moved | CatalogError]:
    artist_id = moves[0].artist_id
    keys = [move.key for move in moves if move.key is not None]
    known = models.LedgerTransaction.filter(artist_id=artist_id, key__in=keys)
    there = {row.key: row for row in await known} if keys else {}
    transactions, entries = list[models.LedgerTransaction](), list[models.LedgerEntry]()
    answers = list[Moved | CatalogError]()
    for move in moves:
        if move.key is not None and move.key in there:
            answers.append(await _repeat(move, there[move.key]))
            continue
        giver, taker = wallets[move.giver], wallets[move.taker]
        left, has = giver.balance - move.amount, taker.balance + move.amount
        if left < 0 and move.giver != ISSUER:
            answers.append(InsufficientTokensError(giver.balance, move.amount))
            continue
        if left < -MOST_TOKENS or has > MOST_TOKENS:
            answers.append(TooManyTokensError())
            continue
        row = models.LedgerTransaction(
            id=str(uuid4()),
            artist_id=artist_id,
            kind=move.kind,
            key=move.key,
            digest=move.digest,
            reason=move.reason,
            by=move.by,
            at=now,
        )
        transactions.append(row)
        for wallet, amount in ((giver, -move.amount), (taker, move.amount)):
            wallet.number, wallet.balance = wallet.number + 1, wallet.balance + amount
            entries.append(
                models.LedgerEntry(
                    artist_id=artist_id,
                    transaction_id=row.id,
                    wallet_id=wallet.id,
                    number=wallet.number,
                    amount=amount,
                    balance=wallet.balance,
                )
            )
        answers.append(Moved(row.id, now, left, has))
    if transactions:
        await models.LedgerTransaction.bulk_create(transactions)
        await models.LedgerEntry.bulk_create(entries)
    return answers


async def _repeat(move: Move, found: models.LedgerTransaction) -> Moved | CatalogError:
    if found.digest != move.digest:
        return KeyReusedError()
    left, has = await models.LedgerEntry.filter(transaction_id=found.id).order_by("amount")
    return Moved(found.id, found.at, left.balance, has.balance, again=True)
