"""A livestream's markers as rows, and the time they are told in. Used inside the package only."""

from dataclasses import dataclass
from datetime import datetime

from catalog import models
from catalog.livestreams.lifecycle import Status
from catalog.markers.errors import NothingToMarkError
from catalog.markers.rules import Marker, to_show_time
from catalog.recordings.rows import find_recording
from catalog.recordings.rules import Show, find_end


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when there are moments."""

    begins_at: datetime
    ends_at: datetime


def find_begin(row: models.Livestream) -> datetime | None:
    """What show time counts from; None: there was nothing yet."""
    recording = find_recording(row)
    if recording is not None and recording.begins_at is not None:
        return recording.begins_at
    return row.started_at


def find_span(row: models.Livestream, now: datetime) -> Span:
    """Raises NothingToMarkError"""
    begins_at, recording = find_begin(row), find_recording(row)
    if begins_at is not None and row.status is Status.LIVE:
        return Span(begins_at, max(now, begins_at))
    if begins_at is None or recording is None or recording.begins_at is None:
        raise NothingToMarkError
    over_at = find_end(Show(live=False, started_at=row.started_at, ended_at=row.ended_at), recording.closed_at)
    return Span(begins_at, max(over_at or now, begins_at))


def to_marker(row: models.Marker, begins_at: datetime) -> Marker:
    """As it leaves."""
    return Marker(row.id, row.livestream_id, to_show_time(row.at, begins_at), row.title, row.created_at)
