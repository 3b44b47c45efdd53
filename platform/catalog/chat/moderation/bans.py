"""Who may not write in an artist's rooms, for a time or for good."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q
from tortoise.transactions import in_transaction

from catalog import models
from catalog.accounts.errors import NoSuchAccountError
from catalog.chat.moderation.acts import By, What, write_act
from catalog.chat.moderation.errors import KeepsRoomError
from catalog.chat.moderators import moderates
from catalog.chat.rows import lock_room
from catalog.db.cursors import read_number, write_cursor
from catalog.gates.blocks import block_account
from catalog.livestreams.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Ban:
    """Who it is for, until when (None: for good), why, by whom (None: that account is closed) and since when."""

    account_id: str
    display_name: str
    until: datetime | None
    reason: str
    by: By | None
    created_at: datetime


async def ban_account(
    livestream_id: str,
    account_id: str,
    by: By,
    *,
    seconds: int | None = None,
    reason: str = "",
    shut_out: bool = False,
    now: datetime | None = None,
) -> Ban:
    """Let an account write in none of this artist's rooms, for so many seconds or (None) for good; another ban of it
    gives way. `shut_out`: with one for good it may watch none of the artist's gated livestreams either.

    Raises:
        NotFoundError, NoSuchAccountError, KeepsRoomError
    """
    now = now or datetime.now(UTC)
    until = None if seconds is None else now + timedelta(seconds=seconds)
    artist_id = (await _find_livestream(livestream_id)).artist_id
    account = await models.Account.get_or_none(id=account_id) if len(account_id) <= models.ID_LENGTH else None
    if account is None:
        raise NoSuchAccountError
    if await moderates(account_id, artist_id):
        raise KeepsRoomError
    fields = {"until": until, "reason": reason, "by": by.id, "created_at": now}
    about = {"account_id": account_id, "seconds": seconds, "reason": reason}
    try:
        # The room is held: what is being written in it meanwhile stands there afterwards, or finds this ban.
        async with lock_room(livestream_id) as (_, livestream):
            ban, made = await models.ChatBan.get_or_create(
                artist_id=artist_id, account_id=account_id, defaults=fields
            )
            if not made:
                await _lift_block(ban)
                await ban.update_from_dict(fields).save(update_fields=list(fields))
            if shut_out and until is None:
                # Made at the ban's own moment: so lifting the ban knows that it came with it, and is not another one.
                await block_account(artist_id, account_id, now=now)
            await write_act(livestream, by, What.BANNED if until is None else What.TIMED_OUT, about, now)
    except IntegrityError as error:  # it was closed just now
        raise NoSuchAccountError from error
    return Ban(account_id, account.display_name, until, reason, by, now)


async def lift_ban(livestream_id: str, account_id: str, by: By, *, now: datetime | None = None) -> bool:
    """Let it write again, and watch what the ban alone kept from it; False: it was not banned.

    Raises:
        NotFoundError
    """
    livestream = await _find_livestream(livestream_id)
    rows = models.ChatBan.filter(artist_id=livestream.artist_id, account_id=account_id)
    async with in_transaction():
        ban = await rows.select_for_update().first()
        if ban is None:
            return False
        await _lift_block(ban)
        await ban.delete()
        about = {"account_id": account_id}
        await write_act(livestream, by, What.BAN_LIFTED, about, now)
    return True


async def select_bans(
    artist_id: str, *, limit: int = 100, cursor: str | None = None, now: datetime | None = None
) -> tuple[list[Ban], str | None]:
    """Who may not write in an artist's rooms now, the last first, and the way to the next ones.

    Raises:
        CursorError
    """
    now = now or datetime.now(UTC)
    rows = models.ChatBan.filter(Q(until=None) | Q(until__gt=now), artist_id=artist_id).select_related("account")
    if cursor is not None:
        rows = rows.filter(id__lt=read_number("chat-bans", cursor))
    found = await rows.order_by("-id").limit(limit + 1)
    more = write_cursor("chat-bans", found[limit - 1].id) if len(found) > limit else None
    names = dict(await models.Account.filter(id__in=[row.by for row in found]).values_list("id", "display_name"))
    return [
        Ban(
            row.account_id,
            row.account.display_name,
            row.until,
            row.reason,
            By(row.by, names[row.by]) if row.by is not None and row.by in names else None,
            row.created_at,
        )
        for row in found[:limit]
    ], more


async def is_banned(artist_id: str, account_id: str, now: datetime) -> bool:
    """Whether an account may not write in an artist's rooms now."""
    return await models.ChatBan.exists(Q(until=None) | Q(until__gt=now), artist_id=artist_id, account_id=account_id)


async def select_messages_of(livestream_id: str, account_id: str) -> list[str]:
    """The ids of what an account has said in a room and is still there, the last first."""
    rows = models.ChatMessage.filter(livestream_id=livestream_id, account_id=account_id, removed_at=None)
    return [name for (name,) in await rows.order_by("-seq").values_list("id")]


async def _find_livestream(livestream_id: str) -> models.Livestream:
    row = await models.Livestream.get_or_none(id=livestream_id)
    if row is None:
        raise NotFoundError
    return row


async def _lift_block(ban: models.ChatBan) -> None:
    """Take back the block that came with a ban, and no other."""
    await models.Block.filter(artist_id=ban.artist_id, account_id=ban.account_id, created_at=ban.created_at).delete()
