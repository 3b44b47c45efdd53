"""Putting pictures in their places. A picture that is replaced is gone: nobody's disk grows with each try."""

from datetime import UTC, datetime

from tortoise.transactions import in_transaction

from catalog import models
from catalog.accounts.accounts import to_account
from catalog.livestreams.changes import Change
from catalog.livestreams.errors import NotAllowedError, NotFoundError
from catalog.livestreams.lifecycle import Outcome, Step
from catalog.livestreams.rows import lock_livestream, to_entry, to_state, write_steps
from catalog.pictures.making import Made
from catalog.pictures.rules import make_id
from catalog.shapes import Account


async def check_own(livestream_id: str, artist_id: str) -> None:
    """Whether this artist may give it a cover.

    Raises:
        NotFoundError, NotAllowedError
    """
    row = None
    if len(livestream_id) <= models.ID_LENGTH:  # the database refuses to look for more
        row = await models.Livestream.get_or_none(id=livestream_id)
    if row is None:
        raise NotFoundError
    if row.artist_id != artist_id:
        raise NotAllowedError


async def put_cover(livestream_id: str, artist_id: str, made: Made | None, *, now: datetime | None = None) -> Change:
    """Give it this cover, or none (`livestream.updated`, if anything is new).

    Raises:
        NotFoundError, NotAllowedError
    """
    now = now or datetime.now(UTC)
    async with lock_livestream(livestream_id, artist_id) as (row, feed):
        if made is None and row.cover_id is None:
            return Change(to_entry(row, feed), [])
        row.cover_id = await _replace(row.cover_id, artist_id, "cover", made, now)
        row.updated_at = now
        await row.save(update_fields=["cover_id", "updated_at"])
        state = to_state(feed, row)
        told = Outcome(state, (Step("livestream.updated", state),))
        return Change(to_entry(row, feed), await write_steps(row, feed, told, now))


async def put_portrait(account_id: str, made: Made | None, *, now: datetime | None = None) -> Account:
    """Give an account this picture, or none."""
    async with in_transaction():
        # Held, so that of two at once the second finds the first one's to delete.
        row = await models.Account.filter(id=account_id).select_for_update().get()
        row.picture_id = await _replace(row.picture_id, account_id, "portrait", made, now or datetime.now(UTC))
        await row.save(update_fields=["picture_id"])
    return to_account(row)


async def _replace(old: str | None, account_id: str, kind: str, made: Made | None, now: datetime) -> str | None:
    if old is not None:
        await models.Picture.filter(id=old).delete()
    if made is None:
        return None
    picture = await models.Picture.create(
        id=make_id(made.color),
        account_id=account_id,
        kind=kind,
        large=made.large,
        small=made.small,
        color=made.color,
        created_at=now,
    )
    return picture.id
