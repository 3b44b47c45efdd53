"""Reading livestreams: one, the board of all that matter now, and pages of a list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Literal

from tortoise.expressions import Case, Q, RawSQL, When
from tortoise.transactions import in_transaction

from catalog import models
from catalog.db.cursors import read_cursor, write_cursor
from catalog.db.orm import one_look
from catalog.db.prepared import Prepared
from catalog.errors import CursorError
from catalog.livestreams import log
from catalog.livestreams.known import PUBLIC
from catalog.livestreams.lifecycle import Status
from catalog.livestreams.rows import to_entry
from catalog.recordings.rules import Visibility
from contract.livestreams import Entry, Snapshot

View = Literal["active", "upcoming", "current", "replays", "public", "all"]
"""Live, latest first; scheduled, soonest first; both of them; over and to be watched again, last ended first; all
that is not put away; all. Latest made first."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some livestreams in a stable order, and the way to the next ones; None: these are the last."""

    entries: list[Entry]
    next_cursor: str | None


_ONE: Final = Prepared(
    models.Livestream,
    lambda livestream_id: (
        models.Livestream.filter(id=livestream_id)
        .annotate(clock_epoch=RawSQL("(SELECT epoch FROM clock)"), clock_seq=RawSQL("(SELECT seq FROM clock)"))
        .select_related("artist", "feed", "recording")
    ),
)


async def select_livestream(livestream_id: str) -> Snapshot | None:
    """One livestream and the place in the log it was read at."""
    if len(livestream_id) > models.ID_LENGTH:
        return None  # the database refuses to look for more
    # One statement is one look, without a transaction.
    row = await _ONE.first(livestream_id)
    if row is None:
        return None
    found: Any = row
    return Snapshot(found.clock_epoch, found.clock_seq, [to_entry(row, row.feed)])


async def select_board() -> Snapshot:
    """All scheduled and live livestreams and the place in the log they were read at."""
    async with one_look():
        epoch, seq = await log.read_clock()
        current = models.Livestream.filter(status__in=(Status.SCHEDULED, Status.LIVE))
        rows = await current.select_related("artist", "feed", "recording")
    return Snapshot(epoch, seq, [to_entry(row, row.feed) for row in rows])


async def select_livestreams(
    view: View,
    *,
    artist_id: str | None = None,
    limit: int = 20,
    cursor: str | None = None,
    among: Q | None = None,
) -> Page:
    """A page of `view`, of everybody's livestreams or of one artist's, `among` some of them.

    Raises:
        CursorError: `cursor` is not one of ours, or of another view.
    """
    query = models.Livestream.filter(_VIEWS[view]).select_related("artist", "feed", "recording")
    if view == "upcoming":
        query = query.annotate(undated=Case(When(scheduled_start_at__isnull=True, then="1"), default="0"))
    if among is not None:
        query = query.filter(among)
    if artist_id is not None:
        query = query.filter(artist_id=artist_id)
    if cursor is not None:
        query = query.filter(_after(view, cursor))
    rows = await query.order_by(*_ORDERS[view]).limit(limit + 1)
    more = len(rows) > limit
    rows = rows[:limit]
    return Page([to_entry(row, row.feed) for row in rows], _make_cursor(view, rows[-1]) if more else None)


async def write_viewer_counts(counts: Mapping[str, tuple[int, int]]) -> None:
    """Store how many watch each livestream now, and the most there were at once; a peak never falls. Nobody is told:
    this is the record."""
    async with in_transaction():
        # In one order, so that two processes that write at once wait for each other instead of forever.
        for livestream_id, (viewers, peak) in sorted(counts.items()):
            await models.Livestream.filter(id=livestream_id).update(viewer_count=viewers)
            higher = models.Livestream.filter(id=livestream_id, peak_viewer_count__lt=peak)
            await higher.update(peak_viewer_count=peak)


_VIEWS: Mapping[View, Q] = {
    "active": Q(status=Status.LIVE),
    "upcoming": Q(status=Status.SCHEDULED),
    "current": Q(status__in=(Status.SCHEDULED, Status.LIVE)),
    # Those of which everybody may know that all that was kept is there, behind a gate or not.
    "replays": Q(
        status=Status.ENDED,
        recording__begins_at__isnull=False,
        recording__closed_at__isnull=False,
        recording__deleted_at__isnull=True,
        recording__visibility__in=(Visibility.PUBLIC, Visibility.HOLDERS),
    ),
    "public": PUBLIC,
    "all": Q(),
}

_ORDERS: Mapping[View, tuple[str, ...]] = {
    "active": ("-started_at", "-id"),
    # The databases differ in where NULL goes, so "without a date" is a column of its own, and comes last.
    "upcoming": ("undated", "scheduled_start_at", "created_at", "id"),
    "current": ("-created_at", "-id"),
    "replays": ("-ended_at", "-id"),
    "public": ("-created_at", "-id"),
    "all": ("-created_at", "-id"),
}


_COLUMNS: Mapping[View, str] = {"active": "started_at", "replays": "ended_at"}
"""By which the others than "upcoming" are in order, if not by when they were made."""


def _make_cursor(view: View, row: models.Livestream) -> str:
    """The last line's place in the order. Ties are settled by id, so that no page repeats or misses a line."""
    moments = (
        [row.scheduled_start_at, row.created_at]
        if view == "upcoming"
        else [getattr(row, _COLUMNS.get(view, "created_at"))]
    )
    return write_cursor(view, *(moment and moment.astimezone(UTC).isoformat() for moment in moments), row.id)


def _may_be_id(found: object) -> bool:
    return isinstance(found, str) and len(found) <= models.ID_LENGTH and found.isascii() and found.isprintable()


def _after(view: View, cursor: str) -> Q:
    """What comes after a cursor's line."""
    try:
        *moments, livestream_id = read_cursor(view, cursor)
        first, *rest = [
            None if moment is None else datetime.fromisoformat(moment).astimezone(UTC) for moment in moments
        ]
        if not _may_be_id(livestream_id) or len(rest) != (view == "upcoming"):
            raise CursorError
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise CursorError from error
    if view != "upcoming":
        column = _COLUMNS.get(view, "created_at")
        if first is None:
            raise CursorError
        earlier: dict[str, Any] = {f"{column}__lt": first}
        same: dict[str, Any] = {column: first, "id__lt": livestream_id}
        return Q(**earlier) | Q(**same)
    (created_at,) = rest
    if created_at is None:
        raise CursorError
    younger = Q(created_at__gt=created_at) | Q(created_at=created_at, id__gt=livestream_id)
    if first is None:
        return Q(scheduled_start_at__isnull=True) & younger
    same_date = Q(scheduled_start_at=first) & younger
    return Q(scheduled_start_at__gt=first) | same_date | Q(scheduled_start_at__isnull=True)
