"""Recordings in a shared store whose node is gone are shown by another one."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from catalog import models
from catalog.livestreams.errors import NotFoundError
from catalog.livestreams.lifecycle import Outcome, Status, Step
from catalog.livestreams.rows import lock_livestream, to_state, write_steps
from catalog.recordings.rows import find_recording
from contract.livestreams import Transition

AT_ONCE: Final = 20
"""Livestreams between two announcements."""


async def select_shown() -> list[tuple[str, str]]:
    """The addresses that recordings are fetched from that lie in a bucket, each with that."""
    rows = models.Recording.filter(deleted_at=None, media_url__isnull=False, bucket__isnull=False)
    found = await rows.exclude(begins_at=None).distinct().values_list("media_url", "bucket")
    return [(str(media_url), str(bucket)) for media_url, bucket in found]


async def move_replays(
    media_url: str, bucket: str, others: Sequence[str], *, now: datetime | None = None
) -> list[Transition]:
    """Have some of the recordings that are fetched from there fetched from one of these others, each from one that it
    stays with, and a show that is on from its own node if that is among them (`livestream.updated`)."""
    now = now or datetime.now(UTC)
    rows = models.Recording.filter(
        deleted_at=None, media_url=media_url, bucket=bucket, livestream_id__isnull=False, begins_at__isnull=False
    )
    lines: list[Transition] = []
    for livestream_id in (
        await rows.order_by("created_at", "id").limit(AT_ONCE).values_list("livestream_id", flat=True)
    ):
        try:
            async with lock_livestream(str(livestream_id)) as (row, feed):
                recording = find_recording(row)
                if recording is None or recording.media_url != media_url:
                    continue
                own = row.status is Status.LIVE and feed.media_url in others
                chosen = others[int(recording.id[1:], 36) % len(others)]
                recording.media_url = feed.media_url if own else chosen
                await recording.save(update_fields=["media_url"])
                state = to_state(feed, row)
                told = Outcome(state, (Step("livestream.updated", state),))
                lines += await write_steps(row, feed, told, now)
        except NotFoundError:
            continue
    return lines
