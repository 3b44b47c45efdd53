"""What stands in a download of a recording besides what was sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from catalog import models

MOST: Final = 255
"""Chapters that a film's players know."""


@dataclass(frozen=True, slots=True)
class FilmDetails:
    """A show's title, or a clip's, and the show's markers: when each was live, by the dates, and its title."""

    title: str
    chapters: list[tuple[datetime, str]]


async def select_film(name: str) -> FilmDetails | None:
    """Of a recording or a clip. None: there is no such one, or nothing is left of it. Of a recording that is deleted
    clips may be kept."""
    clip = await models.Clip.get_or_none(id=name)
    recording_id = name if clip is None else clip.recording_id
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
    return FilmDetails(row.livestream.title if clip is None else clip.title, [(one.at, one.title) for one in found])
