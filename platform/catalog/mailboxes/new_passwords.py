"""A new password: for whoever is in the account, or reads its mailbox."""

from datetime import UTC, datetime

from catalog import models
from catalog.accounts.accounts import to_account
from catalog.accounts.eras import hold_account
from catalog.accounts.passwords import hash_password
from catalog.accounts.sessions import end_sessions
from catalog.accounts.ways import end_other_ways, end_ways
from catalog.feeds.rows import rekey_all
from catalog.mailboxes.errors import LinkVoidError
from catalog.mailboxes.links import Purpose, delete_tokens, find_token
from catalog.outbox.lock import lock_outbox
from catalog.outbox.mails import ANYWHERE, Letter, Whence, insert_mail, insert_notice
from catalog.shapes import Account


async def ask_reset(email: str, *, now: datetime | None = None) -> None:
    """Have a link sent to whoever has this address; the work is the same where nobody has. `email` is normalised."""
    await insert_mail(Letter.RESET, email, now=now or datetime.now(UTC))


async def reset_password(
    token: str,
    password: str,
    whence: Whence = ANYWHERE,
    *,
    keep_passkeys: bool = False,
    now: datetime | None = None,
) -> Account:
    """Set the password with a link. Every other way in ends, for somebody else may have been in the account, and made
    one of their own; with `keep_passkeys` passkeys and identities stay, for whoever has only forgotten the password.
    Whoever has the link reads the mailbox, so the address is verified; where it was not before, nothing stays,
    webhooks are disabled, and stream keys are new ones.

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
        elif not keep_passkeys:
            await end_other_ways(row.id)
        await models.AccessToken.filter(account_id=row.id).delete()
        kept = keep_passkeys and not unproven
        await _set(row, password_hash, Letter.PASSWORD if kept else Letter.RECOVERED, whence, now)
    if unproven:
        await rekey_all(row.id)
    return to_account(row)


async def change_password(
    account_id: str, password: str, whence: Whence = ANYWHERE, *, era: str = "", now: datetime | None = None
) -> Account:
    """Set the password of somebody who has shown to be in the account. Every session ends, and every link is void.
    `era` as for `hold_account`.

    Raises:
        SignInOverError
        PasswordsBusyError
    """
    now = now or datetime.now(UTC)
    password_hash = await hash_password(password)
    async with lock_outbox():
        row = await hold_account(account_id, era)
        await _set(row, password_hash, Letter.PASSWORD, whence, now)
    return to_account(row)


async def _set(row: models.Account, password_hash: str, letter: Letter, whence: Whence, now: datetime) -> None:
    row.password_hash = password_hash
    await end_sessions(row.id)
    await delete_tokens(row.id, Purpose.RESET, Purpose.CHANGE)
    await insert_notice(row, letter, whence, now=now)
    await row.save(update_fields=["password_hash", "email_verified_at"])
