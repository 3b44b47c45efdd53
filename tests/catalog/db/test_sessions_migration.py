"""Sign-ins and accounts of before sessions were told apart: they hold on, and nobody is operator by it."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from catalog import models
from catalog.accounts.access_tokens import insert_access_token, select_access_tokens
from catalog.accounts.sessions import name_session, select_sessions
from support.databases import on_own_connection
from support.lookups import select_session
from support.rows import AT, LATER, insert, insert_account


async def test_sign_ins_of_before_hold_and_are_listed(
    two_empty: tuple[str, str], before: Callable[..., Awaitable[None]]
) -> None:
    await before(
        10,
        insert_account("ada"),
        insert("sessions", token_hash=name_session("t"), account_id="ada", created_at=AT, expires_at=LATER),
    )

    async def read() -> None:
        now = datetime.fromisoformat(AT)
        account = await select_session("t", now=now)
        assert account is not None
        assert (account.id, account.operator, account.has_password) == ("ada", False, True)
        [session] = await select_sessions("ada", now=now)
        assert (session.method, session.device, session.address) == ("password", "", "")
        assert (session.created_at, session.last_seen_at) == (now, now)
        await insert_access_token("ada", "a bot", ["watch"], now=now)
        assert [token.scopes for token in await select_access_tokens("ada", now=now)] == [("watch",)]
        await models.Account.filter(id="ada").delete()
        assert not await models.Session.exists()
        assert not await models.AccessToken.exists()

    await on_own_connection(two_empty[0], read)
