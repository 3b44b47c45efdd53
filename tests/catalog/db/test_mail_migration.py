"""Accounts and deliveries of before mail: nobody has verified an address, and what waits still goes."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from catalog import models
from catalog.outbox.queue import claim
from catalog.outbox.turns import Shares
from catalog.outbox.webhooks import KIND, find_conditions
from support.databases import on_own_connection
from support.rows import AT, insert, insert_account


async def test_addresses_of_before_are_not_verified_and_deliveries_keep_their_accounts(
    two_empty: tuple[str, str], before: Callable[..., Awaitable[None]]
) -> None:
    fixed = {"scope": "own", "url": "https://example.org", "types": "[]", "secret": "s", "disabled_reason": ""}
    counts = {"enabled": 1, "after_seq": 0, "failures": 0, "created_at": AT, "updated_at": AT}
    event = {"seq": 1, "event_id": "e-1", "type": "livestream.live", "livestream_id": "l", "body": "{}"}
    state = {"state": 0, "attempts": 0, "next_attempt_at": AT, "last_words": "", "created_at": AT}
    await before(
        8,
        insert_account("ada"),
        insert("webhook_subscriptions", id="w", account_id="ada", **fixed, **counts),
        insert("deliveries", id="d", kind=KIND, account_id="ada", receiver="w", **event, **state),
    )

    async def read() -> None:
        assert await models.Account.get(id="ada").values_list("email_verified_at") == (None,)
        shares = Shares(attempts=1, failing=1, receiver=1, account=1, host=1)
        (taken,) = await claim(datetime.fromisoformat(AT), {KIND: shares}, {KIND: find_conditions})
        assert (taken.delivery_id, taken.account_id, taken.body) == ("d", "ada", "{}")
        await models.Account.filter(id="ada").delete()
        assert not await models.Delivery.exists()

    await on_own_connection(two_empty[0], read)
