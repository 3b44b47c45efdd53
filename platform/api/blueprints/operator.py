"""`/operator`: how the whole platform is, for who looks after it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import Field
from quart import Blueprint, Response, jsonify
from quart_schema import document_response, security_scheme_blueprint, tag_blueprint

from api.auth import require_operator
from api.context import get_live
from api.docs.openapi import scoped
from api.problems.problem import problems
from catalog.db.orm import check_database
from catalog.errors import DatabaseError
from catalog.outbox.backlog import Backlog, read_backlog
from contract.moments import to_rfc3339
from live.conditions.judging import Code, find_troubles
from live.conditions.shapes import NodeHeard, ShowOn, WebHeard
from settings.release import read_version

blueprint = Blueprint("operator", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Operator"])
security_scheme_blueprint(blueprint, scoped("manage"))

PATIENCE = 2.0
"""Seconds that the database may take; then it counts as away, and the rest is told without it."""

Count = Annotated[int, Field(ge=0)]
Room = Annotated[int | None, Field(ge=0, description="Bytes; null: not known.")]


@dataclass(kw_only=True)
class TroubleBody:
    """Something to mend."""

    code: Annotated[Code, Field(description="`part`: a process says so itself, of this part.")]
    where: Annotated[str, Field(description="The process; empty: the platform.")]
    part: str
    words: Annotated[str, Field(description="What is wrong, and what to do.")]


@dataclass(kw_only=True)
class WebProcessBody:
    """A web process."""

    address: Annotated[str, Field(description="Host name and port.")]
    pid: int
    since: datetime
    heard_at: Annotated[datetime, Field(description="When it last said how it is, to the one that answers.")]
    version: str
    sockets: Annotated[int, Field(ge=0, description="Open channels.")]
    viewers: Count
    stalls: Annotated[int, Field(ge=0, description="Turns of its event loop that took too long.")]
    disk_free: Room
    disk_size: Room


@dataclass(kw_only=True)
class LadderBody:
    """Smaller pictures of one stream, as they are made now."""

    livestream_id: Annotated[str, Field(description="Of a livestream; in rehearsal, of the artist.")]
    rungs: list[str]
    behind: Annotated[float, Field(ge=0, description="Seconds that the slowest is behind the source.")]
    speed: Annotated[float | None, Field(ge=0, description="Seconds of show made in a second; null: unknown.")]


@dataclass(kw_only=True)
class NodeBody:
    """An ingest node."""

    name: str
    address: Annotated[str, Field(description="Where its reports come from.")]
    media_url: Annotated[str, Field(description="Where its media is fetched; empty: as the settings say.")]
    since: datetime
    heard_at: Annotated[datetime, Field(description="When it last said how it is.")]
    version: Annotated[str, Field(description="Empty: it does not say.")]
    publishers: Count
    interrupted: Annotated[int, Field(ge=0, description="Publishers that were lost and are waited for.")]
    connections: Annotated[int, Field(ge=0, description="To its origin.")]
    recordings: Count
    uploads_waiting: Count
    upload_failures: Annotated[int, Field(ge=0, description="Since it began.")]
    callbacks_waiting: Count
    disk_free: Room
    disk_size: Room
    ladders: list[LadderBody]


@dataclass(kw_only=True)
class ShowOnBody:
    """A show that is live."""

    livestream_id: str
    title: str
    artist: str
    started_at: datetime | None
    interrupted_until: Annotated[datetime | None, Field(description="Until then its publisher is waited for.")]
    viewers: Count
    node: Annotated[str, Field(description="That its publisher is connected to; empty: not known.")]


@dataclass(kw_only=True)
class BacklogBody:
    """Deliveries of one kind that are to be made."""

    kind: str
    waiting: Count
    overdue: Annotated[float, Field(ge=0, description="Seconds since the oldest was due.")]


@dataclass(kw_only=True)
class OperatorBody:
    """The platform, as the process that answers has heard of it."""

    at: datetime
    version: str
    problems: Annotated[list[TroubleBody], Field(description="The worst first; empty: all is well.")]
    web: list[WebProcessBody]
    nodes: list[NodeBody]
    shows: list[ShowOnBody]
    outbox: Annotated[
        list[BacklogBody] | None, Field(description="Kinds of which some wait; null: the database does not answer.")
    ]


@blueprint.get("/operator")
@document_response(OperatorBody)
@problems(401, 403)
async def read_operator() -> Response:
    """How the platform is: web processes, ingest nodes, shows that are on, disks, uploads, smaller pictures, what
    waits to be sent, and what should be mended, in words.

    For operators (`OPERATOR_EMAILS`, `encryptedmedia operator EMAIL`) with an address that is verified. Each process
    says every five seconds how it is; one that has been silent for ten minutes is left out.
    """
    await require_operator("manage")
    conditions, backlog, now = get_live().describe_platform(), await _read_backlog(), datetime.now(UTC)
    overdue = None if backlog is None else {kind: one.overdue for kind, one in backlog.items()}
    body = {
        "at": to_rfc3339(now),
        "version": read_version(),
        "problems": [
            {"code": one.code, "where": one.where, "part": one.part, "words": one.words}
            for one in find_troubles(conditions, overdue, now)
        ],
        "web": [_present_web(one) for one in conditions.web],
        "nodes": [_present_node(one) for one in conditions.nodes],
        "shows": [_present_show(one) for one in conditions.shows],
        "outbox": None
        if backlog is None
        else [
            {"kind": kind, "waiting": one.waiting, "overdue": round(one.overdue, 1)}
            for kind, one in sorted(backlog.items())
        ],
    }
    response = jsonify(body)
    response.headers["Cache-Control"] = "private, no-store"
    return response


async def _read_backlog() -> Mapping[str, Backlog] | None:
    try:
        async with asyncio.timeout(PATIENCE):
            await check_database()
            return await read_backlog(datetime.now(UTC))
    except (DatabaseError, TimeoutError):
        return None


def _present_web(one: WebHeard) -> dict[str, Any]:
    told = one.told
    return {
        "address": told.address,
        "pid": told.pid,
        "since": to_rfc3339(told.since),
        "heard_at": to_rfc3339(one.heard_at),
        "version": told.version,
        "sockets": told.sockets,
        "viewers": told.viewers,
        "stalls": told.stalls,
        "disk_free": told.disk_free,
        "disk_size": told.disk_size,
    }


def _present_node(one: NodeHeard) -> dict[str, Any]:
    told = one.told
    return {
        "name": one.node,
        "address": one.address,
        "media_url": one.media_url,
        "since": told.since,
        "heard_at": to_rfc3339(one.heard_at),
        "version": told.version,
        "publishers": told.publishers,
        "interrupted": told.interrupted,
        "connections": told.connections,
        "recordings": told.recordings,
        "uploads_waiting": told.uploads_waiting,
        "upload_failures": told.upload_failures,
        "callbacks_waiting": told.callbacks_waiting,
        "disk_free": told.disk_free,
        "disk_size": told.disk_size,
        "ladders": [
            {
                "livestream_id": ladder.livestream_id,
                "rungs": ladder.rungs,
                "behind": round(ladder.behind_ms / 1000, 2),
                "speed": ladder.speed,
            }
            for ladder in told.ladders
        ],
    }


def _present_show(one: ShowOn) -> dict[str, Any]:
    return {
        "livestream_id": one.livestream_id,
        "title": one.title,
        "artist": one.artist,
        "started_at": one.started_at,
        "interrupted_until": one.interrupted_until,
        "viewers": one.viewers,
        "node": one.node,
    }
