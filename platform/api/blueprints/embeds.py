"""`/oembed`: what other sites ask before they show one of our pages in theirs."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field
from quart import Blueprint, Response, jsonify
from quart_schema import hide

from api.blueprints.clips import find_public
from api.context import get_context
from api.embeds.oembed import CACHED, find_page, fit, write_oembed
from api.heads.clips import frame_of
from api.heads.head import Image
from api.heads.shows import picture_of
from api.problems.problem import ProblemError
from api.shapes.bodies import present_livestream
from api.shapes.validation import validate_querystring
from catalog.clips.errors import ClipNotFoundError
from catalog.livestreams.errors import NotFoundError

blueprint = Blueprint("embeds", __name__)

Pixels = Annotated[int, Field(ge=1, le=100_000)]


@dataclass(kw_only=True)
class OembedQuery:
    """Which page, and how large it may be. Others than these are let be: consumers add their own."""

    url: Annotated[str, Field(max_length=2_000)]
    maxwidth: Pixels | None = None
    maxheight: Pixels | None = None
    format: str = "json"


@blueprint.get("/oembed")
@hide
@validate_querystring(OembedQuery)
async def read_oembed(query_args: OembedQuery) -> Response:
    """How to show it. 404 where there is no such page, 501 for another form than JSON, as oembed.com has it."""
    if query_args.format != "json":
        raise ProblemError(501, "not_offered", "Only format=json is offered.")
    site = get_context().settings.page_url
    found = find_page(query_args.url, site)
    if found is None:
        raise NotFoundError
    kind, name = found
    size = fit(query_args.maxwidth, query_args.maxheight)
    answer = jsonify(await (_show_clip if kind == "clips" else _show_livestream)(name, size, site))
    answer.headers["Cache-Control"] = f"public, max-age={CACHED}"
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


async def _show_livestream(livestream_id: str, size: tuple[int, int], site: str) -> dict[str, Any]:
    context = get_context()
    entry = await context.live.find(livestream_id)
    if entry is None:
        raise NotFoundError
    show = await present_livestream(entry, None, context)
    frame = f"{site}/embed/livestreams/{livestream_id}"
    return write_oembed(show["title"], show["artist"], frame, picture_of(show, site), size, site)


async def _show_clip(clip_id: str, size: tuple[int, int], site: str) -> dict[str, Any]:
    found = await find_public(clip_id)
    if found is None:
        raise ClipNotFoundError
    clip, show = found
    still = None if clip["still_url"] is None else Image(clip["still_url"])
    return write_oembed(clip["title"], show["artist"], frame_of(clip, site), still, size, site)
