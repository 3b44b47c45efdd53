"""Who may not write, for a time or for good, and what lifting that gives back."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from catalog import models
from catalog.accounts.errors import NoSuchAccountError
from catalog.chat.authors import forget_keeper, leave_room
from catalog.chat.changes import remove_messages
from catalog.chat.moderation.acts import By, select_acts
from catalog.chat.moderation.bans import ban_account, lift_ban, select_bans, select_messages_of
from catalog.chat.moderation.errors import KeepsRoomError, TooManyModeratorsError
from catalog.chat.moderators import (
    appoint_moderator,
    dismiss_moderator,
    moderates,
    select_moderating,
    select_moderators,
)
from catalog.chat.writing import Draft, write_drafts
from catalog.errors import CursorError
from catalog.gates.blocks import block_account, select_blocked
from catalog.livestreams.errors import NotAllowedError, NotFoundError
from catalog.shapes import Account
from support.databases import create_artist, create_livestream

NOW = datetime(2026, 11, 28, 20, 0, 0, 123456, tzinfo=UTC)


async def make_fan(name: str = "fan") -> Account:
    return await create_artist(f"{name}@example.org", role="fan")


async def make_room(artist: Account) -> str:
    return (await create_livestream(artist)).entry.livestream_id


async def test_a_time_out_ends_by_itself_and_another_ban_gives_way_to_the_last(artist: Account) -> None:
    room, fan, by = await make_room(artist), await make_fan(), By(artist.id, "Ada")
    ban = await ban_account(room, fan.id, by, seconds=60, reason="caps", now=NOW)
    assert (ban.until, ban.reason, ban.by) == (NOW + timedelta(seconds=60), "caps", by)
    assert (await select_bans(artist.id, now=NOW + timedelta(seconds=59)))[0][0].account_id == fan.id
    assert await select_bans(artist.id, now=NOW + timedelta(seconds=60)) == ([], None)
    await ban_account(room, fan.id, by, now=NOW)
    bans, more = await select_bans(artist.id, now=NOW + timedelta(days=900))
    assert ([one.until for one in bans], more) == ([None], None)
    assert await lift_ban(room, fan.id, by)
    assert not await lift_ban(room, fan.id, by)
    acts, _ = await select_acts(room)
    assert [(one.act, one.by, one.about["account"]["id"]) for one in acts] == [
        ("ban_lifted", by, fan.id),
        ("banned", by, fan.id),
        ("timed_out", by, fan.id),
    ]


async def test_lifting_a_ban_gives_back_what_it_took_and_no_more(artist: Account) -> None:
    room, fan, by = await make_room(artist), await make_fan(), By(artist.id, "Ada")
    pair = fan.id, artist.id
    await ban_account(room, fan.id, by, now=NOW)
    assert await select_blocked([pair]) == [], "not gated: it may watch on"
    await ban_account(room, fan.id, by, seconds=5, shut_out=True, now=NOW)
    assert await select_blocked([pair]) == [], "nor is it shut out for a time"
    await ban_account(room, fan.id, by, shut_out=True, now=NOW)
    await ban_account(room, fan.id, by, shut_out=True, now=NOW + timedelta(seconds=1))
    assert await select_blocked([pair]) == [pair]
    await lift_ban(room, fan.id, by)
    assert await select_blocked([pair]) == []
    await ban_account(room, fan.id, by, shut_out=True, now=NOW)
    await ban_account(room, fan.id, by, seconds=5, now=NOW)
    assert await select_blocked([pair]) == [], "the one that gave way no longer counts"

    await block_account(artist.id, fan.id, now=NOW - timedelta(days=1))
    await ban_account(room, fan.id, by, shut_out=True, now=NOW)
    await lift_ban(room, fan.id, by)
    assert await select_blocked([pair]) == [pair], "the artist blocked it before, for another reason"


async def test_a_moderator_who_lifts_a_ban_does_not_undo_what_the_artist_said_since(artist: Account) -> None:
    room, fan, by = await make_room(artist), await make_fan(), By(artist.id, "Ada")
    await ban_account(room, fan.id, by, shut_out=True, now=NOW)
    await block_account(artist.id, fan.id, now=NOW + timedelta(minutes=1))
    await lift_ban(room, fan.id, by)
    assert await select_blocked([(fan.id, artist.id)]) == [(fan.id, artist.id)]


async def test_who_keeps_the_room_is_not_banned_from_it(artist: Account) -> None:
    room, fan, by = await make_room(artist), await make_fan(), By(artist.id, "Ada")
    await appoint_moderator(room, fan.id, by)
    for account_id in (artist.id, fan.id):
        with pytest.raises(KeepsRoomError):
            await ban_account(room, account_id, by)
    for unknown in ("nobody", "x" * 60):
        with pytest.raises(NoSuchAccountError):
            await ban_account(room, unknown, by)
        with pytest.raises(NoSuchAccountError):
            await appoint_moderator(room, unknown, by)
    with pytest.raises(NotFoundError):
        await ban_account("nowhere", fan.id, by)
    with pytest.raises(KeepsRoomError):
        await appoint_moderator(room, artist.id, by)


async def test_many_who_ban_somebody_at_once_make_one_ban(artist: Account) -> None:
    room, fan, by = await make_room(artist), await make_fan(), By(artist.id, "Ada")
    await asyncio.gather(*(ban_account(room, fan.id, by, shut_out=True) for _ in range(8)))
    assert len((await select_bans(artist.id))[0]) == 1
    await lift_ban(room, fan.id, by)
    assert await select_blocked([(fan.id, artist.id)]) == []


async def test_an_artist_has_moderators_in_all_its_rooms(artist: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    room, fan, other = await make_room(artist), await make_fan(), await make_fan("other")
    by = By(artist.id, "Ada")
    await asyncio.gather(*(appoint_moderator(room, fan.id, by) for _ in range(4)))
    assert [one.account_id for one in await select_moderators(artist.id)] == [fan.id]
    pairs = [(fan.id, artist.id), (other.id, artist.id), (artist.id, artist.id), (fan.id, other.id)]
    assert await select_moderating(pairs) == {pairs[0], pairs[2]}
    with pytest.raises(NotAllowedError):
        await appoint_moderator(room, other.id, By(fan.id, "Fan"))
    monkeypatch.setattr("catalog.chat.moderators.MOST_MODERATORS", 1)
    with pytest.raises(TooManyModeratorsError):
        await appoint_moderator(room, other.id, by)
    assert await dismiss_moderator(room, fan.id, by)
    assert not await dismiss_moderator(room, fan.id, by)
    assert not await moderates(fan.id, artist.id)
    acts, _ = await select_acts(room)
    assert [one.act for one in acts] == ["moderator_dismissed", "moderator_added"]


async def test_bans_and_acts_are_read_by_pages_and_go_with_the_account(artist: Account) -> None:
    room, by = await make_room(artist), By(artist.id, "Ada")
    fans = [await make_fan(f"fan{number}") for number in range(3)]
    for fan in fans:
        await ban_account(room, fan.id, By(fans[0].id, "Fan"))
    first, more = await select_bans(artist.id, limit=2)
    second, end = await select_bans(artist.id, limit=2, cursor=more)
    assert [one.account_id for one in (*first, *second)] == [fan.id for fan in reversed(fans)]
    assert end is None
    acts, more = await select_acts(room, limit=2)
    rest, end = await select_acts(room, limit=2, cursor=more)
    assert ([one.act for one in (*acts, *rest)], end) == (["banned"] * 3, None)
    for read in (select_bans(artist.id, cursor="x"), select_acts(room, cursor="x")):
        with pytest.raises(CursorError):
            await read
    await models.Account.filter(id=fans[0].id).delete()
    bans, _ = await select_bans(artist.id)
    assert [(one.account_id, one.by) for one in bans] == [(fans[2].id, None), (fans[1].id, None)]
    assert not await lift_ban(room, fans[0].id, by)


async def test_what_was_done_to_a_closed_account_and_by_one_names_it_no_more(artist: Account) -> None:
    room, fan, mo = await make_room(artist), await make_fan(), await make_fan("mo")
    (said,) = (await write_drafts([Draft(room, fan.id, "Fan", "hi")])).batches[0].lines
    await remove_messages(room, [said.id], mo.id, keeper=By(mo.id, "Mo"))
    await ban_account(room, fan.id, By(mo.id, "Mo"))
    acts, _ = await select_acts(room)
    assert acts[0].about["account"] == {"id": fan.id, "display_name": fan.display_name}
    assert acts[1].about["messages"] == [
        {"id": said.id, "account": {"id": fan.id, "display_name": fan.display_name}, "text": "hi"}
    ]
    for account in (fan, mo):
        await leave_room(account.id)
        await forget_keeper(account.id)
        await models.Account.filter(id=account.id).delete()
    acts, _ = await select_acts(room)
    assert [one.by for one in acts] == [None, None]
    assert acts[0].about["account"] is None
    assert acts[1].about["messages"] == [{"id": said.id, "account": None, "text": "hi"}]


async def test_what_somebody_said_is_found_the_last_first(artist: Account) -> None:
    room, fan = await make_room(artist), await make_fan()
    drafts = [Draft(room, who.id, "x", text) for who, text in ((fan, "a"), (artist, "b"), (fan, "c"))]
    written = await write_drafts(drafts)
    first, _, third = (line.id for line in written.batches[0].lines)
    assert await select_messages_of(room, fan.id) == [third, first]
