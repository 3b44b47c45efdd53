"""Browsers that ring, in both databases."""

import asyncio
from datetime import UTC, datetime

import pytest

from catalog import models
from catalog.accounts.errors import SignInOverError
from catalog.accounts.sessions import SESSION_LIFETIME, end_sessions, insert_session, name_session, prune_sign_ins
from catalog.follows.endpoints import Subscription, put_endpoint, select_endpoints
from catalog.shapes import Account
from support.databases import create_artist


async def test_two_accounts_that_ask_for_one_browser_at_once_both_get_an_answer_and_one_has_it(
    artist: Account,
) -> None:
    other = await create_artist("bob@example.org", role="fan")
    for number in range(5):
        given = Subscription(f"https://push.example/{number}", "k", "s", "en", "")
        both = await asyncio.gather(*[put_endpoint(one.id, given) for one in (artist, other)])
        again = await asyncio.gather(*[put_endpoint(one.id, given) for one in (artist, other)])
        row = await models.PushEndpoint.get(url=given.url)
        assert row.id in {one.id for one in (*both, *again)}


async def test_a_sign_in_that_runs_out_takes_its_bell_along_and_one_that_is_over_gets_none(artist: Account) -> None:
    begun = await insert_session(artist, now=datetime.now(UTC) - SESSION_LIFETIME)
    name = name_session(begun.token)
    given = Subscription("https://push.example/a", "k", "s", "en", "")
    await put_endpoint(artist.id, given, session=name)
    await prune_sign_ins()
    assert await select_endpoints(artist.id) == []
    with pytest.raises(SignInOverError):
        await put_endpoint(artist.id, given, session=name)
    assert await select_endpoints(artist.id) == []


async def test_who_puts_all_others_out_silences_those_too_of_which_no_sign_in_is_known(artist: Account) -> None:
    own = name_session((await insert_session(artist)).token)
    for name, session in (("old", None), ("own", own)):
        await put_endpoint(
            artist.id, Subscription(f"https://push.example/{name}", "k", "s", "en", ""), session=session
        )
    await end_sessions(artist.id, but=own)
    assert [one.url for one in await select_endpoints(artist.id)] == ["https://push.example/own"]
