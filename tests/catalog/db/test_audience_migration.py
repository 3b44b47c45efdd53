"""Migration 28: who came to a show, and how it played."""

from collections.abc import Awaitable, Callable

from catalog.audience.reading import read_audience
from catalog.audience.visitors import Visits, add_visits, open_salt
from catalog.models import AudienceQuality, Livestream
from contract.feeds import FeedKind
from support.databases import on_own_connection
from support.rows import AT, insert, insert_account


async def test_of_shows_of_before_nobody_said_who_came(
    two_empty: tuple[str, str], before: Callable[..., Awaitable[None]]
) -> None:
    counts = {"viewer_count": 3, "peak_viewer_count": 5, "created_at": AT, "updated_at": AT, "revocations": 0}
    feed = {"artist_id": "ada", "livestream_id": "l", "key_hash": "k", "sealed_key": "k", "playback_id": "p"}
    fixed = {"title": "A show", "description": "", "auto_start": 1, "ready": 0, "status": 1, "started_at": AT}
    sample = {"at": 1_769_889_600, "watched": 60_000, "joins": 5, "leaves": 1}
    await before(
        28,
        insert_account("ada", counts=False),
        insert("livestreams", id="l", artist_id="ada", **fixed, **counts),
        insert("feeds", id="l", kind=str(FeedKind.SHOW), **feed),
        insert("audience_samples", livestream_id="l", **sample),
    )

    async def use() -> None:
        found = await read_audience("l", "ada")
        assert (found.peak, found.unique, found.totals.joins) == (5, None, 5)
        assert (await Livestream.get(id="l")).unique_viewer_count is None
        await open_salt("l")
        await add_visits({"l": Visits({1, -1})})
        assert (await read_audience("l", "ada")).unique == 2
        assert not await AudienceQuality.all()

    await on_own_connection(two_empty[0], use)
