"""What ingest nodes ask about clips: whose they are, and what they are of."""

from catalog import models
from catalog.livestreams.lifecycle import Status
from catalog.recordings.nodes import Owner


async def select_clip_owner(clip_id: str) -> Owner | None:
    """Whose clip it is, and where it lies; None: there is no such one, or nobody is to see it."""
    row = await models.Clip.get_or_none(id=clip_id, hidden=False).select_related("livestream", "recording")
    if row is None or (row.recording.deleted_at is not None and not row.keep):
        return None
    return _to_owner(row, of_clip=True)


async def select_withdrawn(recording_id: str) -> Owner | None:
    """Whose recording it was, of which there is nothing but clips that were kept; None: there is more of it, or
    nothing."""
    kept = models.Clip.filter(recording_id=recording_id, keep=True, recording__deleted_at__isnull=False)
    row = await kept.select_related("livestream", "recording").first()
    return None if row is None else _to_owner(row, of_clip=False)


def _to_owner(row: models.Clip, *, of_clip: bool) -> Owner:
    show, recording = row.livestream, row.recording
    withdrawn = recording.deleted_at is not None
    return Owner(
        show.id,
        show.token_gate_amount or 0,
        recording.visibility,
        live=show.status is Status.LIVE and not withdrawn,
        recording=recording.id if of_clip else "",
        begins_at=row.begins_at if of_clip else None,
        ends_at=row.ends_at if of_clip else None,
        withdrawn=withdrawn,
    )
