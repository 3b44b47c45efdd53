"""Who publishes gives way to another encoder with the same key, because its artist says so; else nobody does."""

from datetime import UTC, datetime, timedelta
from typing import Final

from catalog import models
from catalog.feeds.errors import NobodyPublishesError
from catalog.feeds.sessions import select_current
from catalog.livestreams.rows import lock_livestream

WINDOW: Final = timedelta(seconds=60)
"""An encoder that was refused tries again within it, by itself or by hand."""


async def let_take_over(livestream_id: str, artist_id: str, *, now: datetime | None = None) -> datetime:
    """Whoever comes next with the key takes over from who publishes; until when. Once: the one after it is refused.

    Raises:
        NotFoundError, NotAllowedError, NobodyPublishesError
    """
    now = now or datetime.now(UTC)
    async with lock_livestream(livestream_id, artist_id) as (_, feed):
        if await select_current(feed) is None:
            raise NobodyPublishesError
        feed.yields_until = now + WINDOW
        await feed.save(update_fields=["yields_until"])
    return feed.yields_until


async def take_back(livestream_id: str, artist_id: str) -> None:
    """Nobody may take over any more. Harmless where nobody might; too late for who has.

    Raises:
        NotFoundError, NotAllowedError
    """
    async with lock_livestream(livestream_id, artist_id) as (_, feed):
        await stop_yielding(feed)


def yields(feed: models.Feed, now: datetime) -> bool:
    """Whether it is let take over now."""
    return feed.yields_until is not None and now < feed.yields_until


async def stop_yielding(feed: models.Feed) -> None:
    """Somebody has taken over, or nobody is to."""
    feed.yields_until = None
    await feed.save(update_fields=["yields_until"])
