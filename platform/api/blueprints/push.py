"""`/me/push`: the browsers on which an account's notices ring."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import Field
from quart import Blueprint, request
from quart_schema import document_response, security_scheme_blueprint, tag_blueprint

from api.auth import require_account, require_credential
from api.context import get_context
from api.docs.openapi import SIGNED_IN, Empty
from api.outbox.state import get_outbox
from api.problems.problem import problems
from api.problems.wording import refuse_fields
from api.shapes.bodies import STRICT
from api.shapes.devices import BrowserName, SystemName, present_names
from api.shapes.validation import validate_request
from catalog.follows.endpoints import Endpoint, Subscription, delete_endpoint, put_endpoint, select_endpoints
from contract.moments import to_rfc3339
from contract.wording.devices import describe_browser
from contract.wording.faults import Fault, FaultError
from outbox.push.encryption import read_keys
from outbox.webhook.addresses import LONGEST, check_url

blueprint = Blueprint("push", __name__, url_prefix="/api/v1/me/push")
tag_blueprint(blueprint, ["Follows"])
security_scheme_blueprint(blueprint, SIGNED_IN)

Address = Annotated[str, Field(min_length=1, max_length=LONGEST)]


@dataclass(kw_only=True)
class PushKeys:
    """What a browser's notices are encrypted with (RFC 8291), as `subscription.toJSON()` has them."""

    __pydantic_config__ = STRICT

    p256dh: Annotated[str, Field(max_length=88, repr=False)]
    auth: Annotated[str, Field(max_length=24, repr=False)]


@dataclass(kw_only=True)
class PushDraft:
    """A browser's subscription."""

    __pydantic_config__ = STRICT

    endpoint: Annotated[Address, Field(description="Where its push service takes its messages.")]
    keys: PushKeys
    language: Annotated[str, Field(max_length=8, pattern=r"^[A-Za-z-]*$")] = "en"
    replaces: Annotated[Address | None, Field(description="Its address of before, where it was renewed.")] = None


@dataclass(kw_only=True)
class PushEndpointBody:
    """A browser that rings. Its address is not told to anybody."""

    id: str
    device: Annotated[str, Field(description="In words, such as Firefox on Linux; perhaps empty.")]
    browser: BrowserName
    system: SystemName
    created_at: datetime
    heard_at: Annotated[datetime | None, Field(description="When it last took a notice, to a day.")]


@dataclass(kw_only=True)
class PushBody:
    """All that ring."""

    public_key: Annotated[str, Field(description="For `pushManager.subscribe`, as `applicationServerKey`.")]
    endpoints: list[PushEndpointBody]


@blueprint.get("")
@document_response(PushBody)
@problems(401, 403)
async def list_push() -> dict[str, Any]:
    """Which of your browsers ring, and the key with which another one subscribes (RFC 8292)."""
    account = await require_account()
    return {
        "public_key": get_outbox().push.vapid.public_key,
        "endpoints": [_present(one) for one in await select_endpoints(account.id)],
    }


@blueprint.post("")
@document_response(PushEndpointBody, 201)
@problems(400, 401, 403)
@validate_request(PushDraft)
async def create_push(data: PushDraft) -> tuple[dict[str, Any], int]:
    """Have this browser ring. Again: its keys, or its language, are these now.

    An account has 20 at most: with one more, the one that has been silent for longest goes. A browser rings for one
    account, the last one that asked, and as long as that sign-in lasts.
    """
    credential = await require_credential()
    _check(data)
    device = describe_browser(request.headers.get("User-Agent", ""))
    given = Subscription(data.endpoint, data.keys.p256dh, data.keys.auth, data.language or "en", device)
    made = await put_endpoint(credential.account.id, given, session=credential.name, replaces=data.replaces)
    return _present(made), 201


@blueprint.delete("/<endpoint_id>")
@document_response(Empty, 204)
@problems(401, 403)
async def remove_push(endpoint_id: str) -> tuple[str, int]:
    """Have a browser ring no longer. The answer is the same where it did not."""
    account = await require_account()
    await delete_endpoint(account.id, endpoint_id)
    return "", 204


def _check(data: PushDraft) -> None:
    """Raises ProblemError: 400 invalid_fields"""
    faults: dict[str, Fault] = {}
    try:
        check_url(data.endpoint)
        if urlsplit(data.endpoint).scheme != "https" and not get_context().settings.webhook_private_addresses:
            raise FaultError("not_https")
        if not data.endpoint.isascii():
            raise FaultError("not_ascii")
        if any(map(str.isspace, data.endpoint)):
            raise FaultError("spaces")
    except FaultError as error:
        faults["endpoint"] = error.fault
    try:
        read_keys(data.keys.p256dh, data.keys.auth)
    except ValueError:
        faults["keys"] = Fault("push_keys")
    if faults:
        raise refuse_fields(faults)


def _present(one: Endpoint) -> dict[str, Any]:
    return {
        "id": one.id,
        "device": one.device,
        **present_names(one.device),
        "created_at": to_rfc3339(one.created_at),
        "heard_at": to_rfc3339(one.heard_at),
    }
