"""Between the rows of clips and the shapes that leave. Used inside the package only."""

from catalog import models
from catalog.clips.errors import ClipNotFoundError
from catalog.clips.rules import Clip, Source
from catalog.feeds.keys import media_path

RELATED = ("creator", "livestream", "recording")
"""What has to be fetched with one."""


def to_clip(row: models.Clip) -> Clip:
    """With what is `RELATED` to it."""
    recording, creator = row.recording, row.creator
    return Clip(
        id=row.id,
        livestream_id=row.livestream_id,
        artist_id=row.livestream.artist_id,
        creator=None if creator is None else {"id": creator.id, "display_name": creator.display_name},
        title=row.title,
        begins_at=row.begins_at,
        ends_at=row.ends_at,
        hidden=row.hidden,
        keep=row.keep,
        created_at=row.created_at,
        path=media_path(row.id, recording.media_url),
        source=Source(
            # A recording that nothing is in has no clips.
            begins_at=recording.begins_at or row.begins_at,
            visibility=recording.visibility,
            closed=recording.closed_at is not None,
            deleted=recording.deleted_at is not None,
        ),
    )


async def read_clip(clip_id: str) -> models.Clip:
    """One, with what is `RELATED` to it.

    Raises:
        ClipNotFoundError
    """
    row = await models.Clip.get_or_none(id=clip_id).select_related(*RELATED) if len(clip_id) <= CLIP_LENGTH else None
    if row is None:
        raise ClipNotFoundError
    return row


CLIP_LENGTH = 26
"""The database refuses to look for more."""
