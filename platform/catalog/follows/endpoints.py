"""The browsers that show an account's notices. Their addresses are as good as secrets: no repr shows one."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import uuid4

from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q
from tortoise.transactions import in_transaction

from catalog import models
from catalog.accounts.errors import SignInOverError
from catalog.db.keys import get_keys

MOST: Final = 20
"""Of one account; with one more, the one that has been silent for longest goes."""
HEARD_EVERY: Final = timedelta(days=1)
"""How exactly it is kept when one last took a notice."""
PURPOSE: Final = "push-endpoint"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where one browser's notices go (RFC 8030), and what they are encrypted with (RFC 8291)."""

    id: str
    url: str = field(repr=False)
    public_key: str = field(repr=False)
    auth_secret: str = field(repr=False)
    language: str
    device: str
    created_at: datetime
    heard_at: datetime | None


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a browser gave."""

    url: str = field(repr=False)
    public_key: str = field(repr=False)
    auth_secret: str = field(repr=False)
    language: str
    device: str


async def put_endpoint(
    account_id: str,
    given: Subscription,
    *,
    session: str | None = None,
    replaces: str | None = None,
    now: datetime | None = None,
) -> Endpoint:
    """The browser shows this account's from now on, whoever's it showed before, until the sign-in named `session`
    is over. `replaces`: its earlier address.

    Raises:
        SignInOverError: that sign-in ended meanwhile.
    """
    now = now or datetime.now(UTC)
    try:
        return await _put(account_id, given, session, replaces, now)
    except IntegrityError:  # another account asked for the same browser at this moment: the last one has it
        return await _put(account_id, given, session, replaces, now)


async def _put(
    account_id: str, given: Subscription, session: str | None, replaces: str | None, now: datetime
) -> Endpoint:
    name = _hash(given.url)
    async with in_transaction():
        await models.Account.filter(id=account_id).select_for_update().first()
        if session is not None and not await models.Session.filter(token_hash=session).exists():
            raise SignInOverError
        if replaces is not None and replaces != given.url:
            await models.PushEndpoint.filter(account_id=account_id, url_hash=_hash(replaces)).delete()
        row = await models.PushEndpoint.get_or_none(url_hash=name)
        if row is not None and row.account_id != account_id:
            # Under another id: what still waits for the other account is not shown to this one.
            await row.delete()
            row = None
        if row is None:
            row = models.PushEndpoint(
                id=str(uuid4()), account_id=account_id, url=given.url, url_hash=name, created_at=now
            )
        known = row._saved_in_db
        row.public_key, row.auth_secret = given.public_key, given.auth_secret
        row.language, row.device = given.language, given.device
        row.session_id = session
        await row.save(force_create=not known)
        others = await models.PushEndpoint.filter(account_id=account_id).exclude(id=row.id)
        others.sort(key=lambda one: one.heard_at or one.created_at, reverse=True)
        if gone := [one.id for one in others[MOST - 1 :]]:
            await models.PushEndpoint.filter(id__in=gone).delete()
    return _to_endpoint(row)


async def select_endpoints(account_id: str) -> list[Endpoint]:
    """All of an account's, the first made first."""
    rows = models.PushEndpoint.filter(account_id=account_id).order_by("created_at", "id").limit(MOST)
    return [_to_endpoint(row) for row in await rows]


async def delete_endpoint(account_id: str, endpoint_id: str) -> bool:
    """It shows nothing of this account any more; whether it did."""
    return bool(await models.PushEndpoint.filter(account_id=account_id, id=endpoint_id).delete())


async def find_endpoints(ids: Collection[str]) -> Sequence[Endpoint]:
    """Those of them that are still there."""
    return [_to_endpoint(row) for row in await models.PushEndpoint.filter(id__in=list(ids))]


async def note_answers(*, taken: Collection[str], gone: Collection[str], now: datetime) -> None:
    """Of a batch: those that took a notice, and those that say that they are no more."""
    if gone:
        await models.PushEndpoint.filter(id__in=list(gone)).delete()
    if taken:
        unheard = Q(heard_at=None) | Q(heard_at__lt=now - HEARD_EVERY)
        await models.PushEndpoint.filter(unheard, id__in=list(taken)).update(heard_at=now)


def _hash(url: str) -> str:
    return get_keys().fingerprint(PURPOSE, url)


def _to_endpoint(row: models.PushEndpoint) -> Endpoint:
    return Endpoint(
        row.id,
        row.url,
        row.public_key,
        row.auth_secret,
        row.language,
        row.device,
        row.created_at,
        row.heard_at,
    )
