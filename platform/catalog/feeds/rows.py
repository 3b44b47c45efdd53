"""The rows of feeds: made, given other names, and held while they change. Used inside the package only."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from tortoise.transactions import in_transaction

from catalog import models
from catalog.feeds.keys import hash_key, make_playback_id, make_stream_key, seal_key, unseal_key
from catalog.livestreams.errors import NotFoundError
from contract.feeds import FeedKind
from contract.publishing import digest_key


async def insert_feed(kind: FeedKind, name: str, artist_id: str) -> models.Feed:
    """The one feed of a livestream, or the rehearsal feed of an artist, whose id is `name`, with names of its own."""
    return await models.Feed.create(
        id=name,
        kind=kind,
        artist_id=artist_id,
        livestream_id=name if kind is FeedKind.SHOW else None,
        playback_id=make_playback_id(),
        **_make_key(name),
    )


@asynccontextmanager
async def lock_feed(feed_id: str) -> AsyncIterator[tuple[models.Feed, models.Livestream | None]]:
    """A transaction around one feed and its livestream that no other change of either can enter. A rehearsal has no
    livestream.

    Raises:
        NotFoundError
    """
    async with in_transaction():
        feed = await models.Feed.filter(id=feed_id).select_for_update().first()
        if feed is None:
            raise NotFoundError
        # Read once the lock is held, and not joined above: PostgreSQL does not lock rows through an outer join.
        row = None
        if feed.livestream_id is not None:
            row = await models.Livestream.get(id=feed.livestream_id).select_related("artist", "recording")
        yield feed, row


async def serve_from(feed: models.Feed, media_url: str | None) -> None:
    """Its media is at this node's address from now on, and stays there when the publisher is gone."""
    if feed.media_url != media_url:
        feed.media_url = media_url
        await feed.save(update_fields=["media_url"])


async def rekey(feed: models.Feed) -> None:
    """Nobody gets in with the key of before."""
    new = _make_key(feed.id)
    feed.update_from_dict(new)
    await feed.save(update_fields=list(new))


async def rekey_all(artist_id: str) -> None:
    """Nobody gets in with any key of an artist's of before, one feed after the other."""
    for feed_id in await models.Feed.filter(artist_id=artist_id).values_list("id", flat=True):
        with suppress(NotFoundError):  # its livestream was deleted meanwhile
            async with lock_feed(str(feed_id)) as (feed, _):
                await rekey(feed)


def read_key(feed: models.Feed) -> str:
    """What its artist types into an encoder. Secret."""
    return unseal_key(feed.sealed_key, feed.id)


def _make_key(feed_id: str) -> dict[str, Any]:
    key = make_stream_key()
    return {"key_hash": hash_key(digest_key(key)), "sealed_key": seal_key(key, feed_id)}


async def readdress(feed: models.Feed) -> None:
    """Nobody finds its media where it was before; ingest is told with its next report."""
    feed.playback_id = make_playback_id()
    await feed.save(update_fields=["playback_id"])
