"""The ways into an account: a password, passkeys, identities at a provider, and what was begun by them. To its owner
one is always left; to whoever is not, none."""

from typing import Final

from catalog import models
from catalog.accounts.errors import LastWayInError
from catalog.mailboxes.links import Purpose, delete_tokens

TABLES: Final = (models.Passkey, models.Identity, models.Session, models.AccessToken)
"""Where each row is a way into its account, besides the password. Whoever adds another way adds its table here."""


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


async def end_other_ways(account_id: str) -> None:
    """End all ways into an account but its password and the links in its mails."""
    for table in TABLES:
        await table.filter(account_id=account_id).delete()
    # With a session its device stops to ring; of some it is not kept which one that is.
    await models.PushEndpoint.filter(account_id=account_id).delete()


async def end_ways(account: models.Account) -> None:
    """Have nobody know a way into an account any more, nor hear of it. The caller holds the outbox's lock and the
    account's row, and saves it.

    For an account whose address nobody had verified, and which now is the mailbox's owner's: whoever made it may have
    done so to be in it when they come.
    """
    account.password_hash = ""
    await end_other_ways(account.id)
    await delete_tokens(account.id, *Purpose)
    await models.WebhookSubscription.filter(account_id=account.id, enabled=True).update(
        enabled=False, disabled_reason="Whoever made this webhook had not shown that the account's address is theirs."
    )
