"""`/livestreams/:id/pass`: what opens the media of a gated livestream."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field
from quart import Blueprint
from quart_schema import document_response, security_scheme_blueprint, tag_blueprint

from api.auth import require_credential
from api.context import get_context
from api.docs.openapi import scoped
from api.problems.problem import Problem, ProblemError, problems
from api.shapes.bodies import ArtistBody
from catalog.errors import NotFoundError
from catalog.gates.blocks import BLOCKED
from catalog.gates.gate import tokens_owed
from catalog.gates.passes import issue_pass
from catalog.livestreams.board import select_livestream
from contract.gates import read_gate
from contract.livestreams import complete
from contract.moments import to_rfc3339

blueprint = Blueprint("passes", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Livestreams"])
security_scheme_blueprint(blueprint, scoped("watch"))


@dataclass(kw_only=True)
class PassBody:
    """A pass to a gated livestream. Whoever has it can watch, for as long as a page of its account does."""

    pass_: Annotated[str, Field(alias="pass", description="Secret. Stands in an address before the file's name.")]
    media_url: Annotated[str, Field(description="The playlist. It plays while the livestream is live.")]
    expires_at: Annotated[datetime, Field(description="At the latest; ask for another before.")]


@dataclass(kw_only=True)
class NoEntry(Problem):
    """A refusal, and for `not_enough_tokens` what is missing."""

    needed: Annotated[int | None, Field(description="Tokens that it takes.")] = None
    held: Annotated[int | None, Field(description="Tokens that the account holds.")] = None
    artist: Annotated[ArtistBody | None, Field(description="Whose tokens.")] = None


@blueprint.post("/livestreams/<livestream_id>/pass")
@document_response(PassBody)
@document_response(NoEntry, 403)
@problems(401, 404, 409)
async def create_pass(livestream_id: str) -> dict[str, Any]:
    """Get a pass to a gated livestream.

    Its media is at `media_url`, and nowhere without a pass. An account that has one gets the same again. A
    livestream's own artist needs no tokens.
    """
    credential = await require_credential("watch")
    account = credential.account
    read = await select_livestream(livestream_id)
    if read is None:
        raise NotFoundError
    (entry,) = read.entries
    if not read_gate(entry.livestream):
        words = "This livestream is for everybody: its hls_url plays without a pass."
        raise ProblemError(409, "not_gated", words)
    context = get_context()
    needed = tokens_owed(account.id, entry.artist_id, entry.livestream)
    pair = account.id, entry.artist_id
    held = (await context.live.read_holdings([pair])).get(pair, 0) if needed else 0
    if held == BLOCKED:
        raise ProblemError(403, "blocked", "This livestream's artist does not let your account watch.")
    if held < needed:
        artist = entry.livestream["artist"]
        words = f"This livestream is for those who hold {needed} tokens of {artist['display_name']}; you hold {held}."
        raise ProblemError(
            403, "not_enough_tokens", words, members={"needed": needed, "held": held, "artist": artist}
        )
    issued = await issue_pass(context.keys, livestream_id, account.id, credential.name)
    return {
        "pass": issued.text,
        "media_url": complete(issued.media_path, context.origin_url),
        "expires_at": to_rfc3339(issued.expires_at),
    }
