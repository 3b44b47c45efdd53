"""`/webhooks/:id/deliveries`: what became of each event, and sending it again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field
from quart import Blueprint
from quart_schema import document_response, security_scheme_blueprint, tag_blueprint

from api.auth import require_account
from api.docs.openapi import scoped
from api.outbox.state import get_outbox
from api.problems.problem import problems
from api.shapes.bodies import STRICT
from api.shapes.pages import Cursor, NextCursor
from api.shapes.validation import validate_querystring
from catalog.outbox.deliveries import replay_dead, replay_delivery, select_deliveries
from catalog.outbox.shapes import Delivery
from catalog.outbox.subscriptions import select_webhook
from contract.moments import to_rfc3339

blueprint = Blueprint("webhook_deliveries", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Webhooks"])
security_scheme_blueprint(blueprint, scoped("manage"))

StateWord = Literal["pending", "delivered", "dead"]


@dataclass(kw_only=True)
class DeliveryQuery:
    """Which deliveries."""

    __pydantic_config__ = STRICT

    state: Annotated[StateWord | None, Field(description="`dead`: given up after the last attempt.")] = None
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    cursor: Cursor = None


@dataclass(kw_only=True)
class DeliveryBody:
    """One event on its way to one webhook."""

    id: str
    event_id: Annotated[str, Field(description="The event's own `id`, the same for every attempt.")]
    seq: Annotated[int, Field(description="Its place in the transition log; a tip's: the last one before it.")]
    type: str
    livestream_id: str
    state: StateWord
    attempts: int
    next_attempt_at: datetime | None
    last_attempt_at: datetime | None
    last_status: Annotated[int | None, Field(description="What the receiver answered; null: nothing.")]
    last_words: str | None
    created_at: datetime
    delivered_at: datetime | None


@dataclass(kw_only=True)
class DeliveryList:
    """Some deliveries, the newest event first."""

    deliveries: list[DeliveryBody]
    next_cursor: NextCursor


@dataclass(kw_only=True)
class ReplayBody:
    """How many deliveries begin anew."""

    replayed: int


@blueprint.get("/webhooks/<webhook_id>/deliveries")
@document_response(DeliveryList)
@problems(400, 401, 404)
@validate_querystring(DeliveryQuery)
async def list_deliveries(webhook_id: str, query_args: DeliveryQuery) -> dict[str, Any]:
    """What became of each event, the newest first.

    `?state=dead` is the dead-letter list. Delivered ones are kept for a week, dead ones for a month.
    """
    await _require_webhook(webhook_id)
    page = await select_deliveries(
        webhook_id, state=query_args.state, limit=query_args.limit, cursor=query_args.cursor
    )
    return {"deliveries": [present_delivery(one) for one in page.deliveries], "next_cursor": page.next_cursor}


@blueprint.post("/webhooks/<webhook_id>/deliveries/<delivery_id>/replay")
@document_response(DeliveryBody, 202)
@problems(401, 404, 409)
async def replay_one_delivery(webhook_id: str, delivery_id: str) -> tuple[dict[str, Any], int]:
    """Send an event again that is dead or was delivered, with all its attempts. Its `id` stays the same."""
    await _require_webhook(webhook_id)
    delivery = await replay_delivery(webhook_id, delivery_id)
    get_outbox().dispatcher.wake()
    return present_delivery(delivery), 202


@blueprint.post("/webhooks/<webhook_id>/deliveries/replay-dead")
@document_response(ReplayBody, 202)
@problems(401, 404)
async def replay_dead_deliveries(webhook_id: str) -> tuple[dict[str, Any], int]:
    """Send all dead events again. Of a disabled webhook they wait until it is enabled."""
    await _require_webhook(webhook_id)
    replayed = await replay_dead(webhook_id)
    get_outbox().dispatcher.wake()
    return {"replayed": replayed}, 202


def present_delivery(delivery: Delivery) -> dict[str, Any]:
    """`DeliveryBody`"""
    return {
        "id": delivery.id,
        "event_id": delivery.event_id,
        "seq": delivery.seq,
        "type": delivery.type,
        "livestream_id": delivery.livestream_id,
        "state": delivery.state,
        "attempts": delivery.attempts,
        "next_attempt_at": to_rfc3339(delivery.next_attempt_at),
        "last_attempt_at": to_rfc3339(delivery.last_attempt_at),
        "last_status": delivery.last_status,
        "last_words": delivery.last_words or None,
        "created_at": to_rfc3339(delivery.created_at),
        "delivered_at": to_rfc3339(delivery.delivered_at),
    }


async def _require_webhook(webhook_id: str) -> None:
    account = await require_account("manage")
    await select_webhook(webhook_id, account.id)
