"""`/artists`: who streams here, and what there is of each."""

from dataclasses import asdict, dataclass
from typing import Annotated, Any

from pydantic import Field
from quart import Blueprint, request
from quart_schema import document_response, security_scheme, tag_blueprint

from api.auth import authenticate
from api.blueprints.clips import ClipPage, present_clips
from api.blueprints.livestreams import LivestreamPage
from api.context import get_context
from api.docs.openapi import ANYBODY
from api.problems.problem import ProblemError, problems
from api.shapes.artists import ProfileBody
from api.shapes.bodies import STRICT, StreamingArtistBody, present_livestreams
from api.shapes.pages import Cursor, NextCursor, Question
from api.shapes.validation import validate_querystring
from catalog.artists.profiles import select_artists, select_profile
from catalog.clips.lists import select_clips_of
from catalog.livestreams.board import View, select_livestreams

blueprint = Blueprint("artists", __name__, url_prefix="/api/v1/artists")
tag_blueprint(blueprint, ["Artists"])


@dataclass(kw_only=True)
class ArtistQuery:
    """Which artists."""

    __pydantic_config__ = STRICT

    q: Annotated[Question, Field(description="Words of the name, the last of which may be its beginning.")] = ""
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    cursor: Cursor = None


@dataclass(kw_only=True)
class ArtistShowQuery:
    """Which of an artist's livestreams: at most one kind."""

    __pydantic_config__ = STRICT

    live: Annotated[bool, Field(description="What is on now, latest first.")] = False
    upcoming: Annotated[bool, Field(description="What is to come, soonest first.")] = False
    replays: Annotated[bool, Field(description="What is over and can be watched again, last ended first.")] = False
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    cursor: Cursor = None

    @property
    def view(self) -> View:
        """The list that is meant."""
        if self.live + self.upcoming + self.replays > 1:
            raise ProblemError(400, "invalid_request", "Ask for one of them: live, upcoming or replays.")
        if self.live:
            return "active"
        if self.upcoming:
            return "upcoming"
        return "replays" if self.replays else "public"


@dataclass(kw_only=True)
class ArtistClipsQuery:
    """Which of an artist's clips."""

    __pydantic_config__ = STRICT

    limit: Annotated[int, Field(ge=1, le=100)] = 20
    cursor: Cursor = None


@dataclass(kw_only=True)
class ArtistPage:
    """Some artists."""

    artists: list[StreamingArtistBody]
    next_cursor: NextCursor


@blueprint.get("")
@document_response(ArtistPage)
@problems(400)
@validate_querystring(ArtistQuery)
async def list_artists(query_args: ArtistQuery) -> dict[str, Any]:
    """Artists who have a show that is to come, live or over, by name; a page at a time."""
    page = await select_artists(question=query_args.q, limit=query_args.limit, cursor=query_args.cursor)
    return {"artists": [asdict(artist) for artist in page.artists], "next_cursor": page.next_cursor}


@blueprint.get("/<artist_id>")
@document_response(ProfileBody)
@security_scheme(ANYBODY)
@problems(404)
async def read_artist(artist_id: str) -> dict[str, Any]:
    """An artist's own page: what it says of itself, how many follow it, and what is on now."""
    account = await authenticate(request)
    profile = await select_profile(artist_id)
    on = await select_livestreams("active", artist_id=artist_id, limit=1)
    live = await present_livestreams(on.entries, account, get_context())
    return {**asdict(profile), "live": live[0] if live else None}


@blueprint.get("/<artist_id>/livestreams")
@document_response(LivestreamPage)
@security_scheme(ANYBODY)
@problems(400, 404)
@validate_querystring(ArtistShowQuery)
async def list_artist_livestreams(artist_id: str, query_args: ArtistShowQuery) -> dict[str, Any]:
    """An artist's livestreams, a page at a time: those that are `live`, `upcoming` or to be watched again
    (`replays`); without a filter all that are not put away, latest made first."""
    account = await authenticate(request)
    await select_profile(artist_id)
    page = await select_livestreams(
        query_args.view, artist_id=artist_id, limit=query_args.limit, cursor=query_args.cursor
    )
    return {
        "livestreams": await present_livestreams(page.entries, account, get_context()),
        "next_cursor": page.next_cursor,
    }


@blueprint.get("/<artist_id>/clips")
@document_response(ClipPage)
@security_scheme(ANYBODY)
@problems(400, 404)
@validate_querystring(ArtistClipsQuery)
async def list_artist_clips(artist_id: str, query_args: ArtistClipsQuery) -> dict[str, Any]:
    """What was cut out of an artist's livestreams that are neither put away nor called off, the last made first; a
    page at a time. Those that are hidden the artist sees alone."""
    account = await authenticate(request)
    await select_profile(artist_id)
    page = await select_clips_of(
        artist_id,
        account.id if account is not None else None,
        limit=query_args.limit,
        cursor=query_args.cursor,
    )
    return {"clips": await present_clips(page.clips, account), "next_cursor": page.next_cursor}
