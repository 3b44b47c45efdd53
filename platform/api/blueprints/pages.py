"""The pages: what the front end's build left in `frontend/dist`."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Final

from quart import Blueprint, Response, request, send_file
from quart_schema import hide
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join

from api.blueprints.clips import find_public
from api.context import get_context
from api.embeds.allowing import EMBEDDED, FORMS, open_frames
from api.heads.artists import head_of_artist
from api.heads.clips import head_of_clip
from api.heads.head import Head
from api.heads.lineup import Lineups, read_own
from api.heads.lists import head_of_lineup, head_of_site
from api.heads.shows import draw_stage, head_of_show
from api.heads.words import HeadWords, find_head_words
from api.http.languages import pick_language
from api.http.overlays import PAGE, keep_secret
from api.http.preloads import Preloads, Shown
from api.shapes.bodies import present_livestream
from catalog.artists.profiles import select_profile
from catalog.clips.errors import ClipNotFoundError
from catalog.db.orm import OUTAGES
from catalog.ledger.errors import ArtistNotFoundError
from catalog.livestreams.errors import NotFoundError

UNBUILT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>EncryptedMedia Live</title></head>
<body><h1>The pages are not built yet</h1>
<p>The platform runs, and so does <a href="/docs">its API</a>, but <code>frontend/dist</code> is empty.
<code>make run</code> builds it; so does <code>npm run build</code> in <code>frontend/</code>.</p></body></html>
"""

NOT_PAGES = ("assets/", "docs/")
"""Where a missing file is missing, and not one of the pages that the front end knows by itself."""

NAMED: Final = re.compile(r"(?:embed/)?(livestreams|clips)/([^/]+)/?|(artists)/([^/]+)/?")
"""What is about one thing, and to which it is to be asked whether that is there."""

ENTRANCE: Final = re.compile(r"embed/livestreams/[^/]+/enter/?")
"""Where somebody signs in for a page within another site's: a window that tells the one that opened it."""
WORKER: Final = "sw.js"
"""The service worker: what it may fetch, its own policy says."""
LOADER: Final = "embed.js"
"""What other sites run; its address is the same for good."""

Describe = Callable[[str], Awaitable[Head | None]]
"""What is said of a page about the thing of this id; None: nothing but what the page says of itself.

Raises:
    NotFoundError, ClipNotFoundError, ArtistNotFoundError: there is no such thing.
"""


def create_pages(dist: Path) -> Blueprint:
    """Serve the files of `dist`, and its `index.html` for every page's address."""
    blueprint = Blueprint("pages", __name__)
    preloads = Preloads(dist)
    lineups = Lineups()

    async def describe_site(_: str) -> Head:
        context = get_context()
        return head_of_site(await lineups.read(context), context.settings.page_url, _hear())

    async def describe_lineup(_: str) -> Head:
        context = get_context()
        return head_of_lineup(await lineups.read(context), context.settings.page_url, _hear())

    lists: dict[str, Describe] = {"": describe_site, "livestreams": describe_lineup}
    named: dict[str, Describe] = {"livestreams": _describe_show, "clips": _describe_clip, "artists": _describe_artist}
    embedded: dict[str, Describe] = {**named, "livestreams": _describe_embedded_show}

    @blueprint.get("/")
    @blueprint.get("/<page:path>")
    @hide
    async def read_page(path: str = "") -> Response:
        if not path.startswith(".") and (found := _find_file(dist, path)) is not None:
            if path == LOADER:
                return await _send_loader(found)
            response = await _send(found, immutable=path.startswith("assets/"))
            if path == WORKER:
                response.headers["Content-Security-Policy"] = "default-src 'self'"
            return response
        last = path.rpartition("/")[2]
        if path.startswith(NOT_PAGES) or ("." in last and PAGE.fullmatch(path) is None):
            raise NotFound
        overlay = PAGE.fullmatch(path) is not None
        index = _find_file(dist, "overlay.html" if overlay else "index.html")
        if index is None:
            return Response(UNBUILT, 503, content_type="text/html; charset=utf-8", headers={"Retry-After": "10"})
        if overlay:
            return keep_secret(await _send(index, immutable=False))
        if (framed := EMBEDDED.fullmatch(path)) is not None and (refusal := await open_frames(*framed.groups())):
            return refusal
        shown: Shown | None = None
        if (describe := lists.get(path.removesuffix("/"))) is not None:
            response, _ = await _send_described(index, describe, "")
        elif (found_name := NAMED.fullmatch(path)) is not None:
            kind, name = filter(None, found_name.groups())
            if FORMS[kind].fullmatch(name) is None:
                response = await _send_missing(index)
            else:
                described = named if framed is None else embedded
                response, shown = await _send_described(index, described[kind], name)
        else:
            response = await _send(index, immutable=False)
        if framed is not None:
            response.headers["X-Robots-Tag"] = "noindex, indexifembedded"
        if ENTRANCE.fullmatch(path) is not None:
            response.headers["Cross-Origin-Opener-Policy"] = "unsafe-none"
        languages = request.headers.get("Accept-Language", "")
        if links := preloads.find(path, get_context().origin_url, shown, languages):
            response.headers["Link"] = links
        return response

    return blueprint


def _hear() -> HeadWords:
    """In the browser's language, as the page itself will speak."""
    return find_head_words(pick_language(request.headers.get("Accept-Language", "")))


async def _describe_clip(clip_id: str) -> Head | None:
    found = await find_public(clip_id)
    return None if found is None else head_of_clip(*found, get_context().settings.page_url, _hear())


async def _describe_artist(artist_id: str) -> Head:
    context = get_context()
    artist = asdict(await select_profile(artist_id))
    return head_of_artist(artist, await read_own(artist_id, context), context.settings.page_url, _hear())


async def _describe_show(livestream_id: str) -> Head:
    head = await _describe_embedded_show(livestream_id)
    return head if head.shown is None else replace(head, drawn=draw_stage(head.shown))


async def _describe_embedded_show(livestream_id: str) -> Head:
    context = get_context()
    entry = await context.live.find(livestream_id)
    if entry is None:
        raise NotFoundError
    shown = await present_livestream(entry, None, context)
    return replace(head_of_show(shown, context.settings.page_url, _hear()), shown=shown)


async def _send_described(index: Path, describe: Describe, name: str) -> tuple[Response, Shown | None]:
    """The page with what is said of it, and the livestream that it brings along."""
    try:
        head = await describe(name)
    except OUTAGES:
        head = None  # the page itself says so, and tries again
    except (NotFoundError, ClipNotFoundError, ArtistNotFoundError):
        return await _send_missing(index), None
    if head is None:
        return await _send(index, immutable=False), None
    page = head.put_into(await asyncio.to_thread(index.read_text, "utf-8"))
    response = Response(
        page,
        content_type="text/html; charset=utf-8",
        headers={"Cache-Control": "no-cache", "Vary": "Accept-Language"},
    )
    await response.add_etag()
    await response.make_conditional(request)
    return response, head.shown


async def _send_missing(index: Path) -> Response:
    """The page, which says itself that there is no such thing; as what is not found, so that search engines forget
    it."""
    response = await _send(index, immutable=False, conditional=False)
    response.status_code = 404
    return response


def _find_file(dist: Path, path: str) -> Path | None:
    """A file of the build; None: there is none, or the path leads out of it."""
    found = safe_join(str(dist), path) if path else None
    return Path(found) if found is not None and Path(found).is_file() else None


async def _send_loader(file: Path) -> Response:
    """It is asked for by every reader of every site that has a show in it, and changes seldom."""
    response = await _send(file, immutable=False)
    response.headers["Cache-Control"] = "public, max-age=3600, stale-while-revalidate=86400"
    # Also for sites that take nothing else.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


async def _send(file: Path, *, immutable: bool, conditional: bool = True) -> Response:
    response = await send_file(file, conditional=False)
    if immutable:
        # Its name holds a hash of what is in it.
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        response.headers["Cache-Control"] = "no-cache"
        if conditional:
            await response.make_conditional(request)
    return response
