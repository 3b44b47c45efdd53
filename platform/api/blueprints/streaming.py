"""`/streaming`: what the ingest nodes tell and ask. Idempotent by session, and safe out of order.

Bodies are read as JSON whatever their content type says, and nginx-rtmp's form is understood, so that any RTMP
server can call. Fields this version does not know are ignored: nodes may be newer than the platform.
"""

import asyncio
import hmac
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, cast
from urllib.parse import parse_qs

from pydantic import TypeAdapter, ValidationError
from quart import Blueprint, request
from quart_schema import document_request, document_response, security_scheme_blueprint, tag_blueprint

from api.changes import change_publisher
from api.context import Context, get_context
from api.docs.openapi import INGEST
from api.limits.rates import check_tries, client_of
from api.problems.problem import ProblemError, problems
from api.problems.wording import describe_fields
from catalog.clips.owners import select_clip_owner, select_withdrawn
from catalog.feeds.publishing import admit_publisher, note_stream_ended, note_stream_started
from catalog.feeds.recognition import select_known
from catalog.feeds.sessions import find_livestream_id
from catalog.feeds.shapes import ConflictError, PublisherChange
from catalog.gates.passes import derive_pass_key, derive_replay_key
from catalog.recordings.film import select_film
from catalog.recordings.nodes import Kept, note_deleted, note_kept, select_owner
from contract.callbacks import Admitted, Recognition, Recognized, Report, StreamEnded, StreamStarted, Validation
from contract.feeds import FeedKind
from contract.moments import to_rfc3339
from contract.orders import Order, Orders
from contract.publishing import digest_key
from contract.recordings import CLIP_ID, FilmAsked, FilmChapter, FilmKnown, Recorded, ReplayAsked, ReplayKnown

blueprint = Blueprint("streaming", __name__, url_prefix="/api/v1/streaming")
tag_blueprint(blueprint, ["Ingest"])
security_scheme_blueprint(blueprint, INGEST)

T = TypeVar("T")

MAX_WAIT_MS = 20_000
ORDERS_WITHIN = 1.0
"""Seconds that the database has to say what a node must do. A report is heard before it is asked: were it kept while
the database hangs, the node could not report again, and would be taken for silent. The next one asks again."""
MAX_AGO_MS = 30 * 24 * 3_600_000


@dataclass(kw_only=True)
class Noted:
    """Understood; nothing to say."""


@blueprint.before_request
async def check_secret() -> None:
    """Let ingest in, and nobody else. A right secret is never made to wait: a node may share its address with those
    who guess, and a show must not stand still for them.

    Raises:
        ProblemError: 401 unauthorized, 429 too_many_tries
    """
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    context = get_context()
    expected = context.settings.streaming_secret
    known = hmac.compare_digest(secret.strip().encode(), expected.encode())
    if scheme.lower() != "bearer" or not expected or not known:
        await check_tries(context.throttles, context.wrong_secrets, client_of(request, context.settings))
        words = "Only ingest nodes may call this, with Authorization: Bearer and the STREAMING_SECRET."
        raise ProblemError(401, "unauthorized", words, headers={"WWW-Authenticate": "Bearer"})


@blueprint.post("/validate")
@document_request(Validation)
@document_response(Admitted)
@problems(400, 401, 403)
async def validate() -> dict[str, Any]:
    """May this publisher come in?

    403 says why not: `unknown_key`, `livestream_ended`, `livestream_cancelled` or `already_publishing`, with words
    for the artist.
    """
    asked = await _read(Validation)
    context = get_context()

    async def admit() -> Admitted:
        try:
            admission = await admit_publisher(
                digest_key(asked.stream_key),
                asked.session_id,
                node=asked.node,
                client_ip=asked.client_ip,
                media_url=asked.media_url,
                replaces=asked.replaces,
                silence=context.live.publishers.silence,
            )
        except ConflictError as refusal:
            await context.live.publisher_refused(refusal, asked.client_ip)
            raise
        return Admitted(
            livestream_id=admission.feed_id,
            kind=admission.kind,
            playback_id=admission.playback_id,
            title=admission.title,
            reconnect_grace=0.0 if admission.kind is FeedKind.REHEARSAL else context.settings.reconnect_grace,
            pass_key=derive_pass_key(context.keys, admission.feed_id).hex() if admission.gated else "",
        )

    return asdict(await context.commits.run(admit))


@blueprint.post("/recognize")
@document_request(Recognition)
@document_response(Recognized)
@problems(400, 401)
async def recognize() -> dict[str, Any]:
    """Which of these stream keys are anybody's?

    A node asks it for all that wait when many publishers come at once, and `validate` only for those that are: so
    whoever tries wrong keys by the thousand holds up nobody with a right one.
    """
    asked = await _read(Recognition)
    return asdict(Recognized(known=await select_known(asked.digests)))


@blueprint.post("/stream_started")
@document_request(StreamStarted)
@document_response(Noted)
@problems(400, 401, 403)
async def stream_started() -> dict[str, Any]:
    """A publisher's media flows.

    Repeated, or after the same session's end, it changes nothing. The answer is 200 all the same. A session that came
    in with another stream key, or at another node, is not the caller's to speak of: 403 `not_your_session`.
    """
    told = await _read(StreamStarted)
    digest = _digest_of(told)
    grace = get_context().settings.reconnect_grace
    await change_publisher(
        lambda: note_stream_started(digest, told.session_id, node=told.node, at=_when(told), grace=grace)
    )
    return {}


@blueprint.post("/stream_ended")
@document_request(StreamEnded)
@document_response(Noted)
@problems(400, 401, 403)
async def stream_ended() -> dict[str, Any]:
    """A publisher is gone.

    Cleanly: the livestream ends. Lost: it is interrupted, and ends when nobody returns in time. Repeated, or for a
    session that is not the current one, it changes nothing. The answer is 200 all the same. A session that came in
    with another stream key, or at another node, is not the caller's to speak of: 403 `not_your_session`.
    """
    told = await _read(StreamEnded)
    digest = _digest_of(told)
    context = get_context()

    async def end() -> PublisherChange:
        if (livestream_id := await find_livestream_id(told.session_id)) is not None:
            await context.live.keep_counts(livestream_id)
        return await note_stream_ended(
            digest,
            told.session_id,
            node=told.node,
            at=_when(told),
            reason=told.reason,
            clean=told.clean,
            grace=context.settings.reconnect_grace,
        )

    await change_publisher(end)
    return {}


@blueprint.post("/report")
@document_request(Report)
@document_response(Orders)
@problems(400, 401, 413)
async def report() -> dict[str, Any]:
    """All of a node's sessions; the answer holds what the node must do, and waits up to `wait_ms` for an order.

    What is said of a session that came in at another node, or for another livestream, counts for nothing.
    """
    told = await _read(Report)
    context = get_context()
    context.live.publishers.note_report(told.node, told.sessions, told.media_url, told.bucket)
    context.live.note_stills(told.node, told.sessions)
    wait = min(told.wait_ms, MAX_WAIT_MS) / 1000
    try:
        async with asyncio.timeout(wait + ORDERS_WITHIN):
            orders = await _find_orders(context, told, wait)
    except TimeoutError:
        orders = []
    return asdict(Orders(orders=list(orders)))


async def _find_orders(context: Context, told: Report, wait: float) -> Sequence[Order]:
    """Take back what was given up, and find what the node must do now or within `wait` seconds."""
    publishing = {one.session_id: one.livestream_id for one in told.sessions if one.state != "interrupted"}
    await context.commits.run(lambda: context.live.settle(told.node, publishing))
    if any(one.recorded_ms for one in told.sessions):
        await context.commits.run(lambda: context.live.note_recordings(told.node, told.media_url, told.sessions))
    return await context.live.wait_for_orders(told.node, told.sessions, wait, told.replays)


@blueprint.post("/replay")
@document_request(ReplayAsked)
@document_response(ReplayKnown)
@problems(400, 401, 404)
async def replay() -> dict[str, Any]:
    """Whose is this recording or clip, and who may have it? 404 `recording_not_found`: there is none, or it is to go.

    Any node may ask: several may have one store. What is said of a clip counts for seconds: its node asks again.
    """
    asked = await _read(ReplayAsked)
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
    asked = await _read(FilmAsked)
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
    told = await _read(Recorded)
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


def _when(told: StreamStarted | StreamEnded) -> datetime | None:
    """When it happened, by this process's clock if the node says how long ago that was: clocks differ."""
    if told.ago_ms is None:
        return None if told.at is None else datetime.fromisoformat(told.at)
    return datetime.now(UTC) - timedelta(milliseconds=min(told.ago_ms, MAX_AGO_MS))


def _digest_of(told: StreamStarted | StreamEnded) -> str:
    """What names the key that its publisher showed.

    Raises:
        ProblemError: 400 invalid_fields
    """
    if told.key_digest is not None:
        return told.key_digest
    if told.stream_key is None:
        fields = {"stream_key": "Say this, or key_digest."}
        raise ProblemError(400, "invalid_fields", "Some fields are not as they should be.", errors=fields)
    return digest_key(told.stream_key)


async def _read(kind: type[T]) -> T:
    """The body as one of the shapes above.

    Raises:
        ProblemError: 400 malformed_body, 400 invalid_fields
    """
    body = cast("bytes", await request.get_data(as_text=False))
    try:
        return _ADAPTERS[kind].validate_python(_decode(body))  # type: ignore[no-any-return]
    except ValidationError as error:
        fields = describe_fields(error)
        if not fields:
            raise ProblemError(400, "not_an_object", "Send a JSON object as the body.") from None
        raise ProblemError(400, "invalid_fields", "Some fields are not as they should be.", errors=fields) from None


def _decode(body: bytes) -> Any:
    try:
        return json.loads(body, parse_constant=lambda _: None)  # JSON has no NaN, nor has a browser that reads it
    except (ValueError, RecursionError):
        form = {name: values[-1] for name, values in parse_qs(body.decode("latin-1")).items()}
    if "name" not in form:
        raise ProblemError(400, "malformed_body", "The body is neither JSON nor nginx-rtmp's form.")
    # `clientid` counts from 1 whenever nginx starts, so it identifies no session: such a publisher is checked only.
    return {"stream_key": form["name"], "client_ip": form.get("addr", "")}


_KINDS: tuple[type[Any], ...] = (
    Validation,
    Recognition,
    StreamStarted,
    StreamEnded,
    Report,
    ReplayAsked,
    FilmAsked,
    Recorded,
)
_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {kind: TypeAdapter(kind) for kind in _KINDS}
