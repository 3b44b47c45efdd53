"""`/livestreams/:id/status`: the fallback for whoever cannot hold a socket open."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import Field
from quart import Blueprint, Response, request
from quart_schema import document_response, security_scheme, tag_blueprint

from api.auth import authenticate
from api.context import get_context, get_live
from api.docs.openapi import ANYBODY, Empty
from api.problems.problem import problems
from api.shapes.bodies import LivestreamReplayBody, present_livestream
from catalog.livestreams.errors import NotFoundError
from contract.events.shapes import StatusWord
from contract.gates import read_gate, read_replay_gate
from realtime.board import Listing

blueprint = Blueprint("status", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Livestreams"])

SHOWN = ("id", "status", "viewer_count", "started_at", "ended_at", "interrupted_until", "hls_url", "replay")


@dataclass(kw_only=True)
class StatusBody:
    """What a page that polls needs to know."""

    id: str
    status: StatusWord
    live: bool
    viewer_count: int
    started_at: datetime | None
    ended_at: datetime | None
    interrupted_until: Annotated[
        datetime | None, Field(description="Set while live and the publisher is lost: until when it may return.")
    ]
    hls_url: Annotated[str | None, Field(description="While live, for whoever may watch.")]
    replay: Annotated[LivestreamReplayBody | None, Field(description="What is kept of it; null: nothing.")]
    epoch: Annotated[str, Field(description="With `seq`, where a channel can resume: `?epoch=E&seq=N`.")]
    seq: int


@dataclass(kw_only=True)
class NotModified(Empty):
    """Nothing has changed since the answer whose `ETag` came as `If-None-Match`."""


@blueprint.get("/livestreams/<livestream_id>/status")
@document_response(StatusBody)
@document_response(NotModified, 304)
@security_scheme(ANYBODY)
@problems(404)
async def read_status(livestream_id: str) -> Response:
    """Whether a livestream is live, and who watches.

    Meant for polling, every 10 seconds say; the channels tell the same the instant it happens. Send the last answer's
    `ETag` as `If-None-Match`, and unchanged costs a 304 without a body.
    """
    entry, account = await _find(livestream_id), None
    if _depends_on_reader(entry):
        account = await authenticate(request)
        entry = await _find(livestream_id)
    # No await from here on: what is shown and its place in the history belong together.
    context = get_context()
    epoch, seq = context.live.place
    shown = await present_livestream(entry, account, context)
    facts = {name: shown[name] for name in SHOWN} | {"live": shown["status"] == "live"}
    # Not over `seq`, which counts everybody's transitions: somebody else's must not make this answer look new.
    tag = hashlib.blake2b(json.dumps([facts, epoch]).encode(), digest_size=12).hexdigest()
    if tag in request.if_none_match:
        response = Response(status=304)
    else:
        body = json.dumps({**facts, "epoch": epoch, "seq": seq})
        response = Response(body, content_type="application/json")
    response.set_etag(tag)
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Vary"] = "Authorization, Cookie"
    return response


async def _find(livestream_id: str) -> Listing:
    entry = await get_live().find(livestream_id)
    if entry is None:
        raise NotFoundError
    return entry


def _depends_on_reader(entry: Listing) -> bool:
    """Whether what is shown differs by who asks. Where not, even a signed-in poll costs the database nothing."""
    public, replay = entry.livestream["hls_url"], entry.livestream.get("replay")
    gated = public is not None and bool(read_gate(entry.livestream))
    gated = gated or (replay is not None and bool(read_replay_gate(entry.livestream)))
    own = entry.private.get("hls_url", public), entry.private.get("replay", replay)
    return gated or own != (public, replay)
