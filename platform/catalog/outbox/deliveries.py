"""What a webhook's owner sees of its deliveries, and sending them again."""

from datetime import UTC, datetime
from typing import Any

from tortoise.expressions import Q

from catalog import models
from catalog.db.cursors import LARGEST, read_cursor, write_cursor
from catalog.errors import CursorError
from catalog.outbox.errors import DeliveryNotFoundError, DeliveryPendingError
from catalog.outbox.lock import lock_outbox
from catalog.outbox.rules import DeliveryState
from catalog.outbox.shapes import Delivery, DeliveryPage
from catalog.outbox.webhooks import KIND

LIST = "deliveries"
"""Their name in cursors."""


async def select_deliveries(
    webhook_id: str, *, state: str | None = None, limit: int = 20, cursor: str | None = None
) -> DeliveryPage:
    """A page of a webhook's deliveries, the newest event first; `state` is `pending`, `delivered` or `dead`.

    Raises:
        CursorError
    """
    rows = models.Delivery.filter(kind=KIND, receiver=webhook_id)
    if state is not None:
        rows = rows.filter(state=DeliveryState[state.upper()])
    if cursor is not None:
        seq, event_id = _read_place(cursor)
        rows = rows.filter(Q(seq__lt=seq) | Q(seq=seq, event_id__lt=event_id))
    # A tip has the number of the last line before it, which others have, too.
    found = await rows.order_by("-seq", "-event_id").limit(limit + 1)
    page, more = found[:limit], len(found) > limit
    place = write_cursor(LIST, page[-1].seq, page[-1].event_id) if more else None
    return DeliveryPage([to_delivery(row) for row in page], place)


async def replay_delivery(webhook_id: str, delivery_id: str, *, now: datetime | None = None) -> Delivery:
    """Send one again that was given up, or delivered; it gets all its attempts anew.

    Raises:
        DeliveryNotFoundError
        DeliveryPendingError: it is on its way.
    """
    now = now or datetime.now(UTC)
    async with lock_outbox():
        row = await models.Delivery.get_or_none(id=delivery_id, kind=KIND, receiver=webhook_id)
        if row is None:
            raise DeliveryNotFoundError
        if row.state is DeliveryState.PENDING:
            raise DeliveryPendingError
        row.update_from_dict(_anew(now))
        await row.save(update_fields=list(_anew(now)))
    return to_delivery(row)


async def replay_dead(webhook_id: str, *, now: datetime | None = None) -> int:
    """Send all again that were given up; how many."""
    async with lock_outbox():
        dead = models.Delivery.filter(kind=KIND, receiver=webhook_id, state=DeliveryState.DEAD)
        return await dead.update(**_anew(now or datetime.now(UTC)))


def to_delivery(row: models.Delivery) -> Delivery:
    """A row as its owner sees it."""
    return Delivery(
        id=row.id,
        seq=row.seq,
        event_id=row.event_id,
        type=row.type,
        livestream_id=row.livestream_id,
        state=row.state.word,
        attempts=row.attempts,
        next_attempt_at=row.next_attempt_at if row.state is DeliveryState.PENDING else None,
        last_attempt_at=row.last_attempt_at,
        last_status=row.last_status,
        last_words=row.last_words,
        created_at=row.created_at,
        delivered_at=row.delivered_at,
    )


def _read_place(cursor: str) -> tuple[int, str]:
    match read_cursor(LIST, cursor):
        case [int(seq), str(event_id)] if 0 <= seq <= LARGEST:
            return seq, event_id
    raise CursorError


def _anew(now: datetime) -> dict[str, Any]:
    return {
        "state": DeliveryState.PENDING,
        "attempts": 0,
        "next_attempt_at": now,
        "claimed_until": None,
        "delivered_at": None,
    }
