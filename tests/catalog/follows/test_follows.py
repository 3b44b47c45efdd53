"""Whom an account follows, and which shows it is to be reminded of."""

import asyncio

import pytest

from catalog.follows import follows as following
from catalog.follows import reminders
from catalog.follows.errors import NothingToComeError, OwnFollowError, TooManyFollowsError, TooManyRemindersError
from catalog.ledger.errors import ArtistNotFoundError
from catalog.livestreams.changes import Draft, insert_livestream, move_livestream
from catalog.livestreams.errors import NotFoundError
from catalog.shapes import Account
from support.databases import create_artist


async def test_two_presses_at_once_follow_once_and_the_last_one_says_how(artist: Account) -> None:
    fan = await create_artist("bob@example.org", role="fan")
    await asyncio.gather(*(following.follow(fan.id, artist.id) for _ in range(2)))
    await following.follow(fan.id, artist.id, push=False, mail=True)
    (one,) = await following.select_follows(fan.id)
    assert (one.artist_id, one.push, one.mail) == (artist.id, False, True)
    assert await following.count_followers(artist.id) == 1
    assert await following.unfollow(fan.id, artist.id)
    assert not await following.unfollow(fan.id, artist.id)
    assert await following.count_followers(artist.id) == 0


async def test_nobody_follows_a_fan_oneself_or_more_than_there_is_room_for(
    artist: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    fan, other = await create_artist("bob@example.org", role="fan"), await create_artist("eve@example.org")
    with pytest.raises(ArtistNotFoundError):
        await following.follow(artist.id, fan.id)
    with pytest.raises(OwnFollowError):
        await following.follow(artist.id, artist.id)
    monkeypatch.setattr(following, "MOST", 1)
    await following.follow(fan.id, artist.id)
    with pytest.raises(TooManyFollowsError):
        await following.follow(fan.id, other.id)
    await following.follow(fan.id, artist.id, mail=True)


async def test_only_a_show_to_come_can_be_reminded_of(artist: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    fan = await create_artist("bob@example.org", role="fan")
    shows = [(await insert_livestream(artist.id, Draft(title))).entry.livestream_id for title in "abc"]
    await asyncio.gather(*(reminders.remind(fan.id, shows[0]) for _ in range(2)))
    assert await reminders.select_reminders(fan.id) == [shows[0]]
    monkeypatch.setattr(reminders, "MOST", 1)
    with pytest.raises(TooManyRemindersError):
        await reminders.remind(fan.id, shows[1])
    await move_livestream(shows[0], artist.id, "cancel")
    assert await reminders.select_reminders(fan.id) == []
    await reminders.remind(fan.id, shows[1])
    await move_livestream(shows[2], artist.id, "cancel")
    with pytest.raises(NothingToComeError):
        await reminders.remind(fan.id, shows[2])
    for nothing in ("x", "x" * 100):
        with pytest.raises(NotFoundError):
            await reminders.remind(fan.id, nothing)
    assert await reminders.forget(fan.id, shows[1])
    assert not await reminders.forget(fan.id, shows[1])
