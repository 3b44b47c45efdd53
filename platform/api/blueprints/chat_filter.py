"""`/livestreams/:id/chat/filter`: another system that is asked of each message."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, Field
from quart import Blueprint
from quart_schema import document_response, security_scheme_blueprint, tag_blueprint

from api.chat.entry import require_own
from api.chat.telling import tell_keepers
from api.context import get_context
from api.docs.openapi import Empty, scoped
from api.outbox.state import get_outbox
from api.problems.problem import problems
from api.problems.wording import refuse_fields
from api.shapes.bodies import STRICT, Flag
from api.shapes.validation import validate_request
from catalog.chat.moderation.acts import What
from catalog.chat.moderation.settings import remove_filter, set_filter
from contract.wording.faults import Fault
from outbox.webhook.addresses import LONGEST, check_url

blueprint = Blueprint("chat_filter", __name__, url_prefix="/api/v1/livestreams/<livestream_id>/chat/filter")
tag_blueprint(blueprint, ["Chat"])
security_scheme_blueprint(blueprint, scoped("moderate"))

Address = Annotated[
    str, Field(max_length=LONGEST, examples=["https://example.org/chat-filter"]), AfterValidator(check_url)
]
Closed = Annotated[Flag, Field(description="Without its answer within 200 ms nothing is said; else everything is.")]


@dataclass(kw_only=True)
class FilterDraft:
    """Who is to be asked."""

    __pydantic_config__ = STRICT

    url: Address
    closed: Closed = False


@dataclass(kw_only=True)
class NewFilterBody:
    """Who is asked from now on."""

    url: str
    closed: Closed
    secret: Annotated[str, Field(description="Its requests are signed with this, as webhooks' are. Shown only now.")]


@blueprint.put("")
@document_response(NewFilterBody)
@problems(400, 401, 403, 404)
@validate_request(FilterDraft)
async def set_chat_filter(livestream_id: str, data: FilterDraft) -> dict[str, Any]:
    """Have a system of yours asked of each message, in this room and in your next ones.

    It gets a signed POST, as webhooks do: a CloudEvent of type `live.encryptedmedia.chat.filter` with the message as
    its data. 2xx lets it through, 403 or 422 does not; anything else, or nothing within 200 ms of the request (and
    a second to connect), is no answer. Who keeps the room is not asked for. Set again, it has a new secret.
    """
    by, entry = await require_own(livestream_id)
    if await get_outbox().webhooks.sender.is_refused(data.url):
        raise refuse_fields({"url": Fault("private_address")})
    chat = get_context().live.chat

    async def act() -> str:
        batch, secret = await set_filter(livestream_id, entry.artist_id, data.url, by, closed=data.closed)
        chat.announce(batch)
        tell_keepers(livestream_id, What.FILTER_SET, by, url=data.url, closed=data.closed)
        return secret

    secret = await get_context().commits.run(act)
    return {"url": data.url, "closed": data.closed, "secret": secret}


@blueprint.delete("")
@document_response(Empty, 204)
@problems(401, 403, 404)
async def remove_chat_filter(livestream_id: str) -> tuple[str, int]:
    """Have nobody asked any more."""
    by, _ = await require_own(livestream_id)
    chat = get_context().live.chat

    async def act() -> None:
        batch = await chat.change(lambda: remove_filter(livestream_id, by))
        if batch.lines:
            tell_keepers(livestream_id, What.FILTER_REMOVED, by)

    await get_context().commits.run(act)
    return "", 204
