"""Accounts of before passkeys: they stay, and may have some."""

from collections.abc import Awaitable, Callable

from catalog import models
from catalog.accounts.identities import insert_identity, select_identities
from catalog.accounts.passkeys import insert_passkey, select_passkeys
from support.databases import on_own_connection
from support.rows import AT, insert


async def test_accounts_of_before_stay_and_may_have_passkeys_and_identities(
    two_empty: tuple[str, str], before: Callable[..., Awaitable[None]]
) -> None:
    ada = {"id": "ada", "email": "ada@example.org", "password_hash": "-", "display_name": "Ada", "role": "fan"}
    await before(13, insert("accounts", **ada, created_at=AT))

    async def read() -> None:
        assert await models.Account.get(id="ada").values_list("password_hash") == ("-",)
        assert (await select_passkeys("ada"), await select_identities("ada")) == ([], [])
        await insert_passkey("ada", "phone", "c", "key", 0)
        await insert_identity("ada", "https://id.example.org", "ada")
        assert (len(await select_passkeys("ada")), len(await select_identities("ada"))) == (1, 1)

    await on_own_connection(two_empty[0], read)
