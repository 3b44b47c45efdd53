"""`/livestreams/:id/applause`: how loud a show was, and what might be cut out of it."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field
from quart import Blueprint, Response, jsonify, request
from quart_schema import document_response, security_scheme, tag_blueprint

from api.auth import authenticate, require_artist
from api.chat.entry import check_watching, find_entry
from api.docs.openapi import ANYBODY, scoped
from api.problems.problem import problems
from api.tokens.entry import NoEntry
from catalog.applause.levels import EVERY
from catalog.applause.reading import read_loudness, read_moments
from contract.gates import read_gate

blueprint = Blueprint("applause", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Applause"])

Level = Annotated[float, Field(ge=0, le=1, description="From 0 to 1, the loudest of the show.")]


@dataclass(kw_only=True)
class ApplauseBody:
    """How loud a show was."""

    livestream_id: str
    every: Annotated[int, Field(description="Seconds of show time that each level and count is of.")]
    levels: Annotated[
        list[Level],
        Field(description="From the show's first seconds to the last in which somebody clapped; then it is silent."),
    ]
    counts: Annotated[list[int], Field(description="Claps of the same seconds.")]


@dataclass(kw_only=True)
class MomentBody:
    """A part of a show that might make a clip."""

    from_: Annotated[float, Field(alias="from", ge=0, description="Seconds of show time, as `to` and `at`.")]
    to: Annotated[float, Field(ge=0, description="The same.")]
    at: Annotated[float, Field(ge=0, description="When it was loudest.")]
    level: Level
    count: Annotated[int, Field(ge=0, description="Claps from its beginning to its end.")]
    chapter: Annotated[str | None, Field(description="The marker before its loudest seconds; null: there is none.")]


@dataclass(kw_only=True)
class MomentList:
    """Ten at most, in the show's order."""

    moments: list[MomentBody]


@blueprint.get("/livestreams/<livestream_id>/applause")
@document_response(ApplauseBody)
@document_response(NoEntry, 403)
@security_scheme(ANYBODY)
@problems(401, 404)
async def read_applause(livestream_id: str) -> Response:
    """How loud a show was, for whoever may watch it: a level for each five seconds of show time, 1 being its loudest.

    While it is live it is at most ten seconds behind; the event `applause` tells what is heard now. May be kept for
    five seconds, and when the show is over for a minute.
    """
    entry = await find_entry(livestream_id)
    await check_watching(entry, await authenticate(request))
    loudness = await read_loudness(livestream_id)
    response = jsonify(
        {"livestream_id": livestream_id, "every": EVERY, "levels": loudness.levels, "counts": loudness.counts}
    )
    whose = "private" if read_gate(entry.livestream) else "public"
    seconds = 60 if entry.livestream["status"] in ("ended", "archived") else EVERY
    response.headers["Cache-Control"] = f"{whose}, max-age={seconds}"
    return response


@blueprint.get("/livestreams/<livestream_id>/applause/moments")
@document_response(MomentList)
@security_scheme(scoped("manage"))
@problems(401, 403, 404)
async def list_moments(livestream_id: str) -> dict[str, Any]:
    """What its artist might make clips of: the loudest 20 to 40 seconds of a show, beginning some seconds before the
    people clap, none over another. What is a clip already, for the most part, is not there; nothing is, where the
    recording is gone. `POST /livestreams/{id}/clips` takes `from` and `to` as they are.
    """
    artist = await require_artist("manage")
    return {"moments": [one.describe() for one in await read_moments(livestream_id, artist.id)]}
