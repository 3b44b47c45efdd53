"""What stands in a download of a recording besides what was sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from catalog import models

MOST: Final = 255
"""Chapters that a film's players know."""


@dataclass(frozen=True, slots=True)
class FilmDetails:
    """A show's title, and its markers: when each was live, by the media's dates, and what it is called."""

    title: str
    chapters: list[tuple[datetime, str]]


async def select_film(recording_id: str) -> FilmDetails | None:
    """None: there is no such recording, or nothing is left of it. Of one that is deleted clips may be kept."""
    row = await models.Recording.get_or_none(id=recording_id).select_related("livestream")
    if row is None:
        return None
    if row.gone_at is not None and not await models.Clip.exists(recording_id=recording_id, keep=True):
        return None
    if row.livestream is None:
        return FilmDetails("", [])
    markers = models.Marker.filter(livestream_id=row.livestream.id)
    if row.begins_at is not None:
        # Those before are of a show of the same livestream that was deleted.
        markers = markers.filter(at__gte=row.begins_at)
    found = await markers.order_by("at", "created_at", "id").limit(MOST)
    return FilmDetails(row.livestream.title, [(one.at, one.title) for one in found])
