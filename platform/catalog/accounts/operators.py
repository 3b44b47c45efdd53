"""Operators: accounts that may see and do what concerns all artists. Made at the machine, by whoever runs it."""

from datetime import UTC, datetime

from catalog import models
from catalog.accounts.accounts import to_account
from catalog.accounts.errors import AccountNotFoundError, EmailUnverifiedError
from catalog.shapes import Account
from settings.emails import normalise_email


async def make_operator(email: str, *, now: datetime | None = None) -> Account:
    """Make an operator of the account with this address. Again: nothing changes.

    Raises:
        AccountNotFoundError
        EmailUnverifiedError: whoever registered it has not shown that the mailbox is theirs.
    """
    row = await _get(email)
    if row.email_verified_at is None:
        raise EmailUnverifiedError(row.email)
    if row.operator_since is None:
        row.operator_since = now or datetime.now(UTC)
        # Only while it is verified: it may have been changed since.
        await models.Account.filter(id=row.id, email=row.email).update(operator_since=row.operator_since)
    return to_account(row)


async def remove_operator(email: str) -> Account:
    """It is none any more, from the next request on.

    Raises:
        AccountNotFoundError
    """
    row = await _get(email)
    row.operator_since = None
    await row.save(update_fields=["operator_since"])
    return to_account(row)


async def _get(email: str) -> models.Account:
    row = await models.Account.get_or_none(email=normalise_email(email))
    if row is None:
        raise AccountNotFoundError(email)
    return row
