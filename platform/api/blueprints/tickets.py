"""`/livestreams/:id/ticket`: what lets a page that another site frames in to a gated livestream."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field
from quart import Blueprint
from quart_schema import document_response, security_scheme_blueprint, tag_blueprint

from api.auth import require_credential
from api.context import get_context
from api.docs.openapi import SIGNED_IN
from api.problems.problem import problems
from api.tokens.entry import NoEntry, check_holdings
from catalog.gates.gate import replay_owed
from catalog.gates.tickets import write_ticket
from catalog.livestreams.board import select_livestream
from catalog.livestreams.errors import NotFoundError
from contract.moments import to_rfc3339

blueprint = Blueprint("tickets", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Livestreams"])
security_scheme_blueprint(blueprint, SIGNED_IN)


@dataclass(kw_only=True)
class TicketBody:
    """Lets a page in to one livestream, to watch, as the sign-in that asked for it; and ends with that."""

    ticket: Annotated[
        str,
        Field(
            description="Secret. As a bearer token for `POST /livestreams/{id}/pass` and `GET "
            "/livestreams/{id}/chat`, and for the channel as a subprotocol besides `encryptedmedia-live`."
        ),
    ]
    expires_at: datetime


@blueprint.post("/livestreams/<livestream_id>/ticket")
@document_response(TicketBody)
@document_response(NoEntry, 403)
@problems(401, 404)
async def create_ticket(livestream_id: str) -> dict[str, Any]:
    """Get a ticket to a livestream that this account may watch, for a page of ours on another site.

    Browsers send no cookies from such a page. It opens `/embed/livestreams/{id}/enter` in a window, whose page asks
    for the ticket and hands it to a page of our own origin only.
    """
    credential = await require_credential()
    read = await select_livestream(livestream_id)
    if read is None:
        raise NotFoundError
    (entry,) = read.entries
    account = credential.account
    await check_holdings(account.id, entry, replay_owed(account.id, entry.artist_id, entry.livestream))
    ticket = write_ticket(get_context().keys, livestream_id, credential.name)
    return {"ticket": ticket.text, "expires_at": to_rfc3339(ticket.expires_at)}
