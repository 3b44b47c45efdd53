"""`/webhooks`: transitions for those who have no socket, as requests to an address of theirs."""

import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, Field
from quart import Blueprint
from quart_schema import document_response, security_scheme_blueprint, tag_blueprint

from api.auth import require_account
from api.context import get_context
from api.docs.openapi import Empty, scoped
from api.limits.rates import check_tries
from api.limits.throttles import Bound
from api.outbox.state import get_outbox
from api.problems.problem import ProblemError, problems
from api.problems.wording import refuse_fields
from api.shapes.bodies import STRICT, Flag, left_out, list_changes
from api.shapes.validation import validate_querystring, validate_request
from catalog.outbox.rules import Scope
from catalog.outbox.shapes import Signing, Webhook
from catalog.outbox.subscriptions import (
    delete_webhook,
    insert_webhook,
    rotate_secret,
    select_signing,
    select_webhook,
    select_webhooks,
    update_webhook,
)
from catalog.shapes import Account
from contract.events.event import WebhookType
from contract.moments import to_rfc3339
from contract.wording.faults import Fault
from outbox.webhook.addresses import LONGEST, check_url
from outbox.webhook.kind import BusyError

blueprint = Blueprint("webhooks", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Webhooks"])
security_scheme_blueprint(blueprint, scoped("manage"))

DAY = 24 * 3600
TESTS = Bound("webhook_tests", 10, 60)
"""By account: each makes a request to an address of the account's choice."""

Address = Annotated[
    str,
    Field(max_length=LONGEST, examples=["https://example.org/hooks/live"]),
    AfterValidator(check_url),
]
Types = Annotated[list[WebhookType], Field(max_length=20, description="Which events; empty: all of them.")]


@dataclass(kw_only=True)
class WebhookDraft:
    """A webhook to be."""

    __pydantic_config__ = STRICT

    url: Address
    scope: Annotated[
        Scope, Field(description="`own`: an artist's own livestreams. `all`: everybody's; for operators.")
    ] = "own"
    types: Types = field(default_factory=list)


@dataclass(kw_only=True)
class WebhookChanges:
    """What is to be different; fields left out stay as they are."""

    __pydantic_config__ = STRICT

    url: Address = left_out()
    types: Types = left_out()
    enabled: Annotated[Flag, Field(description="`true` forgets why it was disabled, and leads on from now.")] = (
        left_out()
    )


@dataclass(kw_only=True)
class WebhookBody:
    """A webhook, as only its owner sees it."""

    id: str
    url: str
    scope: Scope
    types: list[WebhookType]
    enabled: bool
    disabled_reason: Annotated[str | None, Field(description="Why the platform disabled it, in words.")]
    failures: Annotated[int, Field(description="Failed attempts since the last delivery.")]
    failing_since: datetime | None
    last_delivered_at: datetime | None
    previous_secret_expires_at: Annotated[
        datetime | None, Field(description="Until when the secret before the last rotation signs, too.")
    ]
    created_at: datetime
    updated_at: datetime


@dataclass(kw_only=True)
class WebhookWithSecretBody(WebhookBody):
    """A webhook with its secret, which is shown this once."""

    secret: Annotated[str, Field(description="Signs every event. Keep it; it cannot be read again.")]


@dataclass(kw_only=True)
class WebhookList:
    """All of an account's webhooks."""

    webhooks: list[WebhookBody]


@dataclass(kw_only=True)
class RotateQuery:
    """How to change over."""

    __pydantic_config__ = STRICT

    overlap_seconds: Annotated[
        int, Field(ge=0, le=DAY, description="How long the old secret signs, too; 0 when it is known to others.")
    ] = DAY


@dataclass(kw_only=True)
class TestBody:
    """What came of a test."""

    delivered: bool
    status: Annotated[int | None, Field(description="The receiver's answer; null: there was none.")]
    words: str
    duration_ms: int


@blueprint.post("/webhooks")
@document_response(WebhookWithSecretBody, 201)
@problems(400, 401, 403, 409)
@validate_request(WebhookDraft)
async def create_webhook(data: WebhookDraft) -> tuple[dict[str, Any], int]:
    """Have transitions sent to an address.

    The answer holds the secret that signs them, this once. An account may have 20 webhooks. Addresses that are not on
    the public internet are refused, unless the operator allows them.
    """
    account = await require_account("manage")
    _check_scope(account, data.scope)
    await _check_address(data.url)
    types = list(dict.fromkeys(data.types))
    return _present_signing(await insert_webhook(account.id, data.scope, data.url, types)), 201


@blueprint.get("/webhooks")
@document_response(WebhookList)
@problems(401)
async def list_webhooks() -> dict[str, Any]:
    """Your webhooks, the oldest first. There are never more than 20, so there are no pages."""
    account = await require_account("manage")
    return {"webhooks": [present_webhook(webhook) for webhook in await select_webhooks(account.id)]}


@blueprint.get("/webhooks/<webhook_id>")
@document_response(WebhookBody)
@problems(401, 404)
async def read_webhook(webhook_id: str) -> dict[str, Any]:
    """One of your webhooks."""
    account = await require_account("manage")
    return present_webhook(await select_webhook(webhook_id, account.id))


@blueprint.patch("/webhooks/<webhook_id>")
@document_response(WebhookBody)
@problems(400, 401, 404)
@validate_request(WebhookChanges)
async def change_webhook(webhook_id: str, data: WebhookChanges) -> dict[str, Any]:
    """Change where a webhook goes, of what it tells, or whether it does.

    What waits goes to the new address. While disabled, nothing new is put in line.
    """
    account = await require_account("manage")
    changes = list_changes(data)
    if "url" in changes:
        await select_webhook(webhook_id, account.id)
        await _check_address(data.url)
    if "types" in changes:
        changes["types"] = list(dict.fromkeys(data.types))
    webhook = await update_webhook(webhook_id, account.id, changes)
    get_outbox().dispatcher.wake()
    return present_webhook(webhook)


@blueprint.delete("/webhooks/<webhook_id>")
@document_response(Empty, 204)
@problems(401, 404)
async def remove_webhook(webhook_id: str) -> tuple[str, int]:
    """Delete a webhook, and all that waits for it."""
    account = await require_account("manage")
    await delete_webhook(webhook_id, account.id)
    return "", 204


@blueprint.post("/webhooks/<webhook_id>/rotate")
@document_response(WebhookWithSecretBody)
@problems(400, 401, 404)
@validate_querystring(RotateQuery)
async def rotate_webhook_secret(webhook_id: str, query_args: RotateQuery) -> dict[str, Any]:
    """Make a new secret.

    For `overlap_seconds` events carry two signatures, one of each secret, so that nothing is refused while the
    receiver changes over.
    """
    account = await require_account("manage")
    overlap = timedelta(seconds=query_args.overlap_seconds)
    return _present_signing(await rotate_secret(webhook_id, account.id, overlap=overlap))


@blueprint.post("/webhooks/<webhook_id>/test")
@document_response(TestBody)
@problems(401, 404, 429, 503)
async def try_webhook(webhook_id: str) -> dict[str, Any]:
    """Send a `platform.ping` event now, once, and say what came of it.

    It is signed like any other. It works while the webhook is disabled, and changes nothing about it.
    """
    account = await require_account("manage")
    signing = await select_signing(webhook_id, account.id)
    await check_tries(get_context().throttles, TESTS, account.id)
    began = time.monotonic()
    try:
        answer = await get_outbox().webhooks.ping(signing)
    except BusyError:
        words = "Too many webhooks are being tested at this moment. Try again in a few seconds."
        raise ProblemError(503, "overloaded", words, headers={"Retry-After": "5"}) from None
    duration = round((time.monotonic() - began) * 1000)
    return {
        "delivered": answer.delivered,
        "status": answer.status,
        "words": answer.words,
        "duration_ms": duration,
    }


def present_webhook(webhook: Webhook) -> dict[str, Any]:
    """`WebhookBody`"""
    return {
        "id": webhook.id,
        "url": webhook.url,
        "scope": webhook.scope,
        "types": list(webhook.types),
        "enabled": webhook.enabled,
        "disabled_reason": webhook.disabled_reason or None,
        "failures": webhook.failures,
        "failing_since": to_rfc3339(webhook.failing_since),
        "last_delivered_at": to_rfc3339(webhook.last_delivered_at),
        "previous_secret_expires_at": to_rfc3339(webhook.previous_secret_expires_at),
        "created_at": to_rfc3339(webhook.created_at),
        "updated_at": to_rfc3339(webhook.updated_at),
    }


def _present_signing(signing: Signing) -> dict[str, Any]:
    return {**present_webhook(signing.webhook), "secret": signing.secrets[0]}


def _check_scope(account: Account, scope: Scope) -> None:
    if scope == "all":
        if not get_context().is_operator(account):
            words = "Only operators, with an e-mail address that is verified, hear of everybody's livestreams."
            raise ProblemError(403, "not_an_operator", words)
    elif account.role != "artist":
        words = "Only artists have livestreams of their own to hear of; yours is a fan's account."
        raise ProblemError(403, "not_an_artist", words)


async def _check_address(url: str) -> None:
    if await get_outbox().webhooks.sender.is_refused(url):
        raise refuse_fields({"url": Fault("private_address")})
