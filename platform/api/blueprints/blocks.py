"""`/artists/:id/blocks`: whom an artist lets watch no gated livestream of theirs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field
from quart import Blueprint
from quart_schema import document_response, security_scheme_blueprint, tag_blueprint

from api.auth import require_artist
from api.context import get_live
from api.docs.openapi import Empty, scoped
from api.problems.problem import ProblemError, problems
from api.shapes.bodies import STRICT, ArtistBody
from api.shapes.pages import Cursor, NextCursor
from api.shapes.validation import validate_querystring
from catalog.gates.blocks import block_account, select_blocks, unblock_account
from contract.moments import to_rfc3339

blueprint = Blueprint("blocks", __name__, url_prefix="/api/v1/artists/<artist_id>/blocks")
tag_blueprint(blueprint, ["Tokens"])
security_scheme_blueprint(blueprint, scoped("moderate"))


@dataclass(kw_only=True)
class BlockedBody:
    """Who is blocked."""

    account: ArtistBody
    blocked_at: datetime


@dataclass(kw_only=True)
class BlocksBody:
    """Some of those who are."""

    blocks: list[BlockedBody]
    next_cursor: NextCursor


@dataclass(kw_only=True)
class BlocksQuery:
    """Which of them."""

    __pydantic_config__ = STRICT

    limit: Annotated[int, Field(ge=1, le=100)] = 100
    cursor: Cursor = None


@blueprint.get("")
@document_response(BlocksBody)
@problems(400, 401, 403)
@validate_querystring(BlocksQuery)
async def list_blocks(artist_id: str, query_args: BlocksQuery) -> dict[str, Any]:
    """Whom you block, the last first."""
    await check_own(artist_id)
    blocks, more = await select_blocks(artist_id, limit=query_args.limit, cursor=query_args.cursor)
    return {
        "blocks": [
            {
                "account": {"id": one.account_id, "display_name": one.display_name},
                "blocked_at": to_rfc3339(one.blocked_at),
            }
            for one in blocks
        ],
        "next_cursor": more,
    }


@blueprint.put("/<account_id>")
@document_response(Empty, 204)
@problems(401, 403, 404, 409)
async def create_block(artist_id: str, account_id: str) -> tuple[str, int]:
    """Block an account.

    Whatever it holds, it watches no gated livestream of yours: pages and players that do are shut out within 5
    seconds. Its tokens stay its own.
    """
    await check_own(artist_id)
    if account_id == artist_id:
        raise ProblemError(409, "own_account", "You cannot block yourself.")
    await block_account(artist_id, account_id)
    get_live().recheck(account_id)
    return "", 204


@blueprint.delete("/<account_id>")
@document_response(Empty, 204)
@problems(401, 403)
async def remove_block(artist_id: str, account_id: str) -> tuple[str, int]:
    """Block an account no longer. The answer is the same where it was not blocked."""
    await check_own(artist_id)
    await unblock_account(artist_id, account_id)
    return "", 204


async def check_own(artist_id: str) -> None:
    """Raises ProblemError: 403 not_yours"""
    artist = await require_artist("moderate")
    if artist.id != artist_id:
        raise ProblemError(403, "not_yours", "Whom an artist blocks is that artist's own affair.")
