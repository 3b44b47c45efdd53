"""Paying from several wallets at once: what an account holds of an artist may lie in more than one, and is the
account's all together. One transaction, with an entry for each wallet that gives; all its entries are 0 together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from catalog import models
from catalog.ledger.errors import InsufficientTokensError
from catalog.ledger.rules import MoveKind
from catalog.ledger.wallets import BALANCE, LAST_NUMBER, find_own


@dataclass(frozen=True, slots=True)
class Held:
    """A wallet whose row is held by the transaction that reads it."""

    id: str
    number: int
    """Of its last entry."""
    balance: int


@dataclass(frozen=True, slots=True)
class Booking:
    """What a transaction is for; its key makes it the same one the second time."""

    id: str
    kind: MoveKind
    artist_id: str
    key: str
    digest: str | None
    reason: str
    by: str


def share(held: Sequence[Held], amount: int) -> dict[str, int]:
    """How much of `amount` each wallet gives, the first ones first. Pure.

    Raises:
        InsufficientTokensError: they do not hold as much together.
    """
    total = sum(wallet.balance for wallet in held)
    if total < amount:
        raise InsufficientTokensError(total, amount)
    parts = dict[str, int]()
    for wallet in held:
        part = min(wallet.balance, amount)
        if part > 0:
            parts[wallet.id] = part
            amount -= part
    return parts


async def hold_wallets(account_id: str, artist_id: str) -> list[str]:
    """Hold the rows of an account's wallets of an artist's tokens, and of the artist's issuing one, in the order of
    their ids as everybody does; the account's row must be held already, so that none of them changes hands meanwhile.

    In the order in which they pay: the account's own first, and last that of its address. An artist sees what goes
    out of a wallet that it gave to an address: so it does where nothing else is left.
    """
    # Of all artists: asked for one's, SQLite would look through all that hold its tokens.
    own = [row for row in await models.Wallet.filter(await find_own(account_id)) if row.artist_id == artist_id]
    await hold_rows([artist_id, *(row.id for row in own)])
    return [row.id for row in sorted(own, key=lambda row: (row.account_id is None, row.claimed_by is None, row.id))]


async def hold_rows(ids: Iterable[str]) -> None:
    """Hold these wallets' rows until the transaction ends."""
    await models.Wallet.filter(id__in=list(ids)).order_by("id").select_for_update()


async def read_held(ids: Sequence[str]) -> list[Held]:
    """What is in these wallets, in their order; their rows must be held."""
    # Not with the lock: in one statement with it, PostgreSQL would look at entries as they were before it waited.
    rows = models.Wallet.filter(id__in=list(ids)).annotate(last=LAST_NUMBER, held=BALANCE)
    found = {row[0]: Held(*row) for row in await rows.values_list("id", "last", "held")}
    return [found[wallet_id] for wallet_id in ids]


async def book(booking: Booking, changes: Mapping[str, int], held: Sequence[Held], now: datetime) -> None:
    """Write the transaction and its entries: `changes` of some of these wallets, which are 0 together.

    Raises:
        IntegrityError: the key is booked already, by one who came at the same moment
    """
    if sum(changes.values()):
        raise ValueError("what goes out of some wallets comes into the others")
    await models.LedgerTransaction.create(
        id=booking.id,
        artist_id=booking.artist_id,
        kind=booking.kind,
        key=booking.key,
        digest=booking.digest,
        reason=booking.reason,
        by=booking.by,
        at=now,
    )
    await models.LedgerEntry.bulk_create(
        [
            models.LedgerEntry(
                artist_id=booking.artist_id,
                transaction_id=booking.id,
                wallet_id=wallet.id,
                number=wallet.number + 1,
                amount=changes[wallet.id],
                balance=wallet.balance + changes[wallet.id],
            )
            for wallet in held
            if wallet.id in changes
        ]
    )
