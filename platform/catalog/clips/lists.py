"""Reading clips: one, and pages of a show's or of an artist's."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from catalog import models
from catalog.clips.errors import ClipNotFoundError
from catalog.clips.rows import CLIP_LENGTH, RELATED, read_clip, to_clip
from catalog.clips.rules import Clip
from catalog.db.cursors import read_cursor, write_cursor
from catalog.errors import CursorError
from catalog.livestreams.known import SHOWN
from catalog.livestreams.rows import to_entry
from catalog.recordings.rules import Visibility
from contract.livestreams import Entry

LIST: Final = "clips"


@dataclass(frozen=True, slots=True)
class ClipPage:
    """Some clips, and the way to the next ones; None: these are the last."""

    clips: list[Clip]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class ShowsClipPage:
    """The same of several shows, each with what it was cut out of."""

    clips: list[tuple[Clip, Entry]]
    next_cursor: str | None


async def select_clip(clip_id: str, account_id: str | None) -> Clip:
    """One, if it is for this account (None: nobody signed in). Whether that holds enough, the gate says.

    Raises:
        ClipNotFoundError
    """
    clip = to_clip(await read_clip(clip_id))
    if not may_know(clip, account_id):
        raise ClipNotFoundError
    return clip


async def select_clips(
    livestream_id: str, account_id: str | None, *, limit: int, cursor: str | None = None, mine: bool = False
) -> ClipPage:
    """A livestream's clips as far as they are for this account, those that are gone left out, the last made first.
    `mine`: those only that it has made itself.

    Raises:
        CursorError
    """
    rows = _shown_to(account_id).filter(livestream_id=livestream_id)
    if mine:
        rows = rows.filter(creator_id=account_id)
    found, next_cursor = await _read_page(rows.select_related(*RELATED), limit, cursor)
    return ClipPage([to_clip(row) for row in found], next_cursor)


async def select_clips_of(
    artist_id: str, account_id: str | None, *, limit: int, cursor: str | None = None
) -> ShowsClipPage:
    """The same of all an artist's livestreams that are neither put away nor called off.

    Raises:
        CursorError
    """
    rows = _shown_to(account_id).filter(livestream__artist_id=artist_id, livestream__status__in=SHOWN)
    related = ("livestream__artist", "livestream__feed", "livestream__recording")
    found, next_cursor = await _read_page(rows.select_related(*RELATED, *related), limit, cursor)
    return ShowsClipPage(
        [(to_clip(row), to_entry(row.livestream, row.livestream.feed)) for row in found], next_cursor
    )


def may_know(clip: Clip, account_id: str | None) -> bool:
    """Whether an account may know of a clip."""
    if account_id is not None and account_id == clip.artist_id:
        return True
    return not clip.hidden and clip.source.visibility is not Visibility.PRIVATE


def _shown_to(account_id: str | None) -> QuerySet[models.Clip]:
    there = Q(recording__deleted_at=None) | Q(keep=True)
    public = Q(hidden=False) & ~Q(recording__visibility=Visibility.PRIVATE)
    return models.Clip.filter(
        there & (public if account_id is None else public | Q(livestream__artist_id=account_id))
    )


async def _read_page(
    rows: QuerySet[models.Clip], limit: int, cursor: str | None
) -> tuple[list[models.Clip], str | None]:
    if cursor is not None:
        rows = rows.filter(_after(cursor))
    found = await rows.order_by("-created_at", "-id").limit(limit + 1)
    more = len(found) > limit
    found = found[:limit]
    return found, _make_cursor(found[-1]) if more else None


def _make_cursor(row: models.Clip) -> str:
    return write_cursor(LIST, row.created_at.astimezone(UTC).isoformat(), row.id)


def _after(cursor: str) -> Q:
    match read_cursor(LIST, cursor):
        case [str(moment), str(clip_id)] if len(clip_id) <= CLIP_LENGTH and clip_id.isascii():
            try:
                made_at = datetime.fromisoformat(moment).astimezone(UTC)
            except (ValueError, OverflowError) as error:
                raise CursorError from error
            return Q(created_at__lt=made_at) | Q(created_at=made_at, id__lt=clip_id)
    raise CursorError
