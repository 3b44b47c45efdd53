"""Browsers that ring, in both databases."""

import asyncio

from catalog import models
from catalog.follows.endpoints import Subscription, put_endpoint
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
