"""What is shown to be let in: sessions and access tokens, never one taken for the other."""

from datetime import UTC, datetime, timedelta

from catalog import models
from catalog.accounts.access_tokens import SCOPES, delete_access_token, find_access_token, insert_access_token
from catalog.accounts.credentials import find_credential, name_credential, select_open
from catalog.accounts.sessions import SESSION_LIFETIME, delete_session, insert_session
from catalog.shapes import Account
from support.lookups import select_session

NOW = datetime(2026, 1, 31, 20, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


async def test_a_session_may_all_and_an_access_token_what_its_scopes_say(artist: Account) -> None:
    session = await find_credential((await insert_session(artist, now=NOW)).token, now=NOW)
    assert session is not None
    assert all(session.may(scope) for scope in (None, *SCOPES))
    made = await insert_access_token(artist.id, "x", ["watch", "tokens"], now=NOW)
    token = await find_credential(made.text, now=NOW)
    assert token is not None
    assert token.account == session.account == artist
    assert [scope for scope in (None, *SCOPES) if token.may(scope)] == ["watch", "tokens"]
    for secret in (made.text, made.text[5:]):
        assert secret not in f"{token!r} {made!r} {session!r}"


async def test_neither_is_taken_for_the_other(artist: Account) -> None:
    made = await insert_access_token(artist.id, "x", ["watch"], now=NOW)
    signed_in = await insert_session(artist, now=NOW)
    assert await select_session(made.text, now=NOW) is None
    assert await find_access_token(signed_in.token, now=NOW) is None
    for guess in (name_credential(made.text), name_credential(signed_in.token), f"emlt_{signed_in.token}", ""):
        assert await find_credential(guess, now=NOW) is None


async def test_those_that_hold_are_found_together(artist: Account) -> None:
    sessions = [(await insert_session(artist, now=NOW)).token for _ in range(2)]
    ends = (None, LATER, None)
    tokens = [await insert_access_token(artist.id, "x", ["watch"], end, now=NOW) for end in ends]
    names = [name_credential(text) for text in (*sessions, *(token.text for token in tokens))]
    assert max(map(len, names)) <= 64, "columns elsewhere hold so much"
    assert await select_open([*names, "nobody's", "emlt_nobody's"], now=NOW) == set(names)
    assert await select_open(names, now=LATER) == {*names[:3], names[4]}
    await delete_session(sessions[0])
    await delete_access_token(artist.id, tokens[2].access_token.id)
    assert await select_open(names, now=NOW) == {names[1], names[2], names[3]}
    assert await select_open(names, now=NOW + SESSION_LIFETIME) == {names[2]}


async def test_last_use_of_an_access_token_is_written_at_most_once_in_some_minutes(artist: Account) -> None:
    made = await insert_access_token(artist.id, "x", ["watch"], now=NOW)
    for minutes, used in ((0, 0), (5, 0), (6, 6), (11, 6)):
        await find_access_token(made.text, now=NOW + timedelta(minutes=minutes))
        row = await models.AccessToken.get(id=made.access_token.id)
        assert row.last_used_at == NOW + timedelta(minutes=used), f"{minutes} minutes"
