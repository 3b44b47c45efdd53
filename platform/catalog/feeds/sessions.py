"""Publishers' connections: their rows, who holds a livestream's place, and which must stop."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from catalog import models
from catalog.db.batches import delete_in_batches
from catalog.feeds.ownership import hash_key
from catalog.feeds.rehearsing import select_rehearsal_standings, select_rehearsing
from catalog.feeds.shapes import KEY_CHANGED, NODE_LOST, TAKEN_OVER, Standing
from catalog.livestreams.lifecycle import GOES_ON, LOST, TAKEOVER_AFTER, Status, may_be_found
from catalog.livestreams.rows import to_state
from catalog.shapes import PublisherSession

KEPT_FOR: Final = timedelta(days=7)


async def select_publishing() -> list[PublisherSession]:
    """The session of every livestream that has a publisher, live or in preview, and of every rehearsal."""
    artists = {row.session_id: row.artist_id for row in await models.Livestream.exclude(session_id=None)}
    sessions = await models.PublisherSession.filter(session_id__in=list(artists))
    rehearsing = await select_rehearsing()
    return [*(to_session(session, artists[session.session_id]) for session in sessions), *rehearsing]


async def select_standings(sessions: Mapping[str, str], *, now: datetime | None = None) -> dict[str, Standing]:
    """How each of an ingest node's sessions (`{session_id: livestream_id}`) stands. The rows alone decide who must
    stop: a process may have missed who came and who went."""
    now = now or datetime.now(UTC)
    standings = await select_rehearsal_standings(sessions)
    rest = {session_id: name for session_id, name in sessions.items() if session_id not in standings}
    if not rest:
        return standings
    known = {row.session_id: row for row in await models.PublisherSession.filter(session_id__in=list(rest))}
    wanted = {*rest.values(), *(row.livestream_id for row in known.values())}
    livestreams = {row.id: row for row in await models.Livestream.filter(id__in=list(wanted))}
    for session_id, livestream_id in rest.items():
        session = known.get(session_id)
        livestream = livestreams.get(session.livestream_id if session else livestream_id)
        standings[session_id] = (
            Standing(stop=await _gone(livestream_id)) if livestream is None else _stand(livestream, session, now)
        )
        if session is not None:
            of_it = session.livestream_id == livestream_id
            standings[session_id] = (
                standings[session_id]._replace(node=session.node) if of_it else Standing(stop="unknown")
            )
    return standings


async def _gone(livestream_id: str) -> str:
    deleted = await models.Transition.exists(livestream_id=livestream_id, type="livestream.deleted")
    return "deleted" if deleted else "unknown"


def _stand(livestream: models.Livestream, session: models.PublisherSession | None, now: datetime) -> Standing:
    status = livestream.status
    if status is Status.CANCELLED:
        return Standing(stop="cancelled")
    if session is None:
        return Standing(stop="ended" if status in (Status.ENDED, Status.ARCHIVED) else "unknown")
    if session.session_id == livestream.session_id:
        return Standing(holds=True)
    if session.reason == TAKEN_OVER or (livestream.session_id is not None and session.started_at is not None):
        return Standing(stop=TAKEN_OVER)
    if session.reason == KEY_CHANGED:
        return Standing(stop=KEY_CHANGED)
    given_up = session.reason == NODE_LOST
    if status is Status.ARCHIVED or (status is Status.ENDED and not _may_go_on(livestream, session, now)):
        return Standing(stop="lost" if given_up and livestream.end_reason == LOST else "ended")
    if is_over(session) and (session.clean or status is not Status.LIVE):
        # What it belonged to is over, opened again since or not. Waited for, its node keeps the playlist open.
        return Standing(stop="ended")
    return Standing(given_up=given_up)


def _may_go_on(livestream: models.Livestream, session: models.PublisherSession, now: datetime) -> bool:
    """Ended, but not for this session: it was given up by a guess, or has just been let in to go on."""
    if session.reason == NODE_LOST:
        return may_be_found(to_state(livestream), now)
    return session.started_at is None and not is_over(session) and now - session.admitted_at < GOES_ON


async def find_livestream_id(session_id: str) -> str | None:
    """Whose publisher this session is; None: of none that is known, as a rehearsal's."""
    row = await models.PublisherSession.get_or_none(session_id=session_id)
    return None if row is None else row.livestream_id


async def prune_sessions(*, now: datetime | None = None) -> int:
    """Forget connections that ended more than a week ago; how many."""
    now = now or datetime.now(UTC)
    return await delete_in_batches(models.PublisherSession.filter(ended_at__lt=now - KEPT_FOR))


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


def is_over(session: models.PublisherSession) -> bool:
    """Whether somebody who must know said that it ended. That its node was not heard of is only a guess."""
    return session.ended_at is not None and session.reason != NODE_LOST


def is_new(admitted_at: datetime, now: datetime) -> bool:
    """So lately let in that no report can have named it yet. Not so of what a clock set back puts into the future."""
    return abs((now - admitted_at).total_seconds()) < TAKEOVER_AFTER


async def get_session(
    session_id: str, livestream: models.Livestream, node: str, now: datetime
) -> models.PublisherSession:
    """The session's row; a new one, with the livestream's key, where its admission went unrecorded."""
    known = await models.PublisherSession.get_or_none(session_id=session_id)
    return known or await models.PublisherSession.create(
        session_id=session_id,
        livestream_id=livestream.id,
        node=node,
        admitted_at=now,
        key_hash=hash_key(livestream.stream_key),
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


async def select_last(row: models.Livestream, *, but: str | None) -> models.PublisherSession | None:
    """Of those whose media flowed, other than `but`, the one let in last."""
    started = models.PublisherSession.filter(livestream_id=row.id).exclude(started_at=None)
    if but is not None:
        started = started.exclude(session_id=but)
    return await started.order_by("-admitted_at").first()


async def select_holder(row: models.Livestream, now: datetime, *, but: str | None) -> models.PublisherSession | None:
    """Whoever holds the livestream's place, other than `but`: the one just let in, whose media has yet to come, else
    the one that publishes. So of two that ask at once, the second meets the first."""
    arriving = models.PublisherSession.filter(
        livestream_id=row.id,
        started_at=None,
        ended_at=None,
        admitted_at__gt=now - timedelta(seconds=TAKEOVER_AFTER),
        admitted_at__lt=now + timedelta(seconds=TAKEOVER_AFTER),
    )
    if but is not None:
        arriving = arriving.exclude(session_id=but)
    holder = await arriving.order_by("-admitted_at").first() or await select_current(row)
    return None if holder is None or holder.session_id == but else holder
