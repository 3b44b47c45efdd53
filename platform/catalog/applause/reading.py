"""Reading what was clapped: how loud a show was, and its loudest moments."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from catalog import models
from catalog.applause.levels import find_levels, list_counts
from catalog.applause.moments import Moment, find_moments
from catalog.chat.rows import find_livestreams
from catalog.livestreams.errors import NotAllowedError, NotFoundError
from catalog.livestreams.lifecycle import Status
from catalog.markers.rows import find_begin
from catalog.markers.rules import to_show_time


@dataclass(frozen=True, slots=True)
class Loudness:
    """Claps and levels of each five seconds of show time, up to the last in which somebody clapped."""

    counts: list[int]
    levels: list[float]


@dataclass(frozen=True, slots=True)
class NamedMoment:
    """A moment, and the title of the chapter that it is in; None: of none."""

    moment: Moment
    chapter: str | None

    def describe(self) -> dict[str, Any]:
        """As it leaves."""
        one = self.moment
        times = {"from": one.begins, "to": one.ends, "at": one.at}
        return {**times, "level": one.level, "count": one.count, "chapter": self.chapter}


async def read_loudness(livestream_id: str) -> Loudness:
    """How loud a show was, as far as it is written down.

    Raises:
        NotFoundError
    """
    row = await _find(livestream_id)
    counts = await _read_counts(livestream_id)
    return Loudness(counts, find_levels(counts, row.peak_viewer_count))


async def read_moments(livestream_id: str, artist_id: str, *, now: datetime | None = None) -> list[NamedMoment]:
    """What its artist might make clips of; nothing, where nothing is kept to cut them out of.

    Raises:
        NotFoundError, NotAllowedError
    """
    row = await _find(livestream_id)
    if row.artist_id != artist_id:
        raise NotAllowedError
    begins_at, recording = find_begin(row), row.recording
    if begins_at is None or recording is None or recording.begins_at is None or recording.deleted_at is not None:
        return []
    live = row.status is Status.LIVE
    ends_at = (now or datetime.now(UTC)) if live else (row.ended_at or recording.closed_at or begins_at)
    markers = await models.Marker.filter(livestream_id=livestream_id).order_by("at", "created_at", "id")
    chapters = [(to_show_time(one.at, begins_at), one.title) for one in markers]
    clips = await models.Clip.filter(livestream_id=livestream_id).values_list("begins_at", "ends_at")
    moments = find_moments(
        await _read_counts(livestream_id),
        duration=to_show_time(ends_at, begins_at),
        markers=[at for at, _ in chapters],
        clips=[(to_show_time(since, begins_at), to_show_time(until, begins_at)) for since, until in clips],
    )
    return [NamedMoment(one, _find_chapter(one.at, chapters)) for one in moments]


def _find_chapter(at: float, chapters: list[tuple[float, str]]) -> str | None:
    return next((title for begins, title in reversed(chapters) if begins <= at), None)


async def _find(livestream_id: str) -> models.Livestream:
    """Raises NotFoundError"""
    found = await find_livestreams([livestream_id])
    if livestream_id not in found:
        raise NotFoundError
    return found[livestream_id]


async def _read_counts(livestream_id: str) -> list[int]:
    return list_counts(dict(await models.Applause.filter(livestream_id=livestream_id).values_list("at", "count")))
