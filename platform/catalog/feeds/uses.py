"""Who used a livestream's stream key: every session that was let in, and every try that had the key and was refused.

Both are rows of sessions. That of a refused try never began and is over: no move of a publisher's ever looks at it.
"""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from tortoise.expressions import Q
from tortoise.transactions import in_transaction

from catalog import models
from catalog.db.cursors import read_cursor, write_cursor
from catalog.errors import CursorError
from catalog.livestreams.errors import NotAllowedError, NotFoundError

REFUSALS: Final = frozenset({"already_publishing", "livestream_ended", "livestream_cancelled"})
"""Why somebody with the key may not come in."""
LIST: Final = "publishers"

RUN: Final = timedelta(minutes=10)
"""An encoder that is refused tries again, every few seconds and all night: tries from one address that follow each
other within so long are one row."""
TOLD_EVERY: Final = timedelta(seconds=10)
"""How often its last try is written anew."""
MOST_RUNS: Final = 20
"""Rows for refused tries that a feed gets within `RUN`, from however many addresses they come."""


@dataclass(frozen=True, slots=True)
class Use:
    """One session, or a run of refused tries: then `admitted_at` is the first of them and `ended_at` the last."""

    session_id: str
    node: str
    address: str
    admitted_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    reason: str
    """One of `publishing.Reason`, a server's own words, or one of `REFUSALS`."""
    refused: bool
    is_current: bool
    """Whether it had the key of now, and not one of before."""


@dataclass(frozen=True, slots=True)
class UsePage:
    """Some of a livestream's, the newest first."""

    uses: list[Use] = field(default_factory=list)
    next_cursor: str | None = None


async def select_uses(livestream_id: str, artist_id: str, *, limit: int = 20, cursor: str | None = None) -> UsePage:
    """A page of the uses of a livestream's keys, its artist asking.

    Raises:
        NotFoundError, NotAllowedError
        CursorError
    """
    feed = await models.Feed.get_or_none(livestream_id=livestream_id)
    if feed is None:
        raise NotFoundError
    if feed.artist_id != artist_id:
        raise NotAllowedError
    rows = models.PublisherSession.filter(feed_id=feed.id)
    if cursor is not None:
        at, session_id = _read_place(cursor)
        rows = rows.filter(Q(admitted_at__lt=at) | Q(admitted_at=at, session_id__lt=session_id))
    found = await rows.order_by("-admitted_at", "-session_id").limit(limit + 1)
    page = found[:limit]
    place = None
    if len(found) > limit:
        place = write_cursor(LIST, page[-1].admitted_at.isoformat(), page[-1].session_id)
    return UsePage([_to_use(row, feed) for row in page], place)


async def note_refused(
    feed_id: str, *, node: str = "", address: str = "", reason: str, now: datetime | None = None
) -> None:
    """Write down that somebody who had the feed's key was not let in."""
    now = now or datetime.now(UTC)
    async with in_transaction():
        feed = await models.Feed.filter(id=feed_id).select_for_update().first()
        if feed is None or feed.livestream_id is None:  # nobody asks who used a rehearsal key
            return
        lately = models.PublisherSession.filter(
            feed_id=feed_id, started_at=None, reason__in=list(REFUSALS), ended_at__gt=now - RUN
        )
        same = lately.filter(client_ip=address, reason=reason, key_hash=feed.key_hash)
        run = await same.order_by("-ended_at").first()
        if run is not None:
            if run.ended_at is not None and run.ended_at <= now - TOLD_EVERY:
                run.ended_at = now
                await run.save(update_fields=["ended_at"])
        elif await lately.count() < MOST_RUNS:
            await models.PublisherSession.create(
                session_id=secrets.token_hex(16),  # its own: the one it came with may be let in later
                feed_id=feed_id,
                node=node,
                client_ip=address,
                admitted_at=now,
                ended_at=now,
                reason=reason,
                clean=True,
                key_hash=feed.key_hash,
            )


def _to_use(row: models.PublisherSession, feed: models.Feed) -> Use:
    return Use(
        session_id=row.session_id,
        node=row.node,
        address=row.client_ip,
        admitted_at=row.admitted_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        reason=row.reason,
        refused=row.started_at is None and row.reason in REFUSALS,
        is_current=row.key_hash == feed.key_hash,
    )


def _read_place(cursor: str) -> tuple[datetime, str]:
    match read_cursor(LIST, cursor):
        case [str(at), str(session_id)] if session_id.isascii() and session_id.isprintable():
            try:
                moment = datetime.fromisoformat(at)
            except ValueError:
                raise CursorError from None
            if moment.tzinfo is not None:
                return moment.astimezone(UTC), session_id
    raise CursorError
