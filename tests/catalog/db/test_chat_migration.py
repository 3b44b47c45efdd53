"""Migration 22: rooms."""

from collections.abc import Awaitable, Callable

from catalog.chat.reading import read_room
from catalog.chat.writing import Draft, Said, write_drafts
from catalog.models import Account, Alert, Applause, ChatAct, ChatBan, ChatMessage, ChatModerator, ChatReport
from contract.feeds import FeedKind
from support.databases import on_own_connection
from support.rows import AT, insert, insert_account


async def test_livestreams_of_before_have_rooms_and_accounts_show_their_support(
    two_empty: tuple[str, str], before: Callable[..., Awaitable[None]]
) -> None:
    counts = {"viewer_count": 3, "peak_viewer_count": 5, "created_at": AT, "updated_at": AT, "revocations": 0}
    feed = {"artist_id": "ada", "livestream_id": "l", "key_hash": "k", "sealed_key": "k", "playback_id": "p"}
    fixed = {"title": "A show", "description": "", "auto_start": 1, "ready": 0, "status": 1}
    await before(
        22,
        insert_account("ada", counts=False),
        insert_account("bea", counts=False),
        insert("livestreams", id="l", artist_id="ada", **fixed, **counts),
        insert("feeds", id="l", kind=str(FeedKind.SHOW), **feed),
    )

    async def use() -> None:
        assert (await Account.get(id="bea")).shows_support is True
        assert (await read_room("l")).seq == 0
        [said] = (await write_drafts([Draft("l", "bea", "Bea", "Hello", sent_id="one")])).answers
        assert isinstance(said, Said)
        message = await ChatMessage.get(id=said.message["id"])
        assert (message.seq, message.badges, message.mentions) == (1, [], [])
        await ChatModerator.create(artist_id="ada", account_id="bea", created_at=AT)
        await ChatBan.create(artist_id="ada", account_id="bea", created_at=AT)
        await ChatReport.create(message_id=message.id, account_id="ada", created_at=AT)
        await ChatAct.create(artist_id="ada", livestream_id="l", by="ada", by_name="Ada", act="x", about={}, at=AT)
        await Applause.create(livestream_id="l", at=5, count=7)
        await Alert.create(artist_id="ada", livestream_id="l", number=1, kind="tip", about={}, withdrawn=False, at=AT)
        await Account.filter(id="bea").delete()
        kept = await ChatMessage.get(id=message.id)
        assert (kept.account_id, kept.text) == (None, "Hello")
        assert await ChatModerator.all().count() == await ChatBan.all().count() == 0

    await on_own_connection(two_empty[0], use)
