"""Publishers: let in, started, ended, lost, found again. What ingest's callbacks and its silence do to a livestream.

All of it is idempotent by session and safe out of order: a callback may come twice, late, or after what it precedes.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from catalog import lifecycle, log, models
from catalog.keys import may_be_stream_key
from catalog.lifecycle import TAKEOVER_AFTER, AdmissionRefusedError
from catalog.publisher_sessions import end_session, get_session, select_current, select_holder, to_session
from catalog.publisher_shapes import NODE_LOST, UNCHANGED, Admission, ConflictError, PublisherChange
from catalog.rehearsing import (
    admit_rehearsal,
    mark_rehearsal_lost,
    note_rehearsal_ended,
    note_rehearsal_started,
    restore_rehearsal,
)
from catalog.rows import apply, lock_livestream, to_state


async def admit_publisher(
    stream_key: str,
    session_id: str | None,
    *,
    node: str = "",
    client_ip: str = "",
    replaces: str | None = None,
    silence: Callable[[str], float | None],
    now: datetime | None = None,
) -> Admission:
    """Whether somebody with this key may publish; if so, and it has a session id, it holds the place from here on.

    `silence` gives the seconds since a session's last media as the ingest nodes report them, `replaces` is the
    session that the asking node itself has seen fall silent.

    Raises:
        AdmissionRefusedError: unknown_key, livestream_ended, livestream_cancelled
        ConflictError: already_publishing
    """
    now = now or datetime.now(UTC)
    if not may_be_stream_key(stream_key):
        raise AdmissionRefusedError("unknown_key")
    found = await models.Livestream.get_or_none(stream_key=stream_key)
    if found is None:
        return await admit_rehearsal(
            stream_key,
            session_id,
            node=node,
            client_ip=client_ip,
            replaces=replaces,
            silence=silence,
            now=now,
        )
    async with lock_livestream(found.id) as row:
        if row.stream_key != stream_key:  # rotated between the two looks
            raise AdmissionRefusedError("unknown_key")
        known = session_id and await models.PublisherSession.get_or_none(session_id=session_id)
        holder = await select_holder(row, now, but=session_id)
        quiet_for = None
        if holder is not None:
            quiet_for = silence(holder.session_id)
            if quiet_for is None and (now - holder.admitted_at).total_seconds() < TAKEOVER_AFTER:
                quiet_for = 0.0  # so new that no report can have named it yet
        holder_id = None if holder is None else holder.session_id
        try:
            lifecycle.admit(to_state(row), session_id, holder=holder_id, silence=quiet_for, replaces=replaces)
        except AdmissionRefusedError as refusal:
            if refusal.code == "already_publishing":
                raise ConflictError(row.id, row.artist_id) from None
            raise
        session = known or None
        if session is None and session_id:
            session = await models.PublisherSession.create(
                session_id=session_id, livestream_id=row.id, node=node, client_ip=client_ip, admitted_at=now
            )
    return Admission(
        row.id, row.artist_id, row.playback_id, row.title, session and to_session(session, row.artist_id)
    )


async def note_stream_started(
    stream_key: str,
    session_id: str,
    *,
    node: str,
    at: datetime | None = None,
    grace: float,
    now: datetime | None = None,
) -> PublisherChange:
    """A publisher's media flows. Goes live, resumes, takes over, or only connects where the artist starts by hand.

    `at` is when, by the node's clock; it is believed between the admission and now.

    Raises:
        AdmissionRefusedError: unknown_key, where neither session nor key is known.
    """
    now = now or datetime.now(UTC)
    livestream_id = await _find_livestream(session_id, stream_key)
    if livestream_id is None:
        return await note_rehearsal_started(stream_key, session_id, node=node, at=at, now=now)
    async with lock_livestream(livestream_id) as row:
        session = await get_session(session_id, row.id, node, now)
        if session.started_at is not None or session.ended_at is not None:
            return UNCHANGED
        session.started_at = max(session.admitted_at, min(at or now, now))
        session.node = node or session.node
        await session.save(update_fields=["started_at", "node"])
        previous = await select_current(row)
        if previous is not None and previous.admitted_at > session.admitted_at:
            return UNCHANGED  # came late: somebody who was let in after it is there already
        outcome = lifecycle.stream_started(to_state(row), session_id, session.node, session.started_at, grace)
        transitions = await apply(row, outcome, now)
        if row.session_id != session_id:
            return PublisherChange(transitions)
        if previous is not None:
            await end_session(previous, now, "taken_over", clean=False)
        return PublisherChange(
            transitions,
            connected=to_session(session, row.artist_id),
            disconnected=None if previous is None else to_session(previous, row.artist_id),
        )


async def note_stream_ended(
    stream_key: str,
    session_id: str,
    *,
    at: datetime | None = None,
    reason: str = "",
    clean: bool,
    grace: float,
    now: datetime | None = None,
) -> PublisherChange:
    """A publisher is gone: cleanly (it said so) or not (then it may return within `grace` seconds).

    Raises:
        AdmissionRefusedError: unknown_key, where neither session nor key is known.
    """
    now = now or datetime.now(UTC)
    livestream_id = await _find_livestream(session_id, stream_key)
    if livestream_id is None:
        return await note_rehearsal_ended(stream_key, session_id, at=at, reason=reason, now=now)
    async with lock_livestream(livestream_id) as row:
        session = await get_session(session_id, row.id, "", now)
        return await _end(row, session, at or now, reason, clean=clean, grace=grace, now=now)


async def mark_lost(session_id: str, *, grace: float, now: datetime | None = None) -> PublisherChange:
    """No node reports this session any more: as if its connection had broken. Repeated, or unknown: no change."""
    now = now or datetime.now(UTC)
    known = await models.PublisherSession.get_or_none(session_id=session_id)
    if known is None:
        return await mark_rehearsal_lost(session_id, now=now)
    async with lock_livestream(known.livestream_id) as row:
        session = await models.PublisherSession.get(session_id=session_id)
        return await _end(row, session, now, NODE_LOST, clean=False, grace=grace, now=now)


async def restore_lost(session_id: str, *, node: str, now: datetime | None = None) -> PublisherChange:
    """A session given up by `mark_lost` is reported again, publishing: if it is still waited for, it resumes."""
    now = now or datetime.now(UTC)
    known = await models.PublisherSession.get_or_none(session_id=session_id, reason=NODE_LOST)
    if known is None:
        return await restore_rehearsal(session_id, node=node)
    async with lock_livestream(known.livestream_id) as row:
        session = await models.PublisherSession.get(session_id=session_id)
        outcome = lifecycle.restore(to_state(row), session_id, node)
        if session.reason != NODE_LOST or outcome.state.session_id != session_id or not outcome.steps:
            return UNCHANGED
        session.ended_at, session.reason, session.clean, session.node = None, "", None, node
        await session.save(update_fields=["ended_at", "reason", "clean", "node"])
        return PublisherChange(await apply(row, outcome, now), connected=to_session(session, row.artist_id))


async def expire_interrupted(livestream_id: str, *, now: datetime | None = None) -> list[log.Transition]:
    """End a livestream whose publisher has not come back in time. Of several processes that ask, one gets the
    transition; asked too early, or for a livestream that is not interrupted or not there, none does."""
    now = now or datetime.now(UTC)
    if not await models.Livestream.exists(id=livestream_id, interrupted_until__lte=now):
        return []
    async with lock_livestream(livestream_id) as row:
        return await apply(row, lifecycle.expire(to_state(row), now), now)


async def select_interrupted() -> list[tuple[str, datetime]]:
    """Every interrupted livestream and until when it waits, the most urgent first."""
    rows = await models.Livestream.exclude(interrupted_until=None).order_by("interrupted_until")
    return [(row.id, row.interrupted_until) for row in rows if row.interrupted_until is not None]


async def _find_livestream(session_id: str, stream_key: str) -> str | None:
    # By session first: its key may have been rotated while the callback waited in a spool.
    session = await models.PublisherSession.get_or_none(session_id=session_id)
    if session is not None:
        return session.livestream_id
    if not may_be_stream_key(stream_key):
        return None
    row = await models.Livestream.get_or_none(stream_key=stream_key)
    return None if row is None else row.id


async def _end(
    row: models.Livestream,
    session: models.PublisherSession,
    at: datetime,
    reason: str,
    *,
    clean: bool,
    grace: float,
    now: datetime,
) -> PublisherChange:
    if session.ended_at is not None:
        return UNCHANGED
    was_current = row.session_id == session.session_id
    at = max(session.started_at or session.admitted_at, min(at, now))
    await end_session(session, at, reason, clean=clean)
    outcome = lifecycle.stream_ended(to_state(row), session.session_id, clean=clean, at=at, now=now, grace=grace)
    transitions = await apply(row, outcome, now)
    return PublisherChange(transitions, disconnected=to_session(session, row.artist_id) if was_current else None)
