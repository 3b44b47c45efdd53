"""`/livestreams/:id/goal`: what tips are for."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from quart import Blueprint
from quart_schema import document_response, security_scheme_blueprint, tag_blueprint

from api.auth import require_artist
from api.blueprints.chat_room import GoalBody
from api.chat.entry import check_not_over, find_entry
from api.context import get_context
from api.docs.openapi import Empty, scoped
from api.problems.problem import problems
from api.shapes.bodies import STRICT, Title, to_whole
from api.shapes.validation import validate_request
from catalog.chat.reading import read_room
from catalog.ledger.rules import MOST_TOKENS
from catalog.livestreams.errors import NotAllowedError
from catalog.tips.goals import end_goal, set_goal

blueprint = Blueprint("goals", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Tips"])
security_scheme_blueprint(blueprint, scoped("manage"))


@dataclass(kw_only=True)
class GoalRequest:
    """What tips are to be for."""

    __pydantic_config__ = STRICT

    title: Title
    amount: Annotated[
        int,
        Field(strict=True, ge=1, le=MOST_TOKENS, examples=[500], description="Tokens that it takes."),
        BeforeValidator(to_whole),
    ]


@blueprint.put("/livestreams/<livestream_id>/goal")
@document_response(GoalBody)
@problems(400, 401, 403, 404, 409)
@validate_request(GoalRequest)
async def put_goal(livestream_id: str, data: GoalRequest) -> dict[str, Any]:
    """Say what tips are for; for the livestream's artist.

    Tips count for it from now on, and all who watch see how far it is (`room.goal` in the chat's frames). Where there
    is a goal already, its title and amount are changed, and what was given stays. Not in a room that is over: 409
    `chat_closed`.
    """
    artist = await require_artist("manage")
    entry = await find_entry(livestream_id)
    if entry.artist_id != artist.id:
        raise NotAllowedError
    check_not_over(entry)
    context = get_context()
    await context.commits.run(
        lambda: context.live.chat.change(lambda: set_goal(livestream_id, artist.id, data.title, data.amount))
    )
    goal: dict[str, Any] = (await read_room(livestream_id)).shape["goal"]
    return goal


@blueprint.delete("/livestreams/<livestream_id>/goal")
@document_response(Empty, 204)
@problems(401, 403, 404)
async def delete_goal(livestream_id: str) -> tuple[str, int]:
    """Tips are for nothing special any more, also where they were not; the next goal begins at 0."""
    artist = await require_artist("manage")
    context = get_context()
    await context.commits.run(lambda: context.live.chat.change(lambda: end_goal(livestream_id, artist.id)))
    return "", 204
