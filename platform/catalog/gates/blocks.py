"""Whom an artist lets watch no gated livestream of theirs, whatever they hold."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from tortoise.exceptions import IntegrityError

from catalog import models
from catalog.accounts.errors import NoSuchAccountError
from catalog.db.batches import in_batches
from catalog.db.cursors import read_number, write_cursor
from catalog.db.prepared import Prepared
from catalog.gates.addresses import select_blocked_by_address
from catalog.ledger.wallets import Pair

BLOCKED: Final = -1
"""What somebody who is blocked holds, as far as a gate counts: less than any asks for."""


@dataclass(frozen=True, slots=True)
class Block:
    """Who is blocked, since when."""

    account_id: str
    display_name: str
    blocked_at: datetime


_BLOCKS: Final = Prepared(models.Block, lambda accounts: models.Block.filter(account_id__in=accounts))


async def count_holdings(balances: Mapping[Pair, int], pairs: Collection[Pair]) -> Mapping[Pair, int]:
    """What these accounts hold of these artists' tokens, as far as it counts at a gate."""
    return {**balances, **dict.fromkeys(await select_blocked(pairs), BLOCKED)}


async def select_blocked(pairs: Collection[Pair]) -> list[Pair]:
    """Which of these accounts are blocked by which of these artists."""
    found = await select_blocked_by_address(pairs)
    for accounts in in_batches({account_id for account_id, _ in pairs}):
        rows = await _BLOCKS.all(accounts)
        found += [pair for row in rows if (pair := (row.account_id, row.artist_id)) in pairs]
    return found


async def block_account(artist_id: str, account_id: str, *, now: datetime | None = None) -> None:
    """From now on. Again: nothing changes; but one that came with a ban from the chat outlasts that from now on.

    Raises:
        NoSuchAccountError
    """
    if len(account_id) > models.ID_LENGTH or not await models.Account.exists(id=account_id):
        raise NoSuchAccountError
    now = now or datetime.now(UTC)
    try:
        block, made = await models.Block.get_or_create(
            artist_id=artist_id, account_id=account_id, defaults={"created_at": now}
        )
        if made:
            return
        bans = models.ChatBan.filter(artist_id=artist_id, account_id=account_id, created_at=block.created_at)
        if await bans.exists():  # else a moderator who lifts the ban would undo what the artist has said since
            await models.Block.filter(id=block.id).update(created_at=now)
    except IntegrityError as error:  # it was closed just now
        raise NoSuchAccountError from error


async def unblock_account(artist_id: str, account_id: str) -> None:
    """No longer. Who was not blocked is not."""
    await models.Block.filter(artist_id=artist_id, account_id=account_id).delete()


async def select_blocks(
    artist_id: str, *, limit: int = 100, cursor: str | None = None
) -> tuple[list[Block], str | None]:
    """Whom an artist blocks, the last first, and the way to the next ones.

    Raises:
        CursorError
    """
    rows = models.Block.filter(artist_id=artist_id).select_related("account")
    if cursor is not None:
        rows = rows.filter(id__lt=read_number("blocks", cursor))
    found = await rows.order_by("-id").limit(limit + 1)
    more = write_cursor("blocks", found[limit - 1].id) if len(found) > limit else None
    return [Block(row.account_id, row.account.display_name, row.created_at) for row in found[:limit]], more
