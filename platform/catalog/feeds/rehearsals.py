"""Rehearsals as their artist sees them: a second, permanent stream key that never goes public, and the last verdict.

`publishing` has the publisher's side of them, as of every feed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tortoise.transactions import in_transaction

from catalog import models
from catalog.feeds.errors import RehearsalActiveError
from catalog.feeds.keys import media_path
from catalog.feeds.rows import insert_feed, lock_feed, read_key, readdress, rekey
from catalog.feeds.sessions import end_sessions, select_holder
from catalog.livestreams.errors import NotFoundError
from contract.feeds import FeedKind
from contract.publishing import Reason


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What an artist needs for a rehearsal, and how the current or the last one went."""

    playback_id: str
    hls_path: str
    """As in `Entry.livestream`: a whole address, or a path on the origin."""
    active: bool
    verdict: Mapping[str, Any] | None
    """Of the last one that ended; None before the first."""
    stream_key: str = field(repr=False)


async def select_rehearsal(artist_id: str) -> Rehearsal:
    """The artist's key, made now where the account is older than rehearsals.

    Raises:
        NotFoundError: no such account.
    """
    return await _present(await _get_feed(artist_id))


async def rotate_rehearsal(artist_id: str, *, now: datetime | None = None) -> Rehearsal:
    """A new key, and a new address for the preview; the old ones stop working.

    Raises:
        NotFoundError
        RehearsalActiveError: an encoder is connected with the old key.
    """
    async with lock_feed((await _get_feed(artist_id)).id) as (feed, _):
        now = now or datetime.now(UTC)
        if await select_holder(feed, now) is not None:
            raise RehearsalActiveError
        # Of whoever was let in with the old key and has sent nothing yet, or was given up by a guess.
        await end_sessions(feed, now, Reason.KEY_CHANGED)
        await rekey(feed)
        await readdress(feed)
        return await _present(feed)


async def write_verdict(session_id: str, verdict: Mapping[str, Any]) -> None:
    """Keep what was found in a rehearsal that has ended."""
    await models.PublisherSession.filter(session_id=session_id).update(verdict=dict(verdict))


async def _get_feed(artist_id: str) -> models.Feed:
    if (feed := await models.Feed.get_or_none(id=artist_id, kind=FeedKind.REHEARSAL)) is not None:
        return feed
    async with in_transaction():
        # Of two who ask at once the second finds what the first has made.
        if await models.Account.filter(id=artist_id).select_for_update().first() is None:
            raise NotFoundError
        feed = await models.Feed.get_or_none(id=artist_id, kind=FeedKind.REHEARSAL)
        return feed or await insert_feed(FeedKind.REHEARSAL, artist_id, artist_id)


async def _present(feed: models.Feed) -> Rehearsal:
    judged = models.PublisherSession.filter(feed_id=feed.id, verdict__isnull=False)
    last = await judged.order_by("-ended_at").first()
    return Rehearsal(
        playback_id=feed.playback_id,
        hls_path=media_path(feed.playback_id, feed.media_url),
        active=feed.session_id is not None,
        verdict=None if last is None else last.verdict,
        stream_key=read_key(feed),
    )
