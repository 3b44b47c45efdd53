"""`/livestreams/:id/chat/acts`: who did what to keep a room pleasant."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field
from quart import Blueprint
from quart_schema import document_response, security_scheme, tag_blueprint

from api.chat.entry import require_keeper
from api.docs.openapi import scoped
from api.problems.problem import problems
from api.shapes.bodies import STRICT, ArtistBody
from api.shapes.pages import Cursor, NextCursor
from api.shapes.validation import validate_querystring
from catalog.chat.moderation.acts import select_acts
from contract.moments import to_rfc3339

blueprint = Blueprint("chat_acts", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Chat"])


@dataclass(kw_only=True)
class ActBody:
    """Something that was done."""

    id: int
    at: datetime
    by: Annotated[ArtistBody | None, Field(description="Null: that account is closed.")]
    what: Annotated[
        str,
        Field(
            description="`messages_removed`, `timed_out`, `banned`, `ban_lifted`, `moderator_added`, "
            "`moderator_dismissed`, `settings_changed`, `filter_set`, `filter_removed`, `pinned`, `unpinned`, "
            "`question_changed`, `report_closed`; more may come."
        ),
    ]
    about: Annotated[dict[str, Any], Field(description="Whom and what it was done to.")]


@dataclass(kw_only=True)
class ActsBody:
    """Some of what was done, the last first."""

    acts: list[ActBody]
    next_cursor: NextCursor


@dataclass(kw_only=True)
class ActsQuery:
    """Which of them."""

    __pydantic_config__ = STRICT

    limit: Annotated[int, Field(ge=1, le=100)] = 100
    cursor: Cursor = None


@blueprint.get("/livestreams/<livestream_id>/chat/acts")
@document_response(ActsBody)
@security_scheme(scoped("moderate"))
@problems(400, 401, 403, 404)
@validate_querystring(ActsQuery)
async def list_chat_acts(livestream_id: str, query_args: ActsQuery) -> dict[str, Any]:
    """Who did what in this room, the last first: for those who keep it. Nothing of it is ever changed."""
    await require_keeper(livestream_id)
    acts, more = await select_acts(livestream_id, limit=query_args.limit, cursor=query_args.cursor)
    return {
        "acts": [
            {
                "id": one.id,
                "at": to_rfc3339(one.at),
                "by": None if one.by is None else {"id": one.by.id, "display_name": one.by.name},
                "what": one.act,
                "about": one.about,
            }
            for one in acts
        ],
        "next_cursor": more,
    }
