"""`/streaming`: what the ingest nodes tell and ask of publishers. Idempotent by session, and safe out of order."""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from quart import Blueprint, request
from quart_schema import document_request, document_response, security_scheme_blueprint, tag_blueprint

from api.changes import change_publisher
from api.context import Context, get_context
from api.docs.openapi import INGEST
from api.ingest.bodies import read_body
from api.ingest.door import check_secret
from api.limits.rates import client_of
from api.problems.problem import ProblemError, problems
from catalog.feeds.publishing import admit_publisher, note_stream_ended, note_stream_started
from catalog.feeds.recognition import select_known
from catalog.feeds.sessions import find_livestream_id
from catalog.feeds.shapes import ConflictError, PublisherChange
from catalog.gates.passes import derive_pass_key
from contract.callbacks import Admitted, Recognition, Recognized, Report, StreamEnded, StreamStarted, Validation
from contract.feeds import FeedKind
from contract.orders import Order, Orders
from contract.publishing import digest_key
from contract.wording.faults import Fault

blueprint = Blueprint("streaming", __name__, url_prefix="/api/v1/streaming")
tag_blueprint(blueprint, ["Ingest"])
security_scheme_blueprint(blueprint, INGEST)
blueprint.before_request(check_secret)

MAX_WAIT_MS = 20_000
ORDERS_WITHIN = 1.0
"""Seconds that the database has to say what a node must do. A report is heard before it is asked: were it kept while
the database hangs, the node could not report again, and would be taken for silent. The next one asks again."""
MAX_AGO_MS = 30 * 24 * 3_600_000


@dataclass(kw_only=True)
class Noted:
    """Understood; nothing to say."""


@blueprint.post("/validate")
@document_request(Validation)
@document_response(Admitted)
@problems(400, 401, 403)
async def validate() -> dict[str, Any]:
    """May this publisher come in?

    403 says why not: `unknown_key`, `livestream_ended`, `livestream_cancelled` or `already_publishing`, with words
    for the artist.
    """
    asked = await read_body(Validation)
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
            takes_over=admission.takes_over,
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
    asked = await read_body(Recognition)
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
    told = await read_body(StreamStarted)
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
    told = await read_body(StreamEnded)
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
    told = await read_body(Report)
    context = get_context()
    context.live.publishers.note_report(told.node, told.sessions, told.media_url, told.bucket)
    context.live.note_stills(told.node, told.sessions)
    if told.condition is not None:
        address = client_of(request, context.settings)
        context.live.roll.note_node(told.node, address, told.media_url or "", told.condition)
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
        fault = {"stream_key": Fault("required")}
        raise ProblemError(400, "invalid_fields", "Say stream_key, or key_digest.", errors=fault)
    return digest_key(told.stream_key)
