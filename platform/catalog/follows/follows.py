"""Following an artist."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from tortoise.transactions import in_transaction

from catalog import models
from catalog.follows.errors import OwnFollowError, TooManyFollowsError
from catalog.ledger.grants import check_artist

MOST: Final = 1_000
"""Artists that one account may follow."""


@dataclass(frozen=True, slots=True)
class Follow:
    """One artist that an account follows."""

    artist_id: str
    artist_name: str
    push: bool
    """Whether its devices ring."""
    mail: bool
    """Whether it is written to, once its address is verified."""
    created_at: datetime


async def follow(
    account_id: str, artist_id: str, *, push: bool = True, mail: bool = False, now: datetime | None = None
) -> Follow:
    """From now on; again: as it is wanted now.

    Raises:
        ArtistNotFoundError, OwnFollowError, TooManyFollowsError
    """
    await check_artist(artist_id)
    if account_id == artist_id:
        raise OwnFollowError
    async with in_transaction():
        # Held, so that two at once are neither one too many nor two of one artist.
        await models.Account.filter(id=account_id).select_for_update().first()
        row = await models.Follow.get_or_none(account_id=account_id, artist_id=artist_id)
        if row is None:
            if await models.Follow.filter(account_id=account_id).count() >= MOST:
                raise TooManyFollowsError(MOST)
            row = await models.Follow.create(
                account_id=account_id,
                artist_id=artist_id,
                push=push,
                mail=mail,
                created_at=now or datetime.now(UTC),
            )
        elif (row.push, row.mail) != (push, mail):
            row.push, row.mail = push, mail
            await row.save(update_fields=["push", "mail"])
        await row.fetch_related("artist")
    return _to_follow(row)


async def unfollow(account_id: str, artist_id: str) -> bool:
    """No longer; whether they did."""
    return bool(await models.Follow.filter(account_id=account_id, artist_id=artist_id).delete())


async def find_follow(account_id: str, artist_id: str) -> Follow | None:
    """How an account follows an artist; None: it does not."""
    rows = models.Follow.filter(account_id=account_id, artist_id=artist_id).select_related("artist")
    row = await rows.first()
    return None if row is None else _to_follow(row)


async def select_follows(account_id: str) -> list[Follow]:
    """Whom an account follows, the last first."""
    rows = models.Follow.filter(account_id=account_id).order_by("-created_at", "-id").limit(MOST)
    return [_to_follow(row) for row in await rows.select_related("artist")]


async def count_followers(artist_id: str) -> int:
    """How many accounts follow an artist."""
    return await models.Follow.filter(artist_id=artist_id).count()


def _to_follow(row: models.Follow) -> Follow:
    return Follow(row.artist_id, row.artist.display_name, row.push, row.mail, row.created_at)
