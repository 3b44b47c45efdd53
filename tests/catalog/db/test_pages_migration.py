"""Migration 23: what artists show of themselves, and who wants to hear of them."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from catalog.models import Account, Follow, Livestream, Notice, Picture, PushEndpoint, Reminder
from contract.feeds import FeedKind
from support.databases import on_own_connection
from support.rows import AT, insert, insert_account

NOW = datetime(2026, 11, 28, tzinfo=UTC)


async def test_artists_and_shows_of_before_say_nothing_of_themselves_and_may_begin_to(
    two_empty: tuple[str, str], before: Callable[..., Awaitable[None]]
) -> None:
    counts = {"viewer_count": 3, "peak_viewer_count": 5, "created_at": AT, "updated_at": AT, "revocations": 0}
    feed = {"artist_id": "ada", "livestream_id": "l", "key_hash": "k", "sealed_key": "k", "playback_id": "p"}
    fixed = {"title": "A show", "description": "", "auto_start": 1, "ready": 0, "status": 1}
    await before(
        23,
        insert_account("ada", counts=False),
        insert("livestreams", id="l", artist_id="ada", **fixed, **counts),
        insert("feeds", id="l", kind=str(FeedKind.SHOW), **feed),
    )

    async def use() -> None:
        account = await Account.get(id="ada")
        assert (account.about, account.links, account.language, account.picture_id) == ("", None, "en", None)
        show = await Livestream.get(id="l")
        assert (show.title, show.series, show.time_zone, show.tags, show.cover_id) == ("A show", "", "", None, None)
        assert show.embed_origins is None
        picture = await Picture.create(
            id="p", account_id="ada", kind="cover", large=b"\xff\xd8", small=b"\xff", color="#102030", created_at=NOW
        )
        await Livestream.filter(id="l").update(
            tags=["jazz"], cover_id=picture.id, embed_origins=["https://a.example"]
        )
        assert (await Livestream.get(id="l")).tags == ["jazz"]
        assert bytes((await Picture.get(id="p")).large) == b"\xff\xd8"
        await Follow.create(account_id="ada", artist_id="ada", created_at=NOW)
        await Reminder.create(account_id="ada", livestream_id="l", created_at=NOW)
        await Notice.create(livestream_id="l", kind="live", due_at=NOW)
        await PushEndpoint.create(
            id="e",
            account_id="ada",
            url="https://push.example/1",
            url_hash="h",
            public_key="k",
            auth_secret="a",
            language="en",
            created_at=NOW,
        )
        await Account.filter(id="ada").delete()
        for table in (Follow, Reminder, Notice, PushEndpoint, Picture):
            assert await table.all().count() == 0

    await on_own_connection(two_empty[0], use)
