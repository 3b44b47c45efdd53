"""`/livestreams/:id/markers`: moments of a show that its artist has named."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field
from quart import Blueprint
from quart_schema import document_response, security_scheme, tag_blueprint

from api.auth import require_artist
from api.changes import change_livestream
from api.docs.openapi import ANYBODY, Empty, scoped
from api.problems.problem import problems
from api.shapes.bodies import STRICT, Title, left_out, list_changes
from api.shapes.validation import validate_request
from catalog.markers.changes import delete_marker, insert_marker, update_marker
from catalog.markers.list import list_markers

blueprint = Blueprint("markers", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Markers"])

ShowTime = Annotated[
    float,
    Field(
        strict=True,
        ge=0,
        le=10_000_000,
        allow_inf_nan=False,
        examples=[754.2],
        description="Seconds of show time: since the replay's `from`, by the media's dates.",
    ),
]


@dataclass(kw_only=True)
class MarkerBody:
    """Where a chapter begins."""

    id: str
    livestream_id: str
    at: ShowTime
    title: Title
    created_at: datetime


@dataclass(kw_only=True)
class MarkerList:
    """All of a livestream's markers, in the show's order; 200 at most."""

    markers: list[MarkerBody]


@dataclass(kw_only=True)
class MarkerDraft:
    """A marker to be."""

    __pydantic_config__ = STRICT

    title: Annotated[Title | None, Field(description="Null, or left out: one is made up, such as `Marker 3`.")] = None
    at: Annotated[
        ShowTime | None, Field(description="Seconds of show time; null, or left out: what the encoder sends now.")
    ] = None


@dataclass(kw_only=True)
class MarkerChanges:
    """What is to be different; fields left out stay as they are."""

    __pydantic_config__ = STRICT

    title: Title = left_out()
    at: ShowTime = left_out()


@blueprint.post("/livestreams/<livestream_id>/markers")
@document_response(MarkerBody, 200)
@document_response(MarkerBody, 201)
@security_scheme(scoped("manage"))
@problems(400, 401, 403, 404, 409)
@validate_request(MarkerDraft, optional=True)
async def create_marker(livestream_id: str, data: MarkerDraft) -> tuple[dict[str, Any], int]:
    """Name a moment of the show: a chapter begins there.

    Possible while the livestream is live, and as long as there is a replay (else 409 `nothing_to_mark`). Two of one
    title within a second are one: the second request is answered with the first one's marker, and 200. Everybody
    who has the livestream open is told (`livestream.marker`).
    """
    artist = await require_artist("manage")
    change = await change_livestream(lambda: insert_marker(livestream_id, artist.id, title=data.title, at=data.at))
    return change.marker.describe(), 201 if change.made else 200


@blueprint.get("/livestreams/<livestream_id>/markers")
@document_response(MarkerList)
@security_scheme(ANYBODY)
@problems(404)
async def read_markers(livestream_id: str) -> dict[str, Any]:
    """The livestream's markers, in the show's order; for whoever may see its title, which is everybody."""
    return {"markers": [one.describe() for one in await list_markers(livestream_id)]}


@blueprint.patch("/livestreams/<livestream_id>/markers/<marker_id>")
@document_response(MarkerBody)
@security_scheme(scoped("manage"))
@problems(400, 401, 403, 404, 409)
@validate_request(MarkerChanges)
async def change_marker(livestream_id: str, marker_id: str, data: MarkerChanges) -> dict[str, Any]:
    """Give a marker another title, or another moment."""
    artist = await require_artist("manage")
    changes = list_changes(data)
    change = await change_livestream(lambda: update_marker(livestream_id, marker_id, artist.id, **changes))
    return change.marker.describe()


@blueprint.delete("/livestreams/<livestream_id>/markers/<marker_id>")
@document_response(Empty, 204)
@security_scheme(scoped("manage"))
@problems(401, 403, 404)
async def remove_marker(livestream_id: str, marker_id: str) -> tuple[str, int]:
    """Remove a marker."""
    artist = await require_artist("manage")
    await change_livestream(lambda: delete_marker(livestream_id, marker_id, artist.id))
    return "", 204
