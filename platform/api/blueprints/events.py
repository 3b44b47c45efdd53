"""`/livestreams/events` and `/livestreams/:id/events`: the channels as Server-Sent Events, for who has only HTTP."""

import random
import time
from dataclasses import dataclass
from typing import Annotated, cast

from pydantic import Field
from quart import Blueprint, Response, request
from quart_schema import document_querystring, document_response, security_scheme, tag_blueprint

from api.auth import read_channel_credential
from api.channels.upgrade import DETACH, Detach
from api.docs.openapi import ANYBODY, Empty
from api.http.address import origin_for
from api.limits.rates import client_of
from api.problems.problem import ProblemError, problems
from live.channels.admission import admit, check_room
from live.channels.kind import Kind
from live.channels.livestream import LIVESTREAM
from live.channels.lobby import LOBBY
from live.channels.opening import join_feed
from live.channels.request import TOPICS, Refusal, Visitor
from live.live import Live
from realtime.sockets.sse import goodbye_text, resume_query, write_head
from settings import Settings

RETRY_AFTER = 10
"""Seconds after which one who found no room may ask again."""

_PROBLEMS = {
    4400: (400, "invalid_fields", {}),
    4401: (401, "not_signed_in", {"WWW-Authenticate": "Bearer"}),
    4403: (403, "not_enough_tokens", {}),
    4404: (404, "livestream_not_found", {}),
    4429: (429, "too_many_connections", {"Retry-After": str(RETRY_AFTER)}),
}
_TOPIC = f"({'|'.join(sorted(TOPICS))})"


@dataclass(kw_only=True)
class EventsQuery:
    """Where to go on."""

    last_event_id: Annotated[
        str | None,
        Field(description="The last `id` seen, for clients that cannot send the header `Last-Event-ID`; it wins."),
    ] = None


@dataclass(kw_only=True)
class LivestreamEventsQuery(EventsQuery):
    """Where to go on, and what to tell besides."""

    with_: Annotated[
        str | None,
        Field(
            alias="with",
            pattern=f"^{_TOPIC}(,{_TOPIC})*$",
            description="What to tell besides, with commas in between: `chat`, `applause`; for the artist and "
            "moderators also `moderation`, the chat without its delay.",
        ),
    ] = None
    chat_seq: Annotated[
        int | None,
        Field(ge=0, lt=10**15, description="The `seq` of the last `chat` event seen: what came after it follows."),
    ] = None


@dataclass(kw_only=True)
class EventStream(Empty):
    """`text/event-stream`: the same JSON as the channel's frames, one event each, numbered ones with an `id`."""


def create_events(live: Live, settings: Settings) -> Blueprint:
    """The two streams. `live` is the process's own: a stream's connection is handed to its hub."""
    blueprint = Blueprint("events", __name__, url_prefix="/api/v1")
    tag_blueprint(blueprint, ["Livestreams"])

    @blueprint.get("/livestreams/events")
    @document_querystring(EventsQuery)
    @document_response(EventStream)
    @problems(429)
    async def stream_livestreams() -> Response:
        """Every public livestream's events.

        A Server-Sent Events stream: a snapshot first, then the events of `/ws/livestreams`. A browser's `EventSource`
        reconnects and resumes by itself.
        """
        return await answer(LOBBY)

    @blueprint.get("/livestreams/<livestream_id>/events")
    @document_querystring(LivestreamEventsQuery)
    @document_response(EventStream)
    @security_scheme(ANYBODY)
    @problems(400, 401, 403, 404, 429)
    async def stream_livestream(livestream_id: str) -> Response:
        """One livestream's events.

        A Server-Sent Events stream: a snapshot first, then the events of `/ws/livestreams/:id`. It does not count as
        a viewer. The room's events have numbers of their own and no `id`: a stream that comes back by itself begins
        the room anew, or after the address's `chat_seq`. Where `token_gate_amount` is set, it is for the artist and
        for accounts that hold that many tokens.
        """
        return await answer(LIVESTREAM, livestream_id)

    async def answer(kind: Kind, subject: str = "") -> Response:
        """Hand the connection to the hub, or refuse. The response given back goes nowhere once it is handed over."""
        address = client_of(request, settings)
        try:
            check_room(live, address)
            grant = await admit(live, kind, subject, _query(kind), identify)
            check_room(live, address)
        except Refusal as refusal:
            return _refuse(refusal)
        if request.method == "HEAD":
            return Response(
                b"", content_type="text/event-stream; charset=utf-8", headers={"Cache-Control": "no-store"}
            )
        transport = cast("Detach", request.scope["extensions"][DETACH])()
        if transport is not None:
            origin = origin_for(request.scope, settings, live.hub)
            join_feed(live, transport, grant, address, origin, before=write_head(time.time()))
        return Response(b"")

    async def identify() -> Visitor:
        credential = await read_channel_credential(request, settings)
        return Visitor() if credential is None else Visitor.of(credential)

    return blueprint


def _query(kind: Kind) -> bytes:
    # The header first: a browser that comes back sends it with the address it began with.
    last = request.headers.get("Last-Event-ID") or request.args.get("last_event_id")
    more = ("with", "chat_seq") if kind is LIVESTREAM else ()
    return resume_query(last, **{name: request.args.get(name) for name in more})


def _refuse(refusal: Refusal) -> Response:
    if refusal.code not in _PROBLEMS:
        # A browser's EventSource never comes back after a status that is not 200; this client is to come back.
        least, most = (2_000, 8_000) if refusal.code == 4503 else (100, 1_000)
        wait = random.randint(least, most)  # noqa: S311 - spreads load, keeps no secret
        return Response(goodbye_text(wait), content_type="text/event-stream", headers={"Cache-Control": "no-store"})
    status, code, headers = _PROBLEMS[refusal.code]
    code = refusal.problem or code
    words = str(refusal)
    raise ProblemError(status, code, f"{words[:1].upper()}{words[1:]}.", errors=refusal.faults, headers=headers)
