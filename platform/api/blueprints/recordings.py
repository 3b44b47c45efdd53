"""`/me/recordings`: what an artist has of recordings, how much room, and for how long."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field
from quart import Blueprint
from quart_schema import document_response, security_scheme, tag_blueprint

from api.auth import require_artist
from api.context import get_context
from api.docs.openapi import scoped
from api.problems.problem import problems
from api.shapes.bodies import STRICT, LivestreamReplayBody
from api.shapes.pages import Cursor, NextCursor
from api.shapes.validation import validate_querystring
from catalog.recordings.own import select_own
from catalog.recordings.policy import get_policy
from catalog.recordings.retention.room import select_room
from contract.events.shapes import StatusWord
from contract.livestreams import complete

blueprint = Blueprint("recordings", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Replays"])


@dataclass(kw_only=True)
class RecordingsQuery:
    """Which recordings."""

    __pydantic_config__ = STRICT

    limit: Annotated[int, Field(ge=1, le=100)] = 20
    cursor: Cursor = None


@dataclass(kw_only=True)
class RecordingBody:
    """What is kept of one livestream."""

    livestream_id: str
    title: str
    status: StatusWord
    replay: LivestreamReplayBody


@dataclass(kw_only=True)
class RecordingsBody:
    """Some recordings, the newest first; and what holds for all of them."""

    record: Annotated[bool, Field(description="Whether shows are recorded whose artist does not say otherwise.")]
    days: Annotated[float, Field(description="For so many a recording is kept; 0: until it is deleted.")]
    notice_days: Annotated[float, Field(description="So many before one goes you are told; 0: you are not.")]
    bytes: Annotated[int, Field(description="That all of them take, those that are being made included.")]
    quota: Annotated[
        int | None,
        Field(
            description="Bytes that they may take; null: any number. Past it the oldest go that you do not keep, and "
            "where that is not enough, nothing more is recorded."
        ),
    ]
    recordings: list[RecordingBody]
    next_cursor: NextCursor


@blueprint.get("/me/recordings")
@document_response(RecordingsBody)
@security_scheme(scoped("manage"))
@problems(400, 401, 403)
@validate_querystring(RecordingsQuery)
async def list_recordings(query_args: RecordingsQuery) -> dict[str, Any]:
    """What is kept of your livestreams, a page at a time.

    `PATCH /livestreams/{id}/replay` keeps one for longer, or no longer; `DELETE` deletes it.
    """
    artist = await require_artist("manage")
    page = await select_own(artist.id, limit=query_args.limit, cursor=query_args.cursor)
    room, policy, origin_url = await select_room(artist.id), get_policy(), get_context().origin_url
    return {
        "record": policy.record,
        "days": policy.days,
        "notice_days": policy.notice.total_seconds() / 86_400,
        "bytes": room.used,
        "quota": room.quota,
        "recordings": [
            {
                "livestream_id": one.livestream_id,
                "title": one.title,
                "status": one.status,
                "replay": {**one.replay, "url": complete(one.replay["url"], origin_url)},
            }
            for one in page.recordings
        ],
        "next_cursor": page.next_cursor,
    }
