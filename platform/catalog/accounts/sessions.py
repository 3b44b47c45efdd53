"""Sign-ins: begun, listed, ended. Their tokens are with their owners only."""

import hashlib
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from tortoise.expressions import Q
from tortoise.transactions import in_transaction

from catalog import models
from catalog.accounts.accounts import to_account
from catalog.accounts.eras import hold_account, name_era
from catalog.accounts.errors import SessionNotFoundError
from catalog.db.batches import delete_in_batches
from catalog.db.orm import OUTAGES
from catalog.db.prepared import Prepared
from catalog.outbox.mails import Letter, Whence, insert_notice
from catalog.shapes import Account

SESSION_LIFETIME: Final = timedelta(days=30)
SEEN_EVERY: Final = timedelta(minutes=5)
"""How old what is written of the last use may be: nobody pays a write for each request."""
MOST_SESSIONS: Final = 100
"""That an account has at once. One more ends the oldest."""
ID_LENGTH: Final = 32
"""Of what a session is called outside: the beginning of its token's hash, of which nobody finds the token."""

SETTLED: Final = timedelta(hours=1)
"""How old an account is whose owner is told of new sign-ins."""

Method = Literal["password", "passkey", "oidc", "reset"]


@dataclass(frozen=True, slots=True)
class SignIn:
    """A new session. The token is shown once; the database knows its hash only."""

    account: Account
    expires_at: datetime
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Session:
    """A sign-in, as its owner sees it."""

    id: str
    name: str = field(repr=False)
    """See `name_session`."""
    device: str
    """In words; empty: not known."""
    address: str
    method: str
    created_at: datetime
    last_seen_at: datetime
    """To some minutes."""
    expires_at: datetime


_OPEN: Final = Prepared(
    models.Session,
    lambda name, now: models.Session.filter(token_hash=name, expires_at__gt=now).select_related("account"),
)


async def insert_session(
    account: Account,
    *,
    method: Method = "password",
    device: str = "",
    address: str = "",
    now: datetime | None = None,
) -> SignIn:
    """Sign an account in. It always is a new session: none that was there before becomes anybody's.

    Raises:
        SignInOverError: it has had another password since `account` was read.
    """
    now = now or datetime.now(UTC)
    token, expires_at = secrets.token_urlsafe(32), now + SESSION_LIFETIME
    async with in_transaction():
        await hold_account(account.id, account.era)
        await models.Session.create(
            token_hash=name_session(token),
            account_id=account.id,
            created_at=now,
            expires_at=expires_at,
            method=method,
            device=device[:80],
            address=address[:64],
        )
        own = models.Session.filter(account_id=account.id).order_by("-created_at")
        if surplus := await own.offset(MOST_SESSIONS).limit(MOST_SESSIONS).values_list("token_hash", flat=True):
            await models.Session.filter(token_hash__in=surplus).delete()
    return SignIn(account, expires_at, token)


async def note_sign_in(account: Account, whence: Whence, *, now: datetime | None = None) -> None:
    """Let an account's owner know that somebody signed in from where nobody did before. Not in its first hour, when
    everything is new."""
    now = now or datetime.now(UTC)
    if now - account.created_at >= SETTLED:
        await insert_notice(await models.Account.get(id=account.id), Letter.SIGN_IN, whence, now=now)


async def find_session(token: str, *, now: datetime | None = None) -> tuple[Account, Session] | None:
    """Whose token this is, and of which sign-in; None where it is nobody's, or too old."""
    return await find_named_session(name_session(token), now=now)


async def find_named_session(name: str, *, now: datetime | None = None) -> tuple[Account, Session] | None:
    """The same by what the sign-in is called."""
    now = now or datetime.now(UTC)
    row = await _OPEN.first(name, now)
    if row is None:
        return None
    if now - (row.last_seen_at or row.created_at) > SEEN_EVERY:
        unseen = Q(last_seen_at=None) | Q(last_seen_at__lt=now - SEEN_EVERY)
        with suppress(*OUTAGES):  # a full disk keeps nobody out
            await models.Session.filter(unseen, token_hash=name).update(last_seen_at=now)
    return to_account(row.account), _to_session(row)


async def select_sessions(account_id: str, *, now: datetime | None = None) -> list[Session]:
    """All of an account's that hold, the last begun first."""
    rows = models.Session.filter(account_id=account_id, expires_at__gt=now or datetime.now(UTC))
    return [_to_session(row) for row in await rows.order_by("-created_at").limit(2 * MOST_SESSIONS)]


async def is_signed_in_from(email: str, address: str, *, now: datetime | None = None) -> bool:
    """Whether the account with this address, if there is one, has a session that began there."""
    return await models.Session.filter(
        account__email=email, address=address, expires_at__gt=now or datetime.now(UTC)
    ).exists()


async def find_holder(email: str) -> str:
    """Who has this normalised address, and by which password, as `name_era` says it. Empty: nobody has it."""
    rows = await models.Account.filter(email=email).values_list("id", "password_hash")
    # As much work where nobody has it.
    held = name_era(*(rows[0] if rows else ("", "")))
    return held if rows else ""


async def delete_session(token: str) -> str | None:
    """Sign out; whom. An unknown token is signed out already."""
    found = models.Session.filter(token_hash=name_session(token))
    rows = await found.values("account_id")
    await found.delete()
    return rows[0]["account_id"] if rows else None


async def end_session(account_id: str, session_id: str) -> None:
    """End one of an account's, by its id.

    Raises:
        SessionNotFoundError
    """
    # The id is compared here, for in a pattern the database would take its letters for more than they are.
    names = await models.Session.filter(account_id=account_id).values_list("token_hash", flat=True)
    found = [name for name in names if str(name)[:ID_LENGTH] == session_id]
    if not found:
        raise SessionNotFoundError
    await models.Session.filter(token_hash__in=found).delete()


async def end_sessions(account_id: str, *, but: str | None = None) -> None:
    """End all of an account's, but the one of this name: after a change of password, say. No other device rings on,
    nor one from before it was kept by which sign-in it rings."""
    ended = models.Session.filter(account_id=account_id)
    await (ended if but is None else ended.exclude(token_hash=but)).delete()
    await models.PushEndpoint.filter(account_id=account_id, session_id=None).delete()


async def prune_sign_ins(*, now: datetime | None = None) -> int:
    """Forget sessions that are too old; how many."""
    return await delete_in_batches(models.Session.filter(expires_at__lte=now or datetime.now(UTC)))


def name_session(token: str) -> str:
    """What a sign-in is called where its token must not be kept."""
    # Not a password: 256 random bits need no salt and no slowness.
    return hashlib.sha256(token.encode()).hexdigest()


def _to_session(row: models.Session) -> Session:
    return Session(
        id=row.token_hash[:ID_LENGTH],
        name=row.token_hash,
        device=row.device or "",
        address=row.address or "",
        method=row.method or "password",
        created_at=row.created_at,
        last_seen_at=row.last_seen_at or row.created_at,
        expires_at=row.expires_at,
    )
