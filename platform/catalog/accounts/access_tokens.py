"""Personal access tokens: what a program of an account's may do, and until when."""

import secrets
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, Literal, get_args
from uuid import uuid4

from tortoise.expressions import Q
from tortoise.transactions import in_transaction

from catalog import models
from catalog.accounts.accounts import to_account
from catalog.accounts.eras import hold_account
from catalog.accounts.errors import AccessTokenNotFoundError, TooManyAccessTokensError
from catalog.accounts.sessions import SEEN_EVERY, name_session
from catalog.db.batches import delete_in_batches
from catalog.db.orm import OUTAGES
from catalog.db.prepared import Prepared
from catalog.outbox.mails import ANYWHERE, Letter, Whence, insert_notice
from catalog.shapes import Account

Scope = Literal["watch", "chat", "manage", "moderate", "tokens"]
SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)

PREFIX: Final = "emlt_"
"""Of every access token: by it one is known from a session's, and found by who looks for leaked secrets."""
MOST_TOKENS: Final = 50


@dataclass(frozen=True, slots=True)
class AccessToken:
    """An access token, as its owner sees it."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    created_at: datetime
    expires_at: datetime | None
    """None: never."""
    last_used_at: datetime | None
    """To some minutes."""


@dataclass(frozen=True, slots=True)
class NewAccessToken:
    """A new one. Its text is shown once; the database knows its hash only."""

    access_token: AccessToken
    text: str = field(repr=False)


async def insert_access_token(
    account_id: str,
    name: str,
    scopes: Collection[Scope],
    expires_at: datetime | None = None,
    whence: Whence = ANYWHERE,
    *,
    era: str = "",
    now: datetime | None = None,
) -> NewAccessToken:
    """Make one, and let the account's owner know. `era` as for `hold_account`.

    Raises:
        SignInOverError
        TooManyAccessTokensError
    """
    now = now or datetime.now(UTC)
    text = PREFIX + secrets.token_urlsafe(32)
    async with in_transaction():
        account = await hold_account(account_id, era)
        await models.AccessToken.filter(account_id=account_id, expires_at__lte=now).delete()
        if await models.AccessToken.filter(account_id=account_id).count() >= MOST_TOKENS:
            raise TooManyAccessTokensError(MOST_TOKENS)
        row = await models.AccessToken.create(
            id=str(uuid4()),
            token_hash=name_access_token(text),
            account_id=account_id,
            name=name,
            scopes=[scope for scope in SCOPES if scope in scopes],
            created_at=now,
            expires_at=expires_at,
        )
        await insert_notice(account, Letter.ACCESS_TOKEN, whence, now=now)
    return NewAccessToken(_to_access_token(row), text)


_OPEN: Final = Prepared(
    models.AccessToken,
    lambda name, now: models.AccessToken.filter(holds(now), token_hash=name).select_related("account"),
)


async def find_access_token(text: str, *, now: datetime | None = None) -> tuple[Account, AccessToken] | None:
    """Whose token this is, and what it may; None where it is nobody's, or too old."""
    now = now or datetime.now(UTC)
    row = await _OPEN.first(name_access_token(text), now)
    if row is None:
        return None
    if row.last_used_at is None or now - row.last_used_at > SEEN_EVERY:
        unused = Q(last_used_at=None) | Q(last_used_at__lt=now - SEEN_EVERY)
        with suppress(*OUTAGES):  # a full disk keeps nobody out
            await models.AccessToken.filter(unused, id=row.id).update(last_used_at=now)
    return to_account(row.account), _to_access_token(row)


async def select_access_tokens(account_id: str, *, now: datetime | None = None) -> list[AccessToken]:
    """All of an account's that hold, the last made first."""
    rows = models.AccessToken.filter(holds(now or datetime.now(UTC)), account_id=account_id)
    return [_to_access_token(row) for row in await rows.order_by("-created_at").limit(MOST_TOKENS)]


async def delete_access_token(account_id: str, token_id: str) -> None:
    """It opens nothing any more.

    Raises:
        AccessTokenNotFoundError: the account has none of this id.
    """
    if not await models.AccessToken.filter(account_id=account_id, id=token_id[: models.ID_LENGTH]).delete():
        raise AccessTokenNotFoundError


async def prune_access_tokens(*, now: datetime | None = None) -> int:
    """Forget those that are too old; how many."""
    return await delete_in_batches(models.AccessToken.filter(expires_at__lte=now or datetime.now(UTC)))


def name_access_token(text: str) -> str:
    """What it is called where it must not be kept: no longer than a session's name, and never one of those."""
    return PREFIX + name_session(text)[len(PREFIX) :]


def holds(now: datetime) -> Q:
    """Of access tokens, those whose time is not over."""
    return Q(expires_at=None) | Q(expires_at__gt=now)


def _to_access_token(row: models.AccessToken) -> AccessToken:
    scopes = tuple(scope for scope in SCOPES if scope in row.scopes)
    return AccessToken(row.id, row.name, scopes, row.created_at, row.expires_at, row.last_used_at)
