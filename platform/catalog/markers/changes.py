"""What an artist does with markers. Everybody is told (`livestream.marker`)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

from catalog import models
from catalog.livestreams import log
from catalog.livestreams.rows import lock_livestream, to_entry
from catalog.markers.errors import BeyondTheShowError, MarkerNotFoundError, TooManyMarkersError
from catalog.markers.rows import Span, find_begin, find_span, to_marker
from catalog.markers.rules import MOST, ROUNDED, SAME, Marker, is_made, make_title, to_moment, to_show_time
from contract.livestreams import Transition

EVENT: Final = "livestream.marker"


@dataclass(frozen=True, slots=True)
class MarkerChange:
    """A marker after a change, and the transitions to announce."""

    marker: Marker
    transitions: list[Transition]
    made: bool = False
    """It was not there before."""


async def insert_marker(
    livestream_id: str,
    artist_id: str,
    *,
    title: str | None = None,
    at: float | None = None,
    now: datetime | None = None,
) -> MarkerChange:
    """Name a moment: `at`, or what the encoder sends now. The title is made up where there is none; a marker that is
    there already (`rules.SAME`) is not made again.

    Raises:
        NotFoundError, NotAllowedError, NothingToMarkError, BeyondTheShowError, TooManyMarkersError
    """
    now = now or datetime.now(UTC)
    async with lock_livestream(livestream_id, artist_id) as (row, feed):
        span = find_span(row, now)
        moment = span.ends_at if at is None else _find_moment(at, span)
        known = await models.Marker.filter(livestream_id=livestream_id).order_by("at", "created_at", "id")
        for one in known:
            same = is_made(one.title) if title is None else one.title == title
            if same and abs(one.at - moment) < SAME:
                return MarkerChange(to_marker(one, span.begins_at), [])
        if len(known) >= MOST:
            raise TooManyMarkersError
        made = await models.Marker.create(
            id=str(uuid4()),
            livestream_id=livestream_id,
            at=moment,
            title=title or make_title(one.title for one in known),
            created_at=now,
        )
        marker = to_marker(made, span.begins_at)
        return MarkerChange(marker, await _tell(row, feed, marker, now), made=True)


async def update_marker(
    livestream_id: str,
    marker_id: str,
    artist_id: str,
    *,
    title: str | None = None,
    at: float | None = None,
    now: datetime | None = None,
) -> MarkerChange:
    """Give it another title, or another moment; None: as it is.

    Raises:
        NotFoundError, NotAllowedError, MarkerNotFoundError, NothingToMarkError, BeyondTheShowError
    """
    now = now or datetime.now(UTC)
    async with lock_livestream(livestream_id, artist_id) as (row, feed):
        found = await _find(livestream_id, marker_id)
        begins_at = find_begin(row) or found.at
        before = to_marker(found, begins_at)
        if at is not None:
            found.at = _find_moment(at, find_span(row, now))
        found.title = found.title if title is None else title
        marker = to_marker(found, begins_at)
        if marker == before:
            return MarkerChange(marker, [])
        await found.save(update_fields=["at", "title"])
        return MarkerChange(marker, await _tell(row, feed, marker, now))


async def delete_marker(
    livestream_id: str, marker_id: str, artist_id: str, *, now: datetime | None = None
) -> MarkerChange:
    """Remove it.

    Raises:
        NotFoundError, NotAllowedError, MarkerNotFoundError
    """
    now = now or datetime.now(UTC)
    async with lock_livestream(livestream_id, artist_id) as (row, feed):
        found = await _find(livestream_id, marker_id)
        await found.delete()
        marker = to_marker(found, find_begin(row) or found.at)
        return MarkerChange(marker, await _tell(row, feed, marker, now, removed=True))


async def _find(livestream_id: str, marker_id: str) -> models.Marker:
    """Raises MarkerNotFoundError"""
    found = await models.Marker.get_or_none(id=marker_id, livestream_id=livestream_id)
    if found is None:
        raise MarkerNotFoundError
    return found


def _find_moment(at: float, span: Span) -> datetime:
    """Raises BeyondTheShowError"""
    end = to_show_time(span.ends_at, span.begins_at)
    if at > end + ROUNDED:
        raise BeyondTheShowError(end)
    return to_moment(min(at, end), span.begins_at)


async def _tell(
    row: models.Livestream, feed: models.Feed, marker: Marker, now: datetime, *, removed: bool = False
) -> list[Transition]:
    told = {"livestream_id": row.id, "marker": marker.describe(), "removed": removed}
    return await log.append([(EVENT, to_entry(row, feed))], now, told)
