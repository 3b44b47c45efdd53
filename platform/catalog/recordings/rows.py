"""A livestream's recording: its row, made and taken up with the show, and what others see of it. Used inside the
package only, by whoever holds the livestream."""

from datetime import datetime

from catalog import models
from catalog.clips.left import release_all
from catalog.feeds.keys import media_path
from catalog.livestreams.lifecycle import Status
from catalog.recordings.policy import get_policy
from catalog.recordings.rules import Recording, Show, Visibility, find_end, make_recording_id


def wants_recording(row: models.Livestream) -> bool:
    """Whether its show is to be recorded."""
    return get_policy().record if row.record is None else row.record


def find_recording(row: models.Livestream) -> models.Recording | None:
    """Its recording, fetched with it; None: there is none, or it is to go."""
    found: models.Recording | None = row.recording
    return found if found is not None and found.deleted_at is None else None


def find_over(row: models.Livestream, recording: models.Recording) -> datetime | None:
    """See `rules.find_end`."""
    return find_end(Show(row.status is Status.LIVE, row.started_at, row.ended_at), recording.closed_at)


def to_recording(row: models.Recording | None) -> Recording | None:
    """For the rules."""
    if row is None:
        return None
    return Recording(
        path=media_path(row.id, row.media_url),
        visibility=row.visibility,
        keep=row.keep,
        begins_at=row.begins_at,
        duration_ms=row.duration_ms,
        bytes=row.bytes,
        partial=row.partial,
        closed_at=row.closed_at,
        deleted=row.deleted_at is not None,
        told_at=row.told_at,
    )


async def take_up(row: models.Livestream, now: datetime) -> None:
    """It is live now and wants to be recorded: into what there is, else into a new one."""
    old: models.Recording | None = row.recording
    if old is not None and old.deleted_at is None:
        if old.closed_at is not None:
            old.closed_at = old.told_at = None
            await old.save(update_fields=["closed_at", "told_at"])
        return
    if old is not None:
        await part(old)
    recording = await models.Recording.create(
        id=make_recording_id(),
        livestream_id=row.id,
        visibility=Visibility.PUBLIC,
        keep=False,
        nodes=[],
        partial=False,
        created_at=now,
    )
    put(row, recording)


async def part(old: models.Recording) -> None:
    """The livestream has another one, or is about to be no more. The row stays until all of it is gone."""
    now = await models.Recording.get(id=old.id)  # what clips had needed of it may have been let go just before
    if now.gone_at is not None and not await models.Clip.exists(recording_id=old.id, keep=True):
        await now.delete()
    else:
        await models.Recording.filter(id=old.id).update(livestream_id=None)


async def drop(row: models.Livestream, now: datetime) -> None:
    """Its recording is to go, wherever it lies."""
    recording = find_recording(row)
    if recording is None:
        return
    recording.deleted_at = now
    await models.Marker.filter(livestream_id=row.id).delete()  # there is nothing left that they would lead to
    if not recording.nodes:
        recording.gone_at = now  # no node was ever told to make it
    await recording.save(update_fields=["deleted_at", "gone_at"])


async def leave(row: models.Livestream, now: datetime) -> None:
    """The livestream is about to be no more, and its recording and clips with it."""
    await release_all(row.id)
    await drop(row, now)
    if row.recording is not None:
        await part(row.recording)


def put(row: models.Livestream, recording: models.Recording | None) -> None:
    """Say which one is a livestream's, as if it had been fetched with it."""
    setattr(row, "_recording", recording)  # noqa: B010 - Tortoise's own name for what a relation has fetched
