"""What an artist has of recordings, a page at a time."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from tortoise.expressions import Q

from catalog import models
from catalog.db.cursors import read_cursor, write_cursor
from catalog.errors import CursorError
from catalog.livestreams.lifecycle import Status
from catalog.recordings.policy import get_policy
from catalog.recordings.rows import to_recording
from catalog.recordings.rules import Show, describe

CURSOR: Final = "recordings"


@dataclass(frozen=True, slots=True)
class Own:
    """A livestream's recording, as its artist sees it."""

    livestream_id: str
    title: str
    status: str
    replay: dict[str, Any]
    """As the livestream's."""


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Some of them, the newest first."""

    recordings: list[Own]
    next_cursor: str | None


async def select_own(artist_id: str, *, limit: int, cursor: str | None = None) -> OwnPage:
    """Those that take room, with those that are being made.

    Raises:
        CursorError
    """
    rows = models.Recording.filter(livestream__artist_id=artist_id, deleted_at=None).exclude(begins_at=None)
    if cursor is not None:
        rows = rows.filter(_after(cursor))
    found = await rows.order_by("-created_at", "-id").limit(limit + 1).select_related("livestream")
    page = found[:limit]
    last = page[-1] if len(found) > limit else None
    next_cursor = None if last is None else write_cursor(CURSOR, last.created_at.isoformat(), last.id)
    return OwnPage([one for row in page if (one := _to_own(row)) is not None], next_cursor)


def _to_own(row: models.Recording) -> Own | None:
    livestream = row.livestream
    if livestream is None:
        return None
    show = Show(livestream.status is Status.LIVE, livestream.started_at, livestream.ended_at)
    replay = describe(to_recording(row), show, get_policy())
    return None if replay is None else Own(livestream.id, livestream.title, livestream.status.word, replay)


def _after(cursor: str) -> Q:
    match read_cursor(CURSOR, cursor):
        case [str(moment), str(name)] if len(name) == 26:
            try:
                created_at = datetime.fromisoformat(moment).astimezone(UTC)
            except (ValueError, OverflowError) as error:
                raise CursorError from error
            return Q(created_at__lt=created_at) | Q(created_at=created_at, id__lt=name)
    raise CursorError
