"""Publishers' connections: their rows, who holds a livestream's place, and which must stop."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from catalog import models
from catalog.lifecycle import TAKEOVER_AFTER, Status
from catalog.rehearsing import select_rehearsing
from catalog.shapes import PublisherSession

TAKEN_OVER: Final = "taken_over"
KEPT_FOR: Final = timedelta(days=7)

STOP_WORDS: Final[Mapping[str, str]] = {
    "ended": "The livestream was ended on its page.",
    "cancelled": "The livestream was cancelled.",
    "deleted": "The livestream was deleted.",
    TAKEN_OVER: "Another encoder has taken over this livestream.",
    "unknown": "The platform does not know this connection any more. Start streaming again.",
}
"""Reason -> words for the artist, for a publisher that is told to stop."""


async def select_publishing() -> list[PublisherSession]:
    """The session of every livestream that has a publisher, live or in preview, and of every rehearsal."""
    artists = {row.session_id: row.artist_id for row in await models.Livestream.exclude(session_id=None)}
    sessions = await models.PublisherSession.filter(session_id__in=list(artists))
    rehearsing = await select_rehearsing()
    return [*(to_session(session, artists[session.session_id]) for session in sessions), *rehearsing]


async def select_stops(sessions: Mapping[str, str]) -> dict[str, str]:
    """Of an ingest node's sessions (`{session_id: livestream_id}`), those that must stop, each with its reason.

    A session whose publisher is lost, and which is still waited for, is not among them.
    """
    if not sessions:
        return {}
    known = {row.session_id: row for row in await models.PublisherSession.filter(session_id__in=list(sessions))}
    wanted = {*sessions.values(), *(row.livestream_id for row in known.values())}
    livestreams = {row.id: row for row in await models.Livestream.filter(id__in=list(wanted))}
    stops: dict[str, str] = {}
    for session_id, livestream_id in sessions.items():
        session = known.get(session_id)
        livestream = livestreams.get(session.livestream_id if session else livestream_id)
        reason = await _gone(livestream_id) if livestream is None else _stop_reason(livestream, session)
        if reason is not None:
            stops[session_id] = reason
    return stops


async def _gone(livestream_id: str) -> str:
    deleted = await models.Transition.exists(livestream_id=livestream_id, type="livestream.deleted")
    return "deleted" if deleted else "unknown"


def _stop_reason(livestream: models.Livestream, session: models.PublisherSession | None) -> str | None:
    if livestream.status in (Status.ENDED, Status.ARCHIVED):
        return "ended"
    if livestream.status is Status.CANCELLED:
        return "cancelled"
    if session is None:
        return "unknown"
    if session.session_id == livestream.session_id:
        return None
    if session.reason == TAKEN_OVER or (livestream.session_id is not None and session.started_at is not None):
        return TAKEN_OVER
    waited_for = livestream.status is Status.LIVE
    # Ended, and its livestream was opened again since: what it belonged to is over.
    return "ended" if session.ended_at is not None and not waited_for else None


async def prune_sessions(*, now: datetime | None = None) -> int:
    """Forget connections that ended more than a week ago; how many."""
    now = now or datetime.now(UTC)
    return await models.PublisherSession.filter(ended_at__lt=now - KEPT_FOR).delete()


# -- for `publishing`, inside its transactions ---------------------------------------------------------------------


def to_session(row: models.PublisherSession, artist_id: str) -> PublisherSession:
    """A row as others see it."""
    return PublisherSession(
        session_id=row.session_id,
        livestream_id=row.livestream_id,
        artist_id=artist_id,
        node=row.node,
        client_ip=row.client_ip,
        admitted_at=row.admitted_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        reason=row.reason,
    )


async def get_session(session_id: str, livestream_id: str, node: str, now: datetime) -> models.PublisherSession:
    """The session's row; a new one where its admission went unrecorded."""
    known = await models.PublisherSession.get_or_none(session_id=session_id)
    return known or await models.PublisherSession.create(
        session_id=session_id, livestream_id=livestream_id, node=node, admitted_at=now
    )


async def end_session(session: models.PublisherSession, at: datetime, reason: str, *, clean: bool) -> None:
    """Write down that it is over."""
    session.ended_at, session.reason, session.clean = at, reason[:64], clean
    await session.save(update_fields=["ended_at", "reason", "clean"])


async def select_current(row: models.Livestream) -> models.PublisherSession | None:
    """The session that publishes now."""
    if row.session_id is None:
        return None
    return await models.PublisherSession.get_or_none(session_id=row.session_id)


async def select_holder(row: models.Livestream, now: datetime, *, but: str | None) -> models.PublisherSession | None:
    """Whoever holds the livestream's place, other than `but`: the one just let in, whose media has yet to come, else
    the one that publishes. So of two that ask at once, the second meets the first."""
    arriving = models.PublisherSession.filter(
        livestream_id=row.id,
        started_at=None,
        ended_at=None,
        admitted_at__gt=now - timedelta(seconds=TAKEOVER_AFTER),
    )
    if but is not None:
        arriving = arriving.exclude(session_id=but)
    holder = await arriving.order_by("-admitted_at").first() or await select_current(row)
    return None if holder is None or holder.session_id == but else holder
