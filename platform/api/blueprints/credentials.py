"""`/livestreams/:id/credentials`: what the artist types into the encoder."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field
from quart import Blueprint, Response, jsonify
from quart_schema import document_response, security_scheme_blueprint, tag_blueprint

from api.auth import require_artist
from api.context import get_context
from api.docs.openapi import scoped
from api.problems.problem import problems
from api.shapes.bodies import RtmpsUrl, RtmpUrl
from catalog.livestreams.changes import Rotation, rotate_stream_key, select_stream_key
from live.publishers.telling import tell_artist

blueprint = Blueprint("credentials", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Lifecycle"])
security_scheme_blueprint(blueprint, scoped("manage"))


@dataclass(kw_only=True)
class CredentialsBody:
    """Server and stream key, for its artist only."""

    rtmp_url: RtmpUrl
    rtmps_url: RtmpsUrl
    stream_key: Annotated[str, Field(description="Secret. Whoever has it can publish.")]


@blueprint.get("/livestreams/<livestream_id>/credentials")
@document_response(CredentialsBody)
@problems(401, 403, 404)
async def read_credentials(livestream_id: str) -> Response:
    """The encoder's server, the same with TLS where that is offered, and stream key."""
    artist = await require_artist("manage")
    return _answer(await select_stream_key(livestream_id, artist.id))


@blueprint.post("/livestreams/<livestream_id>/credentials/rotate")
@document_response(CredentialsBody)
@problems(401, 403, 404, 409)
async def rotate_key(livestream_id: str) -> Response:
    """Make a new stream key.

    Nobody gets in with the old one any more. An encoder that is on air with it stays; one that is connected but not
    on air is disconnected, and told why. Not while an encoder is expected back with it.
    """
    artist = await require_artist("manage")
    context = get_context()

    async def rotate() -> Rotation:
        rotation = await rotate_stream_key(livestream_id, artist.id)
        await tell_artist(context.live, rotation.change)
        return rotation

    return _answer((await context.commits.run(rotate)).stream_key)


def _answer(stream_key: str) -> Response:
    response = jsonify({**get_context().servers, "stream_key": stream_key})
    response.headers["Cache-Control"] = "no-store"
    return response
