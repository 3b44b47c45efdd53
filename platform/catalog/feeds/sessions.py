"""Publishers' connections: their rows, who holds a feed's place, and which must stop."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from tortoise.expressions import Q

from catalog import models
from catalog.db.batches import delete_in_batches
from catalog.feeds.shapes import Standing
from catalog.livestreams.lifecycle import GOES_ON, LOST, State, Status
from catalog.livestreams.publishers import may_be_found
from catalog.livestreams.rows import to_state
from catalog.shapes import PublisherSession
from contract.publishing import TAKEOVER_SILENCE, Reason

KEPT_FOR: Final = timedelta(days=30)


async def select_publishing() -> list[PublisherSession]:
    """The session of every feed that has a publisher: on air, in preview or in rehearsal."""
    feeds = {feed.session_id: feed for feed in await models.Feed.exclude(session_id=None)}
    sessions = await models.PublisherSession.filter(session_id__in=list(feeds))
    return [to_session(session, feeds[session.session_id]) for session in sessions]


async def select_media_urls() -> set[str]:
    """The addresses of all nodes that said where their media is fetched, and at which somebody published lately."""
    rows = models.PublisherSession.exclude(media_url=None).distinct()
    return {str(url) for url in await rows.values_list("media_url", flat=True)}


async def select_standings(sessions: Mapping[str, str], *, now: datetime | None = None) -> dict[str, Standing]:
    """How each of an ingest node's sessions (`{session_id: feed_id}`) stands. The rows alone decide who must stop: a
    process may have missed who came and who went."""
    now = now or datetime.now(UTC)
    known = {row.session_id: row for row in await models.PublisherSession.filter(session_id__in=list(sessions))}
    rows = models.Feed.filter(id__in=list({*sessions.values()})).select_related("livestream")
    feeds = {feed.id: feed for feed in await rows}
    standings: dict[str, Standing] = {}
    for session_id, feed_id in sessions.items():
        session, feed = known.get(session_id), feeds.get(feed_id)
        if session is not None and session.feed_id != feed_id:
            standings[session_id] = Standing(stop=Reason.UNKNOWN)
        elif feed is None:
            standings[session_id] = Standing(stop=await _gone(feed_id))
        else:
            node = "" if session is None else session.node
            standings[session_id] = _stand(feed, feed.livestream, session, now)._replace(node=node)
    return standings


async def _gone(feed_id: str) -> Reason:
    deleted = await models.Transition.exists(livestream_id=feed_id, type="livestream.deleted")
    return Reason.DELETED if deleted else Reason.UNKNOWN


def _stand(
    feed: models.Feed, row: models.Livestream | None, session: models.PublisherSession | None, now: datetime
) -> Standing:
    state = to_state(feed, row)
    status = state.status
    if status is Status.CANCELLED:
        return Standing(stop=Reason.CANCELLED)
    if session is None:
        return Standing(stop=Reason.ENDED if status in (Status.ENDED, Status.ARCHIVED) else Reason.UNKNOWN)
    if session.session_id == state.session_id:
        return Standing(holds=True)
    if session.reason == Reason.TAKEN_OVER or (state.session_id is not None and session.started_at is not None):
        return Standing(stop=Reason.TAKEN_OVER)
    if session.reason == Reason.KEY_CHANGED:
        return Standing(stop=Reason.KEY_CHANGED)
    given_up = session.reason == Reason.NODE_LOST
    if status is Status.ARCHIVED or (status is Status.ENDED and not _may_go_on(state, session, now)):
        return Standing(stop=Reason.LOST if given_up and state.end_reason == LOST else Reason.ENDED)
    if is_over(session) and (session.clean or status is not Status.LIVE):
        # What it belonged to is over, opened again since or not. Waited for, its node keeps the playlist open.
        return Standing(stop=Reason.ENDED)
    return Standing(given_up=given_up)


def _may_go_on(state: State, session: models.PublisherSession, now: datetime) -> bool:
    """Ended, but not for this session: it was given up by a guess, or has just been let in to go on."""
    if session.reason == Reason.NODE_LOST:
        return may_be_found(state, now)
    return session.started_at is None and not is_over(session) and now - session.admitted_at < GOES_ON


async def find_livestream_id(session_id: str) -> str | None:
    """Whose publisher this session is; None: of none that is known or there any more, or in rehearsal."""
    rows = await models.PublisherSession.filter(session_id=session_id).values("feed__livestream_id")
    return rows[0]["feed__livestream_id"] if rows else None


async def prune_sessions(*, now: datetime | None = None) -> int:
    """Forget connections that ended more than thirty days ago, or came then and never sent anything; how many."""
    old = (now or datetime.now(UTC)) - KEPT_FOR
    over = Q(ended_at__lt=old) | Q(ended_at=None, started_at=None)
    return await delete_in_batches(models.PublisherSession.filter(over, admitted_at__lt=old))


# -- for `publishing`, inside its transactions ---------------------------------------------------------------------


def to_session(row: models.PublisherSession, feed: models.Feed) -> PublisherSession:
    """A row as others see it."""
    return PublisherSession(
        session_id=row.session_id,
        feed_id=feed.id,
        kind=feed.kind,
        artist_id=feed.artist_id,
        node=row.node,
        client_ip=row.client_ip,
        admitted_at=row.admitted_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        reason=row.reason,
    )


def is_over(session: models.PublisherSession) -> bool:
    """Whether somebody who must know said that it ended. That its node was not heard of is only a guess."""
    return session.ended_at is not None and session.reason != Reason.NODE_LOST


def is_new(admitted_at: datetime, now: datetime) -> bool:
    """So lately let in that no report can have named it yet. Not so of what a clock set back puts into the future."""
    return abs((now - admitted_at).total_seconds()) < TAKEOVER_SILENCE


async def insert_session(
    session_id: str,
    feed: models.Feed,
    node: str,
    now: datetime,
    *,
    client_ip: str = "",
    media_url: str | None = None,
) -> models.PublisherSession:
    """A session that came in with the feed's key of now."""
    return await models.PublisherSession.create(
        session_id=session_id,
        feed_id=feed.id,
        node=node,
        client_ip=client_ip,
        media_url=media_url,
        admitted_at=now,
        key_hash=feed.key_hash,
    )


async def get_session(session_id: str, feed: models.Feed, node: str, now: datetime) -> models.PublisherSession:
    """The session's row; a new one where its admission went unrecorded."""
    known = await models.PublisherSession.get_or_none(session_id=session_id)
    return known or await insert_session(session_id, feed, node, now)


async def end_session(session: models.PublisherSession, at: datetime, reason: str, *, clean: bool) -> None:
    """Write down that it is over."""
    session.ended_at, session.reason, session.clean = at, reason[:64], clean
    await session.save(update_fields=["ended_at", "reason", "clean"])


async def end_sessions(feed: models.Feed, now: datetime, reason: str, *, but: str | None = None) -> None:
    """Over for whoever publishes, is just coming, or was given up by a guess: their own ends, when ingest reports
    them, change nothing any more, and each is told to stop."""
    open_ = models.PublisherSession.filter(Q(ended_at=None) | Q(reason=Reason.NODE_LOST), feed_id=feed.id)
    if but is not None:
        open_ = open_.exclude(session_id=but)
    await open_.update(ended_at=now, reason=reason, clean=True)


async def select_current(feed: models.Feed) -> models.PublisherSession | None:
    """The session that publishes now."""
    if feed.session_id is None:
        return None
    return await models.PublisherSession.get_or_none(session_id=feed.session_id)


async def select_last(feed: models.Feed, *, but: str | None) -> models.PublisherSession | None:
    """Of those whose media flowed, other than `but`, the one let in last."""
    started = models.PublisherSession.filter(feed_id=feed.id).exclude(started_at=None)
    if but is not None:
        started = started.exclude(session_id=but)
    return await started.order_by("-admitted_at").first()


async def select_holder(
    feed: models.Feed, now: datetime, *, but: str | None = None
) -> models.PublisherSession | None:
    """Whoever holds the feed's place, other than `but`: the one just let in, whose media has yet to come, else the
    one that publishes. So of two that ask at once, the second meets the first."""
    arriving = models.PublisherSession.filter(
        feed_id=feed.id,
        started_at=None,
        ended_at=None,
        admitted_at__gt=now - timedelta(seconds=TAKEOVER_SILENCE),
        admitted_at__lt=now + timedelta(seconds=TAKEOVER_SILENCE),
    )
    if but is not None:
        arriving = arriving.exclude(session_id=but)
    holder = await arriving.order_by("-admitted_at").first() or await select_current(feed)
    return None if holder is None or holder.session_id == but else holder
