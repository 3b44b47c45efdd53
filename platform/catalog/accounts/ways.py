"""The ways into an account: a password, passkeys, identities at a provider. One is always left."""

from catalog import models
from catalog.errors import LastWayInError


async def check_not_last(account: models.Account) -> None:
    """Whether a passkey or an identity of an account may go. The caller holds its row.

    Raises:
        LastWayInError: nothing would be left to sign in with.
    """
    ways = int(account.password_hash != "")
    ways += await models.Passkey.filter(account_id=account.id).count()
    ways += await models.Identity.filter(account_id=account.id).count()
    if ways < 2:
        raise LastWayInError
