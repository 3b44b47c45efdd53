"""Migration 24: shows and artists are found by words."""

from collections.abc import Awaitable, Callable

from catalog.accounts.accounts import rename_account
from catalog.models import SearchWords
from catalog.search.finding import search_livestreams
from contract.feeds import FeedKind
from support.databases import on_own_connection
from support.rows import AT, insert, insert_account


async def test_what_was_there_before_is_found(
    two_empty: tuple[str, str], before: Callable[..., Awaitable[None]]
) -> None:
    fixed = {"auto_start": 1, "ready": 0, "viewer_count": 3, "peak_viewer_count": 5, "revocations": 0}
    dates = {"created_at": AT, "updated_at": AT, "scheduled_start_at": AT}
    rows = []
    for name, tags in (("with", '["acoustic"]'), ("without", None)):
        said = {"title": f"Café {name}", "description": "Five songs", "series": "Kitchen", "tags": tags, "status": 0}
        feed = {"artist_id": "Ada", "livestream_id": name, "key_hash": name, "sealed_key": "k", "playback_id": name}
        rows.append(insert("livestreams", id=name, artist_id="Ada", **said, **fixed, **dates))
        rows.append(insert("feeds", id=name, kind=str(FeedKind.SHOW), **feed))
    await before(24, insert_account("Ada", counts=False), insert_account("fan", counts=False, role="fan"), *rows)

    async def use() -> None:
        for question, found in (("ada cafe", 2), ("acoustic", 1), ("kitchen songs with", 2), ("fan", 0)):
            assert len((await search_livestreams(question)).entries) == found, question
        assert await SearchWords.all().count() == 3
        await rename_account("Ada", "Grace")
        assert len((await search_livestreams("grace cafe")).entries) == 2
        assert (await search_livestreams("ada")).entries == []

    await on_own_connection(two_empty[0], use)
