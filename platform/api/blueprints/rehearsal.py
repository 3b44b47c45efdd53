"""`/rehearsal`: an artist's second stream key. It goes through all that a show does, and nobody else hears of it."""

from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field
from quart import Blueprint, Response, jsonify
from quart_schema import document_response, security_scheme_blueprint, tag_blueprint

from api.auth import require_artist
from api.context import get_context
from api.docs.openapi import scoped
from api.problems.problem import problems
from api.shapes.bodies import RtmpsUrl, RtmpUrl
from catalog.feeds.rehearsals import Rehearsal, rotate_rehearsal, select_rehearsal
from contract.livestreams import complete

blueprint = Blueprint("rehearsal", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Rehearsal"])
security_scheme_blueprint(blueprint, scoped("manage"))


@dataclass(kw_only=True)
class CheckBody:
    """One thing that must be right before a show."""

    name: Annotated[
        str, Field(examples=["picture", "sound", "keyframes", "frame_rate", "bitrate", "clock", "server"])
    ]
    ok: Annotated[bool | None, Field(description="Null: still being measured.")]
    words: Annotated[str, Field(description="What was found, and what to change in OBS.")]
    code: Annotated[str, Field(description="The same, stable, for programs. An older verdict has none.")] = field(
        default_factory=str
    )
    values: Annotated[dict[str, str | float], Field(description="What the words name.")] = field(default_factory=dict)


@dataclass(kw_only=True)
class VerdictBody:
    """Whether the stream is fit to go live. It needs about five seconds of figures."""

    ready: bool
    checks: list[CheckBody]


@dataclass(kw_only=True)
class RehearsalBody:
    """What an artist needs to rehearse, for this artist only."""

    rtmp_url: RtmpUrl
    rtmps_url: RtmpsUrl
    stream_key: Annotated[str, Field(description="Secret, and permanent. It never makes anything go live.")]
    hls_url: Annotated[str, Field(description="The private preview; it plays while a rehearsal goes on.")]
    active: Annotated[bool, Field(description="An encoder is connected with the key.")]
    verdict: Annotated[
        VerdictBody | None,
        Field(description="Of the current rehearsal, else of the last one; null before the first."),
    ]


@blueprint.get("/rehearsal")
@document_response(RehearsalBody)
@problems(401, 403)
async def read_rehearsal() -> Response:
    """The rehearsal key, its preview, and how the rehearsal goes or the last one went.

    `/ws/me` pushes the same: `rehearsal.started`, `rehearsal.health` once a second, `rehearsal.ended`.
    """
    artist = await require_artist("manage")
    return _answer(await select_rehearsal(artist.id), artist.id)


@blueprint.post("/rehearsal/rotate")
@document_response(RehearsalBody)
@problems(401, 403, 409)
async def rotate_rehearsal_key() -> Response:
    """Make a new rehearsal key, and a new address for the preview.

    The old ones stop working. Not while an encoder is connected with it.
    """
    artist = await require_artist("manage")
    return _answer(await get_context().commits.run(lambda: rotate_rehearsal(artist.id)), artist.id)


def _answer(rehearsal: Rehearsal, artist_id: str) -> Response:
    context = get_context()
    verdict = context.live.rehearsal_verdict(artist_id) if rehearsal.active else rehearsal.verdict
    response = jsonify(
        {
            **context.servers,
            "stream_key": rehearsal.stream_key,
            "hls_url": complete(rehearsal.hls_path, context.origin_url),
            "active": rehearsal.active,
            "verdict": verdict,
        }
    )
    response.headers["Cache-Control"] = "no-store"
    return response
