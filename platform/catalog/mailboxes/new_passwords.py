"""A new password: for whoever is in the account, or reads its mailbox."""

from datetime import UTC, datetime

from catalog import models
from catalog.accounts.accounts import to_account
from catalog.accounts.passwords import hash_password
from catalog.accounts.ways import end_ways
from catalog.errors import LinkVoidError
from catalog.feeds.rows import rekey_all
from catalog.mailboxes.links import Purpose, delete_tokens, find_token
from catalog.outbox.lock import lock_outbox
from catalog.outbox.mails import Letter, insert_mail
from catalog.shapes import Account


async def ask_reset(email: str, *, now: datetime | None = None) -> None:
    """Have a link sent to whoever has this address; the work is the same where nobody has. `email` is normalised."""
    await insert_mail(Letter.RESET, email, now=now or datetime.now(UTC))


async def reset_password(token: str, password: str, *, now: datetime | None = None) -> Account:
    """Set the password with a link. Every session and access token ends, for somebody else may have been in the
    account. Whoever has the link reads the mailbox, so the address is verified; where it was not before, every other
    way in ends, too, and stream keys are new ones.

    Raises:
        LinkVoidError
        PasswordsBusyError: the link is still good
    """
    now = now or datetime.now(UTC)
    await find_token(token, Purpose.RESET, now=now)  # first: nobody without a link has passwords hashed
    password_hash = await hash_password(password)
    async with lock_outbox():
        link = await find_token(token, Purpose.RESET, now=now)
        row = await models.Account.filter(id=link.account_id).select_for_update().get()
        if row.email != link.email:
            raise LinkVoidError
        unproven = row.email_verified_at is None
        if unproven:
            await end_ways(row)
            row.email_verified_at = now
        await models.AccessToken.filter(account_id=row.id).delete()
        await _set(row, password_hash, now)
    if unproven:
        await rekey_all(row.id)
    return to_account(row)


async def change_password(account_id: str, password: str, *, now: datetime | None = None) -> Account:
    """Set the password of somebody who has shown to be in the account. Every session ends, and every link is void.

    Raises:
        PasswordsBusyError
    """
    now = now or datetime.now(UTC)
    password_hash = await hash_password(password)
    async with lock_outbox():
        row = await models.Account.filter(id=account_id).select_for_update().get()
        await _set(row, password_hash, now)
    return to_account(row)


async def _set(row: models.Account, password_hash: str, now: datetime) -> None:
    row.password_hash = password_hash
    await models.Session.filter(account_id=row.id).delete()
    await delete_tokens(row.id, Purpose.RESET, Purpose.CHANGE)
    if row.email_verified_at is not None:
        await insert_mail(Letter.PASSWORD, row.email, now=now)
    await row.save(update_fields=["password_hash", "email_verified_at"])
