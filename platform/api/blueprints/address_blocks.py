"""`/artists/:id/blocks/addresses`: whom an artist blocks by the address that it gave tokens to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from quart import Blueprint
from quart_schema import document_response, security_scheme_blueprint, tag_blueprint

from api.accounts.fields import Email
from api.blueprints.blocks import BlocksQuery, check_own
from api.docs.openapi import Empty, scoped
from api.problems.problem import problems
from api.shapes.bodies import STRICT
from api.shapes.pages import NextCursor
from api.shapes.validation import validate_querystring, validate_request
from catalog.gates.addresses import AddressBlock, block_address, select_address_blocks, unblock_address
from contract.moments import to_rfc3339

blueprint = Blueprint("address_blocks", __name__, url_prefix="/api/v1/artists/<artist_id>/blocks/addresses")
tag_blueprint(blueprint, ["Tokens"])
security_scheme_blueprint(blueprint, scoped("moderate"))


@dataclass(kw_only=True)
class AddressBlockRequest:
    """Which address."""

    __pydantic_config__ = STRICT

    email: Email


@dataclass(kw_only=True)
class AddressBlockBody:
    """Which address is blocked."""

    id: str
    email: str
    blocked_at: datetime


@dataclass(kw_only=True)
class AddressBlocksBody:
    """Some of those that are."""

    blocks: list[AddressBlockBody]
    next_cursor: NextCursor


@blueprint.get("")
@document_response(AddressBlocksBody)
@problems(400, 401, 403)
@validate_querystring(BlocksQuery)
async def list_address_blocks(artist_id: str, query_args: BlocksQuery) -> dict[str, Any]:
    """Which addresses you block, the last first."""
    await check_own(artist_id)
    blocks, more = await select_address_blocks(artist_id, limit=query_args.limit, cursor=query_args.cursor)
    return {"blocks": [_present(one) for one in blocks], "next_cursor": more}


@blueprint.post("")
@document_response(AddressBlockBody, 201)
@problems(400, 401, 403)
@validate_request(AddressBlockRequest)
async def create_address_block(artist_id: str, data: AddressBlockRequest) -> tuple[dict[str, Any], int]:
    """Block whoever has an address.

    As blocking an account, for the one that has verified this address, or does one day, and still when it leaves it
    for another; whether there is one, the answer does not tell.
    """
    await check_own(artist_id)
    # Who watches is looked at every few seconds: an answer that began that would take longer where there is somebody.
    return _present(await block_address(artist_id, data.email)), 201


@blueprint.delete("/<block_id>")
@document_response(Empty, 204)
@problems(401, 403)
async def remove_address_block(artist_id: str, block_id: str) -> tuple[str, int]:
    """Block an address no longer. The answer is the same where it was not blocked."""
    await check_own(artist_id)
    if block_id.isascii() and block_id.isdigit() and len(block_id) < 19:
        await unblock_address(artist_id, int(block_id))
    return "", 204


def _present(one: AddressBlock) -> dict[str, Any]:
    return {"id": str(one.id), "email": one.email, "blocked_at": to_rfc3339(one.blocked_at)}
