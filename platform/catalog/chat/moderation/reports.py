"""Messages that somebody finds should not be there, until one who keeps the room has looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from catalog import models
from catalog.chat.errors import ChatMessageNotFoundError
from catalog.chat.moderation.acts import By, What, write_act
from catalog.chat.rows import find_livestreams, find_span, to_message
from catalog.livestreams.errors import NotFoundError
from contract.chat.lines import Message

MOST_SHOWN: Final = 500
"""Reports that are looked at together; those after them are shown when these are closed."""


@dataclass(frozen=True, slots=True)
class Report:
    """Who reports it, why, when."""

    by: By
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Reported:
    """A message, and its open reports, the first first."""

    message: Message
    reports: Sequence[Report]


async def report_message(
    livestream_id: str, message_id: str, account_id: str, reason: str, *, now: datetime | None = None
) -> bool:
    """Somebody reports a message; False: it has before, and what it said then stands.

    Raises:
        ChatMessageNotFoundError
    """
    if not await models.ChatMessage.exists(livestream_id=livestream_id, id=message_id, removed_at=None):
        raise ChatMessageNotFoundError
    try:
        _, made = await models.ChatReport.get_or_create(
            message_id=message_id,
            account_id=account_id,
            defaults={"reason": reason, "created_at": now or datetime.now(UTC)},
        )
    except IntegrityError as error:  # its livestream was deleted just now
        raise ChatMessageNotFoundError from error
    return made


async def select_reports(livestream_id: str) -> list[Reported]:
    """A room's messages with open reports, the one that was reported first before the others; those of the first
    `MOST_SHOWN` reports.

    Raises:
        NotFoundError
    """
    livestreams = await find_livestreams([livestream_id])
    if livestream_id not in livestreams:
        raise NotFoundError
    span = find_span(livestreams[livestream_id])
    rows = (
        await models.ChatReport.filter(message__livestream_id=livestream_id, message__removed_at=None, closed_at=None)
        .select_related("message", "account")
        .order_by("id")
        .limit(MOST_SHOWN)
    )
    found: dict[str, tuple[models.ChatMessage, list[Report]]] = {}
    for row in rows:
        _, reports = found.setdefault(row.message_id, (row.message, []))
        reports.append(Report(By(row.account_id, row.account.display_name), row.reason, row.created_at))
    return [Reported(to_message(message, span), reports) for message, reports in found.values()]


async def close_reports(livestream_id: str, message_id: str, by: By, *, now: datetime | None = None) -> int:
    """One who keeps the room has looked at a message's reports and lets it stay; how many there were.

    Raises:
        NotFoundError, ChatMessageNotFoundError
    """
    now = now or datetime.now(UTC)
    livestream = await models.Livestream.get_or_none(id=livestream_id)
    if livestream is None:
        raise NotFoundError
    row = await models.ChatMessage.get_or_none(livestream_id=livestream_id, id=message_id)
    if row is None:
        raise ChatMessageNotFoundError
    async with in_transaction():
        closed: int = await models.ChatReport.filter(message_id=message_id, closed_at=None).update(
            closed_at=now, closed_by=by.id
        )
        if closed:
            about = {"message": {"id": row.id, "text": row.text}, "count": closed}
            await write_act(livestream, by, What.REPORT_CLOSED, about, now)
    return closed
