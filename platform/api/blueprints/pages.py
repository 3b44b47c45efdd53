"""The pages: what the front end's build left in `frontend/dist`."""

from pathlib import Path

from quart import Blueprint, Response, request, send_file
from quart_schema import hide
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join

from api.context import get_context
from api.http.preloads import Preloads

UNBUILT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>EncryptedMedia Live</title></head>
<body><h1>The pages are not built yet</h1>
<p>The platform runs, and so does <a href="/docs">its API</a>, but <code>frontend/dist</code> is empty.
<code>make run</code> builds it; so does <code>npm run build</code> in <code>frontend/</code>.</p></body></html>
"""

NOT_PAGES = ("assets/", "docs/")
"""Where a missing file is missing, and not one of the pages that the front end knows by itself."""


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
        if path.startswith(NOT_PAGES) or "." in last:
            raise NotFound
        index = _find_file(dist, "index.html")
        if index is None:
            return Response(UNBUILT, 503, content_type="text/html; charset=utf-8", headers={"Retry-After": "10"})
        response = await _send(index, immutable=False)
        if links := preloads.find(path, get_context().origin_url):
            response.headers["Link"] = links
        return response

    return blueprint


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
