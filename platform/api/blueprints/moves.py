"""`/livestreams/:id/start` and the other moves of a livestream's life."""

from typing import Any

from quart import Blueprint
from quart_schema import document_response, security_scheme_blueprint, tag_blueprint

from api.auth import require_artist
from api.changes import change_livestream
from api.context import get_context
from api.docs.openapi import scoped
from api.problems.problem import problems
from api.shapes.bodies import LivestreamBody, present_livestream
from catalog.livestreams.changes import move_livestream

blueprint = Blueprint("moves", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Lifecycle"])
security_scheme_blueprint(blueprint, scoped("manage"))


@blueprint.post("/livestreams/<livestream_id>/start")
@document_response(LivestreamBody)
@problems(401, 403, 404, 409)
async def start_livestream(livestream_id: str) -> dict[str, Any]:
    """Start.

    Scheduled: live at once if an encoder is connected, else as soon as one is. Ended: scheduled again.
    """
    return await _move(livestream_id, "start")


@blueprint.post("/livestreams/<livestream_id>/stop")
@document_response(LivestreamBody)
@problems(401, 403, 404, 409)
async def stop_livestream(livestream_id: str) -> dict[str, Any]:
    """End a live livestream.

    Its encoder is disconnected within a second.
    """
    return await _move(livestream_id, "stop")


@blueprint.post("/livestreams/<livestream_id>/cancel")
@document_response(LivestreamBody)
@problems(401, 403, 404, 409)
async def cancel_livestream(livestream_id: str) -> dict[str, Any]:
    """Cancel a scheduled livestream. There is no way back."""
    return await _move(livestream_id, "cancel")


@blueprint.post("/livestreams/<livestream_id>/archive")
@document_response(LivestreamBody)
@problems(401, 403, 404, 409)
async def archive_livestream(livestream_id: str) -> dict[str, Any]:
    """Put an ended livestream away. It leaves the public lists."""
    return await _move(livestream_id, "archive")


async def _move(livestream_id: str, move: str) -> dict[str, Any]:
    artist = await require_artist("manage")
    context = get_context()
    if move == "stop":
        await context.live.keep_counts(livestream_id)
    change = await change_livestream(
        lambda: move_livestream(livestream_id, artist.id, move, most_open=context.most_open(artist))
    )
    return await present_livestream(change.entry, artist, context)
