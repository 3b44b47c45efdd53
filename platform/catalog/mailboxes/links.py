"""What the links in mails hold: 256 random bits, of which the hash is kept. Each is good once, for a while, and until
another one is asked for."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from catalog import models
from catalog.db.batches import delete_in_batches
from catalog.mailboxes.errors import LinkVoidError


class Purpose(StrEnum):
    """What a link is for."""

    VERIFY = "verify"
    """The account's address is theirs."""
    CHANGE = "change"
    """So is this one, which is to become the account's."""
    RESET = "reset"
    """A new password."""


LIFETIMES: Final = {
    Purpose.VERIFY: timedelta(hours=24),
    Purpose.CHANGE: timedelta(hours=24),
    Purpose.RESET: timedelta(hours=1),
}
"""From when the mail is written."""


async def insert_token(account_id: str, purpose: Purpose, email: str, *, asked_at: datetime, now: datetime) -> str:
    """A token for a mail to `email` that was asked for at `asked_at`. Those asked for before are void; those of the
    same request, of an attempt to send whose end nobody knows, are not."""
    await models.EmailToken.filter(account_id=account_id, purpose=purpose, asked_at__lt=asked_at).delete()
    token = secrets.token_urlsafe(32)
    await models.EmailToken.create(
        token_hash=_hash(token),
        account_id=account_id,
        purpose=purpose,
        email=email,
        asked_at=asked_at,
        expires_at=now + LIFETIMES[purpose],
    )
    return token


async def find_token(token: str, *purposes: Purpose, now: datetime) -> models.EmailToken:
    """Which one it is, with its account. To be called in the transaction that uses it up: nobody else can meanwhile.

    Raises:
        LinkVoidError
    """
    found = models.EmailToken.filter(token_hash=_hash(token), purpose__in=list(purposes), expires_at__gt=now)
    row = await found.select_for_update().first()
    if row is None:
        raise LinkVoidError
    return row


async def delete_tokens(account_id: str, *purposes: Purpose) -> None:
    """Have an account's links for this be void."""
    await models.EmailToken.filter(account_id=account_id, purpose__in=list(purposes)).delete()


async def prune_email_tokens(*, now: datetime | None = None) -> int:
    """Forget those that are too old; how many."""
    return await delete_in_batches(models.EmailToken.filter(expires_at__lte=now or datetime.now(UTC)))


def _hash(token: str) -> str:
    # Not a password: 256 random bits need no salt and no slowness.
    return hashlib.sha256(token.encode()).hexdigest()
