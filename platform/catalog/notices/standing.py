"""Whether a notice is still so when it goes: it may have waited, for a service that was away or behind others, and
meanwhile the show was moved, cancelled, deleted, or is over."""

from datetime import UTC, datetime

from catalog import models
from catalog.livestreams.lifecycle import Status
from catalog.notices.rules import NoticeKind, find_end
from catalog.notices.told import Told
from contract.moments import to_rfc3339


async def find_standing(told: Told, *, now: datetime) -> models.Livestream | None:
    """The show that it tells of; None: it is not to be told any more."""
    show = await models.Livestream.get_or_none(id=told.livestream_id)
    if show is None or now >= datetime.fromisoformat(told.until):
        return None
    starts_at = show.scheduled_start_at
    if starts_at is not None and starts_at.tzinfo is None:
        starts_at = starts_at.replace(tzinfo=UTC)
    end = find_end(
        NoticeKind(told.kind),
        status=Status(show.status),
        starts_at=starts_at,
        about=told.starts_at or "",
        date=to_rfc3339(starts_at) or "",
        told_at=now,
    )
    return None if end is None else show
