"""The pages: what the front end's build left in `frontend/dist`."""

import asyncio
import re
from pathlib import Path
from typing import Final

from quart import Blueprint, Response, request, send_file
from quart_schema import hide
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join

from api.blueprints.clips import find_public
from api.context import get_context
from api.http.cards import Card, write_clip_card, write_livestream_card
from api.http.overlays import PAGE, keep_secret
from api.http.preloads import Preloads
from api.shapes.bodies import present_livestream
from catalog.db.orm import OUTAGES

UNBUILT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>EncryptedMedia Live</title></head>
<body><h1>The pages are not built yet</h1>
<p>The platform runs, and so does <a href="/docs">its API</a>, but <code>frontend/dist</code> is empty.
<code>make run</code> builds it; so does <code>npm run build</code> in <code>frontend/</code>.</p></body></html>
"""

NOT_PAGES = ("assets/", "docs/")
"""Where a missing file is missing, and not one of the pages that the front end knows by itself."""

SHOW: Final = re.compile(r"livestreams/([0-9a-f-]{36})/?")
CLIP: Final = re.compile(r"(?:embed/)?clips/([0-9a-z]{26})/?")


def create_pages(dist: Path) -> Blueprint:
    """Serve the files of `dist`, and its `index.html` for every page's address."""
    blueprint = Blueprint("pages", __name__)
    preloads = Preloads(dist)

    @blueprint.get("/")
    @blueprint.get("/<page:path>")
    @hide
    async def read_page(path: str = "") -> Response:
        if not path.startswith(".") and (found := _find_file(dist, path)) is not None:
            return await _send(found, immutable=path.startswith("assets/"))
        last = path.rpartition("/")[2]
        if path.startswith(NOT_PAGES) or ("." in last and PAGE.fullmatch(path) is None):
            raise NotFound
        overlay = PAGE.fullmatch(path) is not None
        index = _find_file(dist, "overlay.html" if overlay else "index.html")
        if index is None:
            return Response(UNBUILT, 503, content_type="text/html; charset=utf-8", headers={"Retry-After": "10"})
        if overlay:
            return keep_secret(await _send(index, immutable=False))
        if (clip := CLIP.fullmatch(path)) is not None:
            response = await _send_clip(index, clip[1])
        elif (show := SHOW.fullmatch(path)) is not None:
            response = await _send_show(index, show[1])
        else:
            response = await _send(index, immutable=False)
        if links := preloads.find(path, get_context().origin_url):
            response.headers["Link"] = links
        return response

    return blueprint


async def _send_clip(index: Path, clip_id: str) -> Response:
    """The page of a clip, with what other sites show of it, where everybody may see it."""
    try:
        found = await find_public(clip_id)
    except OUTAGES:
        found = None  # the page itself says so, and tries again
    if found is None:
        return await _send(index, immutable=False)
    return await _send_with(write_clip_card(*found), index)


async def _send_show(index: Path, livestream_id: str) -> Response:
    """The page of a livestream, with what other sites show of it."""
    context = get_context()
    try:
        entry = await context.live.find(livestream_id)
    except OUTAGES:
        entry = None
    if entry is None:
        return await _send(index, immutable=False)
    shown = await present_livestream(entry, None, context)
    page_url = f"{context.settings.page_url}/livestreams/{livestream_id}"
    return await _send_with(write_livestream_card(shown, page_url), index)


async def _send_with(card: Card, index: Path) -> Response:
    page = card.put_into(await asyncio.to_thread(index.read_text, "utf-8"))
    response = Response(page, content_type="text/html; charset=utf-8", headers={"Cache-Control": "no-cache"})
    await response.add_etag()
    await response.make_conditional(request)
    return response


def _find_file(dist: Path, path: str) -> Path | None:
    """A file of the build; None: there is none, or the path leads out of it."""
    found = safe_join(str(dist), path) if path else None
    return Path(found) if found is not None and Path(found).is_file() else None


async def _send(file: Path, *, immutable: bool) -> Response:
    response = await send_file(file, conditional=False)
    if immutable:
        # Its name holds a hash of what is in it.
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    else:
        response.headers["Cache-Control"] = "no-cache"
        await response.make_conditional(request)
    return response
