"""Passkeys: which account has which, and when each was used. Whether a signature is right is the caller's affair."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q
from tortoise.transactions import in_transaction

from catalog import models
from catalog.accounts.accounts import to_account
from catalog.accounts.eras import hold_account
from catalog.accounts.errors import PasskeyCopiedError, PasskeyKnownError, PasskeyNotFoundError, TooManyPasskeysError
from catalog.accounts.ways import check_not_last
from catalog.outbox.mails import ANYWHERE, Letter, Whence, insert_notice
from catalog.shapes import Account

LIMIT: Final = 20
"""Passkeys one account may have."""

MOST_BYTES: Final = 1023
"""Of a credential's id (WebAuthn, 7.1, step 25)."""

_CREDENTIAL_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,1364}")


@dataclass(frozen=True, slots=True)
class Passkey:
    """One, as its owner sees it."""

    id: str
    name: str
    credential_id: str
    """Base64url, as all that is WebAuthn's here."""
    suspect: bool
    """Its counter went back once: a copy of it may be in use."""
    created_at: datetime
    last_used_at: datetime | None
    public_key: str = field(repr=False)
    """COSE, base64url."""


async def insert_passkey(
    account_id: str,
    name: str,
    credential_id: str,
    public_key: str,
    sign_count: int,
    whence: Whence = ANYWHERE,
    *,
    era: str = "",
    now: datetime | None = None,
) -> Passkey:
    """Keep a new one, and let the account's owner know. It has been verified. `era` as for `hold_account`.

    Raises:
        SignInOverError
        TooManyPasskeysError
        PasskeyKnownError: some account has this very one.
    """
    now = now or datetime.now(UTC)
    try:
        async with in_transaction():
            account = await hold_account(account_id, era)
            if await models.Passkey.filter(account_id=account_id).count() >= LIMIT:
                raise TooManyPasskeysError(LIMIT)
            row = await models.Passkey.create(
                id=str(uuid4()),
                account_id=account_id,
                credential_id=credential_id,
                public_key=public_key,
                sign_count=sign_count,
                name=name,
                created_at=now,
            )
            await insert_notice(account, Letter.PASSKEY_ADDED, whence, now=now)
    except IntegrityError as error:
        raise PasskeyKnownError from error
    return _to_passkey(row)


async def select_passkeys(account_id: str) -> list[Passkey]:
    """All of an account's, the oldest first."""
    rows = await models.Passkey.filter(account_id=account_id).order_by("created_at", "id")
    return [_to_passkey(row) for row in rows]


async def find_passkey(credential_id: str) -> tuple[Passkey, Account] | None:
    """One by what its device calls it, and whose it is."""
    if not _CREDENTIAL_ID.fullmatch(credential_id):
        return None
    row = await models.Passkey.filter(credential_id=credential_id).select_related("account").first()
    return None if row is None else (_to_passkey(row), to_account(row.account))


async def note_use(passkey_id: str, sign_count: int, *, now: datetime | None = None) -> None:
    """It has signed, and its counter stood at `sign_count`. One that does not count says 0 always (WebAuthn, 6.1.1).

    Raises:
        PasskeyCopiedError: the counter has not moved on, so two devices may have it; that is kept in mind.
    """
    found = models.Passkey.filter(id=passkey_id)
    # In one statement, so that of two sign-ins with the same count one is noticed.
    onward = Q(sign_count__lt=sign_count) if sign_count else Q(sign_count=0)
    if not await found.filter(onward).update(sign_count=sign_count, last_used_at=now or datetime.now(UTC)):
        await found.update(suspect=True)
        raise PasskeyCopiedError


async def delete_passkey(passkey_id: str, account_id: str, whence: Whence = ANYWHERE) -> None:
    """Forget it, and let the account's owner know.

    Raises:
        PasskeyNotFoundError: it is not there, or somebody else's.
        LastWayInError
    """
    async with in_transaction():
        # Held, so that of the last two ways in not both go at once.
        account = await models.Account.filter(id=account_id).select_for_update().get()
        row = await models.Passkey.get_or_none(id=passkey_id, account_id=account_id)
        if row is None:
            raise PasskeyNotFoundError
        await check_not_last(account)
        await row.delete()
        await insert_notice(account, Letter.PASSKEY_REMOVED, whence, now=datetime.now(UTC))


def _to_passkey(row: models.Passkey) -> Passkey:
    return Passkey(row.id, row.name, row.credential_id, row.suspect, row.created_at, row.last_used_at, row.public_key)
