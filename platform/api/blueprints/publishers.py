"""`/livestreams/:id/publishers`: who used its stream key."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field
from quart import Blueprint
from quart_schema import document_response, security_scheme_blueprint, tag_blueprint

from api.auth import require_artist
from api.context import get_context
from api.docs.openapi import Empty, scoped
from api.problems.problem import problems
from api.shapes.bodies import STRICT
from api.shapes.pages import Cursor, NextCursor
from api.shapes.validation import validate_querystring
from catalog.feeds.handover import let_take_over, take_back
from catalog.feeds.uses import Use, select_uses
from contract.moments import to_rfc3339

blueprint = Blueprint("publishers", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Lifecycle"])
security_scheme_blueprint(blueprint, scoped("manage"))


@dataclass(kw_only=True)
class PublishersQuery:
    """Which page."""

    __pydantic_config__ = STRICT

    limit: Annotated[int, Field(ge=1, le=100)] = 20
    cursor: Cursor = None


@dataclass(kw_only=True)
class PublisherBody:
    """Somebody who had the stream key: a session, or tries that were refused."""

    session_id: str
    node: Annotated[str, Field(description="The ingest node's name; empty: it gave none.")]
    address: Annotated[str, Field(description="Where the encoder connected from; empty: its node did not say.")]
    admitted_at: Annotated[datetime, Field(description="When it was let in; of refused tries the first.")]
    started_at: Annotated[datetime | None, Field(description="Its first media; null: none has come.")]
    ended_at: Annotated[datetime | None, Field(description="Null: it is connected. Of refused tries the last.")]
    reason: Annotated[
        str,
        Field(
            description="Why it ended, such as `stopped`, `connection_lost`, `key_changed`, `taken_over`; of refused "
            "tries `already_publishing`, `livestream_ended` or `livestream_cancelled`. Empty while connected."
        ),
    ]
    refused: Annotated[bool, Field(description="The key was right, and it was not let in.")]
    key: Annotated[Literal["current", "former"], Field(description="`former`: the key has been changed since.")]


@dataclass(kw_only=True)
class PublisherList:
    """Some uses of the stream key, the newest first."""

    publishers: list[PublisherBody]
    next_cursor: NextCursor


@blueprint.get("/livestreams/<livestream_id>/publishers")
@document_response(PublisherList)
@problems(400, 401, 403, 404)
@validate_querystring(PublishersQuery)
async def list_publishers(livestream_id: str, query_args: PublishersQuery) -> dict[str, Any]:
    """Every use of the stream key in the last thirty days, the newest first: for its artist, to see a stranger by.

    A wrong key is of no livestream, so who tries one is not here. Tries from one address that were refused one after
    the other are one line.
    """
    artist = await require_artist("manage")
    page = await select_uses(livestream_id, artist.id, limit=query_args.limit, cursor=query_args.cursor)
    return {"publishers": [_present(use) for use in page.uses], "next_cursor": page.next_cursor}


@dataclass(kw_only=True)
class HandoverBody:
    """Another encoder may take over."""

    until: Annotated[datetime, Field(description="Until when; once.")]


@blueprint.post("/livestreams/<livestream_id>/publishers/handover")
@document_response(HandoverBody)
@problems(401, 403, 404, 409)
async def hand_over(livestream_id: str) -> dict[str, Any]:
    """Let another encoder take over.

    A second encoder with the stream key is refused (`ingest.conflict`). After this, the next one that comes within a
    minute takes over from the one that is connected, which is told so and disconnected; the show goes on.
    """
    artist = await require_artist("manage")
    context = get_context()

    async def hand_over() -> datetime:
        return await let_take_over(livestream_id, artist.id)

    return {"until": to_rfc3339(await context.commits.run(hand_over))}


@blueprint.delete("/livestreams/<livestream_id>/publishers/handover")
@document_response(Empty, 204)
@problems(401, 403, 404)
async def take_back_handover(livestream_id: str) -> tuple[str, int]:
    """Let nobody take over after all: for whoever pressed it by mistake, and no encoder has come yet.

    What another encoder has taken over already stays with it.
    """
    artist = await require_artist("manage")

    async def take_back_() -> None:
        await take_back(livestream_id, artist.id)

    await get_context().commits.run(take_back_)
    return "", 204


def _present(use: Use) -> dict[str, Any]:
    return {
        "session_id": use.session_id,
        "node": use.node,
        "address": use.address,
        "admitted_at": to_rfc3339(use.admitted_at),
        "started_at": to_rfc3339(use.started_at),
        "ended_at": to_rfc3339(use.ended_at),
        "reason": use.reason,
        "refused": use.refused,
        "key": "current" if use.is_current else "former",
    }
