"""`/livestreams/:id/replay`: what is kept of a livestream."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field
from quart import Blueprint, request
from quart_schema import document_response, security_scheme, tag_blueprint

from api.auth import authenticate, require_artist
from api.changes import change_livestream
from api.context import get_context
from api.docs.openapi import ANYBODY, Empty, scoped
from api.problems.problem import problems
from api.shapes.bodies import STRICT, Flag, LivestreamReplayBody, left_out, list_changes, present_livestream
from api.shapes.validation import validate_request
from catalog.livestreams.board import select_livestream
from catalog.livestreams.errors import NotFoundError
from catalog.recordings.changes import delete_replay, update_replay
from catalog.recordings.errors import ReplayNotFoundError
from catalog.recordings.rules import Visibility

blueprint = Blueprint("replays", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Replays"])


@dataclass(kw_only=True)
class ReplayChanges:
    """What is to be different; fields left out stay as they are."""

    __pydantic_config__ = STRICT

    keep: Annotated[Flag, Field(description="Keep it until it is deleted by hand.")] = left_out()
    visibility: Annotated[
        Visibility, Field(description="Whoever may watch the show; holders of its artist's tokens; its artist alone.")
    ] = left_out()


@blueprint.get("/livestreams/<livestream_id>/replay")
@document_response(LivestreamReplayBody)
@security_scheme(ANYBODY)
@problems(404)
async def read_replay(livestream_id: str) -> dict[str, Any]:
    """What is kept of a livestream, as in its `replay`.

    While it is live, `url` plays from its first second on; when it is over, all of it. Where it takes a pass, `POST
    /livestreams/{id}/pass` answers with its `replay_url`. 404 `replay_not_found`: nothing was kept, or it is its
    artist's alone.
    """
    account = await authenticate(request)
    read = await select_livestream(livestream_id)
    if read is None:
        raise NotFoundError
    shown = await present_livestream(read.entries[0], account, get_context())
    return _find(shown)


@blueprint.patch("/livestreams/<livestream_id>/replay")
@document_response(LivestreamReplayBody)
@security_scheme(scoped("manage"))
@problems(400, 401, 403, 404)
@validate_request(ReplayChanges)
async def change_replay(livestream_id: str, data: ReplayChanges) -> dict[str, Any]:
    """Say for how long a replay is kept, and who may have it.

    What players have already they keep; whoever may not have it any more gets nothing more within a few seconds.
    """
    artist = await require_artist("manage")
    changes = list_changes(data)
    change = await change_livestream(lambda: update_replay(livestream_id, artist.id, changes))
    return _find(await present_livestream(change.entry, artist, get_context()))


@blueprint.delete("/livestreams/<livestream_id>/replay")
@document_response(Empty, 204)
@security_scheme(scoped("manage"))
@problems(401, 403, 404)
async def remove_replay(livestream_id: str) -> tuple[str, int]:
    """Delete a replay for good, wherever it lies.

    Of a livestream that is live nothing more is recorded then: its `record` is false.
    """
    artist = await require_artist("manage")
    await change_livestream(lambda: delete_replay(livestream_id, artist.id))
    return "", 204


def _find(shown: dict[str, Any]) -> dict[str, Any]:
    """Raises ReplayNotFoundError"""
    replay: dict[str, Any] | None = shown["replay"]
    if replay is None:
        raise ReplayNotFoundError
    return replay
