"""`/livestreams`: making, finding and changing them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field
from quart import Blueprint, request
from quart_schema import document_response, security_scheme, tag_blueprint

from api.auth import authenticate, require_account, require_artist
from api.changes import change_livestream
from api.context import get_context
from api.docs.openapi import ANYBODY, Empty, scoped
from api.problems.problem import ProblemError, problems
from api.shapes.bodies import (
    STRICT,
    Description,
    Flag,
    LivestreamBody,
    Moment,
    RtmpsUrl,
    RtmpUrl,
    Title,
    TokenAmount,
    left_out,
    list_changes,
    present_livestream,
    present_livestreams,
)
from api.shapes.pages import Cursor, NextCursor, Question
from api.shapes.shows import EmbedOrigins, Series, Tags, TimeZone
from api.shapes.validation import validate_querystring, validate_request
from catalog.livestreams.board import View, select_livestream, select_livestreams
from catalog.livestreams.changes import Change, Draft, delete_livestream, insert_livestream, update_livestream
from catalog.livestreams.errors import NotFoundError
from catalog.search.finding import match_shows, search_livestreams

blueprint = Blueprint("livestreams", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Livestreams"])


@dataclass(kw_only=True)
class LivestreamDraft:
    """A livestream to be."""

    __pydantic_config__ = STRICT

    title: Title
    description: Description = ""
    scheduled_start_at: Moment | None = None
    token_gate_amount: Annotated[TokenAmount | None, Field(description="Tokens a viewer must hold.")] = None
    auto_start: Annotated[Flag, Field(description="Go live as soon as an encoder connects.")] = True
    record: Annotated[
        Flag | None, Field(description="Record it when it is live; null: as the platform does by default.")
    ] = None
    fans_may_clip: Annotated[Flag, Field(description="Let fans who may have the replay make clips of it.")] = True
    fans_may_download: Annotated[Flag, Field(description="Let fans who may have the replay download it.")] = False
    tags: Tags = field(default_factory=list)
    series: Series = ""
    time_zone: TimeZone = ""
    embed_origins: EmbedOrigins = None


@dataclass(kw_only=True)
class LivestreamChanges:
    """What is to be different; fields left out stay as they are, null clears those that may be empty."""

    __pydantic_config__ = STRICT

    title: Title = left_out()
    description: Description = left_out()
    scheduled_start_at: Moment | None = left_out()
    token_gate_amount: TokenAmount | None = left_out()
    auto_start: Flag = left_out()
    record: Flag = left_out()
    fans_may_clip: Flag = left_out()
    fans_may_download: Flag = left_out()
    tags: Tags = left_out()
    series: Series = left_out()
    time_zone: TimeZone = left_out()
    embed_origins: EmbedOrigins = left_out()


@dataclass(kw_only=True)
class CreatedLivestreamBody(LivestreamBody):
    """A new livestream, with what its artist needs to go live. `hls_url` will play once it is live."""

    rtmp_url: RtmpUrl
    rtmps_url: RtmpsUrl
    stream_key: Annotated[str, Field(description="Secret. Whoever has it can publish.")]


@dataclass(kw_only=True)
class LivestreamQuery:
    """Which livestreams."""

    __pydantic_config__ = STRICT

    active: Annotated[bool, Field(description="Those that are live, latest first.")] = False
    upcoming: Annotated[bool, Field(description="Those that are scheduled, soonest first.")] = False
    replays: Annotated[
        bool,
        Field(
            description="Those that are over and can be watched again, last ended first; no other filter but `mine`."
        ),
    ] = False
    mine: Annotated[bool, Field(description="Those of the artist who asks, put away or not.")] = False
    q: Annotated[
        Question,
        Field(
            description="Those that have all these words in title, series, tags, description or their artist's name, "
            "the last of which may be a word's beginning; without case or accents."
        ),
    ] = ""
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    cursor: Cursor = None

    @property
    def view(self) -> View:
        """The list that is meant."""
        if self.replays:
            return "replays"
        if self.active:
            return "current" if self.upcoming else "active"
        if self.upcoming:
            return "upcoming"
        return "all" if self.mine else "public"


@dataclass(kw_only=True)
class LivestreamPage:
    """Some livestreams."""

    livestreams: list[LivestreamBody]
    next_cursor: NextCursor


@blueprint.post("/livestreams")
@document_response(CreatedLivestreamBody, 201)
@security_scheme(scoped("manage"))
@problems(400, 401, 403, 409, 413)
@validate_request(LivestreamDraft)
async def create_livestream(data: LivestreamDraft) -> tuple[dict[str, Any], int]:
    """Make a livestream.

    The answer holds the server and the stream key for the encoder. With `auto_start` (the default) the livestream is
    live as soon as the encoder sends; without, once `start` has been called too. An artist has a limited number of
    scheduled and live ones at a time; past it, 409 `too_many_livestreams`.
    """
    artist = await require_artist("manage")
    context = get_context()
    draft = Draft(
        data.title,
        data.description,
        data.scheduled_start_at,
        data.token_gate_amount,
        data.auto_start,
        data.record,
        fans_may_clip=data.fans_may_clip,
        fans_may_download=data.fans_may_download,
        tags=data.tags,
        series=data.series,
        time_zone=data.time_zone,
        embed_origins=data.embed_origins,
    )
    created = await change_livestream(
        lambda: insert_livestream(artist.id, draft, most_open=context.most_open(artist))
    )
    return {
        **(await present_livestream(created.entry, artist, context)),
        **context.servers,
        "stream_key": created.stream_key,
        "hls_url": context.origin_url + created.hls_path,
    }, 201


@blueprint.get("/livestreams")
@document_response(LivestreamPage)
@security_scheme(ANYBODY)
@problems(400, 401, 403)
@validate_querystring(LivestreamQuery)
async def list_livestreams(query_args: LivestreamQuery) -> dict[str, Any]:
    """Find livestreams, a page at a time.

    Without a filter: all that are scheduled, live or ended, latest made first. `active` and `upcoming` together:
    both kinds, latest made first; `replays`: those whose replay is no secret of its artist's, gated or not; `mine`
    narrows each, as does `q`; `q` by itself finds what is live, then what is to come, then what can be watched again.
    `next_cursor` leads on; pages neither repeat nor miss
    a livestream that was there all the while.
    """
    if query_args.replays and (query_args.active or query_args.upcoming):
        raise ProblemError(400, "invalid_request", "What is over is neither live nor to come: ask for one of them.")
    account = await require_account("manage") if query_args.mine else await authenticate(request)
    if query_args.q and query_args.view == "public":
        page = await search_livestreams(query_args.q, limit=query_args.limit, cursor=query_args.cursor)
    else:
        page = await select_livestreams(
            query_args.view,
            artist_id=account.id if account and query_args.mine else None,
            limit=query_args.limit,
            cursor=query_args.cursor,
            among=match_shows(query_args.q) if query_args.q else None,
        )
    context = get_context()
    return {
        "livestreams": await present_livestreams(page.entries, account, context),
        "next_cursor": page.next_cursor,
    }


@blueprint.get("/livestreams/<livestream_id>")
@document_response(LivestreamBody)
@security_scheme(ANYBODY)
@problems(404)
async def read_livestream(livestream_id: str) -> dict[str, Any]:
    """One livestream.

    `hls_url` is there while it is live: for everybody, or where `token_gate_amount` is set, for its artist and for
    accounts that hold that many tokens.
    """
    account = await authenticate(request)
    read = await select_livestream(livestream_id)
    if read is None:
        raise NotFoundError
    return await present_livestream(read.entries[0], account, get_context())


@blueprint.patch("/livestreams/<livestream_id>")
@document_response(LivestreamBody)
@security_scheme(scoped("manage"))
@problems(400, 401, 403, 404)
@validate_request(LivestreamChanges)
async def change_details(livestream_id: str, data: LivestreamChanges) -> dict[str, Any]:
    """Change a livestream's details.

    A new `auto_start` counts for the next encoder that connects, `record` at once. Changes that follow each other
    within a second are written together, and told as one; each is answered when it is written.
    """
    artist = await require_artist("manage")
    changes = list_changes(data)
    context = get_context()

    async def write(fields: Mapping[str, Any]) -> Change:
        return await update_livestream(livestream_id, artist.id, fields)

    edit = f"{livestream_id} {artist.id}"
    change = await change_livestream(lambda: context.edits.change(edit, changes, write))
    return await present_livestream(change.entry, artist, context)


@blueprint.delete("/livestreams/<livestream_id>")
@document_response(Empty, 204)
@security_scheme(scoped("manage"))
@problems(401, 403, 404, 409)
async def remove_livestream(livestream_id: str) -> tuple[str, int]:
    """Delete a livestream for good. A live one is stopped first."""
    artist = await require_artist("manage")
    await change_livestream(lambda: delete_livestream(livestream_id, artist.id))
    return "", 204
