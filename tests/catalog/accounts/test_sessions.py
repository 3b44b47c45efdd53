"""Sign-ins: how long they hold, who sees which, and how they end."""

from datetime import UTC, datetime, timedelta

import pytest

from catalog import models
from catalog.accounts import sessions
from catalog.accounts.access_tokens import insert_access_token
from catalog.accounts.credentials import name_credential, select_open
from catalog.accounts.errors import SessionNotFoundError
from catalog.accounts.sessions import (
    SEEN_EVERY,
    SESSION_LIFETIME,
    delete_session,
    end_session,
    end_sessions,
    find_session,
    insert_session,
    is_signed_in_from,
    prune_sign_ins,
    select_sessions,
)
from catalog.shapes import Account
from support.databases import create_artist
from support.lookups import select_session

NOW = datetime(2026, 1, 31, 20, tzinfo=UTC)


async def test_session_lasts_until_it_is_over_or_deleted(artist: Account) -> None:
    sign_in = await insert_session(artist, now=NOW)
    other = await insert_session(artist, now=NOW)
    end = NOW + SESSION_LIFETIME
    assert sign_in.expires_at == end
    assert await select_session(sign_in.token, now=end - timedelta(seconds=1)) == artist
    assert await select_session(sign_in.token, now=end) is None
    assert await delete_session(sign_in.token) == sign_in.account.id
    assert await delete_session(sign_in.token) is None
    assert await select_session(sign_in.token, now=NOW) is None
    assert await select_session(other.token, now=NOW) == artist
    assert (await prune_sign_ins(now=NOW), await prune_sign_ins(now=end)) == (0, 1)


async def test_database_does_not_know_the_token(artist: Account) -> None:
    sign_in = await insert_session(artist)
    (row,) = await models.Session.all()
    assert sign_in.token not in (row.token_hash, str(row.token_hash))
    assert await select_session(row.token_hash) is None


async def test_each_is_known_by_what_and_where_it_began_and_ends_by_itself(artist: Account) -> None:
    other = await create_artist("bea@example.org")
    foreign = await insert_session(other, now=NOW)
    first = await insert_session(artist, device="Firefox on Linux", address="192.0.2.1", now=NOW)
    later = await insert_session(artist, method="passkey", now=NOW + timedelta(hours=1))
    assert await is_signed_in_from("ada@example.org", "192.0.2.1", now=NOW)
    for email, address in (
        ("ada@example.org", "192.0.2.2"),
        ("bea@example.org", "192.0.2.1"),
        ("x@y.z", "192.0.2.1"),
    ):
        assert not await is_signed_in_from(email, address, now=NOW)
    newest, oldest = await select_sessions(artist.id, now=NOW)
    assert (newest.method, oldest.device, oldest.address) == ("passkey", "Firefox on Linux", "192.0.2.1")
    [theirs] = await select_sessions(other.id, now=NOW)
    for wrong in (theirs.id, "%", "", oldest.id[:-1], first.token):
        with pytest.raises(SessionNotFoundError):
            await end_session(artist.id, wrong)
    await end_session(artist.id, oldest.id)
    assert await select_session(first.token, now=NOW) is None
    assert await select_session(later.token, now=NOW) == artist
    assert await select_session(foreign.token, now=NOW) == other


async def test_all_others_end_and_the_current_one_stays(artist: Account) -> None:
    begun = [await insert_session(artist, now=NOW) for _ in range(3)]
    found = await find_session(begun[1].token, now=NOW)
    assert found is not None
    await end_sessions(artist.id, but=found[1].name)
    assert [await select_session(one.token, now=NOW) for one in begun] == [None, artist, None]
    await end_sessions(artist.id)
    assert await select_sessions(artist.id, now=NOW) == []


async def test_last_use_is_written_at_most_once_in_some_minutes(artist: Account) -> None:
    begun = await insert_session(artist, now=NOW)
    for minutes, seen in ((1, 0), (5, 0), (6, 6), (10, 6), (12, 12)):
        await select_session(begun.token, now=NOW + timedelta(minutes=minutes))
        [session] = await select_sessions(artist.id, now=NOW)
        assert session.last_seen_at == NOW + timedelta(minutes=seen), f"{minutes} minutes"
    assert timedelta(minutes=5) == SEEN_EVERY


async def test_one_more_than_an_account_may_have_ends_the_oldest(
    artist: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "MOST_SESSIONS", 2)
    begun = [await insert_session(artist, now=NOW + timedelta(seconds=number)) for number in range(3)]
    assert [await select_session(one.token, now=NOW) for one in begun] == [None, artist, artist]
    assert await models.Session.all().count() == 2


async def test_credentials_that_hold_are_told_from_those_that_are_over(artist: Account) -> None:
    first, second = await insert_session(artist), await insert_session(artist)
    token = (await insert_access_token(artist.id, "a shop", ["tokens"])).text
    names = [name_credential(each) for each in (first.token, second.token, token)]
    await delete_session(second.token)
    assert await select_open([*names, "nobody's"]) == {names[0], names[2]}
    assert await select_open(names, now=first.expires_at) == {names[2]}
