"""An account's webhooks: making, reading, changing and removing them. Whose account may have which scope is the
caller's affair."""

import base64
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from catalog import models
from catalog.db.keys import get_keys
from catalog.livestreams import log
from catalog.outbox.errors import TooManyWebhooksError, WebhookNotFoundError
from catalog.outbox.lock import lock_outbox
from catalog.outbox.shapes import Signing, Webhook
from catalog.outbox.webhooks import KIND

PURPOSE: Final = "webhook secret"
LIMIT = 20
"""Webhooks one account may have."""

CHANGEABLE = frozenset({"url", "types", "enabled"})


def make_secret() -> str:
    """32 random bytes in Base64, after `whsec_`, as Standard Webhooks has it."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"


async def insert_webhook(
    account_id: str, scope: str, url: str, types: Sequence[str] = (), *, now: datetime | None = None
) -> Signing:
    """Subscribe to every transition from this moment on. Lengths and types have been checked.

    Raises:
        TooManyWebhooksError
    """
    now = now or datetime.now(UTC)
    # The lock: what is being put into the outbox at this moment is either wholly before this webhook, or knows it.
    async with lock_outbox():
        if await models.WebhookSubscription.filter(account_id=account_id).count() >= LIMIT:
            raise TooManyWebhooksError(LIMIT)
        _, seq = await log.read_clock()
        webhook_id = str(uuid4())
        row = await models.WebhookSubscription.create(
            id=webhook_id,
            account_id=account_id,
            scope=scope,
            url=url,
            types=list(types),
            sealed_secret=_seal_new_secret(webhook_id),
            after_seq=seq,
            created_at=now,
            updated_at=now,
        )
    return _to_signing(row, now)


async def select_webhooks(account_id: str) -> list[Webhook]:
    """All of an account's, the oldest first."""
    rows = await models.WebhookSubscription.filter(account_id=account_id).order_by("created_at", "id")
    return [to_webhook(row) for row in rows]


async def select_webhook(webhook_id: str, account_id: str) -> Webhook:
    """One.

    Raises:
        WebhookNotFoundError: it is not there, or somebody else's.
    """
    return to_webhook(await _get(webhook_id, account_id))


async def select_signing(webhook_id: str, account_id: str | None, *, now: datetime | None = None) -> Signing:
    """One, with what signs its events.

    Raises:
        WebhookNotFoundError
    """
    return _to_signing(await _get(webhook_id, account_id), now or datetime.now(UTC))


async def update_webhook(
    webhook_id: str, account_id: str, changes: Mapping[str, Any], *, now: datetime | None = None
) -> Webhook:
    """Set some of `CHANGEABLE`. A new address, or being enabled, begins with a clean record.

    While disabled nothing is put into the outbox; enabling leads on from that moment. What waited already is
    delivered then.

    Raises:
        WebhookNotFoundError
    """
    async with lock_outbox():
        row = await _get(webhook_id, account_id)
        new = {name: value for name, value in changes.items() if name in CHANGEABLE and getattr(row, name) != value}
        if new.get("enabled"):
            _, new["after_seq"] = await log.read_clock()
        if "url" in new or "enabled" in new:
            new |= {"failures": 0, "failing_since": None, "disabled_reason": ""}
        if new:
            row.update_from_dict(new | {"updated_at": now or datetime.now(UTC)})
            await row.save(update_fields=[*new, "updated_at"])
    return to_webhook(row)


async def rotate_secret(
    webhook_id: str, account_id: str, *, overlap: timedelta, now: datetime | None = None
) -> Signing:
    """A new secret; the one before it signs too for as long as `overlap`, so that a receiver can change over.

    Raises:
        WebhookNotFoundError
    """
    now = now or datetime.now(UTC)
    async with lock_outbox():
        row = await _get(webhook_id, account_id)
        row.previous_sealed_secret, row.previous_secret_expires_at = None, None
        if overlap:
            row.previous_sealed_secret, row.previous_secret_expires_at = row.sealed_secret, now + overlap
        row.sealed_secret, row.updated_at = _seal_new_secret(row.id), now
        await row.save(
            update_fields=[
                "sealed_secret",
                "previous_sealed_secret",
                "previous_secret_expires_at",
                "updated_at",
            ]
        )
    return _to_signing(row, now)


async def delete_webhook(webhook_id: str, account_id: str) -> None:
    """Remove it, and all that waits for it.

    Raises:
        WebhookNotFoundError
    """
    async with lock_outbox():
        row = await _get(webhook_id, account_id)
        # Tips are put into the outbox without its lock: whoever does so holds this row.
        await models.WebhookSubscription.filter(id=row.id).select_for_update()
        await models.Delivery.filter(kind=KIND, receiver=row.id).delete()
        await row.delete()


def to_webhook(row: models.WebhookSubscription) -> Webhook:
    """A row as its owner sees it."""
    return Webhook(
        id=row.id,
        scope=row.scope,
        url=row.url,
        types=tuple(row.types),
        enabled=row.enabled,
        disabled_reason=row.disabled_reason,
        failures=row.failures,
        failing_since=row.failing_since,
        last_delivered_at=row.last_delivered_at,
        previous_secret_expires_at=row.previous_secret_expires_at,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


def _list_secrets(row: models.WebhookSubscription, now: datetime) -> tuple[str, ...]:
    """What signs now: the newest first."""
    sealed, expires_at = [row.sealed_secret], row.previous_secret_expires_at
    if row.previous_sealed_secret is not None and expires_at is not None and expires_at > now:
        sealed.append(row.previous_sealed_secret)
    return tuple(get_keys().unseal(PURPOSE, one, row.id) for one in sealed)


def _seal_new_secret(webhook_id: str) -> str:
    return get_keys().seal(PURPOSE, make_secret(), webhook_id)


def _to_signing(row: models.WebhookSubscription, now: datetime) -> Signing:
    return Signing(to_webhook(row), _list_secrets(row, now))


async def _get(webhook_id: str, account_id: str | None) -> models.WebhookSubscription:
    # Somebody else's is as good as none: its being there is nobody's business.
    row = await models.WebhookSubscription.get_or_none(id=webhook_id, account_id=account_id)
    if row is None:
        raise WebhookNotFoundError
    return row
