"""What ingest nodes say of recordings, and are to be told. All of it is safe when it comes twice, late or out of
order. Of a recording speaks only a node that was told to make it."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from tortoise.expressions import Q
from tortoise.transactions import in_transaction

from catalog import models
from catalog.clips.left import BUCKET, select_left
from catalog.livestreams.errors import NotFoundError
from catalog.livestreams.lifecycle import Outcome, Status, Step
from catalog.livestreams.rows import lock_livestream, to_entry, to_state, write_steps
from catalog.recordings.errors import NotYourRecordingError
from catalog.recordings.rows import find_recording
from catalog.recordings.rules import Show, Visibility, is_ready, is_whole
from contract.livestreams import Transition
from contract.recordings import Range

logger = logging.getLogger(__name__)

MOST_DELETIONS: Final = 1_000
"""Recordings that are being deleted at a time, the last first: those of a node that is gone for good stay."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How much of a recording a node says it has."""

    node: str
    media_url: str | None
    begins_at: datetime | None
    duration_ms: int
    bytes: int
    missed: bool
    """It could not keep all that it got."""
    over: bool
    """It adds nothing."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a recording is."""

    livestream_id: str
    gate: int
    """Tokens that the show takes."""
    visibility: Visibility
    live: bool
    recording: str = ""
    """Of a clip: its recording's, between these moments."""
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    withdrawn: bool = False
    """The recording was deleted, and clips of it were kept."""


async def select_owner(recording_id: str) -> Owner | None:
    """Whose recording it is; None: there is no such one, or it is to be deleted."""
    row = await models.Recording.get_or_none(id=recording_id, deleted_at=None).select_related("livestream")
    if row is None or row.livestream is None:
        return None
    show = row.livestream
    return Owner(show.id, show.token_gate_amount or 0, row.visibility, show.status is Status.LIVE)


def name_bucket(bucket: str) -> str:
    """A shared store, among the nodes where some of a recording lies. No node has such a name."""
    return f"{BUCKET}{bucket}"


async def note_ordered(recording_id: str, node: str, bucket: str = "") -> bool:
    """This node is about to be told to make it, so that some of it may lie there, and in its bucket; false: it is not
    to be made."""
    async with in_transaction():
        row = await models.Recording.filter(id=recording_id, deleted_at=None).select_for_update().first()
        if row is None or row.livestream_id is None:
            return False
        if node not in row.nodes:
            await models.Recording.filter(id=recording_id).update(nodes=[*row.nodes, node])
        if bucket and row.bucket != bucket:
            await models.Recording.filter(id=recording_id).update(bucket=bucket)
        if row.closed_at is not None:
            await models.Recording.filter(id=recording_id).update(closed_at=None)  # there was no room for a while
    return True


async def note_sizes(node: str, sizes: Mapping[str, int]) -> None:
    """How many bytes a node has by now of recordings that it makes; of several nodes that counts which has most."""
    async with in_transaction():
        for recording_id, size in sizes.items():
            row = await models.Recording.get_or_none(id=recording_id, deleted_at=None)
            if row is not None and node in row.nodes and size > (row.bytes or 0):
                await models.Recording.filter(id=recording_id).update(bytes=size)


async def note_cut(recording_id: str) -> None:
    """There is no room for more of it."""
    await models.Recording.filter(id=recording_id, cut=False).update(cut=True, partial=True)


async def note_begun(
    livestream_id: str,
    recording_id: str,
    node: str,
    media_url: str | None,
    begins_at: datetime,
    *,
    now: datetime | None = None,
) -> list[Transition]:
    """There is something to start over from (`livestream.updated`); again, or not its livestream's: nothing."""
    now = now or datetime.now(UTC)
    try:
        async with lock_livestream(livestream_id) as (row, feed):
            recording = find_recording(row)
            if recording is None or recording.id != recording_id or recording.begins_at is not None:
                return []
            if node not in recording.nodes:
                return []
            recording.begins_at, recording.media_url, recording.nodes = begins_at, media_url, _first(node, recording)
            await recording.save(update_fields=["begins_at", "media_url", "nodes"])
            state = to_state(feed, row)
            return await write_steps(row, feed, Outcome(state, (Step("livestream.updated", state),)), now)
    except NotFoundError:
        return []


async def note_kept(recording_id: str, kept: Kept, *, now: datetime | None = None) -> list[Transition]:
    """A node says how much there is (`livestream.replay_ready`, where the show is over and that is all).

    What was told last counts; but of what lies at several nodes players fetch from the one that has most.

    Raises:
        NotYourRecordingError
    """
    now = now or datetime.now(UTC)
    livestream_id = await _find(recording_id, kept.node)
    if livestream_id is None:
        return []
    try:
        async with lock_livestream(livestream_id) as (row, feed):
            recording = find_recording(row)
            if recording is None or recording.id != recording_id:
                return []
            before = to_entry(row, feed).private["replay"]
            if kept.begins_at is not None and _counts(kept, recording):
                _note_figures(recording, kept, row)
            live = row.status is Status.LIVE
            # While the show goes on elsewhere, what has ended here is not the end.
            if kept.over and recording.closed_at is None and (not live or feed.node in (None, "", kept.node)):
                recording.closed_at = now
            await recording.save()
            return await write_steps(row, feed, _tell(row, feed, before), now)
    except NotFoundError:
        return []


async def note_deleted(
    recording_id: str, node: str, bucket: str = "", left: Sequence[Range] = (), *, now: datetime | None = None
) -> None:
    """A node has deleted what it had, and what its bucket had, but for what it has left for clips."""
    async with in_transaction():
        row = await models.Recording.filter(id=recording_id).select_for_update().first()
        if row is None:
            return
        if row.deleted_at is None and row.livestream_id is not None:
            logger.warning("Recording %s: node %r has deleted it, though nobody told it to.", recording_id, node)
            return
        needed = (await select_left([recording_id])).get(recording_id, [])
        if left and list(left) != needed:
            return  # less of it is needed by now, which it is told again
        nodes = [each for each in row.nodes if each != node]
        other = None if row.bucket == bucket else row.bucket
        somewhere = nodes or other
        gone_at = row.gone_at if somewhere else now or datetime.now(UTC)
        if row.livestream_id is None and not somewhere and not needed:
            await row.delete()
            return
        places = [node, *([name_bucket(bucket)] if bucket and row.bucket == bucket else [])]
        left_at = [*dict.fromkeys([*(row.left_at or []), *places])] if needed else None
        told = models.Recording.filter(id=recording_id)
        await told.update(nodes=nodes, bucket=other, gone_at=gone_at, left_at=left_at)


async def select_deletions() -> Mapping[str, frozenset[str]]:
    """Which recordings are to be deleted, each with the nodes, and the bucket, where some of it may lie."""
    to_go = models.Recording.filter(Q(livestream_id=None) | ~Q(deleted_at=None), gone_at=None)
    rows = await to_go.order_by("-deleted_at", "id").limit(MOST_DELETIONS)
    return {row.id: frozenset([*row.nodes, *([name_bucket(row.bucket)] if row.bucket else [])]) for row in rows}


async def _find(recording_id: str, node: str) -> str | None:
    """Its livestream, if there is one. Raises NotYourRecordingError."""
    row = await models.Recording.get_or_none(id=recording_id)
    if row is None:
        return None
    if node not in row.nodes:
        logger.warning("Recording %s: what node %r says of it is ignored; it was not to make it.", recording_id, node)
        raise NotYourRecordingError
    return row.livestream_id


def _counts(kept: Kept, recording: models.Recording) -> bool:
    return recording.nodes[0] == kept.node or kept.duration_ms > (recording.duration_ms or 0)


def _note_figures(recording: models.Recording, kept: Kept, row: models.Livestream) -> None:
    show = Show(row.status is Status.LIVE, row.started_at, row.ended_at)
    recording.nodes = _first(kept.node, recording)
    recording.media_url = kept.media_url
    recording.begins_at = begins_at = kept.begins_at or recording.begins_at
    recording.duration_ms, recording.bytes = kept.duration_ms, kept.bytes
    of_many = len(recording.nodes) > 1
    whole = begins_at is not None and is_whole(begins_at, kept.duration_ms, show, of_many=of_many)
    recording.partial = kept.missed or recording.cut or not whole


def _tell(row: models.Livestream, feed: models.Feed, before: Mapping[str, Any] | None) -> Outcome:
    state = to_state(feed, row)
    after = to_entry(row, feed).private["replay"]
    if is_ready(after) and not is_ready(before):
        return Outcome(state, (Step("livestream.replay_ready", state),))
    if after is not None and (before is None or (is_ready(after) and after != before)):
        return Outcome(state, (Step("livestream.updated", state),))
    return Outcome(state)


def _first(node: str, recording: models.Recording) -> list[str]:
    """Its nodes, that from which players fetch before the others."""
    return [node, *(each for each in recording.nodes if each != node)]
