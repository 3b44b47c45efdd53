"""Being reminded of one show, whoever plays it."""

from datetime import UTC, datetime
from typing import Final

from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

from catalog import models
from catalog.follows.errors import NothingToComeError, TooManyRemindersError
from catalog.livestreams.errors import NotFoundError
from catalog.livestreams.lifecycle import Status

MOST: Final = 200
"""Shows to come that one account may be reminded of."""


async def remind(account_id: str, livestream_id: str, *, now: datetime | None = None) -> None:
    """From now on. Again: nothing changes.

    Raises:
        NotFoundError, NothingToComeError, TooManyRemindersError
    """
    if len(livestream_id) > models.ID_LENGTH:
        raise NotFoundError
    async with in_transaction():
        await models.Account.filter(id=account_id).select_for_update().first()
        show = await models.Livestream.get_or_none(id=livestream_id)
        if show is None:
            raise NotFoundError
        if await models.Reminder.exists(account_id=account_id, livestream_id=livestream_id):
            return
        if show.status is not Status.SCHEDULED:
            raise NothingToComeError
        if await _to_come(account_id).count() >= MOST:
            raise TooManyRemindersError(MOST)
        await models.Reminder.create(
            account_id=account_id, livestream_id=livestream_id, created_at=now or datetime.now(UTC)
        )


async def forget(account_id: str, livestream_id: str) -> bool:
    """No longer; whether they were to be reminded."""
    return bool(await models.Reminder.filter(account_id=account_id, livestream_id=livestream_id).delete())


async def select_reminders(account_id: str) -> list[str]:
    """The livestreams to come that an account wants to be reminded of."""
    rows = _to_come(account_id).order_by("id").limit(MOST)
    return [str(each) for each in await rows.values_list("livestream_id", flat=True)]


def _to_come(account_id: str) -> QuerySet[models.Reminder]:
    return models.Reminder.filter(account_id=account_id, livestream__status=Status.SCHEDULED)
