"""`/livestreams/:id/audience`, `/me/audience`: who watched, how long, and when they went."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field
from quart import Blueprint, Response, jsonify
from quart_schema import document_response, security_scheme, tag_blueprint

from api.auth import require_artist
from api.context import get_live
from api.docs.openapi import Empty, scoped
from api.problems.problem import problems
from api.shapes.bodies import STRICT
from api.shapes.validation import validate_querystring
from catalog.audience.quality import SUMS
from catalog.audience.reading import compare_shows, read_audience
from catalog.audience.shapes import ShowAudience, present_audience, present_show
from contract.events.shapes import StatusWord

blueprint = Blueprint("audience", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Audience"])

COLUMNS = ("at", "viewers", "joins", "leaves", "retention", "messages", "claps", "stalls", "failures")
"""Of the CSV: the fields of a point."""

Count = Annotated[int, Field(ge=0)]


@dataclass(kw_only=True)
class AudiencePoint:
    """One stretch of a show."""

    at: Annotated[float, Field(ge=0, description="Seconds of show time when it begins.")]
    viewers: Annotated[float, Field(ge=0, description="Screens that were open, on average.")]
    joins: Annotated[int, Field(ge=0, description="Screens that were opened.")]
    leaves: Annotated[int, Field(ge=0, description="Screens that were closed.")]
    retention: Annotated[
        float | None,
        Field(
            ge=0,
            le=1,
            description="Of all screens that were opened by its end, the part that was open; null: none was.",
        ),
    ]
    messages: Annotated[int, Field(ge=0, description="Said in the chat and not removed; tips are none.")]
    claps: Count
    stalls: Annotated[int, Field(ge=0, description="How often it stopped, as players reported then.")]
    failures: Annotated[int, Field(ge=0, description="How often nothing played for ten seconds, as reported then.")]


@dataclass(kw_only=True)
class AudienceTips:
    """Those that were not given back."""

    count: Count
    tokens: Count


@dataclass(kw_only=True)
class AudienceHost:
    """A site that led here."""

    host: str
    screens: Count


@dataclass(kw_only=True)
class AudienceOrigins:
    """From where pages came that said so."""

    direct: Annotated[int, Field(ge=0, description="No other site led here, or none that wants to be named.")]
    hosts: Annotated[list[AudienceHost], Field(description="By host, the most first; a hundred at most.")]
    others: Annotated[int, Field(ge=0, description="All other sites together.")]


@dataclass(kw_only=True)
class AudienceRendition:
    """How one rendition played, as players say."""

    rendition: Annotated[str, Field(description="`source`, `audio`, or as `480p`.")]
    minutes: Annotated[float, Field(ge=0, description="That it played, on all screens together.")]
    starts: Annotated[int, Field(ge=0, description="First pictures.")]
    startup: Annotated[float | None, Field(ge=0, description="Seconds until those, on average; null: unknown.")]
    latency: Annotated[
        float | None, Field(ge=0, description="Seconds behind the encoder, on average; null: unknown.")
    ]
    stalls: Annotated[int, Field(ge=0, description="How often it stopped.")]
    stalled: Annotated[float, Field(ge=0, description="Seconds of that, all together.")]
    stalled_part: Annotated[
        float | None, Field(ge=0, le=1, description="`stalled`, of all time that it played or stood still.")
    ]
    failures: Annotated[int, Field(ge=0, description="How often nothing played for ten seconds.")]


@dataclass(kw_only=True)
class AudienceTotals:
    """Of a show among others."""

    livestream_id: str
    title: str
    status: StatusWord
    started_at: datetime | None
    seconds: Annotated[float, Field(ge=0, description="That the show lasted, so far.")]
    peak: Annotated[int, Field(ge=0, description="The most screens at once while it was live.")]
    unique: Annotated[
        int | None, Field(ge=0, description="Different visitors, as far as pages say; null: none has said.")
    ]
    average: Annotated[float, Field(ge=0, description="`minutes_watched` by the minutes that it was live.")]
    minutes_watched: Annotated[float, Field(ge=0, description="Of all screens together.")]
    joins: Annotated[int, Field(ge=0, description="Screens opened, those included that waited as it began.")]
    leaves: Annotated[int, Field(ge=0, description="Screens closed before its end.")]


@dataclass(kw_only=True)
class AudienceBody(AudienceTotals):
    """Of one show."""

    now: Annotated[int, Field(ge=0, description="Screens that are open, at this moment.")]
    came_from: AudienceOrigins
    renditions: Annotated[list[AudienceRendition], Field(description="Those that played most first.")]
    messages: Count
    tips: AudienceTips
    claps: Count
    every: Annotated[int, Field(ge=10, description="Seconds that each point is of: ten, of long shows more.")]
    points: list[AudiencePoint]


@dataclass(kw_only=True)
class AudienceList:
    """An artist's shows that went out, the newest first."""

    shows: list[AudienceTotals]


@dataclass(kw_only=True)
class Table(Empty):
    """The points as a table (text/csv), with a first line of names."""


@dataclass(kw_only=True)
class TableQuery:
    """Which table."""

    __pydantic_config__ = STRICT

    table: Annotated[
        Literal["points", "origins", "renditions"],
        Field(description="The points; where pages came from; or how each rendition played, by ten seconds."),
    ] = "points"


@dataclass(kw_only=True)
class ComparisonQuery:
    """How many shows."""

    __pydantic_config__ = STRICT

    limit: Annotated[int, Field(ge=1, le=100)] = 20


@blueprint.get("/livestreams/<livestream_id>/audience")
@document_response(AudienceBody)
@security_scheme(scoped("manage"))
@problems(401, 403, 404)
async def read_show_audience(livestream_id: str) -> Response:
    """Who watched a show, for its artist: totals, and a point for each ten seconds (at most 720; of longer shows each
    is of more).

    All of it is counted in open screens, of which one person may have several, while the show is live; `unique` and
    `came_from` are what pages say that may. What is going on is at most ten seconds behind.
    """
    artist = await require_artist("manage")
    found = await read_audience(livestream_id, artist.id)
    body = present_audience(found, get_live().viewer_count(livestream_id))
    return _private(body)


@blueprint.get("/livestreams/<livestream_id>/audience.csv")
@document_response(Table, 200)
@security_scheme(scoped("manage"))
@problems(400, 401, 403, 404)
@validate_querystring(TableQuery)
async def export_show_audience(livestream_id: str, query_args: TableQuery) -> Response:
    """The same points as a table (`text/csv`, UTF-8, with a first line of names), all of ten seconds, however long
    the show was; or by `table` another."""
    artist = await require_artist("manage")
    found = await read_audience(livestream_id, artist.id, whole=True)
    text = io.StringIO()
    csv.writer(text).writerows(_list_rows(found, query_args.table))
    name = "audience" if query_args.table == "points" else query_args.table
    response = Response(text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{found.livestream_id}.csv"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@blueprint.get("/me/audience")
@document_response(AudienceList)
@security_scheme(scoped("manage"))
@problems(400, 401, 403)
@validate_querystring(ComparisonQuery)
async def compare_audiences(query_args: ComparisonQuery) -> dict[str, Any]:
    """Your shows that went out side by side, the newest first."""
    artist = await require_artist("manage")
    return {"shows": [present_show(one) for one in await compare_shows(artist.id, limit=query_args.limit)]}


def _list_rows(found: ShowAudience, table: str) -> Iterator[Sequence[object]]:
    """With the first line of names."""
    if table == "origins":
        yield "host", "screens"
        yield "(direct)", found.came_from.direct
        yield from found.came_from.hosts
        yield "(others)", found.came_from.others
    elif table == "renditions":
        yield "at", "rendition", *SUMS
        for at, rendition, played in found.played:
            yield round(max(0.0, at - found.begins), 3), rendition, *astuple(played)
    else:
        yield COLUMNS
        for point in found.points:
            values = asdict(point)
            yield ["" if values[name] is None else values[name] for name in COLUMNS]


def _private(body: dict[str, Any]) -> Response:
    response = jsonify(body)
    response.headers["Cache-Control"] = "private, no-store"
    return response
