"""Whether the page that frames one of ours may: asked when ours is fetched."""

import re
from collections.abc import Sequence
from typing import Final

from quart import Response, request

from api.context import get_context
from api.embeds.frames import REFUSAL_POLICY, find_stranger, write_ancestors, write_refusal
from api.http.security import allow_frames
from catalog.clips.errors import ClipNotFoundError
from catalog.clips.lists import select_clip
from catalog.db.orm import OUTAGES
from catalog.livestreams.errors import NotFoundError

EMBEDDED: Final = re.compile(r"embed/(livestreams|clips)/([^/]+)/?")
"""What other sites may show in theirs."""
FORMS: Final = {
    "livestreams": re.compile(r"[0-9a-f-]{36}"),
    "artists": re.compile(r"[0-9a-f-]{36}"),
    "clips": re.compile(r"[0-9a-z]{26}"),
}
"""What their ids look like; no other is looked for."""


async def open_frames(kind: str, name: str) -> Response | None:
    """Let the sites that the show's artist wants have the page in theirs; another one gets this answer instead."""
    settings = get_context().settings
    try:
        origins = await _find_origins(kind, name)
    except (NotFoundError, ClipNotFoundError):
        origins = None  # there is nothing to keep from anybody
    except OUTAGES:
        origins = []
    allow_frames(write_ancestors(origins))
    stranger = find_stranger(dict(request.headers), origins, settings.page_url)
    if stranger is None:
        return None
    page = write_refusal(stranger, f"{settings.page_url}/{kind}/{name}", request.headers.get("Accept-Language", ""))
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": REFUSAL_POLICY}
    return Response(page, 403, content_type="text/html; charset=utf-8", headers=headers)


async def _find_origins(kind: str, name: str) -> Sequence[str] | None:
    if FORMS[kind].fullmatch(name) is None:
        raise NotFoundError
    livestream_id = name if kind == "livestreams" else (await select_clip(name, None)).livestream_id
    entry = await get_context().live.find(livestream_id)
    if entry is None:
        raise NotFoundError
    origins: Sequence[str] | None = entry.private.get("embed_origins")
    return origins
