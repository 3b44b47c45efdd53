"""Publishers with a rehearsal key. There is no livestream, and never a transition: only sessions that come and go.

Idempotent by session, safe out of order, and with the rule of takeover, all as in `publishing`, which hands over to
here what is no livestream's.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Final

from tortoise.transactions import in_transaction

from catalog import models
from catalog.errors import NotFoundError
from catalog.feeds.keys import may_be_stream_key
from catalog.feeds.ownership import check_speaker, hash_key, is_of_node
from catalog.feeds.shapes import (
    KEY_CHANGED,
    NODE_LOST,
    TAKEN_OVER,
    UNCHANGED,
    Admission,
    ConflictError,
    PublisherChange,
    Standing,
)
from catalog.livestreams import lifecycle
from catalog.livestreams.lifecycle import TAKEOVER_AFTER, AdmissionRefusedError
from catalog.shapes import PublisherSession

PREFIX: Final = "rehearsal-"
"""Before an artist's id in what stands for the livestream's id. No livestream has such an id."""

NEW: Final = timedelta(seconds=TAKEOVER_AFTER)
"""See `publisher_sessions.is_new`."""

TITLE: Final = "Rehearsal"
BUSY: Final = "Another encoder is already rehearsing with this key. Stop it first, then try again."


def to_livestream_id(artist_id: str) -> str:
    """What ingest is told for a livestream's id."""
    return PREFIX + artist_id


def find_artist_id(livestream_id: str) -> str | None:
    """Whose rehearsal it is; None for a livestream."""
    return livestream_id.removeprefix(PREFIX) if livestream_id.startswith(PREFIX) else None


async def admit_rehearsal(
    stream_key: str,
    session_id: str | None,
    *,
    node: str,
    client_ip: str,
    replaces: str | None,
    silence: Callable[[str], float | None],
    now: datetime,
) -> Admission:
    """As `publishing.admit_publisher`.

    Raises:
        AdmissionRefusedError: unknown_key, not_your_session
        ConflictError: already_publishing
    """
    found = await models.Account.get_or_none(rehearsal_key=stream_key)
    if found is None:
        raise AdmissionRefusedError("unknown_key")
    async with lock_artist(found.id) as row:
        if row.rehearsal_key != stream_key or row.rehearsal_playback_id is None:  # rotated between the two looks
            raise AdmissionRefusedError("unknown_key")
        holder = await select_holder(row.id, now, but=session_id)
        quiet_for = None if holder is None else silence(holder.session_id)
        if holder is not None and quiet_for is None and abs(now - holder.admitted_at) < NEW:
            quiet_for = 0.0  # so new that no report can have named it yet
        holder_id = None if holder is None else holder.session_id
        if holder is not None and not is_of_node(holder.node, node):
            replaces = None  # another node's: that one tells of its silence
        try:
            # Always as if scheduled: a rehearsal is never over.
            lifecycle.admit(
                lifecycle.State(), session_id, holder=holder_id, silence=quiet_for, replaces=replaces, now=now
            )
        except AdmissionRefusedError:
            raise ConflictError(to_livestream_id(row.id), row.id, BUSY) from None
        session = None if session_id is None else await _get_session(session_id, row, node, now, client_ip)
        if session is not None:
            own = session.artist_id == row.id
            check_speaker(session, stream_key, node, current_key=stream_key if own else None)
        return Admission(
            livestream_id=to_livestream_id(row.id),
            artist_id=row.id,
            playback_id=row.rehearsal_playback_id,
            title=TITLE,
            session=None if session is None else _to_session(session),
            rehearsal=True,
        )


async def note_rehearsal_started(
    stream_key: str, session_id: str, *, node: str, at: datetime | None, now: datetime
) -> PublisherChange:
    """Media flows. Whoever rehearsed before has been taken over from.

    Raises:
        AdmissionRefusedError: unknown_key, where neither session nor key is known; not_your_session
    """
    async with lock_artist(await _find_artist(session_id, stream_key)) as row:
        session = await _get_session(session_id, row, node, now)
        check_speaker(session, stream_key, node, current_key=row.rehearsal_key)
        if session.started_at is not None or _is_over(session):
            return UNCHANGED
        session.started_at = max(session.admitted_at, min(at or now, now))
        session.node = node or session.node
        session.ended_at, session.reason = None, ""
        previous = await select_current(row.id)
        if previous is not None and previous.admitted_at > session.admitted_at:
            # Came late: somebody who was let in after it is there already.
            await _end_session(session, now, TAKEN_OVER)
            return UNCHANGED
        await session.save(update_fields=["started_at", "node", "ended_at", "reason"])
        if previous is not None:
            await _end_session(previous, now, TAKEN_OVER)
        gone = None if previous is None else _to_session(previous)
        return PublisherChange([], connected=_to_session(session), disconnected=gone)


async def note_rehearsal_ended(
    stream_key: str, session_id: str, *, node: str, at: datetime | None, reason: str, now: datetime
) -> PublisherChange:
    """The publisher is gone, and with it the rehearsal: nobody waits for its return.

    Raises:
        AdmissionRefusedError: unknown_key, where neither session nor key is known; not_your_session
    """
    async with lock_artist(await _find_artist(session_id, stream_key)) as row:
        session = await _get_session(session_id, row, node, now)
        check_speaker(session, stream_key, node, current_key=row.rehearsal_key)
        return await _end(session, min(at or now, now), reason)


async def mark_rehearsal_lost(session_id: str, *, now: datetime) -> PublisherChange:
    """As `publishing.mark_lost`."""
    known = await models.RehearsalSession.get_or_none(session_id=session_id)
    if known is None:
        return UNCHANGED
    async with lock_artist(known.artist_id):
        session = await models.RehearsalSession.get(session_id=session_id)
        if session.started_at is None or session.ended_at is not None:
            return UNCHANGED
        return await _end(session, now, NODE_LOST)


async def restore_rehearsal(session_id: str, *, node: str) -> PublisherChange:
    """As `publishing.restore_lost`: the node reports it again, so it goes on, if nobody has come in its place."""
    known = await models.RehearsalSession.get_or_none(session_id=session_id, reason=NODE_LOST)
    if known is None:
        return UNCHANGED
    async with lock_artist(known.artist_id):
        session = await models.RehearsalSession.get(session_id=session_id)
        if session.reason != NODE_LOST or not is_of_node(session.node, node):
            return UNCHANGED
        if await select_current(session.artist_id) is not None:
            return UNCHANGED
        session.ended_at, session.reason, session.node = None, "", node
        await session.save(update_fields=["ended_at", "reason", "node"])
        return PublisherChange([], connected=_to_session(session))


async def select_rehearsal_standings(sessions: Mapping[str, str]) -> dict[str, Standing]:
    """As `publisher_sessions.select_standings`, of those of the sessions that are rehearsals."""
    wanted = [session_id for session_id, name in sessions.items() if find_artist_id(name) is not None]
    if not wanted:
        return {}
    rows = {row.session_id: row for row in await models.RehearsalSession.filter(session_id__in=wanted)}
    standings = {session_id: Standing(stop="unknown") for session_id in wanted}
    for session_id, row in rows.items():
        if to_livestream_id(row.artist_id) != sessions[session_id]:
            continue
        current = await select_current(row.artist_id)
        if current is not None and current.session_id == session_id:
            standings[session_id] = Standing(holds=True, node=row.node)
        elif row.reason == TAKEN_OVER or (current is not None and row.started_at is not None):
            standings[session_id] = Standing(stop=TAKEN_OVER, node=row.node)
        elif row.reason == KEY_CHANGED:
            standings[session_id] = Standing(stop=KEY_CHANGED, node=row.node)
        else:
            standings[session_id] = Standing(given_up=row.reason == NODE_LOST, node=row.node)
    return standings


async def select_rehearsing() -> list[PublisherSession]:
    """Every rehearsal that goes on now."""
    rows = await models.RehearsalSession.filter(ended_at=None).exclude(started_at=None)
    return [_to_session(row) for row in rows]


# -- rows ------------------------------------------------------------------------------------------------------------


@asynccontextmanager
async def lock_artist(artist_id: str) -> AsyncIterator[models.Account]:
    """A transaction around one artist's rehearsals that no other change of them can enter.

    Raises:
        NotFoundError
    """
    async with in_transaction():
        row = await models.Account.filter(id=artist_id).select_for_update().first()
        if row is None:
            raise NotFoundError
        yield row


async def select_current(artist_id: str) -> models.RehearsalSession | None:
    """The session that publishes now."""
    rows = models.RehearsalSession.filter(artist_id=artist_id, ended_at=None).exclude(started_at=None)
    return await rows.order_by("-admitted_at").first()


async def select_holder(artist_id: str, now: datetime, *, but: str | None = None) -> models.RehearsalSession | None:
    """The one just let in, whose media has yet to come, else the one that publishes."""
    arriving = models.RehearsalSession.filter(
        artist_id=artist_id,
        started_at=None,
        ended_at=None,
        admitted_at__gt=now - NEW,
        admitted_at__lt=now + NEW,
    )
    if but is not None:
        arriving = arriving.exclude(session_id=but)
    holder = await arriving.order_by("-admitted_at").first() or await select_current(artist_id)
    return None if holder is None or holder.session_id == but else holder


async def _find_artist(session_id: str, stream_key: str) -> str:
    session = await models.RehearsalSession.get_or_none(session_id=session_id)
    if session is not None:
        return session.artist_id
    row = await models.Account.get_or_none(rehearsal_key=stream_key) if may_be_stream_key(stream_key) else None
    if row is None:
        raise AdmissionRefusedError("unknown_key")
    return row.id


async def _get_session(
    session_id: str, artist: models.Account, node: str, now: datetime, client_ip: str = ""
) -> models.RehearsalSession:
    known = await models.RehearsalSession.get_or_none(session_id=session_id)
    return known or await models.RehearsalSession.create(
        session_id=session_id,
        artist_id=artist.id,
        node=node,
        client_ip=client_ip,
        admitted_at=now,
        key_hash=hash_key(artist.rehearsal_key or ""),
    )


async def _end(session: models.RehearsalSession, at: datetime, reason: str) -> PublisherChange:
    if _is_over(session):
        return UNCHANGED
    there = session.started_at is not None and session.ended_at is None
    await _end_session(session, max(session.started_at or session.admitted_at, at), reason)
    return PublisherChange([], disconnected=_to_session(session) if there else None)


def _is_over(session: models.RehearsalSession) -> bool:
    return session.ended_at is not None and session.reason != NODE_LOST


async def _end_session(session: models.RehearsalSession, at: datetime, reason: str) -> None:
    session.ended_at, session.reason = at, reason[:64]
    await session.save(update_fields=["ended_at", "reason", "started_at", "node"])


def _to_session(row: models.RehearsalSession) -> PublisherSession:
    return PublisherSession(
        session_id=row.session_id,
        livestream_id=to_livestream_id(row.artist_id),
        artist_id=row.artist_id,
        node=row.node,
        client_ip=row.client_ip,
        admitted_at=row.admitted_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        reason=row.reason,
    )
