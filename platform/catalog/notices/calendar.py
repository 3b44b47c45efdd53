"""Shows as a calendar has them: those with a date, the cancelled ones among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from tortoise.expressions import Q

from catalog import models
from catalog.livestreams.errors import NotFoundError
from catalog.livestreams.lifecycle import Status

MOST: Final = 200
"""In one calendar, the latest ones."""
BACK: Final = timedelta(days=90)
"""What is longer ago has gone from it."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One show."""

    id: str
    title: str
    description: str
    artist: str
    starts_at: datetime
    ended_at: datetime | None
    cancelled: bool
    tokens: int | None
    created_at: datetime
    changed_at: datetime


async def select_calendar(artist_id: str, *, now: datetime | None = None) -> Sequence[Planned]:
    """An artist's shows, the first to come first."""
    now = now or datetime.now(UTC)
    recent = Q(scheduled_start_at__gte=now - BACK) | Q(scheduled_start_at=None, started_at__gte=now - BACK)
    rows = models.Livestream.filter(recent, artist_id=artist_id).exclude(status=Status.ARCHIVED)
    found = await rows.select_related("artist").order_by("-created_at").limit(MOST)
    return sorted((one for row in found if (one := _to_planned(row)) is not None), key=lambda one: one.starts_at)


async def select_planned(livestream_id: str) -> Planned:
    """One.

    Raises:
        NotFoundError: there is none, or it has no date.
    """
    row = None
    if len(livestream_id) <= models.ID_LENGTH:
        row = await models.Livestream.filter(id=livestream_id).select_related("artist").first()
    planned = None if row is None or row.status is Status.ARCHIVED else _to_planned(row)
    if planned is None:
        raise NotFoundError
    return planned


def _to_planned(row: models.Livestream) -> Planned | None:
    starts_at = row.scheduled_start_at or row.started_at
    if starts_at is None:
        return None
    return Planned(
        row.id,
        row.title,
        row.description,
        row.artist.display_name,
        starts_at,
        row.ended_at,
        row.status is Status.CANCELLED,
        row.token_gate_amount,
        row.created_at,
        row.updated_at,
    )
