"""Slow mode and bans hold where messages are written, whoever writes them."""

import asyncio
from datetime import UTC, datetime, timedelta

from catalog.chat.changes import change_room
from catalog.chat.errors import BannedError
from catalog.chat.moderation.acts import By
from catalog.chat.moderation.bans import ban_account
from catalog.chat.moderation.errors import SlowModeError
from catalog.chat.rules import MessageKind
from catalog.chat.writing import Draft, Said, write_drafts
from catalog.errors import CatalogError
from catalog.shapes import Account
from support.databases import create_artist, create_livestream

NOW = datetime(2026, 11, 28, 20, 0, tzinfo=UTC)


def draft(room: str, who: Account, text: str = "hi", *, bound: bool = True, sent_id: str | None = None) -> Draft:
    return Draft(room, who.id, "x", text, bound=bound, sent_id=sent_id)


async def say(*drafts: Draft, after: float = 0) -> list[str | int]:
    """The number that each got, or why it got none."""
    written = await write_drafts(drafts, now=NOW + timedelta(seconds=after))
    return [one.message["seq"] if isinstance(one, Said) else _describe(one) for one in written.answers]


def _describe(error: CatalogError) -> str:
    seconds = error.seconds if isinstance(error, SlowModeError | BannedError) else None
    return f"{error.code} {seconds}"


async def test_slow_mode_counts_from_an_accounts_last_message_to_the_millisecond(artist: Account) -> None:
    room = (await create_livestream(artist)).entry.livestream_id
    fan, other = [await create_artist(f"{name}@example.org", role="fan") for name in ("fan", "other")]
    assert await say(draft(room, fan), draft(room, fan)) == [1, 2], "not slow yet"
    await change_room(room, {"slow_seconds": 10})
    assert await say(draft(room, fan), draft(room, other), draft(room, other), after=1) == [
        "chat_slow 9",
        4,
        "chat_slow 10",
    ]
    assert await say(draft(room, fan), after=9.999) == ["chat_slow 1"]
    assert await say(draft(room, fan), draft(room, fan), after=10) == [5, "chat_slow 10"]
    assert await say(draft(room, artist, bound=False), draft(room, artist, bound=False), after=10) == [6, 7]
    await change_room(room, {"shield": True, "slow_seconds": 0})
    assert await say(draft(room, fan), after=15) == ["chat_slow 5"]


async def test_a_tip_neither_waits_nor_has_the_next_message_wait(artist: Account) -> None:
    room = (await create_livestream(artist)).entry.livestream_id
    fan = await create_artist("fan@example.org", role="fan")
    await change_room(room, {"slow_seconds": 10})
    assert await say(Draft(room, fan.id, "x", "", kind=MessageKind.TIP)) == [2]
    assert await say(draft(room, fan)) == [3]


async def test_of_many_writers_at_once_one_gets_through(artist: Account) -> None:
    room = (await create_livestream(artist)).entry.livestream_id
    fan = await create_artist("fan@example.org", role="fan")
    await change_room(room, {"slow_seconds": 10})
    answers = await asyncio.gather(*(say(draft(room, fan, str(number))) for number in range(8)))
    assert sorted(map(str, (one for answer in answers for one in answer))) == ["2", *["chat_slow 10"] * 7]


async def test_what_was_said_before_is_said_again_whatever_has_changed(artist: Account) -> None:
    room = (await create_livestream(artist)).entry.livestream_id
    fan = await create_artist("fan@example.org", role="fan")
    await change_room(room, {"slow_seconds": 10})
    assert await say(draft(room, fan, sent_id="a")) == [2]
    await ban_account(room, fan.id, By(artist.id, "Ada"), seconds=60, now=NOW)
    assert await say(draft(room, fan, sent_id="a"), draft(room, fan, sent_id="b"), after=20) == [
        2,
        "banned_from_chat 40",
    ]
    assert await say(draft(room, fan, sent_id="b"), after=60) == [3]
