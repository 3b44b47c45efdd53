"""An account's address: shown to be its owner's, and changed for another."""

from datetime import UTC, datetime

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from catalog import models
from catalog.accounts.accounts import to_account
from catalog.accounts.errors import EmailTakenError
from catalog.gates.addresses import leave_blocked_address
from catalog.ledger.wallets import leave_address
from catalog.mailboxes.errors import LinkVoidError, PasswordNeededError
from catalog.mailboxes.links import Purpose, delete_tokens, find_token
from catalog.outbox.mails import ANYWHERE, Letter, Whence, insert_mail
from catalog.shapes import Account

LINKS = (Purpose.VERIFY, Purpose.CHANGE)


async def ask_verification(account: Account, *, now: datetime | None = None) -> None:
    """Have a link sent to the account's address, if it is not verified."""
    if not account.email_verified:
        await insert_mail(Letter.VERIFY, account.email, now=now or datetime.now(UTC))


async def ask_change(account: Account, email: str, whence: Whence = ANYWHERE, *, now: datetime | None = None) -> None:
    """Have a link sent to the address that is to become the account's, and have the one that it has be told.

    Whether another account has it already, nobody is told but the mailbox. `email` is normalised.
    """
    now = now or datetime.now(UTC)
    async with in_transaction():
        await insert_mail(Letter.CHANGE, email, account_id=account.id, now=now)
        if account.email_verified:
            await insert_mail(Letter.MOVING, account.email, whence=whence, now=now)


async def find_linked(token: str, *, now: datetime | None = None) -> Account:
    """Whose address a link would confirm. It is not used up.

    Raises:
        LinkVoidError
    """
    link = await find_token(token, *LINKS, now=now or datetime.now(UTC))
    return to_account(await models.Account.get(id=link.account_id))


async def confirm_address(token: str, owner_id: str | None, *, now: datetime | None = None) -> Account:
    """Whoever has the link reads the mailbox. `owner_id`: the account that they have shown to be in, by its session
    or its password.

    Both are needed. Somebody can register with an address that is not theirs and wait in the account until its owner
    opens the link, or ask for such an address in place of their own; then the owner would have confirmed another's
    account. They have the way over a new password, which ends every other way in.

    Raises:
        LinkVoidError
        PasswordNeededError: nobody has shown to be in the account; the link stays good
        EmailTakenError: by another account, since the link was asked for
    """
    now = now or datetime.now(UTC)
    try:
        async with in_transaction():
            link = await find_token(token, *LINKS, now=now)
            row = await models.Account.filter(id=link.account_id).select_for_update().get()
            if owner_id != row.id:
                raise PasswordNeededError
            if link.purpose == Purpose.CHANGE:
                if row.email != link.email:
                    await leave_address(row.id)
                    if row.email_verified_at is not None:
                        await leave_blocked_address(row.id, row.email)
                row.email = link.email
            elif row.email != link.email:
                raise LinkVoidError
            row.email_verified_at = now
            # Also those that went to the address that it had.
            await delete_tokens(row.id, *Purpose)
            await row.save(update_fields=["email", "email_verified_at"])
    except IntegrityError as error:
        raise EmailTakenError from error
    return to_account(row)
