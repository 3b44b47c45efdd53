"""Publishers: let in, started, ended, lost, found again. What ingest's callbacks and its silence do to a feed, and
to the livestream that it is of. A rehearsal is of none, so it is told apart here only to name it.

All of it is idempotent by session and safe out of order: a callback may come twice, late, or after what it precedes.
A session given up by a guess (`NODE_LOST`) is not over: whatever its node says of it later, however late, counts.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from catalog import models
from catalog.feeds.handover import stop_yielding, yields
from catalog.feeds.keys import hash_key
from catalog.feeds.ownership import check_speaker, is_of_node
from catalog.feeds.rows import lock_feed, serve_from
from catalog.feeds.sessions import (
    end_session,
    get_session,
    insert_session,
    is_new,
    is_over,
    select_current,
    select_holder,
    select_last,
    to_session,
)
from catalog.feeds.shapes import UNCHANGED, Admission, ConflictError, PublisherChange
from catalog.feeds.uses import REFUSALS, note_refused
from catalog.livestreams import publishers
from catalog.livestreams.errors import AdmissionRefusedError
from catalog.livestreams.lifecycle import Status
from catalog.livestreams.rows import apply, lock_livestream, to_state
from contract.livestreams import Transition
from contract.moments import to_rfc3339
from contract.publishing import Reason

REHEARSAL: Final = "Rehearsal"
"""What stands for a title where there is none."""


async def admit_publisher(
    key_digest: str,
    session_id: str | None,
    *,
    node: str = "",
    client_ip: str = "",
    media_url: str | None = None,
    replaces: str | None = None,
    silence: Callable[[str], float | None],
    now: datetime | None = None,
) -> Admission:
    """Whether somebody with this key may publish; if so, and it has a session id, it holds the place from here on.
    `key_digest` is what `digest_key` makes of the key.

    `media_url` is where the asking node's media is fetched, if it says so (no trailing slash);
    `silence` gives the seconds since a session's last media as the ingest nodes report them, `replaces` is the
    session that the asking node itself has seen fall silent or end.

    Raises:
        AdmissionRefusedError: unknown_key, livestream_ended, livestream_cancelled, not_your_session
        ConflictError: already_publishing
    """
    now = now or datetime.now(UTC)
    key_hash = hash_key(key_digest)
    found = await models.Feed.get_or_none(key_hash=key_hash)
    if found is None:
        raise AdmissionRefusedError("unknown_key")
    try:
        async with lock_feed(found.id) as (feed, row):
            if feed.key_hash != key_hash:  # rotated between the two looks
                raise AdmissionRefusedError("unknown_key")
            session = None if session_id is None else await models.PublisherSession.get_or_none(session_id=session_id)
            if session is not None:
                check_speaker(session, key_hash, node, current=key_hash if session.feed_id == feed.id else None)
            holder = await select_holder(feed, now, but=session_id)
            quiet_for = None
            if holder is not None:
                if not is_of_node(holder.node, node):
                    replaces = None  # another node's: that one tells of its silence
                quiet_for = silence(holder.session_id)
                if quiet_for is None and is_new(holder.admitted_at, now):
                    quiet_for = 0.0  # so new that no report can have named it yet
            holder_id = None if holder is None else holder.session_id
            takes_over = session is None and holder_id not in (None, replaces) and yields(feed, now)
            if takes_over:
                replaces = holder_id
            try:
                publishers.admit(
                    to_state(feed, row), session_id, holder=holder_id, silence=quiet_for, replaces=replaces, now=now
                )
            except AdmissionRefusedError as refusal:
                if refusal.code == "already_publishing":
                    raise ConflictError(feed.kind, feed.id, feed.artist_id) from None
                raise
            if session is None and session_id is not None:
                session = await insert_session(session_id, feed, node, now, client_ip=client_ip, media_url=media_url)
                if takes_over:
                    await stop_yielding(feed)
    except AdmissionRefusedError as refusal:
        # After the transaction that this ends, which would take it along.
        if refusal.code in REFUSALS:
            await note_refused(found.id, node=node, address=client_ip, reason=refusal.code, now=now)
        raise
    return Admission(
        feed_id=feed.id,
        kind=feed.kind,
        artist_id=feed.artist_id,
        playback_id=feed.playback_id,
        title=REHEARSAL if row is None else row.title,
        gated=row is not None and bool(row.token_gate_amount),
        session=None if session is None else to_session(session, feed),
        takes_over=takes_over,
    )


async def note_stream_started(
    key_digest: str,
    session_id: str,
    *,
    node: str,
    at: datetime | None = None,
    grace: float,
    now: datetime | None = None,
) -> PublisherChange:
    """A publisher's media flows. Goes live, resumes, takes over, or only connects where the artist starts by hand.

    `at` is when; it is believed between the admission and now.

    Raises:
        AdmissionRefusedError: unknown_key, where neither session nor key is known; not_your_session
    """
    now = now or datetime.now(UTC)
    key_hash = hash_key(key_digest)
    async with lock_feed(await _find_feed(session_id, key_hash)) as (feed, row):
        session = await get_session(session_id, feed, node, now)
        check_speaker(session, key_hash, node, current=feed.key_hash)
        if session.started_at is not None or is_over(session):
            return UNCHANGED
        session.started_at = max(session.admitted_at, min(at or now, now))
        session.node = node or session.node
        session.ended_at, session.reason, session.clean = None, "", None
        await session.save(update_fields=["started_at", "node", "ended_at", "reason", "clean"])
        state = to_state(feed, row)
        # Of a livestream that has ended: whoever published last.
        ended = state.status is Status.ENDED
        previous = await (select_last(feed, but=session_id) if ended else select_current(feed))
        if previous is not None and previous.admitted_at > session.admitted_at:
            return UNCHANGED  # came late: somebody who was let in after it is there already
        outcome = publishers.stream_started(
            state, session_id, session.node, at=session.started_at, now=now, grace=grace
        )
        if outcome.state.session_id == session_id:
            await serve_from(feed, session.media_url)
        taken_over = None if previous is None or previous.session_id != feed.session_id else previous
        transitions = await apply(row, feed, outcome, now)
        if feed.session_id != session_id:
            return PublisherChange(transitions)
        if taken_over is not None:
            await end_session(taken_over, now, Reason.TAKEN_OVER, clean=False)
        return PublisherChange(
            transitions,
            connected=to_session(session, feed),
            disconnected=None if taken_over is None else to_session(taken_over, feed),
        )


async def note_stream_ended(
    key_digest: str,
    session_id: str,
    *,
    node: str = "",
    at: datetime | None = None,
    reason: str = "",
    clean: bool,
    grace: float,
    now: datetime | None = None,
) -> PublisherChange:
    """A publisher is gone: cleanly (it said so) or not (then it may return within `grace` seconds).

    Raises:
        AdmissionRefusedError: unknown_key, where neither session nor key is known; not_your_session
    """
    now = now or datetime.now(UTC)
    key_hash = hash_key(key_digest)
    async with lock_feed(await _find_feed(session_id, key_hash)) as (feed, row):
        session = await get_session(session_id, feed, node, now)
        check_speaker(session, key_hash, node, current=feed.key_hash)
        if is_over(session):
            return UNCHANGED
        was_current, given_up = feed.session_id == session_id, session.ended_at is not None
        at = max(session.started_at or session.admitted_at, min(at or now, now))
        await end_session(session, at, reason, clean=clean)
        if not given_up:
            outcome = publishers.stream_ended(
                to_state(feed, row), session_id, clean=clean, at=at, now=now, grace=grace
            )
        elif await select_last(feed, but=None) == session:
            outcome = publishers.gone_after_all(to_state(feed, row), clean=clean, at=at, grace=grace)
        else:
            return UNCHANGED
        transitions = await apply(row, feed, outcome, now)
        return PublisherChange(transitions, disconnected=to_session(session, feed) if was_current else None)


async def mark_lost(session_id: str, *, grace: float, now: datetime | None = None) -> PublisherChange:
    """No node reports this session any more: a guess. Of one that does not publish, or not any more: no change."""
    now = now or datetime.now(UTC)
    known = await models.PublisherSession.get_or_none(session_id=session_id)
    if known is None:
        return UNCHANGED
    async with lock_feed(known.feed_id) as (feed, row):
        session = await models.PublisherSession.get(session_id=session_id)
        if feed.session_id != session_id or session.ended_at is not None:
            return UNCHANGED
        await end_session(session, now, Reason.NODE_LOST, clean=False)
        transitions = await apply(
            row, feed, publishers.unheard(to_state(feed, row), session_id, now=now, grace=grace), now
        )
        return PublisherChange(transitions, disconnected=to_session(session, feed))


async def restore_lost(session_id: str, *, node: str, now: datetime | None = None) -> PublisherChange:
    """A session given up by `mark_lost` is reported again, publishing: the guess is undone, if nobody has come in its
    place and its artist has not ended the show."""
    now = now or datetime.now(UTC)
    known = await models.PublisherSession.get_or_none(session_id=session_id, reason=Reason.NODE_LOST)
    if known is None:
        return UNCHANGED
    async with lock_feed(known.feed_id) as (feed, row):
        session = await models.PublisherSession.get(session_id=session_id)
        outcome = publishers.found(to_state(feed, row), session_id, node, now=now)
        if (
            session.reason != Reason.NODE_LOST
            or not is_of_node(session.node, node)
            or outcome.state.session_id != session_id
        ):
            return UNCHANGED
        session.ended_at, session.reason, session.clean, session.node = None, "", None, node
        await session.save(update_fields=["ended_at", "reason", "clean", "node"])
        await serve_from(feed, session.media_url)
        return PublisherChange(await apply(row, feed, outcome, now), connected=to_session(session, feed))


async def expire_interrupted(livestream_id: str, until: str, *, now: datetime | None = None) -> list[Transition]:
    """End a livestream whose publisher has not come back in time. `until` names the wait that is over, by its
    `interrupted_until`; whether it is, says the caller, by a clock that nobody sets. Of several processes that ask,
    one gets the transition; where it no longer waits, or for somebody else by now, none does."""
    now = now or datetime.now(UTC)
    if not await models.Livestream.filter(id=livestream_id).exclude(interrupted_until=None).exists():
        return []
    async with lock_livestream(livestream_id) as (row, feed):
        if row.interrupted_until is None or to_rfc3339(row.interrupted_until) != until:
            return []
        return await apply(row, feed, publishers.expire(to_state(feed, row), now), now)


async def _find_feed(session_id: str, key_hash: str) -> str:
    # By session first: its key may have been rotated while the callback waited in a spool.
    session = await models.PublisherSession.get_or_none(session_id=session_id)
    if session is not None:
        return session.feed_id
    feed = await models.Feed.get_or_none(key_hash=key_hash)
    if feed is None:
        raise AdmissionRefusedError("unknown_key")
    return feed.id
