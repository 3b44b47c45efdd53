"""`/artists/:id/tokens/offer`: where an artist's tokens are to be had."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field
from quart import Blueprint
from quart_schema import document_response, security_scheme, tag_blueprint

from api.auth import require_account
from api.docs.openapi import scoped
from api.problems.problem import ProblemError, problems
from api.shapes.bodies import STRICT
from api.shapes.validation import validate_request
from catalog.ledger.offers import select_offer, write_offer
from contract.text import TEXT

blueprint = Blueprint("offers", __name__, url_prefix="/api/v1/artists/<artist_id>/tokens/offer")
tag_blueprint(blueprint, ["Tokens"])

Words = Annotated[
    str,
    Field(max_length=400, examples=["At every concert, and at https://shop.example.org/tokens"]),
    TEXT,
]


@dataclass(kw_only=True)
class OfferBody:
    """What those are told who lack tokens. Empty: nothing."""

    __pydantic_config__ = STRICT

    words: Words


@blueprint.get("")
@document_response(OfferBody)
@problems(404)
async def read_offer(artist_id: str) -> dict[str, Any]:
    """Where an artist's tokens are to be had, in its own words; for everybody."""
    return {"words": await select_offer(artist_id)}


@blueprint.put("")
@document_response(OfferBody)
@security_scheme(scoped("tokens"))
@problems(400, 401, 403, 404)
@validate_request(OfferBody)
async def replace_offer(artist_id: str, data: OfferBody) -> dict[str, Any]:
    """Say where your tokens are to be had. Pages show it to fans who do not hold enough."""
    account = await require_account("tokens")
    if account.id != artist_id:
        raise ProblemError(403, "not_yours", "Only their artist can say this.")
    await write_offer(artist_id, data.words)
    return {"words": data.words}
