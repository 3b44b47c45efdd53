"""What is in the wallets and how it came there, for whoever may look: a fan's own, and all of an artist's tokens."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from tortoise.expressions import Q

from catalog import models
from catalog.db.cursors import read_cursor, read_number, write_cursor
from catalog.errors import CursorError
from catalog.ledger.rules import MoveKind
from catalog.ledger.wallets import BALANCE, find_own


@dataclass(frozen=True, slots=True)
class Holding:
    """Some of an artist's tokens, more than none, in an account's wallet."""

    artist_id: str
    artist_name: str
    balance: int


@dataclass(frozen=True, slots=True)
class Person:
    """An account, as an artist whose tokens it holds may see it."""

    id: str
    display_name: str


@dataclass(frozen=True, slots=True)
class HolderShown:
    """Who holds some of an artist's tokens, as they were given: to an account; to an e-mail address, whether it has
    an account or not; neither: a closed account."""

    account: Person | None
    email: str | None
    balance: int
    since: datetime


@dataclass(frozen=True, slots=True)
class HolderPage:
    """Some holders, first come first; of how many."""

    holders: list[HolderShown]
    total: int
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class EntryShown:
    """What went into a wallet (below 0: out of it), and how much was there then."""

    id: str
    """Of the transaction."""
    kind: MoveKind
    account: Person | None
    email: str | None
    amount: int
    balance: int
    reason: str
    by: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Some entries, the last first."""

    entries: list[EntryShown]
    next_cursor: str | None


async def select_holdings(account_id: str) -> list[Holding]:
    """All that an account holds, of artists who are still here; by their names."""
    rows = models.Wallet.filter(await find_own(account_id)).annotate(held=BALANCE)
    held = dict[str, int]()
    for artist_id, balance in await rows.values_list("artist_id", "held"):
        held[artist_id] = held.get(artist_id, 0) + balance
    held = {artist_id: balance for artist_id, balance in held.items() if balance}
    artists = await models.Account.filter(id__in=list(held)).order_by("display_name", "id")
    return [Holding(artist.id, artist.display_name, held[artist.id]) for artist in artists]


async def select_holders(artist_id: str, *, limit: int, cursor: str | None = None) -> HolderPage:
    """Who holds an artist's tokens.

    Raises:
        CursorError
    """
    held = models.Wallet.filter(artist_id=artist_id).exclude(id=artist_id).annotate(held=BALANCE).filter(held__gt=0)
    total = await held.count()
    if cursor is not None:
        created_at, wallet_id = _read_place(cursor)
        held = held.filter(Q(created_at__gt=created_at) | Q(created_at=created_at, id__gt=wallet_id))
    rows = await held.order_by("created_at", "id").limit(limit + 1)
    people = await find_people(_find_named(row) for row in rows)
    shown = [
        HolderShown(
            people.get(_find_named(row) or ""),
            row.email or row.former_email,
            row.held,  # type: ignore[attr-defined]
            row.created_at,
        )
        for row in rows[:limit]
    ]
    more = len(rows) > limit
    return HolderPage(shown, total, _write_place(rows[limit - 1]) if more else None)


async def select_entries(
    artist_id: str, *, account_id: str | None = None, limit: int, cursor: str | None = None
) -> EntryPage:
    """What went into wallets of an artist's tokens and out of them: everybody's, or an account's.

    Raises:
        CursorError
    """
    rows = models.LedgerEntry.filter(artist_id=artist_id).exclude(wallet_id=artist_id)
    # From one wallet of somebody to another of theirs: what came there is told, with its reasons.
    rows = rows.exclude(transaction__kind=MoveKind.CLAIM)
    if account_id is not None:
        own = await models.Wallet.filter(await find_own(account_id)).values_list("id", "artist_id")
        rows = rows.filter(wallet_id__in=[wallet_id for wallet_id, whose in own if whose == artist_id])
    if cursor is not None:
        rows = rows.filter(id__lt=read_number("entries", cursor))
    found = await rows.order_by("-id").limit(limit + 1).select_related("transaction", "wallet")
    people = await find_people(_find_named(row.wallet) for row in found)
    shown = [_show(row, people) for row in found[:limit]]
    return EntryPage(shown, write_cursor("entries", found[limit - 1].id) if len(found) > limit else None)


async def find_people(accounts: Iterable[str | None]) -> dict[str, Person]:
    """Those of these accounts that are still here."""
    ids = list({account_id for account_id in accounts if account_id is not None})
    rows = await models.Account.filter(id__in=ids) if ids else []
    return {row.id: Person(row.id, row.display_name) for row in rows}


def _find_named(wallet: models.Wallet) -> str | None:
    """The account that a wallet is shown by: not where it is by an address, whose account nobody is told."""
    if wallet.email is not None or wallet.former_email is not None:
        return None
    return wallet.account_id or wallet.claimed_by


def _show(row: models.LedgerEntry, people: dict[str, Person]) -> EntryShown:
    wallet, move = row.wallet, row.transaction
    return EntryShown(
        id=move.id,
        kind=move.kind,
        account=people.get(_find_named(wallet) or ""),
        email=wallet.email or wallet.former_email,
        amount=row.amount,
        balance=row.balance,
        reason=move.reason,
        by=move.by,
        at=move.at,
    )


def _write_place(row: models.Wallet) -> str:
    return write_cursor("holders", row.created_at.isoformat(), row.id)


def _read_place(cursor: str) -> tuple[datetime, str]:
    place = read_cursor("holders", cursor)
    try:
        created_at, wallet_id = place
        return datetime.fromisoformat(created_at).astimezone(UTC), str(UUID(wallet_id))
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise CursorError from error
