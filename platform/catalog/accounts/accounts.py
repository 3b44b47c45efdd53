"""Accounts and sign-ins."""

import hashlib
import secrets
import unicodedata
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal
from uuid import uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from catalog import models
from catalog.accounts.passwords import hash_password, needs_rehash, verify_password
from catalog.db.batches import delete_in_batches
from catalog.errors import CredentialsError, EmailTakenError, PasswordsBusyError
from catalog.feeds.rows import insert_feed
from catalog.shapes import Account
from contract.feeds import FeedKind

SESSION_LIFETIME = timedelta(days=30)
Role = Literal["artist", "fan"]


@dataclass(frozen=True, slots=True)
class SignIn:
    """A new session. The token is shown once; the database knows its hash only."""

    account: Account
    expires_at: datetime
    token: str = field(repr=False)


def normalise_email(email: str) -> str:
    """As stored and compared: nobody remembers how they capitalised it, or which system composed its letters."""
    return unicodedata.normalize("NFC", email.strip().lower())


async def insert_account(
    email: str, password: str, display_name: str, role: Role, *, now: datetime | None = None
) -> Account:
    """Make an account. The API has checked lengths.

    Raises:
        EmailTakenError
    """
    email = normalise_email(email)
    password_hash = await hash_password(password)  # first, so that a known address takes as long as a new one
    if await models.Account.exists(email=email):
        raise EmailTakenError
    try:
        async with in_transaction():
            row = await models.Account.create(
                id=str(uuid4()),
                email=email,
                password_hash=password_hash,
                display_name=display_name,
                role=role,
                created_at=now or datetime.now(UTC),
            )
            if role == "artist":
                await insert_feed(FeedKind.REHEARSAL, row.id, row.id)
    except IntegrityError as error:  # somebody else was as quick
        raise EmailTakenError from error
    return _to_account(row)


async def verify_credentials(email: str, password: str, *, known: bool = False) -> Account:
    """The account that e-mail and password belong to. `known`: it was signed in to from there before.

    Raises:
        CredentialsError: they do not belong together, or there is no such account.
    """
    row = await models.Account.get_or_none(email=normalise_email(email))
    if not await verify_password(None if row is None else row.password_hash, password, known=known) or row is None:
        raise CredentialsError
    if needs_rehash(row.password_hash):
        with suppress(PasswordsBusyError):  # another time, then
            row.password_hash = await hash_password(password)
            await row.save(update_fields=["password_hash"])
    return _to_account(row)


async def insert_session(account: Account, *, now: datetime | None = None) -> SignIn:
    """Sign an account in."""
    now = now or datetime.now(UTC)
    token, expires_at = secrets.token_urlsafe(32), now + SESSION_LIFETIME
    await models.Session.create(
        token_hash=_hash_token(token), account_id=account.id, created_at=now, expires_at=expires_at
    )
    return SignIn(account, expires_at, token)


async def select_session(token: str, *, now: datetime | None = None) -> Account | None:
    """Whose token this is; None where it is nobody's, or too old."""
    row = (
        await models.Session.filter(token_hash=_hash_token(token), expires_at__gt=now or datetime.now(UTC))
        .select_related("account")
        .first()
    )
    return None if row is None else _to_account(row.account)


async def select_balances(sessions: Collection[str], *, now: datetime | None = None) -> dict[str, int]:
    """Of these sign-ins (`name_session`) those that hold, and how many tokens their accounts have."""
    names, balances = list(sessions), dict[str, int]()
    for at in range(0, len(names), 500):
        rows = models.Session.filter(token_hash__in=names[at : at + 500], expires_at__gt=now or datetime.now(UTC))
        balances |= dict(await rows.values_list("token_hash", "account__token_balance"))
    return balances


async def delete_session(token: str) -> str | None:
    """Sign out; whom. An unknown token is signed out already."""
    found = models.Session.filter(token_hash=_hash_token(token))
    rows = await found.values("account_id")
    await found.delete()
    return rows[0]["account_id"] if rows else None


async def prune_sign_ins(*, now: datetime | None = None) -> int:
    """Forget sessions that are too old; how many."""
    return await delete_in_batches(models.Session.filter(expires_at__lte=now or datetime.now(UTC)))


async def write_token_balance(account_id: str, balance: int) -> None:
    """Set how many tokens an account holds. Who may call this is the caller's affair."""
    await models.Account.filter(id=account_id).update(token_balance=balance)


def name_session(token: str) -> str:
    """What a sign-in is called where its token must not be kept."""
    return _hash_token(token)


def _hash_token(token: str) -> str:
    # Not a password: 256 random bits need no salt and no slowness.
    return hashlib.sha256(token.encode()).hexdigest()


def _to_account(row: models.Account) -> Account:
    return Account(
        id=row.id,
        email=row.email,
        display_name=row.display_name,
        role=row.role,
        token_balance=row.token_balance,
        created_at=row.created_at,
        email_verified=row.email_verified_at is not None,
    )
