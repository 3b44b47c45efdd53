"""`/streaming/{replay,film,recorded}`: what the ingest nodes tell and ask of recordings."""

import re
from dataclasses import asdict
from datetime import datetime
from typing import Any

from quart import Blueprint
from quart_schema import document_request, document_response, security_scheme_blueprint, tag_blueprint

from api.blueprints.streaming import Noted
from api.changes import change_publisher
from api.context import get_context
from api.docs.openapi import INGEST
from api.ingest.bodies import read_body
from api.ingest.door import check_secret
from api.problems.problem import ProblemError, problems
from catalog.clips.owners import select_clip_owner, select_withdrawn
from catalog.feeds.shapes import PublisherChange
from catalog.gates.passes import derive_replay_key
from catalog.recordings.film import select_film
from catalog.recordings.nodes import Kept, note_deleted, note_kept, select_owner
from contract.moments import to_rfc3339
from contract.recordings import CLIP_ID, FilmAsked, FilmChapter, FilmKnown, Recorded, ReplayAsked, ReplayKnown

blueprint = Blueprint("streamed_recordings", __name__, url_prefix="/api/v1/streaming")
tag_blueprint(blueprint, ["Ingest"])
security_scheme_blueprint(blueprint, INGEST)
blueprint.before_request(check_secret)


@blueprint.post("/replay")
@document_request(ReplayAsked)
@document_response(ReplayKnown)
@problems(400, 401, 404)
async def replay() -> dict[str, Any]:
    """Whose is this recording or clip, and who may have it? 404 `recording_not_found`: there is none, or it is to go.

    Any node may ask: several may have one store. What is said of a clip counts for seconds: its node asks again.
    """
    asked = await read_body(ReplayAsked)
    is_clip = re.fullmatch(CLIP_ID, asked.recording) is not None
    owner = await (select_clip_owner(asked.recording) if is_clip else select_owner(asked.recording))
    if owner is None and not is_clip:
        owner = await select_withdrawn(asked.recording)
    if owner is None:
        raise ProblemError(404, "recording_not_found", "There is no such recording, or no longer.")
    key = derive_replay_key(get_context().keys, owner.livestream_id, owner.gate, owner.visibility)
    known = ReplayKnown(
        livestream_id=owner.livestream_id,
        pass_key=key.hex(),
        over=not owner.live,
        recording=owner.recording,
        begins_at=to_rfc3339(owner.begins_at),
        ends_at=to_rfc3339(owner.ends_at),
        withdrawn=owner.withdrawn,
    )
    return asdict(known)


@blueprint.post("/film")
@document_request(FilmAsked)
@document_response(FilmKnown)
@problems(400, 401, 404)
async def film() -> dict[str, Any]:
    """What is a download of this recording, or of this clip, called, and what are its chapters?

    404 `recording_not_found`: there is none, or no longer.

    A node asks when it makes the file's index.
    """
    asked = await read_body(FilmAsked)
    found = await select_film(asked.recording)
    if found is None:
        raise ProblemError(404, "recording_not_found", "There is no such recording, or no longer.")
    chapters = [FilmChapter(at_ms=round(at.timestamp() * 1000), title=title) for at, title in found.chapters]
    return asdict(FilmKnown(title=found.title, chapters=chapters))


@blueprint.post("/recorded")
@document_request(Recorded)
@document_response(Noted)
@problems(400, 401, 403)
async def recorded() -> dict[str, Any]:
    """How much of a recording a node has, or that it has deleted it.

    Repeated, it changes nothing. Of what the node was never told to record, it may not speak: 403
    `not_your_recording`.
    """
    told = await read_body(Recorded)
    if told.deleted:
        await get_context().commits.run(lambda: note_deleted(told.recording, told.node, told.bucket, told.left))
        return {}
    kept = Kept(
        node=told.node,
        media_url=told.media_url,
        begins_at=None if told.begins_at is None else datetime.fromisoformat(told.begins_at),
        duration_ms=round(told.duration_ms),
        bytes=told.bytes,
        missed=told.missed,
        over=told.over,
    )
    await change_publisher(lambda: _keep(told.recording, kept))
    return {}


async def _keep(recording: str, kept: Kept) -> PublisherChange:
    return PublisherChange(await note_kept(recording, kept))
