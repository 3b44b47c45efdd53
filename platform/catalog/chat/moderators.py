"""Who keeps an artist's rooms pleasant."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from catalog import models
from catalog.accounts.errors import NoSuchAccountError
from catalog.chat.moderation.acts import By, What, write_act
from catalog.chat.moderation.errors import KeepsRoomError, SeveralOfThatNameError, TooManyModeratorsError
from catalog.db.batches import in_batches
from catalog.ledger.wallets import Pair
from catalog.livestreams.errors import NotAllowedError, NotFoundError
from settings.emails import normalise_email

MOST_MODERATORS: Final = 100
"""Of one artist."""


@dataclass(frozen=True, slots=True)
class Moderator:
    """Who, since when."""

    account_id: str
    display_name: str
    since: datetime


async def moderates(account_id: str, artist_id: str) -> bool:
    """Whether somebody is an artist's moderator, or the artist."""
    return account_id == artist_id or await models.ChatModerator.exists(artist_id=artist_id, account_id=account_id)


async def select_moderating(pairs: Collection[Pair]) -> set[Pair]:
    """Which of these accounts are moderators of which of these artists, or the artists themselves."""
    found = {pair for pair in pairs if pair[0] == pair[1]}
    for accounts in in_batches({account_id for account_id, _ in pairs}):
        rows = await models.ChatModerator.filter(account_id__in=accounts)
        found |= {pair for row in rows if (pair := (row.account_id, row.artist_id)) in pairs}
    return found


async def select_moderators(artist_id: str) -> list[Moderator]:
    """All of an artist's, the first first; `MOST_MODERATORS` at most."""
    rows = await models.ChatModerator.filter(artist_id=artist_id).select_related("account").order_by("id")
    return [Moderator(row.account_id, row.account.display_name, row.created_at) for row in rows]


async def find_by_address(email: str) -> str:
    """The account that has verified an e-mail address.

    Raises:
        NoSuchAccountError
    """
    row = await models.Account.get_or_none(email=normalise_email(email), email_verified_at__isnull=False)
    if row is None:
        raise NoSuchAccountError
    return row.id


async def find_by_name(livestream_id: str, name: str) -> str:
    """The account that wrote in a room under a name, in whichever case.

    Raises:
        NoSuchAccountError, SeveralOfThatNameError
    """
    rows = models.ChatMessage.filter(livestream_id=livestream_id, account_id__isnull=False, name__iexact=name)
    match await rows.distinct().limit(2).values_list("account_id", flat=True):
        case []:
            raise NoSuchAccountError
        case [account_id]:
            return str(account_id)
    raise SeveralOfThatNameError


async def appoint_moderator(livestream_id: str, account_id: str, by: By, *, now: datetime | None = None) -> bool:
    """Let an account help `by`, the artist, in all its rooms; False: it does already.

    Raises:
        NotFoundError, NotAllowedError, NoSuchAccountError, TooManyModeratorsError; KeepsRoomError, the artist itself
    """
    now = now or datetime.now(UTC)
    livestream = await _find_own(livestream_id, by)
    account = await models.Account.get_or_none(id=account_id) if len(account_id) <= models.ID_LENGTH else None
    if account is None:
        raise NoSuchAccountError
    if account_id == by.id:
        raise KeepsRoomError
    try:
        async with in_transaction():
            # Its row is held, so that a hundred requests at once do not make more than there may be.
            await models.Account.filter(id=by.id).select_for_update().first()
            if await models.ChatModerator.filter(artist_id=by.id).count() >= MOST_MODERATORS:
                raise TooManyModeratorsError
            _, made = await models.ChatModerator.get_or_create(
                artist_id=by.id, account_id=account_id, defaults={"created_at": now}
            )
            if made:
                about = {"account_id": account_id}
                await write_act(livestream, by, What.MODERATOR_ADDED, about, now)
    except IntegrityError as error:  # it was closed just now
        raise NoSuchAccountError from error
    return made


async def dismiss_moderator(livestream_id: str, account_id: str, by: By, *, now: datetime | None = None) -> bool:
    """It helps `by`, the artist, no longer; False: it did not.

    Raises:
        NotFoundError, NotAllowedError
    """
    livestream = await _find_own(livestream_id, by)
    async with in_transaction():
        row = (
            await models.ChatModerator.filter(artist_id=by.id, account_id=account_id)
            .select_related("account")
            .first()
        )
        if row is None or not await models.ChatModerator.filter(id=row.id).delete():
            return False
        about = {"account_id": account_id}
        await write_act(livestream, by, What.MODERATOR_DISMISSED, about, now)
    return True


async def _find_own(livestream_id: str, by: By) -> models.Livestream:
    row = await models.Livestream.get_or_none(id=livestream_id)
    if row is None:
        raise NotFoundError
    if row.artist_id != by.id:
        raise NotAllowedError
    return row
