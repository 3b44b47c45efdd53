"""What a search engine may list: shows that everybody may know of, who plays them, and clips that everybody may see;
with when they changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from tortoise.expressions import Q
from tortoise.functions import Max

from catalog import models
from catalog.livestreams.lifecycle import Status
from catalog.recordings.rules import Visibility

SHOWN: Final = (Status.SCHEDULED, Status.LIVE, Status.ENDED)
"""Neither put away nor called off."""
PUBLIC: Final = Q(status__in=SHOWN)


@dataclass(frozen=True, slots=True)
class Known:
    """One that has a page."""

    id: str
    changed_at: datetime


async def count_shows() -> int:
    """How many there are."""
    return await models.Livestream.filter(PUBLIC).count()


async def select_shows(limit: int, offset: int = 0) -> list[Known]:
    """Shows, the first made first: one that is added moves none."""
    rows: Any = models.Livestream.filter(PUBLIC).order_by("created_at", "id").offset(offset).limit(limit)
    return [Known(name, at) for name, at in await rows.values_list("id", "updated_at")]


async def select_artists(limit: int) -> list[Known]:
    """Artists of such shows, those whose shows changed last first."""
    shows = models.Livestream.filter(PUBLIC).annotate(changed_at=Max("updated_at")).group_by("artist_id")
    rows: Any = await shows.order_by("-changed_at").limit(limit).values_list("artist_id", "changed_at")
    return [Known(name, at if isinstance(at, datetime) else datetime.fromisoformat(at)) for name, at in rows]


async def select_clips(limit: int) -> list[Known]:
    """Clips of such shows that nobody needs tokens for, the last made first."""
    there = Q(recording__deleted_at=None) | Q(keep=True)
    free = Q(livestream__token_gate_amount=None, recording__visibility=Visibility.PUBLIC, hidden=False)
    of_shows = Q(livestream__status__in=SHOWN)
    rows: Any = models.Clip.filter(there, free, of_shows).order_by("-created_at", "id").limit(limit)
    return [Known(name, at) for name, at in await rows.values_list("id", "created_at")]
