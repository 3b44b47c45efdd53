"""Migration 29: another encoder may be let take over."""

from collections.abc import Awaitable, Callable

from catalog.models import Feed
from contract.feeds import FeedKind
from support.databases import on_own_connection
from support.rows import AT, insert, insert_account


async def test_nobody_gives_way_who_was_not_asked(
    two_empty: tuple[str, str], before: Callable[..., Awaitable[None]]
) -> None:
    counts = {"viewer_count": 3, "peak_viewer_count": 5, "created_at": AT, "updated_at": AT, "revocations": 0}
    feed = {"artist_id": "ada", "livestream_id": "l", "key_hash": "k", "sealed_key": "k", "playback_id": "p"}
    fixed = {"title": "A show", "description": "", "auto_start": 1, "ready": 0, "status": 1, "started_at": AT}
    await before(
        29,
        insert_account("ada", counts=False),
        insert("livestreams", id="l", artist_id="ada", **fixed, **counts),
        insert("feeds", id="l", kind=str(FeedKind.SHOW), session_id="s1", **feed),
    )

    async def use() -> None:
        kept = await Feed.get(id="l")
        assert (kept.session_id, kept.yields_until) == ("s1", None)

    await on_own_connection(two_empty[0], use)
