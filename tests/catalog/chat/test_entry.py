"""Who may write in a room, and as what."""

from dataclasses import replace
from datetime import timedelta

import pytest

from catalog import models
from catalog.chat.changes import change_room
from catalog.chat.entry import find_writer
from catalog.chat.errors import BannedError, ChatClosedError
from catalog.errors import CatalogError
from catalog.gates.blocks import BLOCKED
from catalog.shapes import Account
from contract.livestreams import Entry
from support.callbacks import NOW
from support.databases import create_artist, create_livestream


async def open_room(artist: Account) -> tuple[Entry, Account]:
    """A livestream, and a fan."""
    return (await create_livestream(artist)).entry, await create_artist("fan@example.org", role="fan")


async def badges(entry: Entry, who: Account, held: int = 0) -> tuple[str, ...]:
    writer = await find_writer(entry, who.id, {(who.id, entry.artist_id): held}, now=NOW)
    return writer.badges


async def test_badges_say_what_somebody_is_there(artist: Account) -> None:
    entry, fan = await open_room(artist)
    assert await badges(entry, artist) == ("artist",)
    assert await badges(entry, fan) == ()
    assert await badges(entry, fan, 3) == ("holder",)
    await models.ChatModerator.create(artist_id=artist.id, account_id=fan.id, created_at=NOW)
    assert await badges(entry, fan, 3) == ("moderator", "holder")


async def test_who_is_banned_or_blocked_writes_nothing_until_it_is_over(artist: Account) -> None:
    entry, fan = await open_room(artist)
    with pytest.raises(BannedError) as refused:
        await badges(entry, fan, BLOCKED)
    assert refused.value.seconds is None
    until = NOW + timedelta(seconds=30)
    ban = await models.ChatBan.create(artist_id=artist.id, account_id=fan.id, until=until, created_at=NOW)
    with pytest.raises(BannedError) as refused:
        await badges(entry, fan)
    assert refused.value.seconds == 30
    await models.ChatBan.filter(id=ban.id).update(until=NOW)
    assert await badges(entry, fan) == ()


async def test_a_rooms_rules_are_for_those_who_do_not_keep_it(artist: Account) -> None:
    entry, fan = await open_room(artist)
    await change_room(entry.livestream_id, {"holders_only": True})
    with pytest.raises(CatalogError) as refused:
        await badges(entry, fan)
    assert refused.value.code == "chat_holders_only"
    assert await badges(entry, fan, 1) == ("holder",)
    await change_room(entry.livestream_id, {"enabled": False})
    with pytest.raises(ChatClosedError):
        await badges(entry, fan, 1)
    assert await badges(entry, artist) == ("artist",)


async def test_a_word_that_a_room_does_not_want_is_no_name_there_either(artist: Account) -> None:
    entry, fan = await open_room(artist)
    await change_room(entry.livestream_id, {"words": ["spam*"]})
    writer = await find_writer(entry, fan.id, {}, now=NOW)
    with pytest.raises(CatalogError) as refused:
        writer.check_words("Hello!", "Sp4m-Bot")
    assert refused.value.code == "chat_name_refused"
    assert "Sp4m-Bot" in str(refused.value)
    writer.check_words("Hello!", "Grace")
    (await find_writer(entry, artist.id, {}, now=NOW)).check_words("Hello!", "Sp4m-Bot")


async def test_nobody_writes_when_it_is_over(artist: Account) -> None:
    entry, _ = await open_room(artist)
    over = replace(entry, livestream={**entry.livestream, "status": "cancelled"})
    with pytest.raises(ChatClosedError):
        await badges(over, artist)
