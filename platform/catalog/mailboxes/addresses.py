"""An account's address: shown to be its owner's, and changed for another."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from catalog import models
from catalog.accounts.accounts import to_account
from catalog.accounts.ways import end_ways
from catalog.errors import EmailTakenError, LinkVoidError, PasswordNeededError
from catalog.mailboxes.links import Purpose, delete_tokens, find_token, insert_token
from catalog.outbox.lock import lock_outbox
from catalog.outbox.mails import Letter, insert_mail
from catalog.shapes import Account

LINKS = (Purpose.VERIFY, Purpose.CHANGE)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """An address that is shown to be its account's owner's."""

    account: Account
    reset_token: str | None = field(default=None, repr=False)
    """For a new password, where nobody had shown to be who made the account: it has no other way in any more."""


async def ask_verification(account: Account, *, now: datetime | None = None) -> None:
    """Have a link sent to the account's address, if it is not verified."""
    if not account.email_verified:
        await insert_mail(Letter.VERIFY, account.email, now=now or datetime.now(UTC))


async def ask_change(account: Account, email: str, *, now: datetime | None = None) -> None:
    """Have a link sent to the address that is to become the account's, and have the one that it has be told.

    Whether another account has it already, nobody is told but the mailbox. `email` is normalised.
    """
    now = now or datetime.now(UTC)
    async with in_transaction():
        await insert_mail(Letter.CHANGE, email, account_id=account.id, now=now)
        if account.email_verified:
            await insert_mail(Letter.MOVING, account.email, now=now)


async def find_linked(token: str, *, now: datetime | None = None) -> Account:
    """Whose address a link would confirm. It is not used up.

    Raises:
        LinkVoidError
    """
    link = await find_token(token, *LINKS, now=now or datetime.now(UTC))
    return to_account(await models.Account.get(id=link.account_id))


async def confirm_address(token: str, owner_id: str | None, *, now: datetime | None = None) -> Confirmed:
    """Whoever has the link reads the mailbox. `owner_id`: the account that they have shown to be in, by its session
    or its password.

    Somebody can register with an address that is not theirs, and wait until its owner opens the link. So an account
    that nobody has shown to be in becomes the mailbox's owner's alone: every other way into it ends. Another address
    for an account is not confirmed so: it has an owner, and the mailbox may be a stranger's by a slip of the pen.

    Raises:
        LinkVoidError
        PasswordNeededError: a changed address, and nobody has shown to be in the account
        EmailTakenError: by another account, since the link was asked for
    """
    now = now or datetime.now(UTC)
    try:
        async with lock_outbox():
            link = await find_token(token, *LINKS, now=now)
            row = await models.Account.filter(id=link.account_id).select_for_update().get()
            proven = owner_id == row.id
            if link.purpose == Purpose.CHANGE:
                if not proven:
                    raise PasswordNeededError
                row.email = link.email
            elif row.email != link.email:
                raise LinkVoidError
            row.email_verified_at = now
            # Also those that went to the address that it had.
            await delete_tokens(row.id, *Purpose)
            reset_token = None
            if not proven:
                await end_ways(row)
                reset_token = await insert_token(row.id, Purpose.RESET, row.email, asked_at=now, now=now)
            await row.save(update_fields=["email", "email_verified_at", "password_hash"])
    except IntegrityError as error:
        raise EmailTakenError from error
    return Confirmed(to_account(row), reset_token)
