"""Blocks by e-mail address: an artist knows a holder by the address that it gave tokens to, and not whose that is.

A block is the address's until its artist lifts it: it is for the account that has verified the address, and for those
that had it and left it for another. Else whoever is blocked would leave the address, or close the account, and come
back with it; and from what becomes of the block its artist would learn that the address had an account.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from tortoise.expressions import Q

from catalog import models
from catalog.db.batches import in_batches
from catalog.db.cursors import read_number, write_cursor
from catalog.db.prepared import Prepared
from catalog.ledger.wallets import Pair


@dataclass(frozen=True, slots=True)
class AddressBlock:
    """Which address is blocked, since when."""

    id: int
    email: str
    blocked_at: datetime


async def block_address(artist_id: str, email: str, *, now: datetime | None = None) -> AddressBlock:
    """From now on. Again: nothing changes."""
    row = await models.AddressBlock.filter(artist_id=artist_id, email=email, claimed_by_id=None).first()
    if row is None:
        row = await models.AddressBlock.create(artist_id=artist_id, email=email, created_at=now or datetime.now(UTC))
    return _to_block(row)


async def unblock_address(artist_id: str, block_id: int) -> None:
    """No longer: the address, however often it was blocked, and who had it."""
    row = await models.AddressBlock.get_or_none(artist_id=artist_id, id=block_id)
    if row is not None:
        await models.AddressBlock.filter(artist_id=artist_id, email=row.email).delete()


async def select_address_blocks(
    artist_id: str, *, limit: int = 100, cursor: str | None = None
) -> tuple[list[AddressBlock], str | None]:
    """Which addresses an artist blocks, the last first, and the way to the next ones.

    Raises:
        CursorError
    """
    rows = models.AddressBlock.filter(artist_id=artist_id, claimed_by_id=None)
    if cursor is not None:
        rows = rows.filter(id__lt=read_number("address-blocks", cursor))
    found = await rows.order_by("-id").limit(limit + 1)
    more = write_cursor("address-blocks", found[limit - 1].id) if len(found) > limit else None
    return [_to_block(row) for row in found[:limit]], more


_BLOCKING: Final = Prepared(
    models.AddressBlock,
    lambda artists: models.AddressBlock.filter(artist_id__in=artists).distinct().only("artist_id"),
)


async def select_blocked_by_address(pairs: Collection[Pair]) -> list[Pair]:
    """Which of these accounts are blocked by the address that they have, or had."""
    blocking = set[Any]()
    for artists in in_batches({artist_id for _, artist_id in pairs}):
        blocking.update(row.artist_id for row in await _BLOCKING.all(artists))
    found: list[Pair] = []
    for accounts in in_batches({account_id for account_id, artist_id in pairs if artist_id in blocking}):
        verified = models.Account.filter(id__in=accounts, email_verified_at__isnull=False)
        whose = {email: account_id for account_id, email in await verified.values_list("id", "email")}
        theirs = Q(claimed_by_id__in=accounts) | Q(claimed_by_id=None, email__in=list(whose))
        blocks = await models.AddressBlock.filter(theirs)
        found += {(row.claimed_by_id or whose[row.email], row.artist_id) for row in blocks}.intersection(pairs)
    return found


async def leave_blocked_address(account_id: str, email: str) -> None:
    """Who leaves a verified address stays blocked, as the address does. To be called in the transaction that changes
    the address, before it does."""
    blocks = await models.AddressBlock.filter(email=email).filter(Q(claimed_by_id=None) | Q(claimed_by_id=account_id))
    there = {row.artist_id for row in blocks if row.claimed_by_id is not None}
    new = {row.artist_id: row.created_at for row in blocks if row.artist_id not in there}
    await models.AddressBlock.bulk_create(
        models.AddressBlock(artist_id=artist_id, email=email, claimed_by_id=account_id, created_at=at)
        for artist_id, at in new.items()
    )


def _to_block(row: models.AddressBlock) -> AddressBlock:
    return AddressBlock(row.id, row.email, row.created_at)
