"""Who an account is to an identity provider. What the provider says has been verified; whether it is enough to be let
in is decided here."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from catalog import models
from catalog.accounts.accounts import to_account
from catalog.accounts.eras import hold_account
from catalog.accounts.errors import (
    EmailTakenError,
    IdentityNotFoundError,
    IdentityTakenError,
    LinkByPasswordError,
    TooManyIdentitiesError,
)
from catalog.accounts.ways import check_not_last
from catalog.outbox.mails import ANYWHERE, Letter, Whence, insert_notice
from catalog.shapes import Account
from settings.emails import normalise_email

LIMIT: Final = 5
"""Identities one account may have."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One, as its owner sees it."""

    id: str
    issuer: str
    created_at: datetime
    last_used_at: datetime | None


async def find_account(issuer: str, subject: str, *, now: datetime | None = None) -> Account | None:
    """Whose this identity is; that it was used is noted."""
    row = await models.Identity.filter(issuer=issuer, subject=subject).select_related("account").first()
    if row is None:
        return None
    await models.Identity.filter(id=row.id).update(last_used_at=now or datetime.now(UTC))
    return to_account(row.account)


async def admit(
    issuer: str,
    subject: str,
    email: str,
    display_name: str,
    whence: Whence = ANYWHERE,
    *,
    now: datetime | None = None,
) -> Account:
    """The account of an identity that nobody has yet, and of whom the provider knows that the mailbox is theirs: the
    one with this address where we know that, too (and is told), else a new one, a fan's, without a password.

    Raises:
        LinkByPasswordError: there is one with this address, and somebody could have given it here without having the
            mailbox.
    """
    now, email = now or datetime.now(UTC), normalise_email(email)
    try:
        async with in_transaction():
            row = await models.Account.filter(email=email).select_for_update().first()
            if row is None:
                row = await models.Account.create(
                    id=str(uuid4()),
                    email=email,
                    email_verified_at=now,
                    password_hash="",
                    display_name=display_name,
                    role="fan",
                    created_at=now,
                )
            elif row.email_verified_at is None:
                raise LinkByPasswordError
            else:
                await insert_notice(row, Letter.IDENTITY_ADDED, whence, now=now)
            await _insert(row.id, issuer, subject, now)
    except IntegrityError as error:  # somebody else was as quick
        raise EmailTakenError from error
    return to_account(row)


async def insert_identity(
    account_id: str,
    issuer: str,
    subject: str,
    whence: Whence = ANYWHERE,
    *,
    era: str = "",
    now: datetime | None = None,
) -> None:
    """Link an identity to the account of somebody who is signed in, and let its owner know. Again: nothing. `era` as
    for `hold_account`.

    Raises:
        SignInOverError
        IdentityTakenError: it is another account's.
        TooManyIdentitiesError
    """
    now = now or datetime.now(UTC)
    try:
        async with in_transaction():
            account = await hold_account(account_id, era)
            found = await models.Identity.get_or_none(issuer=issuer, subject=subject)
            if found is not None and found.account_id == account_id:
                return
            if found is not None:
                raise IdentityTakenError
            await _insert(account_id, issuer, subject, now)
            await insert_notice(account, Letter.IDENTITY_ADDED, whence, now=now)
    except IntegrityError as error:
        raise IdentityTakenError from error


async def select_identities(account_id: str) -> list[Identity]:
    """All of an account's, the oldest first."""
    rows = await models.Identity.filter(account_id=account_id).order_by("created_at", "id")
    return [Identity(row.id, row.issuer, row.created_at, row.last_used_at) for row in rows]


async def delete_identity(identity_id: str, account_id: str, whence: Whence = ANYWHERE) -> None:
    """Forget it, and let the account's owner know.

    Raises:
        IdentityNotFoundError: it is not there, or somebody else's.
        LastWayInError
    """
    async with in_transaction():
        account = await models.Account.filter(id=account_id).select_for_update().get()
        row = await models.Identity.get_or_none(id=identity_id, account_id=account_id)
        if row is None:
            raise IdentityNotFoundError
        await check_not_last(account)
        await row.delete()
        await insert_notice(account, Letter.IDENTITY_REMOVED, whence, now=datetime.now(UTC))


async def _insert(account_id: str, issuer: str, subject: str, now: datetime) -> None:
    if await models.Identity.filter(account_id=account_id).count() >= LIMIT:
        raise TooManyIdentitiesError(LIMIT)
    await models.Identity.create(
        id=str(uuid4()), account_id=account_id, issuer=issuer, subject=subject, created_at=now, last_used_at=now
    )
